/** Applies a batch of charging events in one transaction: load and lock, decide in order, write once, commit. */
import { hash } from 'node:crypto';
import type pg from 'pg';
import { authorize, payersOfAuthorize, type Folding } from '../../domain/charging/authorize.ts';
import {
  CALL_TRANSFER_KINDS,
  emptyChanges,
  type Book,
  type BookTrunk,
  type BookWallet,
  type CallTransfer,
  type LiveSession,
} from '../../domain/charging/book.ts';
import { AssertionError, known } from '../../domain/assert.ts';
import type { Catalogue, KnownTrunk } from '../../domain/charging/catalogue.ts';
import type { ChargingAnswer, ChargingEvent } from '../../domain/charging/events.ts';
import { countedTrunks } from '../../domain/charging/held-trunks.ts';
import { answered, attempt, extend, pushed, sighted } from '../../domain/charging/running.ts';
import { ended, walletIdsOf } from '../../domain/charging/settle.ts';
import { RatesNotRead } from '../../domain/rating/prefix-table.ts';
import { hasLimit } from '../../domain/charging/trunk-limits.ts';
import { withoutEnded } from '../../domain/packages/allowance.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import {
  loadBatch,
  type LoadedBatch,
  type Needed,
  type RowVersions,
} from '../../postgres/charging/load-batch.ts';
import { writesOf } from '../../postgres/charging/write-batch.ts';
import { changesSince, type CatalogueChange } from '../../postgres/charging/catalogue-rows.ts';
import { withPipelinedTransaction, type Db, type QueryConfig } from '../../postgres/pool.ts';
import { isImpossibleRow, isStaleRow } from '../../postgres/problem-of-database-error.ts';
import type { CatalogueMemory } from './catalogue.ts';
import type { FirstUses } from './first-uses.ts';
import type { GatewayWatch } from './watch-gateways.ts';
import { withRatesMeanwhile } from './rates-meanwhile.ts';
import type { RefusalFolding } from './fold-refusals.ts';
import type { LiveFeed } from './live-feed.ts';
import type { RowMemory } from './row-memory.ts';

export type BatchDeps = Readonly<{
  /** Pipelined connections. */
  pool: pg.Pool;
  catalogue: CatalogueMemory;
  now: () => Date;
  memory: RowMemory;
  folding: RefusalFolding;
  firstUses: Pick<FirstUses, 'note'>;
  gateways: Pick<GatewayWatch, 'note' | 'mayTry'>;
  live: Pick<LiveFeed, 'note'>;
}>;

/** The catalogue was changed meanwhile: nothing was decided, the batch is to be run again. */
class StaleCatalogue extends Error {
  override name = 'StaleCatalogue';
}

/**
 * What was decided on remembered rows cannot be: another server may have settled the call since. Its wallets may have been read
 * anew meanwhile, so that their versions do not tell; on rows that are read it is a bug, or it goes well.
 */
class DecidedOnMemory extends Error {
  override name = 'DecidedOnMemory';
}

/** A change of the catalogue while its change is read: a few rounds at most, unless somebody writes without end. */
const ROUNDS_MAX = 20;

/** How a batch stands to the one before it, which PostgreSQL may still be writing. */
export type Turn = Readonly<{
  /** Settles when the batch before is over, well or not. Only then is anything locked or written. */
  before: Promise<unknown>;
  /** Called when all is decided: the next batch may be begun, if it has no event of the same calls. */
  decided: () => void;
}>;

const ALONE: Turn = { before: Promise.resolve(), decided: () => {} };

/**
 * Returns an answer for each event, all of them committed. Throws when nothing was committed, or when a broken
 * connection leaves that unknown: applying the same events again is then safe, each has its key.
 */
export async function applyBatch(
  deps: BatchDeps,
  events: readonly ChargingEvent[],
  turn: Turn = ALONE,
): Promise<readonly ChargingAnswer[]> {
  for (let round = 1; ; round++) {
    try {
      return await applyOnce(deps, events, turn);
    } catch (error) {
      if (round === ROUNDS_MAX) throw error;
      if (error instanceof StaleCatalogue) await deps.catalogue.refresh();
      else if (error instanceof RatesNotRead) await deps.catalogue.whole();
      else if (!(error instanceof DecidedOnMemory || isStaleRow(error))) throw error;
    }
  }
}

