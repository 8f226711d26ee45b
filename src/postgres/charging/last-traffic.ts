/** The newest answered calls that a price list priced: for the accounts that paid by it, or for the carriers that carried them. */
import { readFrozen } from '../../domain/charging/frozen.ts';
import type { Db } from '../pool.ts';
import { firstIdOf } from './call-ids.ts';
import { NO_LATER_REVISION } from './calls-of-tree.ts';
import type { AnsweredCall } from './last-answered-calls.ts';

/** A call as one account paid for it, or what its carrier got. */
export type PaidCall = AnsweredCall & Readonly<{ level: number | 'carrier'; payerId: bigint }>;

type Asked = Readonly<{
  rateGroupId: bigint;
  currency: string;
  scopePath: string;
  from: Date;
  limit: number;
}>;
type Row = Omit<AnsweredCall, 'talkMs' | 'chargeMicros'> & {
  talkMs: bigint;
  walletIds: bigint[];
  chargesMicros: bigint[];
};

/** With more callers than these, going through all calls, the newest first, is faster than through those of each. */
const CALLERS_ONE_BY_ONE = 200;

const COLUMNS = `c.session_id, c.started_at as "startedAt", c.outcome, c.talk_ms as "talkMs", c.ended_by as "endedBy",
  c.granted_seconds as "grantedSeconds", c.gateway_id as "gatewayId", c.level_wallet_ids as "walletIds",
  c.level_charge_micros as "chargesMicros", c.allowance_used_seconds as "allowanceUsedSeconds", c.frozen,
  c.destination_number as "destinationNumber"`;
const COUNTED = `c.leg = 0 and c.outcome = 'answered' and c.destination_number ~ '^[0-9]+$' and ${NO_LATER_REVISION}`;

/**
 * At most `limit` calls since `from`. A call counts for each account that paid for it in `currency` and is priced by the list now; what
 * an account paid to a seller that it has left is not among it.
 */
export async function lastTraffic(db: Db, asked: Asked): Promise<PaidCall[]> {
  const { rateGroupId, scopePath, currency } = asked;
  const { rows: callers } = await db.query<{ id: bigint }>(
    `select id from accounts where rate_group_id = $1 and kind = 'customer' and starts_with(path, $2)
     union select a.id from accounts m join accounts a on starts_with(a.path, m.path) and a.kind = 'customer'
     where m.rate_group_id = $1 and m.kind = 'reseller' and starts_with(m.path, $2) limit $3`,
    [rateGroupId, scopePath, CALLERS_ONE_BY_ONE + 1],
  );
  if (callers.length === 0) return [];
  const rows =
    callers.length > CALLERS_ONE_BY_ONE
      ? await amongAll(db, asked)
      : await ofEach(
          db,
          asked,
          callers.map(({ id }) => id),
        );
  const { rows: payers } = await db.query<{ id: bigint; walletId: bigint }>(
    `select a.id, w.id as "walletId" from accounts a join wallets w on w.account_id = a.id
     where a.rate_group_id = $1 and starts_with(a.path, $2) and w.currency = $3 and w.id = any($4)`,
    [rateGroupId, scopePath, currency, [...new Set(rows.flatMap(({ walletIds }) => walletIds))]],
  );
  const payerOf = new Map(payers.map(({ id, walletId }) => [walletId, id]));
  return rows.flatMap(({ walletIds, chargesMicros, talkMs, frozen: written, ...call }) => {
    const frozen = readFrozen(written);
    return walletIds.flatMap((walletId, level) => {
      const payerId = payerOf.get(walletId);
      if (payerId === undefined || !frozen.levels[level]?.prefix) return [];
      return [
        { ...call, frozen, talkMs: Number(talkMs), chargeMicros: chargesMicros[level] ?? 0n, level, payerId },
      ];
    });
  });
}

async function ofEach(db: Db, { from, limit }: Asked, callers: readonly bigint[]): Promise<readonly Row[]> {
  const { rows } = await db.query<Row>(
    `select found.* from unnest($1::bigint[]) caller (id), lateral (
       select ${COLUMNS} from cdrs c where c.account_id = caller.id and c.session_id >= $2 and ${COUNTED}
       order by c.session_id desc limit $3) found
     order by found.session_id desc limit $3`,
    [callers, firstIdOf(from), limit],
  );
  return rows;
}

async function amongAll(
  db: Db,
  { rateGroupId, currency, scopePath, from, limit }: Asked,
): Promise<readonly Row[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from cdrs c where c.session_id >= $1 and ${COUNTED} and exists (
       select 1 from wallets w join accounts a on a.id = w.account_id
       where w.id = any(c.level_wallet_ids) and w.currency = $2 and a.rate_group_id = $3 and starts_with(a.path, $4))
     order by c.session_id desc limit $5`,
    [firstIdOf(from), currency, rateGroupId, scopePath, limit],
  );
  return rows;
}

/** At most `limit` calls since `from` over the trunks that ask by the list now, with what their carriers got in its currency. */
export async function lastCarried(
  db: Db,
  { rateGroupId, currency, from, limit }: Asked,
): Promise<PaidCall[]> {
  const { rows: gateways } = await db.query<{ id: bigint; providerId: bigint }>(
    `select g.id, t.provider_id as "providerId" from gateways g join trunks t on t.id = g.trunk_id
     where t.termination_rate_group_id = $1`,
    [rateGroupId],
  );
  const providerOf = new Map(gateways.map(({ id, providerId }) => [id, providerId]));
  // Named one by one, so that the newest calls are gone through until there are enough.
  const { rows } = await db.query<Omit<AnsweredCall, 'talkMs'> & { talkMs: bigint }>(
    `select ${COLUMNS}, c.carrier_cost_micros as "chargeMicros" from cdrs c
     where c.session_id >= $1 and c.gateway_id = any($2) and c.carrier_currency = $3 and ${COUNTED}
     order by c.session_id desc limit $4`,
    [firstIdOf(from), [...providerOf.keys()], currency, limit],
  );
  return rows.flatMap(({ talkMs, frozen, ...call }) => {
    const payerId = providerOf.get(call.gatewayId ?? -1n);
    if (payerId === undefined) return [];
    return [
      { ...call, frozen: readFrozen(frozen), talkMs: Number(talkMs), level: 'carrier' as const, payerId },
    ];
  });
}
