/** A call that rings or talks, with its reasons: what was checked is known, what it comes to is not yet. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { directionOf } from '../../domain/charging/direction.ts';
import { explainCall, type TraceStep } from '../../domain/charging/explain.ts';
import type { LiveState } from '../../domain/charging/live-call.ts';
import { givenNumberOf } from '../../domain/charging/numbers-of-call.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import type { CallRow } from '../../postgres/charging/list-calls.ts';
import { liveCallById, type LiveCallDetail } from '../../postgres/charging/live-calls.ts';
import type { Db } from '../../postgres/pool.ts';
import { payerIdsOf, viewerOf, visibleCommissionsOf, visibleLevelsOf } from './call-viewer.ts';

/** As the record of it will begin. */
export type LiveCallRow = Pick<
  CallRow,
  | 'accountPublicId'
  | 'accountNumber'
  | 'accountName'
  | 'accountPath'
  | 'sessionId'
  | 'startedAt'
  | 'answeredAt'
  | 'callerNumber'
  | 'givenNumber'
  | 'dialledNumber'
  | 'destinationNumber'
  | 'currency'
  | 'direction'
> &
  Pick<LiveCallDetail, 'accountId' | 'frozen'> &
  Readonly<{ state: LiveState }>;

/** Null for a call that is over, and for one that the reader may not see. */
export async function explainLiveCall(
  db: Db,
  sessionId: string,
  actor: Actor,
): Promise<Readonly<{ call: LiveCallRow; trace: readonly TraceStep[] }> | null> {
  const live = await liveCallById(db, sessionId, actor.scopePath);
  if (live === null) return null;
  const since = await seenSince(db, live.accountPath, actor.scopePath);
  if (since !== null && live.authorizedAt < since) return null;
  const { frozen } = live;
  const levels = await visibleLevelsOf(db, payerIdsOf(live), actor);
  const { trace } = explainCall(
    {
      outcome: null,
      talkMs: 0,
      grantedSeconds: live.grantedSeconds,
      endedBy: null,
      isEstimated: false,
      isOverrun: false,
      levelChargeMicros: [],
      allowanceUsedSeconds: [],
      carrierCostMicros: 0n,
      gatewayId: live.gatewayId === null ? null : String(live.gatewayId),
      triedGatewayIds: live.triedGatewayIds.map(String),
      frozen,
    },
    viewerOf(actor, levels, await visibleCommissionsOf(db, frozen, actor)),
  );
  return { call: rowOf(live), trace };
}

function rowOf(live: LiveCallDetail): LiveCallRow {
  const { accountId, accountPublicId, accountNumber, accountName, accountPath, frozen } = live;
  const { sessionId, startedAt, answeredAt, isEnding } = live;
  const callerNumber = frozen.caller ?? frozen.callerGiven;
  return {
    accountId,
    accountPublicId,
    accountNumber,
    accountName,
    accountPath,
    sessionId,
    startedAt,
    answeredAt,
    callerNumber,
    givenNumber: givenNumberOf(frozen, callerNumber),
    dialledNumber: frozen.dialled,
    destinationNumber: frozen.destination,
    currency: frozen.levels[0]?.currency ?? null,
    direction: directionOf(frozen),
    state: isEnding ? 'ending' : answeredAt === null ? 'ringing' : 'answered',
    frozen,
  };
}
