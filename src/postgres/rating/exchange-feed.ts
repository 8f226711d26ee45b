/** What the feed of exchange rates did last. */
import type { Db, Tx } from '../pool.ts';

export type FeedRow = Readonly<{
  triedAt: Date;
  succeededAt: Date | null;
  /** YYYY-MM-DD: the day of the newest rates. */
  ratesOf: string | null;
  /** Of the last try; null = it succeeded. */
  failure: string | null;
}>;

/** Null before the first try. */
export async function readFeed(db: Db): Promise<FeedRow | null> {
  const { rows } = await db.query<FeedRow>(
    `select tried_at as "triedAt", succeeded_at as "succeededAt", rates_of::text as "ratesOf", failure from exchange_feed`,
  );
  return rows[0] ?? null;
}

/** A failure keeps when it succeeded, and of which day. */
export async function keepFeed(
  tx: Tx,
  {
    triedAt,
    failure,
    ratesOf = null,
  }: Readonly<{ triedAt: Date; failure: string | null; ratesOf?: string | null }>,
): Promise<void> {
  await tx.query(
    `insert into exchange_feed (tried_at, succeeded_at, rates_of, failure)
     values ($1, case when $2::text is null then $1::timestamptz end, $3::date, $2)
     on conflict (is_only) do update set tried_at = excluded.tried_at, failure = excluded.failure,
       succeeded_at = coalesce(excluded.succeeded_at, exchange_feed.succeeded_at),
       rates_of = greatest(excluded.rates_of, exchange_feed.rates_of)`,
    [triedAt, failure, ratesOf],
  );
}
