/**
 * Phones that were refused, told by a switch that does not reach the database. A scanner costs counters: in a minute a source
 * gets so many names told, all sources so many; what is beyond is counted, those of further sources together.
 */
import type pg from 'pg';
import { withTransaction } from '../../postgres/pool.ts';
import { countRefusals, noteRefusal, type RefusedPhone } from '../../postgres/switches/switch-views.ts';

const NAMES_OF_SOURCE_MAX = 20;
const NAMES_MAX = 300;
const MINUTE_MS = 60_000;
/** PostgreSQL's inet; anything else a switch may write is counted with the further sources. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)$/i;
const FURTHER = '0.0.0.0';

/** So soon after a switch was told whom to let in it says that the password was wrong. */
const CHECKED_WITHIN_MS = 10_000;
const CHECKED_MAX = 10_000;

/** Somebody at an address, whose digest a switch checks. */
export type CheckedPhone = Omit<RefusedPhone, 'at' | 'reason'>;

export type RefusalNotes = Readonly<{
  /** A switch was told how this phone's digest has to be. */
  check: (phone: CheckedPhone) => void;
  /**
   * It was another one. The switch names the address, and whom the phone called itself (which need not be whose digest it showed). Every
   * server hears this; only the one that was asked notes it.
   */
  fail: (phone: Pick<RefusedPhone, 'switchId' | 'source' | 'username'>) => void;
  /** Never throws, and does not wait. */
  note: (phone: Omit<RefusedPhone, 'at'>) => void;
  /** Writes what was noted since the last time. */
  write: () => Promise<void>;
}>;

type Counted = { switchId: bigint; source: string; minute: number; further: number; reason: string };

export function createRefusalNotes({
  pool,
  now,
}: Readonly<{ pool: pg.Pool; now: () => Date }>): RefusalNotes {
  let minute = Number.NaN;
  let named = new Set<string>();
  let namesOf = new Map<string, number>();
  let told: RefusedPhone[] = [];
  let counted = new Map<string, Counted>();
  // The oldest first.
  const checked = new Map<string, CheckedPhone & Readonly<{ atMs: number }>>();
  const placeOf = ({ switchId, source }: Pick<CheckedPhone, 'switchId' | 'source'>) =>
    JSON.stringify([String(switchId), source]);
  const notes: RefusalNotes = {
    check: (phone) => {
      const keys = [JSON.stringify([placeOf(phone), phone.username]), placeOf(phone)];
      for (const key of keys) {
        checked.delete(key);
        checked.set(key, { ...phone, atMs: now().getTime() });
      }
      for (const [oldest] of checked) {
        if (checked.size <= CHECKED_MAX) break;
        checked.delete(oldest);
      }
    },
    fail: ({ username, ...at }) => {
      const phone = checked.get(JSON.stringify([placeOf(at), username])) ?? checked.get(placeOf(at));
      if (phone === undefined || now().getTime() - phone.atMs > CHECKED_WITHIN_MS) return;
      const { atMs: _atMs, ...told } = phone;
      notes.note({ ...told, reason: 'wrong_password' });
    },
    note: (phone) => {
      const at = now();
      const current = Math.floor(at.getTime() / MINUTE_MS);
      if (current !== minute) {
        minute = current;
        named = new Set();
        namesOf = new Map();
      }
      const isAddress = ADDRESS.test(phone.source);
      const name = JSON.stringify([String(phone.switchId), phone.source, phone.username]);
      const names = namesOf.get(phone.source) ?? 0;
      if (isAddress && !named.has(name) && names < NAMES_OF_SOURCE_MAX && named.size < NAMES_MAX) {
        named.add(name);
        namesOf.set(phone.source, names + 1);
        told.push({ ...phone, at });
        return;
      }
      const source = names > 0 ? phone.source : FURTHER;
      const { switchId, reason } = phone;
      const key = JSON.stringify([String(switchId), source, minute, reason]);
      const before = counted.get(key);
      if (before === undefined) counted.set(key, { switchId, source, minute, further: 1, reason });
      else before.further += 1;
    },
    write: async () => {
      if (told.length === 0 && counted.size === 0) return;
      const [phones, counts] = [told, [...counted.values()]];
      told = [];
      counted = new Map();
      await withTransaction(pool, async (tx) => {
        for (const phone of phones) await noteRefusal(tx, phone);
        for (const row of counts) await countRefusals(tx, row);
      });
    },
  };
  return notes;
}
