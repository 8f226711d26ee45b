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

export type RefusalNotes = Readonly<{
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
  return {
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
}
