/** Applies a batch of charging events in one transaction: load and lock, decide in order, write once, commit. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { authorize, payersOfAuthorize } from '../../domain/charging/authorize.ts';
import { emptyChanges, type Book, type CallTransfer } from '../../domain/charging/book.ts';
import type { Catalogue } from '../../domain/charging/catalogue.ts';
import type { ChargingAnswer, ChargingEvent } from '../../domain/charging/events.ts';
import { answered, attempt, extend, pushed, sighted } from '../../domain/charging/running.ts';
import { ended } from '../../domain/charging/settle.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import { loadBatch } from '../../postgres/charging/load-batch.ts';
import { sendBatch } from '../../postgres/charging/write-batch.ts';
import { changesSince } from '../../postgres/charging/catalogue-rows.ts';
import { withPipelinedTransaction, type Db } from '../../postgres/pool.ts';
import type { CatalogueMemory } from './catalogue.ts';

export type BatchDeps = Readonly<{
  /** Pipelined connections. */
  pool: pg.Pool;
  catalogue: CatalogueMemory;
  now: () => Date;
  isFolded: (accountId: bigint, reason: string, now: Date) => boolean;
}>;

/** The catalogue was changed meanwhile: nothing was decided, the batch is to be run again. */
class StaleCatalogue extends Error {
  override name = 'StaleCatalogue';
}

/** A change of the catalogue while its change is read: a few rounds at most, unless somebody writes without end. */
const ROUNDS_MAX = 20;

/**
 * Returns an answer for each event, all of them committed. Throws when nothing was committed, or when a broken
 * connection leaves that unknown: applying the same events again is then safe, each has its key.
 */
export async function applyBatch(
  deps: BatchDeps,
  events: readonly ChargingEvent[],
): Promise<readonly ChargingAnswer[]> {
  for (let round = 1; ; round++) {
    try {
      return await applyOnce(deps, events);
    } catch (error) {
      if (!(error instanceof StaleCatalogue) || round === ROUNDS_MAX) throw error;
      await deps.catalogue.refresh();
    }
  }
}

function applyOnce(deps: BatchDeps, events: readonly ChargingEvent[]): Promise<readonly ChargingAnswer[]> {
  const catalogue = deps.catalogue.current();
  const walletIds = new Set(
    events.flatMap((event) =>
      event.type === 'authorize' ? payersOfAuthorize(catalogue, event).map(({ wallet }) => wallet.id) : [],
    ),
  );
  const sessionIds = new Set(events.map(({ sessionId }) => sessionId));
  return withPipelinedTransaction(deps.pool, async (tx) => {
    const { catalogueVersion, ...loaded } = await loadBatch(tx, {
      walletIds: [...walletIds],
      sessionIds: [...sessionIds],
    });
    if (catalogueVersion !== catalogue.version) {
      if (await concerns(tx, catalogue, events)) throw new StaleCatalogue();
      // A sheet of somebody else's rates is being read: these calls need not wait for it.
      deps.catalogue.refresh().catch(() => {}); // whoever needs it asks again, and hears the error
    }
    const now = deps.now();
    const book: Book = { ...loaded, changes: emptyChanges() };
    const result = events.map((event) => applyEvent(book, event, { deps, catalogue, now }));
    return { result, sent: sendBatch(tx, book, { now, transferId: transferIdAt(now) }) };
  });
}

/** More changes than that are not looked through: everything is read again. */
const CHANGES_LOOKED_AT = 1000;

/** Whether what changed since can matter to these events. Rate groups that none of them uses cannot. */
async function concerns(tx: Db, catalogue: Catalogue, events: readonly ChargingEvent[]): Promise<boolean> {
  const changes = await changesSince(tx, catalogue.version, CHANGES_LOOKED_AT);
  if (changes.length === CHANGES_LOOKED_AT || changes.some(({ entity }) => entity !== 'rate_group'))
    return true;
  const used = new Set<bigint | null>(
    Array.from(catalogue.trunks.values(), ({ terminationRateGroupId }) => terminationRateGroupId),
  );
  for (const event of events) {
    if (event.type !== 'authorize') continue;
    for (const { account } of payersOfAuthorize(catalogue, event)) used.add(account.rateGroupId);
  }
  return changes.some(({ entityId }) => used.has(entityId));
}

function applyEvent(
  book: Book,
  event: ChargingEvent,
  { deps, catalogue, now }: Readonly<{ deps: BatchDeps; catalogue: Catalogue; now: Date }>,
): ChargingAnswer {
  switch (event.type) {
    case 'authorize': {
      const isFolded = (accountId: bigint, reason: string) => deps.isFolded(accountId, reason, now);
      return authorize(book, event, { catalogue, now, draw: drawOf(event.sessionId), isFolded });
    }
    case 'attempt':
      return attempt(book, event);
    case 'answered':
      return answered(book, event, now);
    case 'extend':
      return extend(book, event, now);
    case 'pushed':
      return pushed(book, event, now);
    case 'sighted':
      return sighted(book, event, now);
    case 'ended':
      return ended(book, event, now);
  }
}

/** A number from 0 to below 1 that is the same for the same call: the last 32 bits of its id are a digest. */
function drawOf(sessionId: string): number {
  return Number.parseInt(sessionId.slice(-8), 16) / 2 ** 32;
}

/** Time-ordered by when it is posted; the rest derives from the cause, so that one cause has one id. */
function transferIdAt(now: Date): (transfer: CallTransfer) => string {
  return ({ sessionId, revision, kind, level }) => {
    const random = createHash('sha1').update(`${sessionId}/${revision}/${kind}/${level}`).digest();
    return uuidV7({ time: now, random: random.subarray(0, UUID_V7_RANDOM_BYTES) });
  };
}