async function applyOnce(
  deps: BatchDeps,
  events: readonly ChargingEvent[],
  turn: Turn,
): Promise<readonly ChargingAnswer[]> {
  const catalogue = deps.catalogue.current();
  const { needed, remembered } = recall(deps.memory, catalogue, events, deps.now());
  // Whoever locks must not wait for one that waits for the locks.
  const { walletIds, trunkIds, payingSessionIds } = needed;
  const isLocking = walletIds.length + trunkIds.length + payingSessionIds.length > 0;
  if (isLocking) await turn.before;
  const used = new Set<bigint>();
  try {
    const { book, transactionId, answers } = await withPipelinedTransaction(deps.pool, async (tx) => {
      const [{ catalogueVersion, transactionId, versions, ...rows }, guessed] = await Promise.all([
        loadBatch(tx, needed),
        isLocking ? null : guess(deps, events, { catalogue, remembered }),
      ]);
      for (const id of rows.wallets.keys()) used.add(id);
      const isFound = rows.sessions.size > 0 || rows.cdrs.size > 0;
      let decided = isFound || catalogueVersion !== catalogue.version ? null : guessed;
      if (decided === null) {
        if (catalogueVersion !== catalogue.version) {
          if (await concerns(tx, catalogue, events)) throw new StaleCatalogue();
          // A sheet of somebody else's rates is being read: these calls need not wait for it.
          deps.catalogue.refresh().catch(() => {}); // whoever needs it asks again, and hears the error
        }
        const priced = await withRatesMeanwhile(tx, catalogue, events, catalogueVersion);
        if (priced === null) throw new StaleCatalogue();
        const setting = { catalogue: priced, catalogueVersion, rows, versions, remembered };
        decided = decide(deps, events, setting);
      }
      const { now, book, answers, writes } = decided;
      // The next batch decides on the money that this one leaves: its own write proves that this one was committed.
      for (const wallet of book.wallets.values()) {
        if (wallet.allowances.size > 0)
          wallet.allowances = withoutEnded(wallet.allowances, now.getTime() - KEPT_AFTER_END_MS);
        deps.memory.wallets.keep(wallet.id, wallet, transactionId);
      }
      for (const [id, trunk] of book.trunks) {
        const isWritten = book.changes.trunks.has(id);
        const version = isWritten ? transactionId : known(decided.versions.trunks.get(id), 'its version');
        deps.memory.trunks.keep(id, trunk, version);
      }
      turn.decided();
      await turn.before;
      return { result: { book, transactionId, answers }, writes };
    });
    keepSessions(deps.memory, book, transactionId);
    deps.folding.remember(book.changes.folded.values());
    deps.firstUses.note(catalogue, book);
    deps.gateways.note(book, deps.now());
    deps.live.note(book);
    return answers;
  } catch (error) {
    // Nothing was written, or nobody knows: what was used is read the next time.
    for (const id of used) deps.memory.wallets.forget(id);
    for (const { row } of remembered.wallets) deps.memory.wallets.forget(row.id);
    for (const { row } of remembered.trunks) deps.memory.trunks.forget(row.id);
    for (const id of needed.trunkIds) deps.memory.trunks.forget(id);
    for (const { sessionId } of events) deps.memory.sessions.forget(sessionId);
    const isImpossible = error instanceof AssertionError || isImpossibleRow(error);
    if (isImpossible && Object.values(remembered).some((rows) => rows.length > 0))
      throw new DecidedOnMemory('decided on remembered rows', { cause: error });
    throw error;
  }
}

type Rows = Pick<LoadedBatch, 'wallets' | 'trunks' | 'sessions' | 'cdrs'>;
type Decided = Readonly<{
  now: Date;
  book: Book;
  versions: RowVersions;
  answers: readonly ChargingAnswer[];
  writes: readonly QueryConfig[];
}>;

