/** Checks a card number with its PIN, counting wrong ones. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { afterWrong, isPaused, type Patience, type PinKind } from '../../domain/cards/pin-patience.ts';
import type { Catalogue, KnownDid } from '../../domain/charging/catalogue.ts';
import { mayUseAccess } from '../../domain/charging/identify.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import {
  cardByNumber,
  hasFailed,
  insertPinFailure,
  insertPinPause,
  lockPatience,
  writePatience,
  type EntryKey,
} from '../../postgres/cards/pin-guesses.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { hashPin } from '../secrets.ts';

export type PinDeps = Readonly<{ pool: pg.Pool; now: () => Date; masterKey: Uint8Array }>;

export type Guess = EntryKey &
  Readonly<{
    callingCardNumber: string;
    pin: string;
    did: KnownDid;
    /** Under which the caller is counted. */
    callerKey: string;
    callerNumber: string | null;
    source: string;
  }>;

export type PinResult =
  | Readonly<{ result: 'right'; accountId: bigint }>
  | Readonly<{ result: 'wrong' | 'paused' }>;

/** A hash that no PIN has: an unknown card takes as long as a known one, and fails as it does. */
const NO_PIN = '0'.repeat(64);
const SYSTEM = { accountId: null, via: 'system', address: '' } as const;

/**
 * Guesses of one caller, and at one card, wait for each other, so that a hundred at once get no more than one after the other. While
 * either is paused nothing is compared. The same entry of the same call counts once.
 *
 * A card that cannot be used at this access number is as one that there is not: it is counted apart, by whose access number it is, so
 * that it sounds the same and nobody can lock a card from where its owner does not look.
 */
export function checkPin(deps: PinDeps, catalogue: Catalogue, guess: Guess): Promise<PinResult> {
  const { callingCardNumber, pin, did, callerKey } = guess;
  return withTransaction(deps.pool, async (tx) => {
    const now = deps.now();
    const caller = { kind: 'caller', key: callerKey } as const;
    const patienceOfCaller = await lockPatience(tx, caller);
    const found = await cardByNumber(tx, callingCardNumber);
    const row = found !== null && mayUseAccess(catalogue, found, did) ? found : null;
    const card = {
      kind: 'card',
      key: row === null ? `${callingCardNumber} of ${did.ownerId}` : callingCardNumber,
    } as const;
    const patience = { caller: patienceOfCaller, card: await lockPatience(tx, card) };
    if (await hasFailed(tx, guess)) return { result: 'wrong' };
    if (isPaused(patience.caller, now) || isPaused(patience.card, now)) return { result: 'paused' };
    const given = hashPin(deps.masterKey, row?.accountId ?? 0n, pin);
    const isRight = timingSafeEqual(Buffer.from(given), Buffer.from(row?.pinHash ?? NO_PIN));
    if (row !== null && isRight) return { result: 'right', accountId: row.accountId };
    const keys = { caller: callerKey, card: card.key };
    await noteWrong(tx, { guess, accountId: row?.accountId ?? null, keys, patience, now });
    return { result: 'wrong' };
  });
}

const idAt = (time: Date) => uuidV7({ time, random: randomBytes(UUID_V7_RANDOM_BYTES) });

async function noteWrong(
  tx: Tx,
  {
    guess,
    accountId,
    keys,
    patience,
    now,
  }: Readonly<{
    guess: Guess;
    /** Null where the card cannot be used: of such a one nothing is told, and nobody of another part of the tree sees it. */
    accountId: bigint | null;
    keys: Readonly<Record<PinKind, string>>;
    patience: Readonly<Record<PinKind, Patience>>;
    now: Date;
  }>,
): Promise<void> {
  const { switchId, channel, entry, callingCardNumber, callerNumber, source, did } = guess;
  const seen = { accessNumber: did.number, ownerId: did.ownerId, callerNumber };
  await insertPinFailure(tx, {
    ...seen,
    id: idAt(now),
    switchId,
    channel,
    entry,
    failedAt: now,
    source,
    callingCardNumber,
    accountId,
  });
  for (const kind of ['caller', 'card'] as const) {
    const key = keys[kind];
    const next = afterWrong(kind, patience[kind], now);
    await writePatience(tx, { kind, key }, next);
    if (next.pausedUntil === null) continue;
    const ofCard =
      kind === 'card' ? { callingCardNumber, accountId } : { callingCardNumber: null, accountId: null };
    await insertPinPause(tx, {
      ...seen,
      ...ofCard,
      id: idAt(now),
      kind,
      key,
      pausedAt: now,
      pausedUntil: next.pausedUntil,
    });
    await recordAudit(tx, SYSTEM, {
      accountId: ofCard.accountId ?? did.ownerId,
      action: 'pin.paused',
      changes: [
        kind === 'card'
          ? { field: 'pin.card', before: null, after: callingCardNumber }
          : { field: 'pin.caller', before: null, after: callerNumber ?? '' },
        { field: 'pin.access_number', before: null, after: `+${did.number}` },
        { field: 'pin.paused_until', before: null, after: next.pausedUntil.toISOString() },
      ],
      happenedAt: now,
    });
  }
}
