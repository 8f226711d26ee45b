/** Guesses at PINs, counted under lock; what was wrong, and pauses that came of it. */
import { known } from '../../domain/assert.ts';
import type { Patience, PinKind } from '../../domain/cards/pin-patience.ts';
import type { Db, Tx } from '../pool.ts';

type Key = Readonly<{ kind: PinKind; key: string }>;

/** Locks who guesses until the transaction ends; always the caller before the card. */
export async function lockPatience(tx: Tx, { kind, key }: Key): Promise<Patience> {
  await tx.query('insert into pin_patience (kind, key) values ($1, $2) on conflict do nothing', [kind, key]);
  const { rows } = await tx.query<Patience>(
    `select wrong_at as "wrongAt", paused_until as "pausedUntil" from pin_patience where kind = $1 and key = $2 for update`,
    [kind, key],
  );
  return known(rows[0], 'a row that was inserted');
}

export async function pausedUntil(db: Db, { kind, key }: Key): Promise<Date | null> {
  const { rows } = await db.query<{ until: Date | null }>(
    'select paused_until as until from pin_patience where kind = $1 and key = $2',
    [kind, key],
  );
  return rows[0]?.until ?? null;
}

export async function writePatience(tx: Tx, { kind, key }: Key, patience: Patience): Promise<void> {
  await tx.query('update pin_patience set wrong_at = $3, paused_until = $4 where kind = $1 and key = $2', [
    kind,
    key,
    patience.wrongAt,
    patience.pausedUntil,
  ]);
}

/** Forgets who has guessed nothing wrong since `before` and is not paused at `now`. */
export async function deleteQuietPatience(
  tx: Tx,
  { before, now }: Readonly<{ before: Date; now: Date }>,
): Promise<void> {
  await tx.query(
    `delete from pin_patience where coalesce(paused_until, '-infinity') < $2
       and coalesce(wrong_at[cardinality(wrong_at)], '-infinity') < $1`,
    [before, now],
  );
}

export type CardRow = Readonly<{ accountId: bigint; path: string; kind: string; pinHash: string | null }>;

/** The account of a card number; null where there is none. */
export async function cardByNumber(db: Db, number: string): Promise<CardRow | null> {
  const { rows } = await db.query<CardRow>(
    `select a.id as "accountId", a.path, a.kind, s.pin_hash as "pinHash"
     from accounts a join account_sign_ins s on s.account_id = a.id where a.number = $1`,
    [number],
  );
  return rows[0] ?? null;
}

/** Whether this entry of this call was wrong before: a question that is asked again counts once. */
export async function hasFailed(db: Db, entry: EntryKey): Promise<boolean> {
  const { rows } = await db.query(
    'select from pin_failures where switch_id = $1 and channel = $2 and entry = $3',
    [entry.switchId, entry.channel, entry.entry],
  );
  return rows.length > 0;
}

export type EntryKey = Readonly<{ switchId: bigint; channel: string; entry: number }>;

export type PinFailure = EntryKey &
  Readonly<{
    id: string;
    failedAt: Date;
    accessNumber: string;
    ownerId: bigint;
    callerNumber: string | null;
    source: string;
    callingCardNumber: string;
    accountId: bigint | null;
  }>;

export async function insertPinFailure(tx: Tx, failure: PinFailure): Promise<void> {
  await tx.query(
    `insert into pin_failures (id, switch_id, channel, entry, failed_at, access_number, owner_id, caller_number, source,
       calling_card_number, account_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      failure.id,
      failure.switchId,
      failure.channel,
      failure.entry,
      failure.failedAt,
      failure.accessNumber,
      failure.ownerId,
      failure.callerNumber,
      failure.source,
      failure.callingCardNumber,
      failure.accountId,
    ],
  );
}

export type PinPause = Key &
  Readonly<{
    id: string;
    pausedAt: Date;
    pausedUntil: Date;
    accessNumber: string;
    ownerId: bigint;
    callerNumber: string | null;
    callingCardNumber: string | null;
    accountId: bigint | null;
  }>;

export async function insertPinPause(tx: Tx, pause: PinPause): Promise<void> {
  await tx.query(
    `insert into pin_pauses (id, kind, key, paused_at, paused_until, access_number, owner_id, caller_number, calling_card_number, account_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      pause.id,
      pause.kind,
      pause.key,
      pause.pausedAt,
      pause.pausedUntil,
      pause.accessNumber,
      pause.ownerId,
      pause.callerNumber,
      pause.callingCardNumber,
      pause.accountId,
    ],
  );
}