/** Decides the events on what is there, which it changes. */
function decide(
  deps: BatchDeps,
  events: readonly ChargingEvent[],
  {
    catalogue,
    catalogueVersion,
    rows,
    versions,
    remembered,
  }: Readonly<{
    catalogue: Catalogue;
    /** The newest; what changed since the version of `catalogue` does not matter to these events. */
    catalogueVersion: bigint;
    rows: Rows;
    versions: RowVersions;
    remembered: Recalled['remembered'];
  }>,
): Decided {
  const now = deps.now();
  addRemembered(rows, versions, remembered);
  const book: Book = { ...rows, changes: emptyChanges() };
  const answers = events.map((event) => applyEvent(book, event, { deps, catalogue, now }));
  const writes = writesOf(book, {
    now,
    transferId: transferIdAt(now),
    versions,
    catalogueVersion: remembered.wallets.length === 0 ? null : catalogueVersion,
  });
  return { now, book, versions, answers, writes };
}

/**
 * Decides on remembered rows while PostgreSQL looks for calls of the events' ids. Most often none is there, and the catalogue is still
 * the newest: then this holds. Null where it could not be decided: on what is read it will, or says why not.
 */
async function guess(
  deps: BatchDeps,
  events: readonly ChargingEvent[],
  { catalogue, remembered }: Readonly<{ catalogue: Catalogue; remembered: Recalled['remembered'] }>,
): Promise<Decided | null> {
  await Promise.resolve(); // what PostgreSQL is asked goes out first
  const rows = { wallets: new Map(), trunks: new Map(), sessions: new Map(), cdrs: new Map() };
  const versions = { wallets: new Map(), trunks: new Map(), sessions: new Map() };
  const { version: catalogueVersion } = catalogue;
  try {
    return decide(deps, events, { catalogue, catalogueVersion, rows, versions, remembered });
  } catch {
    return null;
  }
}

/** Free seconds of a period that is over are remembered for so long: clocks of servers differ. */
const KEPT_AFTER_END_MS = 60_000;

type Recalled = Readonly<{
  needed: Needed;
  remembered: Readonly<{
    wallets: readonly Readonly<{ row: BookWallet; version: string }>[];
    trunks: readonly Readonly<{ row: BookTrunk; version: string }>[];
    sessions: readonly Readonly<{ row: LiveSession; version: string }>[];
  }>;
}>;

/**
 * What the events work on: what is remembered of it, and what must be read. Wallets and calls of trunks are all read, under
 * lock, or none: some locked now and others when they are written would break the order in which everybody locks them.
 */
function recall(
  memory: RowMemory,
  catalogue: Catalogue,
  events: readonly ChargingEvent[],
  now: Date,
): Recalled {
  const sessions = new Map<string, Readonly<{ row: LiveSession; version: string }>>();
  const asked = new Set(events.flatMap(({ type, sessionId }) => (type === 'authorize' ? sessionId : [])));
  const walletIds = new Set<bigint>();
  const unknown = new Set<string>();
  const paying = new Set<string>();
  const trunkIds = new Set<bigint>();
  for (const event of events) {
    const { sessionId, type } = event;
    // A question that is sent again writes nothing, so nothing would tell that the call is over by now.
    const live = asked.has(sessionId) ? undefined : memory.sessions.get(sessionId);
    if (live !== undefined) sessions.set(sessionId, live);
    else unknown.add(sessionId);
    if (type === 'authorize') {
      const payers = payersOfAuthorize(catalogue, event);
      for (const { wallet } of payers) walletIds.add(wallet.id);
      if (payers.length > 0) addTrunks(trunkIds, catalogue, hasLimit);
      continue;
    }
    // Nobody knows yet on which trunks it counts.
    if (live === undefined) addTrunks(trunkIds, catalogue, ({ isCounted }) => isCounted);
    else for (const id of countedTrunks(live.row.frozen)) trunkIds.add(id);
    if (live === undefined) {
      paying.add(sessionId);
    } else if (type === 'ended' || type === 'extend') {
      for (const id of walletIdsOf(live.row)) walletIds.add(id);
    }
  }
  const ids = [...walletIds];
  const wallets = ids.flatMap((id) => memory.wallets.get(id) ?? []);
  const trunks = [...trunkIds].flatMap((id) => memory.trunks.get(id) ?? []);
  const isRemembered = paying.size === 0 && wallets.length === ids.length && trunks.length === trunkIds.size;
  return {
    needed: {
      walletIds: isRemembered ? [] : ids,
      trunkIds: isRemembered ? [] : [...trunkIds],
      sessionIds: [...unknown],
      payingSessionIds: [...paying],
      freeSecondsAt: catalogue.packages.size === 0 ? null : now,
    },
    remembered: {
      wallets: isRemembered ? wallets : [],
      trunks: isRemembered ? trunks : [],
      sessions: [...sessions.values()],
    },
  };
}

