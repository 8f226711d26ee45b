/** What a seller may lose: credit that it gives, and money that calls which go on may still take. Its own book only. */
import type { LiveSession } from '../../domain/charging/book.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { SESSION_COLUMNS } from '../charging/load-batch.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type CreditSum = Readonly<{
  currency: string;
  accounts: number;
  givenMicros: bigint;
  /** Owed by those who have credit. */
  usedMicros: bigint;
}>;

const USED = 'greatest(0, -w.balance_micros)';

/** By currency, of the wallets in the book of an issuer that have a credit limit. */
export async function creditSums(db: Db, issuerId: bigint): Promise<readonly CreditSum[]> {
  const { rows } = await db.query<CreditSum>(
    `select w.currency, count(*)::int as accounts, sum(w.credit_limit_micros)::bigint as "givenMicros",
       sum(${USED})::bigint as "usedMicros"
     from wallets w where w.issuer_id = $1 and w.credit_limit_micros > 0 group by 1 order by 1`,
    [issuerId],
  );
  return rows;
}

export type HeldSum = Readonly<{ currency: string; calls: number; micros: bigint }>;

/** What live calls hold in the wallets of an issuer's book. */
export async function heldSums(db: Db, issuerId: bigint): Promise<readonly HeldSum[]> {
  const { rows } = await db.query<HeldSum>(
    `select w.currency, count(distinct s.session_id)::int as calls, sum(u.micros)::bigint as micros
     from live_sessions s cross join unnest(s.level_wallet_ids, s.level_held_micros) as u (wallet_id, micros)
       join wallets w on w.id = u.wallet_id
     where w.issuer_id = $1 group by 1 order by 1`,
    [issuerId],
  );
  return rows;
}

/** Live calls that somebody pays for, of everybody below a path. */
export async function payingSessions(db: Db, path: string, limit: number): Promise<readonly LiveSession[]> {
  const { rows } = await db.query<LiveSession>(
    `select ${SESSION_COLUMNS} from live_sessions
     where cardinality(level_wallet_ids) > 0 and account_id in (select id from accounts where starts_with(path, $1)) limit $2`,
    [path, limit],
  );
  return rows;
}

export type CreditRow = Readonly<{
  walletId: bigint;
  accountPublicId: string;
  accountNumber: string;
  accountName: string;
  currency: string;
  givenMicros: bigint;
  usedMicros: bigint;
  heldMicros: bigint;
  availableMicros: bigint;
}>;

/** Who has credit of an issuer, whoever uses most of it first. */
export async function listCredit(
  db: Db,
  {
    issuerId,
    currency,
    cursor,
    limit,
  }: Readonly<{
    issuerId: bigint;
    currency?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  }>,
): Promise<Readonly<{ rows: readonly CreditRow[]; nextCursor: string | null }>> {
  const place = readCursor(cursor, { order: 'credit', parts: ['n', 'n'] });
  const { rows } = await db.query<CreditRow>(
    `select w.id as "walletId", a.public_id as "accountPublicId", a.number as "accountNumber", ${DISPLAY_NAME} as "accountName", w.currency,
       w.credit_limit_micros as "givenMicros", ${USED} as "usedMicros", w.held_micros as "heldMicros",
       w.balance_micros + w.credit_limit_micros - w.held_micros as "availableMicros"
     from wallets w join accounts a on a.id = w.account_id left join account_profiles p on p.account_id = a.id
     where w.issuer_id = $1 and w.credit_limit_micros > 0 and ($2::text is null or w.currency = $2)
       and ($3::bigint is null or (${USED}, w.id) < ($3, $4::bigint))
     order by ${USED} desc, w.id desc limit $5`,
    [issuerId, currency ?? null, place?.[0] ?? null, place?.[1] ?? null, limit + 1],
  );
  return cutPage(rows, limit, ({ usedMicros, walletId }) => writeCursor('credit', [usedMicros, walletId]));
}
