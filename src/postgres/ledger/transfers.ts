/** The journal of money: append-only rows, each balanced in itself. */
import { arraysOf, insertStatement, type Column } from '../insert-rows.ts';
import type { Tx } from '../pool.ts';

export type TransferRow = Readonly<{
  id: string;
  branchId: bigint;
  issuerId: bigint;
  kind: string;
  debitAccountId: bigint;
  creditAccountId: bigint;
  debitsWallet: boolean;
  creditsWallet: boolean;
  currency: string;
  amountMicros: bigint;
  occurredAt: Date;
  postedAt: Date;
  reversesId: string | null;
  actorId: bigint | null;
  note: string;
  method: string | null;
  /** Of money in another currency: one unit of what was paid in the currency of the wallet, and the other transfer of the exchange. */
  exchangeRateE10?: bigint | null;
  counterpartId?: string | null;
}>;

/** Inserts a transfer; false when one with this id is there already, which then stays as it is. */
export async function insertTransfer(tx: Tx, transfer: TransferRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into ledger_transfers (id, branch_id, issuer_id, kind, debit_account_id, credit_account_id, debits_wallet,
       credits_wallet, currency, amount_micros, occurred_at, posted_at, reverses_id, actor_id, note, method,
       exchange_rate_e10, counterpart_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict (id, branch_id) do nothing`,
    [
      transfer.id,
      transfer.branchId,
      transfer.issuerId,
      transfer.kind,
      transfer.debitAccountId,
      transfer.creditAccountId,
      transfer.debitsWallet,
      transfer.creditsWallet,
      transfer.currency,
      transfer.amountMicros,
      transfer.occurredAt,
      transfer.postedAt,
      transfer.reversesId,
      transfer.actorId,
      transfer.note,
      transfer.method,
      transfer.exchangeRateE10 ?? null,
      transfer.counterpartId ?? null,
    ],
  );
  return rowCount === 1;
}

/** Says whether the stored transfer moves the same money between the same accounts. */
export async function isSameTransfer(tx: Tx, transfer: TransferRow): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from ledger_transfers where id = $1 and branch_id = $2 and kind = $3 and debit_account_id = $4
       and credit_account_id = $5 and amount_micros = $6 and currency = $7`,
    [
      transfer.id,
      transfer.branchId,
      transfer.kind,
      transfer.debitAccountId,
      transfer.creditAccountId,
      transfer.amountMicros,
      transfer.currency,
    ],
  );
  return rows.length === 1;
}

const COLUMNS: readonly Column<TransferRow>[] = [
  ['id', 'uuid', (row) => row.id],
  ['branch_id', 'bigint', (row) => row.branchId],
  ['issuer_id', 'bigint', (row) => row.issuerId],
  ['kind', 'text', (row) => row.kind],
  ['debit_account_id', 'bigint', (row) => row.debitAccountId],
  ['credit_account_id', 'bigint', (row) => row.creditAccountId],
  ['debits_wallet', 'boolean', (row) => row.debitsWallet],
  ['credits_wallet', 'boolean', (row) => row.creditsWallet],
  ['currency', 'text', (row) => row.currency],
  ['amount_micros', 'bigint', (row) => row.amountMicros],
  ['occurred_at', 'timestamptz', (row) => row.occurredAt],
  ['posted_at', 'timestamptz', (row) => row.postedAt],
  ['reverses_id', 'uuid', (row) => row.reversesId],
  ['actor_id', 'bigint', (row) => row.actorId],
  ['note', 'text', (row) => row.note],
  ['method', 'text', (row) => row.method],
  ['exchange_rate_e10', 'bigint', (row) => row.exchangeRateE10 ?? null],
  ['counterpart_id', 'uuid', (row) => row.counterpartId ?? null],
];
const INSERT_MANY = insertStatement('ledger_transfers', COLUMNS);

/** Inserts many new transfers at once; one that is there already is a bug (23505). */
export async function insertTransfers(tx: Tx, transfers: readonly TransferRow[]): Promise<void> {
  if (transfers.length === 0) return;
  // The engine has a prepared statement of that name, with other columns.
  await tx.query({ text: INSERT_MANY.text, values: arraysOf(COLUMNS, transfers) });
}
