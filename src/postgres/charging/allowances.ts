/** Free seconds in the rows of a batch: read and written with the wallets that they belong to. */
import type { Book, BookWallet } from '../../domain/charging/book.ts';
import { known } from '../../domain/assert.ts';
import { NO_ALLOWANCES, type Allowance } from '../../domain/packages/allowance.ts';
import { arraysOf, insertStatement, type Column } from '../insert-rows.ts';
import type { Db, QueryConfig, Tx } from '../pool.ts';

const COLUMNS = `id, wallet_id as "walletId", assignment_id as "assignmentId", starts_at as "startsAt", ends_at as "endsAt",
    included_seconds as "includedSeconds", used_seconds as "usedSeconds", held_seconds as "heldSeconds"`;

/** Those that count or are held, and those of calls. A statement of its own behind the one that locks: it sees what was committed until then. */
const ALLOWANCES = `with calls as (
    select level_wallet_ids, frozen from live_sessions where session_id = any($2::uuid[])
    union all select level_wallet_ids, frozen from cdrs where session_id = any($2::uuid[]) and session_id between $3::uuid and $4::uuid)
  select ${COLUMNS} from package_allowances
  where (wallet_id = any($1::bigint[] || array(select unnest(level_wallet_ids) from calls))
      and (ends_at is null or ends_at > $5 or held_seconds > 0))
    or id = any(array(select (p ->> 'allowanceId')::uuid
      from calls, json_array_elements(frozen -> 'levels') l, json_array_elements(l -> 'packages') p))`;

type AllowanceRow = Omit<Allowance, 'startsAtMs' | 'endsAtMs'> &
  Readonly<{ walletId: bigint; startsAt: Date; endsAt: Date | null }>;

/** Sent behind the statement that locks the wallets. */
export async function readAllowances(
  tx: Tx,
  {
    walletIds,
    sessionIds,
    range,
    now,
  }: Readonly<{
    walletIds: readonly bigint[];
    sessionIds: readonly string[];
    range: readonly [string, string];
    now: Date;
  }>,
): Promise<readonly AllowanceRow[]> {
  const { rows } = await tx.query<AllowanceRow>({
    name: 'read allowances',
    text: ALLOWANCES,
    values: [`{${walletIds.join(',')}}`, `{${sessionIds.join(',')}}`, ...range, now],
  });
  return rows;
}

/** As they are, without a lock: nothing may be written by them. */
export async function lookAtAllowances(
  db: Db,
  walletIds: readonly bigint[],
  now: Date,
): Promise<readonly AllowanceRow[]> {
  const { rows } = await db.query<AllowanceRow>(
    `select ${COLUMNS} from package_allowances where wallet_id = any($1::bigint[]) and (ends_at is null or ends_at > $2)`,
    [walletIds, now],
  );
  return rows;
}

/** Gives each wallet its allowances; those of a wallet in a former book have none. */
export function addAllowances(wallets: ReadonlyMap<bigint, BookWallet>, rows: readonly AllowanceRow[]): void {
  for (const { walletId, startsAt, endsAt, ...row } of rows) {
    const wallet = wallets.get(walletId);
    if (wallet === undefined) continue;
    const allowance = { ...row, startsAtMs: startsAt.getTime(), endsAtMs: endsAt?.getTime() ?? null };
    wallet.allowances = new Map(wallet.allowances).set(row.id, allowance);
  }
}

/** For wallets that were just read. */
export const withoutAllowances = { allowances: NO_ALLOWANCES } as const;

type Written = Readonly<{ wallet: BookWallet; allowance: Allowance }>;

const COLUMNS_WRITTEN: readonly Column<Written>[] = [
  ['id', 'uuid', ({ allowance }) => allowance.id],
  ['assignment_id', 'bigint', ({ allowance }) => allowance.assignmentId],
  ['account_id', 'bigint', ({ wallet }) => wallet.accountId],
  ['wallet_id', 'bigint', ({ wallet }) => wallet.id],
  ['starts_at', 'timestamptz', ({ allowance }) => new Date(allowance.startsAtMs)],
  [
    'ends_at',
    'timestamptz',
    ({ allowance: { endsAtMs } }) => (endsAtMs === null ? null : new Date(endsAtMs)),
  ],
  ['included_seconds', 'int', ({ allowance }) => allowance.includedSeconds],
  ['used_seconds', 'int', ({ allowance }) => allowance.usedSeconds],
  ['held_seconds', 'int', ({ allowance }) => allowance.heldSeconds],
];
const INSERT = insertStatement('package_allowances', COLUMNS_WRITTEN);
/** Without a version of its own: whoever writes it has written its wallet, of the version that was read. */
const UPSERT = {
  name: 'write package_allowances',
  text: `${INSERT.text} on conflict (id) do update set used_seconds = excluded.used_seconds, held_seconds = excluded.held_seconds`,
};

export function writeAllowances({ wallets, changes }: Pick<Book, 'wallets' | 'changes'>): QueryConfig | null {
  if (changes.allowances.size === 0) return null;
  const rows = Array.from(changes.allowances, ([id, walletId]): Written => {
    const wallet = known(wallets.get(walletId), `wallet ${walletId} of the batch`);
    return { wallet, allowance: known(wallet.allowances.get(id), `allowance ${id} of the batch`) };
  });
  return { ...UPSERT, values: arraysOf(COLUMNS_WRITTEN, rows) };
}
