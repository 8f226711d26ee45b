/** What a batch of events works on, locked and read in one round trip. */
import type { BookWallet, Cdr, LiveSession } from '../../domain/charging/book.ts';
import type { Tx } from '../pool.ts';

// Wallets by id of the batch, and those of the calls it names; locked in the order of ids, as everybody does.
const WALLETS = `select id, account_id as "accountId", balance_micros as "balanceMicros", held_micros as "heldMicros",
    credit_limit_micros as "creditLimitMicros", live_calls as "liveCalls", concurrent_calls_max as "concurrentCallsMax",
    cps_max as "cpsMax", cps_tokens_milli as "cpsTokensMilli", cps_at as "cpsAt"
  from wallets where id = any($1::bigint[] || array(
    select unnest(level_wallet_ids) from live_sessions where session_id = any($2::uuid[])
    union all select unnest(level_wallet_ids) from cdrs where session_id = any($2::uuid[])))
  order by id for update`;

export const SESSION_COLUMNS = `session_id as "sessionId", branch_id as "branchId", switch_id as "switchId",
    attempt_id as "attemptId", switch_ref as "switchRef", content_digest as digest, account_id as "accountId",
    device_id as "deviceId", started_at as "startedAt", authorized_at as "authorizedAt", answered_at as "answeredAt",
    gateway_id as "gatewayId", tried_gateway_ids as "triedGatewayIds", slice_number as "sliceNumber", granted_seconds as "grantedSeconds",
    offered_seconds as "offeredSeconds", longest_seconds as "longestSeconds", extend_at as "extendAt",
    deadline_at as "deadlineAt", alive_at as "aliveAt", switch_unknown_at as "switchUnknownAt",
    level_wallet_ids as "levelWalletIds", level_held_micros as "levelHeldMicros", frozen::text as frozen`;
const SESSIONS = `select ${SESSION_COLUMNS} from live_sessions where session_id = any($1::uuid[])`;

const CDRS = `select session_id as "sessionId", leg, revision, branch_id as "branchId", account_id as "accountId",
    device_id as "deviceId", switch_id as "switchId", attempt_id as "attemptId", content_digest as digest,
    recorded_at as "recordedAt", started_at as "startedAt", answered_at as "answeredAt", ended_at as "endedAt", outcome,
    reason, talk_ms as "talkMs", granted_seconds as "grantedSeconds", billed_seconds as "billedSeconds",
    ended_by as "endedBy", sip_status as "sipStatus", q850_cause as "q850Cause", is_estimated as "isEstimated",
    is_overrun as "isOverrun", dialled_number as "dialledNumber", destination_number as "destinationNumber",
    caller_number as "callerNumber", gateway_id as "gatewayId", tried_gateway_ids as "triedGatewayIds", currency, charge_micros as "chargeMicros",
    level_wallet_ids as "levelWalletIds", level_charge_micros as "levelChargeMicros",
    carrier_currency as "carrierCurrency", carrier_cost_micros as "carrierCostMicros", frozen::text as frozen
  from cdrs where session_id = any($1::uuid[]) order by session_id, leg, revision`;

export type LoadedBatch = Readonly<{
  catalogueVersion: bigint;
  wallets: ReadonlyMap<bigint, BookWallet>;
  sessions: Map<string, LiveSession | null>;
  cdrs: Map<string, readonly Cdr[]>;
}>;

/** Sends all reads at once. The version of the catalogue is read last: no change committed before it is missed. */
export async function loadBatch(
  tx: Tx,
  { walletIds, sessionIds }: Readonly<{ walletIds: readonly bigint[]; sessionIds: readonly string[] }>,
): Promise<LoadedBatch> {
  const ids = `{${sessionIds.join(',')}}`;
  const [wallets, sessions, cdrs, version] = await Promise.all([
    tx.query<BookWallet & { cpsAt: Date }>({
      name: 'lock wallets',
      text: WALLETS,
      values: [`{${walletIds.join(',')}}`, ids],
    }),
    tx.query<LiveSession>({ name: 'read sessions', text: SESSIONS, values: [ids] }),
    tx.query<Omit<Cdr, 'talkMs'> & { talkMs: bigint }>({ name: 'read cdrs', text: CDRS, values: [ids] }),
    tx.query<{ version: bigint }>({
      name: 'catalogue version',
      text: 'select version from catalogue_version',
    }),
  ]);
  const bySession = new Map<string, Cdr[]>();
  for (const row of cdrs.rows) {
    const cdr: Cdr = { ...row, talkMs: Number(row.talkMs) };
    const rows = bySession.get(cdr.sessionId);
    if (rows === undefined) bySession.set(cdr.sessionId, [cdr]);
    else rows.push(cdr);
  }
  return {
    catalogueVersion: version.rows[0]?.version ?? 0n,
    wallets: new Map(wallets.rows.map(({ cpsAt, ...row }) => [row.id, { ...row, cpsAtMs: cpsAt.getTime() }])),
    sessions: new Map(sessions.rows.map((row) => [row.sessionId, row])),
    cdrs: bySession,
  };
}
