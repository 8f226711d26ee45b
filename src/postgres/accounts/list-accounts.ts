/** The list of accounts below the reader: searched, filtered, sorted, page by page. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { DISPLAY_NAME } from './load-account.ts';

export type AccountSummaryRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: AccountKind;
  number: string;
  displayName: string;
  email: string | null;
  status: 'active' | 'suspended' | 'closed';
  parentPublicId: string | null;
  parentName: string | null;
  reference: string;
  currency: string | null;
  balanceMicros: bigint | null;
  availableMicros: bigint | null;
  createdAt: Date;
  sortKey: string;
}>;

export type AccountFilter = Readonly<{
  scopePath: string;
  kind?: AccountKind | undefined;
  status?: string | undefined;
  parentPath?: string | undefined;
  q?: string | undefined;
  sort: AccountSort;
  cursor?: string | undefined;
  limit: number;
}>;

/** The orders a list may have; everything else is refused before it gets here. */
const SORTS = {
  createdAt: { key: null, direction: 'asc' },
  '-createdAt': { key: null, direction: 'desc' },
  number: { key: 'a.number', direction: 'asc' },
  '-number': { key: 'a.number', direction: 'desc' },
  name: { key: `lower(${DISPLAY_NAME})`, direction: 'asc' },
  '-name': { key: `lower(${DISPLAY_NAME})`, direction: 'desc' },
} as const;
export type AccountSort = keyof typeof SORTS;

/** Reads one page. Ids grow with time, so "created" sorts by id. */
export async function listAccounts(
  db: Db,
  filter: AccountFilter,
): Promise<{ rows: readonly AccountSummaryRow[]; nextCursor: string | null }> {
  const { key, direction } = SORTS[filter.sort];
  const place = readCursor(filter.cursor, { order: filter.sort, parts: ['s', 'n'] });
  const comparison = direction === 'asc' ? '>' : '<';
  const after = key === null ? `a.id ${comparison} $8` : `(${key} collate "C", a.id) ${comparison} ($7, $8)`;
  const order = key === null ? `a.id ${direction}` : `${key} collate "C" ${direction}, a.id ${direction}`;
  const { rows } = await db.query<AccountSummaryRow>(
    `select a.id, a.public_id as "publicId", a.kind, a.number, ${DISPLAY_NAME} as "displayName", s.email, a.status,
       parent.public_id as "parentPublicId",
       coalesce(nullif(pp.company, ''), nullif(trim(pp.first_name || ' ' || pp.last_name), ''), parent.number) as "parentName",
       a.reference, w.currency, w.balance_micros as "balanceMicros",
       w.balance_micros + w.credit_limit_micros - w.held_micros as "availableMicros", a.created_at as "createdAt",
       ${key ?? "''"} as "sortKey"
     from accounts a
     join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     left join accounts parent on parent.id = a.parent_id and starts_with(parent.path, $1) and parent.kind <> 'operator'
     left join account_profiles pp on pp.account_id = parent.id
     left join wallets w on w.account_id = a.id
     where starts_with(a.path, $1)
       and ($2::text is null or a.kind = $2)
       and ($3::text is null or a.status = $3)
       and ($4::text is null or (starts_with(a.path, $4) and a.path <> $4))
       and ($5::text is null or a.number like $5 or s.email_key like $5 or lower(p.first_name || ' ' || p.last_name) like $5
         or lower(p.company) like $5 or lower(a.reference) like $5)
       and ($7::text is null or ${after})
     order by ${order}
     limit $6`,
    [
      filter.scopePath,
      filter.kind ?? null,
      filter.status ?? null,
      filter.parentPath ?? null,
      likeOf(filter.q),
      filter.limit + 1,
      place?.[0] ?? null,
      place?.[1] ?? 0n,
    ],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor(filter.sort, [row.sortKey, row.id]));
}

/** A LIKE pattern that finds the text anywhere, whatever wildcards it contains; null for no search. */
export function likeOf(q: string | undefined): string | null {
  if (q === undefined || q === '') return null;
  return `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
