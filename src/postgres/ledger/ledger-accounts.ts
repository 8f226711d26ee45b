/** The accounts of the books: wallets of holders, and the issuer's own (revenue, cash, …). */
import { known } from '../../domain/assert.ts';
import type { Tx } from '../pool.ts';

export type LedgerAccountKind =
  | 'wallet'
  | 'revenue'
  | 'cash'
  | 'carrier_cost'
  | 'carrier_payable'
  | 'tax'
  | 'exchange'
  | 'rounding'
  | 'adjustment'
  | 'commission'
  | 'gateway'
  | 'gateway_fee'
  | 'coupon';

export type LedgerAccountKey = Readonly<{
  issuerId: bigint;
  kind: LedgerAccountKind;
  currency: string;
  /** The account it is about; only wallets and carrier_payable have one. */
  holderId?: bigint | null;
}>;

/** What an issuer's book needs for a wallet in a currency: what it takes, what comes in, and what it gives resellers of it. */
export async function ensureIssuerAccounts(
  tx: Tx,
  { issuerId, currency }: Readonly<{ issuerId: bigint; currency: string }>,
): Promise<void> {
  for (const kind of ['revenue', 'cash', 'commission'] as const)
    await ensureLedgerAccount(tx, { issuerId, kind, currency });
}

/** Returns the id of a ledger account, making it when it is not there yet. */
export async function ensureLedgerAccount(tx: Tx, key: LedgerAccountKey): Promise<bigint> {
  const values = [key.issuerId, key.kind, key.currency, key.holderId ?? null];
  await tx.query(
    `insert into ledger_accounts (issuer_id, kind, currency, holder_id) values ($1, $2, $3, $4)
     on conflict (issuer_id, kind, currency, coalesce(holder_id, 0)) do nothing`,
    values,
  );
  const { rows } = await tx.query<{ id: bigint }>(
    `select id from ledger_accounts
     where issuer_id = $1 and kind = $2 and currency = $3 and coalesce(holder_id, 0) = coalesce($4::bigint, 0)`,
    values,
  );
  return known(rows[0], `the ledger account ${key.kind} in ${key.currency}`).id;
}
