/** What is owed of issued invoices, by account and age. */
import { AGES, dueWithin, type Age } from '../../domain/billing/ageing.ts';
import type { Db } from '../pool.ts';
import { OPEN } from './list-documents.ts';

export type AgeingFilter = Readonly<{ issuerId: bigint; currency?: string | undefined; now: Date }>;

export type AgeMicros = Readonly<Record<Age, bigint>>;
export type AgeingRow = Readonly<{
  /** Null for an account that the reader does not see any more. */
  accountPublicId: string | null;
  accountNumber: string;
  accountName: string;
  currency: string;
  micros: AgeMicros;
}>;
export type AgeingTotal = Readonly<{ currency: string; accounts: number; micros: AgeMicros }>;

/** So many accounts are listed; the sums are those of all. */
const LISTED_MAX = 1000;

/** Whoever has owed most for longest first, and what all owe, by currency. */
export async function readAgeing(
  db: Db,
  { issuerId, currency, now }: AgeingFilter,
): Promise<Readonly<{ rows: readonly AgeingRow[]; totals: readonly AgeingTotal[] }>> {
  const bounds = AGES.map((age) => dueWithin(age, now));
  const values = [
    issuerId,
    currency ?? null,
    ...bounds.flatMap(({ from, to }) => [from ?? '-infinity', to ?? 'infinity']),
  ];
  const sums = AGES.map(
    (age, place) =>
      `coalesce(sum(micros) filter (where due_at > $${3 + 2 * place} and due_at <= $${4 + 2 * place}), 0)::bigint as ${age}`,
  ).join(', ');
  const { rows } = await db.query<
    AgeMicros & Omit<AgeingRow, 'micros'> & Readonly<{ isTotal: boolean; accounts: number }>
  >(
    `with owed as (
       select d.account_id, d.currency, d.due_at, ${OPEN} as micros
       from wallet_billing b join documents d on d.wallet_id = b.wallet_id
       where b.documented_micros < 0 and d.kind = 'invoice' and d.issuer_id = $1 and ($2::text is null or d.currency = $2)),
     aged as (
       select account_id, currency, grouping(account_id) = 1 as is_total, count(distinct account_id)::int as accounts, ${sums},
         sum(micros)::bigint as all_micros
       from owed where micros > 0 group by grouping sets ((currency), (account_id, currency)))
     select g.is_total as "isTotal", g.accounts, g.currency, ${AGES.map((age) => `g.${age}`).join(', ')},
       a.public_id as "accountPublicId", coalesce(a.number, '') as "accountNumber",
       coalesce(nullif(p.company, ''), nullif(trim(p.first_name || ' ' || p.last_name), ''), a.number, '') as "accountName"
     from aged g left join accounts a on a.id = g.account_id left join account_profiles p on p.account_id = g.account_id
     order by g.is_total desc, g.currency, g.over_90 desc, g.to_90 desc, g.to_60 desc, g.to_30 desc, g.all_micros desc, a.id
     limit ${LISTED_MAX}`,
    values,
  );
  const microsOf = (row: AgeMicros) =>
    Object.fromEntries(AGES.map((age) => [age, row[age]])) as unknown as AgeMicros;
  return {
    rows: rows
      .filter(({ isTotal }) => !isTotal)
      .map((row) => ({
        accountPublicId: row.accountPublicId,
        accountNumber: row.accountNumber,
        accountName: row.accountName,
        currency: row.currency,
        micros: microsOf(row),
      })),
    totals: rows
      .filter(({ isTotal }) => isTotal)
      .map((row) => ({ currency: row.currency, accounts: row.accounts, micros: microsOf(row) })),
  };
}
