/** Where an account stands with its invoices: what is overdue, what comes next, and what was done. */
import type pg from 'pg';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { decideDunning, type Decided } from '../../domain/dunning/decide.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount, ownAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import {
  remindersOfAccount,
  suspensionsOf,
  type AccountReminder,
  type SuspensionRow,
} from '../../postgres/dunning/actions.ts';
import {
  readDebtorOf,
  readInvoices,
  type DebtorRow,
  type InvoiceRow,
} from '../../postgres/dunning/debtors.ts';
import { NO_TERMS, readTerms, type NotedTerms } from '../../postgres/dunning/policies.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

type Deps = Readonly<{ reads: pg.Pool; now: () => Date }>;

/** The newest of each; more stand in the timeline. */
const HISTORY_MAX = 50;

export type Standing = Readonly<{
  debtor: DebtorRow;
  decided: Decided;
  /** Those that are open, the oldest first. */
  invoices: readonly InvoiceRow[];
}>;

export type AccountDunning = Standing &
  Readonly<{
    terms: NotedTerms;
    reminders: readonly AccountReminder[];
    suspensions: readonly SuspensionRow[];
    isIssuedByReader: boolean;
  }>;

/** Throws `not_found`, and `account_has_no_wallet`. */
export async function readDunning(deps: Deps, actor: Actor, accountId: string): Promise<AccountDunning> {
  const account = await findAccount(deps.reads, accountId, actor.scopePath);
  const standing = await standingOf(deps, account);
  const terms = (await readTerms(deps.reads, [account.id])).get(account.id) ?? NO_TERMS;
  return {
    ...standing,
    terms,
    reminders: await remindersOfAccount(deps.reads, account.id, HISTORY_MAX),
    suspensions: await suspensionsOf(deps.reads, account.id, HISTORY_MAX),
    isIssuedByReader: isStaff(actor) || standing.debtor.issuerId === actor.accountId,
  };
}

/** Of whoever asks: what it has to pay, and what happens otherwise. Throws `account_has_no_wallet`. */
export async function readOwnDunning(deps: Deps, actor: Actor): Promise<Standing> {
  return standingOf(deps, await ownAccount(deps.reads, actor.accountId));
}

async function standingOf({ reads, now: clock }: Deps, account: AccountNode): Promise<Standing> {
  const wallet = await walletOfAccount(reads, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  // The policy is of whoever sells to the account, and stands above it.
  const debtor = known(await inFrontOfWall(() => readDebtorOf(reads, wallet.id)), 'the debtor of a wallet');
  const invoices = (await readInvoices(reads, [wallet.id])).filter(({ openMicros }) => openMicros > 0n);
  const watched = invoices.map((invoice) => ({
    ...invoice,
    watchedFrom: invoice.watchedFrom ?? invoice.issuedAt,
  }));
  return { debtor, invoices, decided: decideDunning({ ...debtor, invoices: watched }, clock()) };
}
