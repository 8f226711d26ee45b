/** Moves available money from one wallet to another of the same issuer, also into another currency. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import type { ExchangeOfLine } from '../../domain/billing/document.ts';
import { rateText } from '../../domain/exchange.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { namesOf } from '../../postgres/accounts/move-account.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import { ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { issueReceipts, planReceipt } from '../billing/plan-receipt.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { postedAnswer, type PostedAnswer } from './posted-answer.ts';
import { convertMoney } from './convert-money.ts';
import { postTransfers, type NewTransfer } from './post-transfers.ts';

export type TransferInput = Readonly<{
  fromAccountId: string;
  toAccountId: string;
  amountMicros: bigint;
  note: string;
  idempotencyKey: string;
}>;

/**
 * Debits one wallet and credits the other; the answer carries the debited wallet. Into another currency it goes through the exchange
 * accounts of the issuer, at the rate of the moment. Throws `other_issuer`, `no_exchange_rate`, `insufficient_funds` when less is available, and `account_was_moved` when one of the
 * accounts was moved at this moment.
 */
export function transferMoney(
  context: Context,
  actor: Actor,
  input: TransferInput,
): Promise<Outcome<PostedAnswer>> {
  const now = context.now();
  const { idempotencyKey: key, amountMicros, ...rest } = input;
  const route = 'POST /transfers';
  const content = { ...rest, amount: String(amountMicros) };
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  return runOnce(context, now, once, async (tx) => {
    const from = await openWallet(tx, actor, input.fromAccountId);
    const to = await openWallet(tx, actor, input.toAccountId);
    if (from.id === to.id)
      throw fieldProblem('toAccountId', 'same_account', 'Choose two different accounts.');
    if (from.issuerId !== to.issuerId) throw new Problem('other_issuer');
    const id = derivedId(now, String(actor.accountId), route, key);
    const moved = await arrivalOf(tx, { from, to, amountMicros, now });
    const transfers = await transfersOf(
      tx,
      { id, from, to, note: input.note },
      { ...moved, sentMicros: amountMicros },
      actor,
      now,
    );
    const numberOf = async ({ accountId }: WalletRow) =>
      (await namesOf(tx, [accountId])).get(accountId)?.number ?? '';
    const out = await planReceipt(tx, from.id, {
      kind: 'transfer_out',
      lines: [
        {
          text: input.note,
          amountMicros,
          counterparty: await numberOf(to),
          ...exchangedAs(moved, from, { currency: to.currency, amountMicros: moved.amountMicros }),
        },
      ],
    });
    const into = await planReceipt(tx, to.id, {
      kind: 'transfer_in',
      lines: [
        {
          text: input.note,
          amountMicros: moved.amountMicros,
          counterparty: await numberOf(from),
          ...exchangedAs(moved, from, { currency: from.currency, amountMicros }),
        },
      ],
    });
    const { wallets, postedAt } = await postTransfers(tx, {
      transfers,
      walletIds: [from.id, to.id],
      clock: context.now,
    });
    const [debit, credit] = [known(transfers[0], 'a transfer'), known(transfers.at(-1), 'a transfer')];
    const [issued] = await issueReceipts(
      tx,
      [
        { receipt: out, transferIds: [debit.id] },
        { receipt: into, transferIds: [credit.id] },
      ],
      { now: postedAt, actorId: actor.accountId },
    );
    return postedAnswer(debit, postedAt, {
      wallet: wallets.get(from.id),
      receipt: issued ?? null,
      exchanged: debit === credit ? null : credit,
    });
  });
}

/** What arrives, in the currency of the other wallet; the rate is null where it is the same. */
type Arrival = Readonly<{ amountMicros: bigint; exchangeRateE10: bigint | null }>;

async function arrivalOf(
  tx: Tx,
  {
    from,
    to,
    amountMicros,
    now,
  }: Readonly<{ from: WalletRow; to: WalletRow; amountMicros: bigint; now: Date }>,
): Promise<Arrival> {
  if (from.currency === to.currency) return { amountMicros, exchangeRateE10: null };
  const { issuerId } = from;
  const currencies = { from: from.currency, to: to.currency };
  return convertMoney(tx, { issuerId, amountMicros, ...currencies, direction: 'in', at: now });
}

/** One row within a currency; two through the exchange accounts of the issuer otherwise, which name each other. */
async function transfersOf(
  tx: Tx,
  { id, from, to, note }: Readonly<{ id: string; from: WalletRow; to: WalletRow; note: string }>,
  { amountMicros, exchangeRateE10, sentMicros }: Arrival & Readonly<{ sentMicros: bigint }>,
  actor: Actor,
  occurredAt: Date,
): Promise<readonly NewTransfer[]> {
  const { issuerId } = from;
  const common = { kind: 'transfer' as const, issuerId, occurredAt, actorId: actor.accountId, note };
  const sent = { ...common, id, currency: from.currency, amountMicros: sentMicros, debitAccountId: from.id };
  if (exchangeRateE10 === null) return [{ ...sent, creditAccountId: to.id }];
  const exchangeIn = (currency: string) => ensureLedgerAccount(tx, { issuerId, kind: 'exchange', currency });
  const arrivalId = derivedId(occurredAt, 'exchange', id);
  return [
    {
      ...sent,
      creditAccountId: await exchangeIn(from.currency),
      exchangeRateE10,
      counterpartId: arrivalId,
    },
    {
      ...common,
      id: arrivalId,
      currency: to.currency,
      amountMicros,
      debitAccountId: await exchangeIn(to.currency),
      creditAccountId: to.id,
      exchangeRateE10,
      counterpartId: id,
    },
  ];
}

/** What the receipt of one side says about the other one. */
function exchangedAs(
  { exchangeRateE10 }: Arrival,
  from: WalletRow,
  other: Readonly<{ currency: string; amountMicros: bigint }>,
): Readonly<{ exchange?: ExchangeOfLine }> {
  if (exchangeRateE10 === null) return {};
  const { currency, amountMicros } = other;
  const rate = rateText(exchangeRateE10);
  return { exchange: { amountMicros: String(amountMicros), currency, rate, rateFrom: from.currency } };
}

async function openWallet(tx: Db, actor: Actor, accountId: string): Promise<WalletRow> {
  const account = await findAccount(tx, accountId, actor.scopePath);
  const wallet = await walletOfAccount(tx, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  if (account.status === 'closed') throw new Problem('account_is_closed');
  if (!isStaff(actor) && wallet.issuerId !== actor.accountId) {
    throw new Problem('not_permitted', {
      detail: 'Only the issuer of both wallets moves money between them.',
    });
  }
  return wallet;
}
