/** What dunning did, and what it told. */
import type { Db, Tx } from '../pool.ts';

export type ToldInvoice = Readonly<{
  documentId: bigint;
  walletId: bigint;
  accountId: bigint;
  watchedFrom: Date;
  overdueAt: Date | null;
  paidAt: Date | null;
}>;

/** Keeps what was told of invoices. */
export async function keepTold(tx: Tx, invoices: readonly ToldInvoice[]): Promise<void> {
  if (invoices.length === 0) return;
  await tx.query(
    `insert into invoice_dunning (document_id, wallet_id, account_id, watched_from, overdue_at, paid_at)
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
     on conflict (document_id) do update set overdue_at = excluded.overdue_at, paid_at = excluded.paid_at`,
    [
      invoices.map(({ documentId }) => documentId),
      invoices.map(({ walletId }) => walletId),
      invoices.map(({ accountId }) => accountId),
      invoices.map(({ watchedFrom }) => watchedFrom),
      invoices.map(({ overdueAt }) => overdueAt),
      invoices.map(({ paidAt }) => paidAt),
    ],
  );
}

export type DunningAction = Readonly<{
  documentId: bigint;
  accountId: bigint;
  days: number;
  isPassedOver: boolean;
  openMicros: bigint;
}>;

/** Each step of an invoice once: a second one fails. */
export async function insertActions(tx: Tx, actions: readonly DunningAction[], now: Date): Promise<void> {
  if (actions.length === 0) return;
  await tx.query(
    `insert into dunning_actions (document_id, days, account_id, done_at, is_passed_over, open_micros)
     select document_id, days, account_id, $6, is_passed_over, open_micros
     from unnest($1::bigint[], $2::int[], $3::bigint[], $4::boolean[], $5::bigint[])
       as n (document_id, days, account_id, is_passed_over, open_micros)`,
    [
      actions.map(({ documentId }) => documentId),
      actions.map(({ days }) => days),
      actions.map(({ accountId }) => accountId),
      actions.map(({ isPassedOver }) => isPassedOver),
      actions.map(({ openMicros }) => openMicros),
      now,
    ],
  );
}

export type SentReminder = Readonly<{
  days: number;
  doneAt: Date;
  isPassedOver: boolean;
  openMicros: bigint;
}>;

/** Reminders of one invoice, the earliest first. */
export async function remindersOf(db: Db, documentId: bigint): Promise<readonly SentReminder[]> {
  const { rows } = await db.query<SentReminder>(
    `select days, done_at as "doneAt", is_passed_over as "isPassedOver", open_micros as "openMicros"
     from dunning_actions where document_id = $1 order by done_at, days`,
    [documentId],
  );
  return rows;
}

export type AccountReminder = SentReminder & Readonly<{ publicId: string; number: string; currency: string }>;

/** Those that were sent to an account, newest first. */
export async function remindersOfAccount(
  db: Db,
  accountId: bigint,
  limit: number,
): Promise<readonly AccountReminder[]> {
  const { rows } = await db.query<AccountReminder>(
    `select d.public_id as "publicId", d.number, d.currency, x.days, x.done_at as "doneAt", x.is_passed_over as "isPassedOver",
       x.open_micros as "openMicros"
     from dunning_actions x join documents d on d.id = x.document_id
     where x.account_id = $1 and not x.is_passed_over order by x.done_at desc, x.document_id desc limit $2`,
    [accountId, limit],
  );
  return rows;
}

/** Invoices that suspend nobody again. */
export async function spareInvoices(tx: Tx, documentIds: readonly bigint[], now: Date): Promise<void> {
  await tx.query('update invoice_dunning set spared_at = $2 where document_id = any($1::bigint[])', [
    documentIds,
    now,
  ]);
}

export async function insertSuspension(
  tx: Tx,
  suspension: Readonly<{
    accountId: bigint;
    walletId: bigint;
    currency: string;
    overdueMicros: bigint;
    byId: bigint | null;
    reason: string;
    since: Date;
  }>,
): Promise<void> {
  const { accountId, walletId, currency, overdueMicros, byId, reason, since } = suspension;
  await tx.query(
    `insert into debt_suspensions (account_id, wallet_id, currency, overdue_micros, by_id, reason, since)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [accountId, walletId, currency, overdueMicros, byId, reason, since],
  );
}

export async function liftSuspension(
  tx: Tx,
  id: bigint,
  { at, byId, reason }: Readonly<{ at: Date; byId: bigint | null; reason: string }>,
): Promise<void> {
  await tx.query(
    'update debt_suspensions set lifted_at = $2, lifted_by = $3, lift_reason = $4 where id = $1',
    [id, at, byId, reason],
  );
}

export type SuspensionRow = Readonly<{
  since: Date;
  /** Number of whoever did it; null where the policy did, or the reader does not see that account. */
  by: string | null;
  isByHand: boolean;
  reason: string;
  currency: string;
  overdueMicros: bigint;
  liftedAt: Date | null;
  liftedBy: string | null;
  isLiftedByHand: boolean;
  liftReason: string;
}>;

/** Newest first. */
export async function suspensionsOf(
  db: Db,
  accountId: bigint,
  limit: number,
): Promise<readonly SuspensionRow[]> {
  const { rows } = await db.query<SuspensionRow>(
    `select s.since, by.number as by, s.by_id is not null as "isByHand", s.reason, s.currency, s.overdue_micros as "overdueMicros",
       s.lifted_at as "liftedAt", lifter.number as "liftedBy", s.lifted_by is not null as "isLiftedByHand", s.lift_reason as "liftReason"
     from debt_suspensions s left join accounts by on by.id = s.by_id left join accounts lifter on lifter.id = s.lifted_by
     where s.account_id = $1 order by s.id desc limit $2`,
    [accountId, limit],
  );
  return rows;
}