function addTrunks(ids: Set<bigint>, { trunks }: Catalogue, isOne: (trunk: KnownTrunk) => boolean): void {
  for (const trunk of trunks.values()) if (isOne(trunk)) ids.add(trunk.id);
}

function addRemembered(
  { wallets, trunks, sessions }: Pick<LoadedBatch, 'wallets' | 'trunks' | 'sessions'>,
  versions: RowVersions,
  remembered: Recalled['remembered'],
): void {
  for (const { row, version } of remembered.wallets) {
    // A copy: the batch may fail after it has changed it.
    wallets.set(row.id, { ...row });
    versions.wallets.set(row.id, version);
  }
  for (const { row, version } of remembered.trunks) {
    trunks.set(row.id, { ...row });
    versions.trunks.set(row.id, version);
  }
  for (const { row, version } of remembered.sessions) {
    sessions.set(row.sessionId, row);
    versions.sessions.set(row.sessionId, version);
  }
}

/** After the commit, for an answer may be given about a call without writing its row again. */
function keepSessions({ sessions }: RowMemory, book: Book, transactionId: string): void {
  const { newSessions, changedSessions, endedSessions } = book.changes;
  for (const ids of [newSessions, changedSessions]) {
    for (const id of ids) {
      const session = book.sessions.get(id);
      if (session) sessions.keep(id, session, transactionId);
    }
  }
  for (const id of endedSessions.keys()) sessions.forget(id);
}

/** Of a call, with one more for what no level pays. */
const LEVELS_MAX = 16;

/** More changes than that are not looked through: everything is read again. */
const CHANGES_LOOKED_AT = 1000;

/** Whether what changed since can matter to these events. Rate groups that none of them uses cannot. */
async function concerns(tx: Db, catalogue: Catalogue, events: readonly ChargingEvent[]): Promise<boolean> {
  const changes = await changesSince(tx, catalogue.version, CHANGES_LOOKED_AT);
  const isPrices = ({ entity }: CatalogueChange) => entity === 'rate_group' || entity === 'rates';
  if (changes.length === CHANGES_LOOKED_AT || !changes.every(isPrices)) return true;
  const used = new Set<bigint | null>(
    Array.from(catalogue.trunks.values(), ({ terminationRateGroupId }) => terminationRateGroupId),
  );
  for (const event of events) {
    if (event.type !== 'authorize') continue;
    for (const { account } of payersOfAuthorize(catalogue, event))
      used.add(account.rateGroupId).add(account.nonCliRateGroupId);
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
      const folding: Folding = {
        sampleFor: (refusal) => deps.folding.sampleFor(refusal, now),
        sourceFor: (call) => deps.folding.sourceFor(call, now),
        before: deps.folding.before,
      };
      const { sessionId } = event;
      const mayTry = deps.gateways.mayTry(sessionId, now);
      return authorize(book, event, { catalogue, now, draw: drawOf(sessionId), mayTry, folding });
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

/**
 * Time-ordered by when it is posted; the rest derives from the cause, so that one cause has one id: a digest of call
 * and revision, and a last byte that tells the movements of one settlement apart.
 */
function transferIdAt(now: Date): (transfer: CallTransfer) => string {
  let digested = '';
  let beginning = '';
  return ({ sessionId, revision, kind, level }) => {
    const cause = `${sessionId}/${revision}`;
    if (cause !== digested) {
      const id = uuidV7({
        time: now,
        random: hash('sha1', cause, 'buffer').subarray(0, UUID_V7_RANDOM_BYTES),
      });
      beginning = id.slice(0, -2);
      digested = cause;
    }
    const place = CALL_TRANSFER_KINDS.indexOf(kind) * LEVELS_MAX + (level ?? LEVELS_MAX - 1);
    return beginning + place.toString(16).padStart(2, '0');
  };
}
