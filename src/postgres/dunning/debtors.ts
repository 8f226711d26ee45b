/** Wallets with invoices, as the rules of dunning ask for them. */
import {
  STARTING_POLICY,
  type DunningPolicy,
  type DunningTerms,
  type StepAction,
} from '../../domain/dunning/policy.ts';
import { OWED_BY } from '../billing/list-documents.ts';
import type { Db, Tx } from '../pool.ts';

/** Wallets of which something changed, or that are to be looked at again, without those that failed. */
export async function walletsToLookAt(
  db: Db,
  { now, limit, without }: Readonly<{ now: Date; limit: number; without: readonly bigint[] }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select wallet_id as id from (
       (select wallet_id from dunning_queue where wallet_id <> all($2::bigint[]) order by id limit 10 * $3)
       union (select wallet_id from dunning_wallets where look_at <= $1 and wallet_id <> all($2) order by look_at limit $3)) due
     order by 1 limit $3`,
    [now, without, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Takes what is queued for wallets, and locks their accounts and then what they owe, so that neither a payment nor a change comes
 * between looking and deciding. Whoever suspends locks the catalogue between the two.
 */
export async function lockDebtors(
  tx: Tx,
  walletIds: readonly bigint[],
  lockBetween: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await tx.query(
    `select id from accounts where id in (select account_id from dunning_wallets where wallet_id = any($1::bigint[])
       union select account_id from dunning_queue where wallet_id = any($1)) order by id for key share`,
    [walletIds],
  );
  await lockBetween();
  await tx.query(
    'select wallet_id from wallet_billing where wallet_id = any($1::bigint[]) order by wallet_id for update',
    [walletIds],
  );
  await tx.query(
    `with taken as (delete from dunning_queue where wallet_id = any($1::bigint[]) returning wallet_id, account_id, issuer_id)
     insert into dunning_wallets (wallet_id, account_id, issuer_id, currency)
     select distinct on (wallet_id) wallet_id, account_id, issuer_id,
       (select currency from documents d where d.wallet_id = taken.wallet_id order by id desc limit 1) from taken order by wallet_id
     on conflict (wallet_id) do nothing`,
    [walletIds],
  );
}

/** Has the job look at an account at once. */
export async function queueAccounts(tx: Tx, accountIds: readonly bigint[]): Promise<void> {
  await tx.query(
    `insert into dunning_queue (wallet_id, account_id, issuer_id)
     select wallet_id, account_id, issuer_id from dunning_wallets where account_id = any($1::bigint[])`,
    [accountIds],
  );
}

/** Has it look at whoever owes an issuer something. */
export async function queueDebtorsOf(tx: Tx, issuerId: bigint): Promise<void> {
  await tx.query(
    `insert into dunning_queue (wallet_id, account_id, issuer_id)
     select wallet_id, account_id, issuer_id from dunning_wallets where issuer_id = $1 and open_micros > 0`,
    [issuerId],
  );
}

export type DebtorRow = Readonly<{
  walletId: bigint;
  accountId: bigint;
  issuerId: bigint;
  currency: string;
  isClosed: boolean;
  policy: DunningPolicy;
  policySince: Date | null;
  terms: DunningTerms;
  /** The one that goes on; null = none. */
  suspension: Readonly<{ id: bigint; since: Date; isByHand: boolean }> | null;
}>;

type Stored = Omit<DebtorRow, 'policy' | 'terms' | 'suspension'> &
  StoredPolicy &
  DunningTerms &
  Readonly<{ suspensionId: bigint | null; suspendedSince: Date; isByHand: boolean }>;

export type StoredPolicy = Readonly<{ [Key in keyof DunningPolicy]: DunningPolicy[Key] | null }>;

/** Of `dunning_policies p`. */
export const POLICY = `p.is_active as "isActive", p.steps, p.hour, p.minimums, p.steps_since as "policySince"`;

export function policyOf({ isActive, steps, hour, minimums }: StoredPolicy): DunningPolicy {
  if (isActive === null || steps === null || hour === null || minimums === null) return STARTING_POLICY;
  return { isActive, steps, hour, minimums };
}

/** Wallets that have invoices. */
export function readDebtors(db: Db, walletIds: readonly bigint[]): Promise<readonly DebtorRow[]> {
  return debtorsAmong(db, 'dunning_wallets', walletIds);
}

/** The wallet of an account, with or without invoices. */
export async function readDebtorOf(db: Db, walletId: bigint): Promise<DebtorRow | null> {
  const wallets = '(select id as wallet_id, account_id, issuer_id, currency from wallets)';
  const [debtor] = await debtorsAmong(db, wallets, [walletId]);
  return debtor ?? null;
}

async function debtorsAmong(
  db: Db,
  wallets: string,
  walletIds: readonly bigint[],
): Promise<readonly DebtorRow[]> {
  const { rows } = await db.query<Stored>(
    `select w.wallet_id as "walletId", w.account_id as "accountId", w.issuer_id as "issuerId", w.currency,
       coalesce(a.status = 'closed', true) as "isClosed", ${POLICY},
       coalesce(t.is_exempt, false) as "isExempt", t.exempt_until as "exemptUntil", coalesce(t.extra_days, 0) as "extraDays",
       coalesce(t.never_suspend, false) as "neverSuspend",
       s.id as "suspensionId", s.since as "suspendedSince", s.by_id is not null as "isByHand"
     from ${wallets} w left join accounts a on a.id = w.account_id
       left join dunning_policies p on p.owner_id = w.issuer_id
       left join account_dunning t on t.account_id = w.account_id
       left join debt_suspensions s on s.wallet_id = w.wallet_id and s.lifted_at is null
     where w.wallet_id = any($1::bigint[]) order by w.wallet_id`,
    [walletIds],
  );
  return rows.map(
    ({ suspensionId, suspendedSince, isByHand, isExempt, exemptUntil, extraDays, neverSuspend, ...row }) => ({
      walletId: row.walletId,
      accountId: row.accountId,
      issuerId: row.issuerId,
      currency: row.currency,
      isClosed: row.isClosed,
      policy: policyOf(row),
      policySince: row.policySince,
      terms: { isExempt, exemptUntil, extraDays, neverSuspend },
      suspension: suspensionId === null ? null : { id: suspensionId, since: suspendedSince, isByHand },
    }),
  );
}

export type InvoiceRow = Readonly<{
  documentId: bigint;
  publicId: string;
  number: string;
  walletId: bigint;
  accountId: bigint;
  currency: string;
  dueAt: Date;
  /** Of the issuer's clocks. */
  timezone: string;
  /** What it asked for: something, or nothing that anybody could pay. */
  asksForMoney: boolean;
  openMicros: bigint;
  /** Null: nobody has looked at it before. */
  watchedFrom: Date | null;
  issuedAt: Date;
  overdueAt: Date | null;
  paidAt: Date | null;
  isSpared: boolean;
  doneDays: readonly number[];
}>;

/**
 * Invoices of wallets of which something is open, or that nobody was told of yet. What is open is spread as in the list of
 * documents; here over all of a wallet at once, because the job asks for thousands of wallets.
 */
export async function readInvoices(db: Db, walletIds: readonly bigint[]): Promise<readonly InvoiceRow[]> {
  const { rows } = await db.query<InvoiceRow>(
    `with owed as materialized (
       select d.id, d.wallet_id, ${OWED_BY('d')} as micros from documents d where d.wallet_id = any($1::bigint[]) and d.kind = 'invoice'),
     spread as (
       select o.id, o.micros, coalesce(-b.documented_micros, 0) - coalesce(sum(o.micros)
         over (partition by o.wallet_id order by o.id desc rows between unbounded preceding and 1 preceding), 0) as left_over
       from owed o left join wallet_billing b on b.wallet_id = o.wallet_id),
     open as (select id, least(micros, greatest(0, left_over))::bigint as micros from spread)
     select d.id as "documentId", d.public_id as "publicId", d.number, d.wallet_id as "walletId", d.account_id as "accountId",
       d.currency, d.due_at as "dueAt", coalesce(d.content ->> 'issuerTimezone', d.content ->> 'timezone') as timezone,
       d.wallet_micros < 0 as "asksForMoney", open.micros as "openMicros", i.watched_from as "watchedFrom",
       d.issued_at as "issuedAt", i.overdue_at as "overdueAt", i.paid_at as "paidAt", i.spared_at is not null as "isSpared",
       array(select days from dunning_actions x where x.document_id = d.id order by days) as "doneDays"
     from open join documents d on d.id = open.id left join invoice_dunning i on i.document_id = d.id
     where open.micros > 0 or i.document_id is null or i.paid_at is null order by d.id`,
    [walletIds],
  );
  return rows;
}

export type Standing = Readonly<{
  walletId: bigint;
  lookAt: Date | null;
  openMicros: bigint;
  overdueMicros: bigint;
  overdueSince: Date | null;
  nextAction: StepAction | null;
  nextAt: Date | null;
  suspendsAt: Date | null;
}>;

export async function keepStandings(tx: Tx, standings: readonly Standing[]): Promise<void> {
  const column = <Key extends keyof Standing>(key: Key) => standings.map((each) => each[key]);
  await tx.query(
    `update dunning_wallets w set look_at = n.look_at, open_micros = n.open_micros, overdue_micros = n.overdue_micros,
       overdue_since = n.overdue_since, next_action = n.next_action, next_at = n.next_at, suspends_at = n.suspends_at
     from unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::text[], $7::timestamptz[],
       $8::timestamptz[]) as n (wallet_id, look_at, open_micros, overdue_micros, overdue_since, next_action, next_at, suspends_at)
     where w.wallet_id = n.wallet_id`,
    [
      column('walletId'),
      column('lookAt'),
      column('openMicros'),
      column('overdueMicros'),
      column('overdueSince'),
      column('nextAction'),
      column('nextAt'),
      column('suspendsAt'),
    ],
  );
}
