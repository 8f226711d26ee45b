/** Sends the deliveries that are due: at least once each, and marks each once. */
import { toldEvent } from '../../domain/events/told.ts';
import { outcomeOf, PAUSE_AFTER_MS, retryAfterMs, type PauseReason } from '../../domain/webhooks/delivery.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import {
  claimDeliveries,
  endAttempt,
  failDelivery,
  failOverdue,
  markDelivered,
  retryDelivery,
  type Claimed,
} from '../../postgres/webhooks/deliveries.ts';
import { noteEndpointFails, noteEndpointWorks, pauseEndpoint } from '../../postgres/webhooks/endpoints.ts';
import type { Context } from '../context.ts';
import { writeWebhookPaused } from '../mail/write-mail.ts';
import { OUTGOING_MS_MAX, sendOutgoing } from '../outgoing/send-outgoing.ts';
import { OutgoingError } from '../outgoing/target.ts';
import { openSecret } from '../secrets.ts';
import { signatureHeaders, WEBHOOK_SECRET } from './sign.ts';

/** Requests of one server at once. They wait for others most of the time, and cost little meanwhile. */
const UNDER_WAY_MAX = 64;
/** Whoever claimed a delivery has sent and marked it by then, or has died: then another one sends it. */
const CLAIMED_MS = OUTGOING_MS_MAX + 20_000;
/** Of an answer so much is kept. */
const ANSWER_LENGTH_MAX = 1024;

export type Deliverer = Readonly<{
  /** Begins to send what is due, and does not wait for answers. */
  look: () => Promise<void>;
  /** Settles when nothing is under way any more. */
  settled: () => Promise<void>;
}>;

type Options = Readonly<{
  onError: (error: unknown) => void;
  /** An answer is there: an endpoint with more to hear has room for it. */
  onDone?: () => void;
  /** Of [0, 1), for the waits. */
  chance?: () => number;
}>;

/**
 * A delivery is claimed, sent and marked in three steps, so that no transaction waits for others: when the program ends between them, it
 * is sent again half a minute later. A slow endpoint has its own few places and keeps nobody waiting but itself.
 */
export function createDeliverer(
  context: Context,
  { onError, onDone = () => {}, chance = Math.random }: Options,
): Deliverer {
  const underWay = new Set<Promise<void>>();
  const begin = (claimed: Claimed) => {
    const sending: Promise<void> = deliver(context, claimed, chance)
      .catch(onError)
      .finally(() => {
        underWay.delete(sending);
        onDone();
      });
    underWay.add(sending);
  };
  const claim = async () => {
    const limit = UNDER_WAY_MAX - underWay.size;
    if (limit === 0) return false;
    const claimed = await withTransaction(context.pool, async (tx) => {
      const now = context.now();
      await failOverdue(tx, now);
      return claimDeliveries(tx, { now, until: new Date(now.getTime() + CLAIMED_MS), limit });
    });
    claimed.forEach(begin);
    return claimed.length === limit;
  };
  return {
    look: async () => {
      while (await claim());
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

type Answer = Readonly<{ status: number | null; error: string; answer: string }>;

async function deliver(context: Context, claimed: Claimed, chance: () => number): Promise<void> {
  const beganAt = context.now();
  const startedMs = performance.now();
  const answer = await send(context, claimed, beganAt);
  const durationMs = Math.round(performance.now() - startedMs);
  const ended = { ...answer, attemptId: claimed.attemptId, durationMs };
  await withTransaction(context.pool, async (tx) => {
    const outcome = answer.status === null ? 'later' : outcomeOf(answer.status);
    const now = context.now();
    // The endpoint is locked before its deliveries, as whoever changes it does.
    if (outcome === 'delivered') {
      await noteEndpointWorks(tx, claimed.endpointId);
      await markDelivered(tx, claimed.id, now);
      await endAttempt(tx, ended);
      return;
    }
    const failingSince = await noteEndpointFails(tx, claimed.endpointId, beganAt);
    const nextAttemptAt = new Date(now.getTime() + retryAfterMs(claimed.attempt, chance()));
    if (outcome === 'gone' || nextAttemptAt >= claimed.giveUpAt) await failDelivery(tx, claimed);
    else await retryDelivery(tx, claimed, nextAttemptAt);
    await endAttempt(tx, ended);
    if (outcome === 'gone') await pause(tx, context, claimed, 'gone');
    else if (failingSince !== null && now.getTime() - failingSince.getTime() >= PAUSE_AFTER_MS)
      await pause(tx, context, claimed, 'failing');
  });
}

/** Its owner is told once. */
async function pause(
  tx: Tx,
  context: Context,
  { endpointId, url, ownerId }: Claimed,
  reason: Exclude<PauseReason, 'by_hand'>,
): Promise<void> {
  if (!(await pauseEndpoint(tx, endpointId, reason))) return;
  await writeWebhookPaused(tx, context, { accountId: ownerId, now: context.now(), url, reason });
}

async function send(context: Context, claimed: Claimed, sentAt: Date): Promise<Answer> {
  const body = JSON.stringify(toldEvent(claimed));
  try {
    const { status, body: answer } = await sendOutgoing(context.outgoing ?? {}, {
      method: 'POST',
      url: claimed.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Tollbook-Webhooks/1',
        ...signatureHeaders(secretsOf(context, claimed, sentAt), { id: claimed.publicId, sentAt, body }),
      },
      body,
      answerBytesMax: ANSWER_LENGTH_MAX,
      ifLonger: 'cut',
    });
    return { status, error: '', answer: readable(answer) };
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { status: null, error: error.message, answer: '' };
  }
}

function secretsOf(
  context: Context,
  { sealedSecret, sealedPreviousSecret, previousSecretUntil }: Claimed,
  now: Date,
): readonly string[] {
  const isOverlapping =
    sealedPreviousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now;
  const sealed = isOverlapping ? [sealedSecret, sealedPreviousSecret] : [sealedSecret];
  return sealed.map((each) => openSecret(context.masterKey, WEBHOOK_SECRET, each));
}

/** Words of a stranger: what PostgreSQL cannot store, and what could turn or break a line, is taken out. */
function readable(answer: Buffer): string {
  return answer
    .toString('utf8')
    .replace(/[^\P{C}\n]/gu, ' ')
    .slice(0, ANSWER_LENGTH_MAX);
}
