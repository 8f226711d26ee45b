/** How switches do, for people who look: gathered by each server from its own connections, and written by all into one row. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { withTransaction } from '../../postgres/pool.ts';
import {
  noteBeat,
  noteConnected,
  noteTrouble,
  type SwitchBeat,
  type NotedTrouble,
} from '../../postgres/switches/switch-health.ts';

export type HealthNotes = Readonly<{
  /** None of these throws or waits. */
  connected: (switchId: bigint) => void;
  beat: (beat: SwitchBeat) => void;
  trouble: (switchId: bigint, trouble: NotedTrouble) => void;
  /** It is watched no longer. */
  forget: (switchId: bigint) => void;
  /** Writes what was noted since the last time; what could not be written the next time. */
  write: () => Promise<void>;
}>;

type State = Readonly<{
  /** Of connecting or of losing the connection. */
  at: Date;
  trouble: NotedTrouble | null;
  beat: SwitchBeat | null;
}>;

export function createHealthNotes({ pool, now }: Readonly<{ pool: pg.Pool; now: () => Date }>): HealthNotes {
  const serverId = randomUUID();
  const states = new Map<bigint, State>();
  const changed = new Set<bigint>();
  const put = (switchId: bigint, state: State) => {
    states.set(switchId, state);
    changed.add(switchId);
  };
  return {
    connected: (switchId) => put(switchId, { at: now(), trouble: null, beat: null }),
    beat: (beat) => put(beat.switchId, { at: beat.at, trouble: null, beat }),
    trouble: (switchId, trouble) => {
      const before = states.get(switchId);
      const at = (before?.trouble ?? null) === null ? now() : (before?.at ?? now());
      put(switchId, { at, trouble, beat: null });
    },
    forget: (switchId) => {
      states.delete(switchId);
      changed.delete(switchId);
    },
    write: async () => {
      // Trouble is told again and again: another server may have heard the switch until a moment ago.
      const due = [...states].filter(([id, { trouble }]) => changed.has(id) || trouble !== null);
      if (due.length === 0) return;
      changed.clear();
      try {
        await withTransaction(pool, async (tx) => {
          for (const [switchId, { at, trouble, beat }] of due.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
            if (trouble !== null) await noteTrouble(tx, { switchId, trouble, at, now: now(), serverId });
            else if (beat !== null) await noteBeat(tx, { ...beat, serverId });
            else await noteConnected(tx, { switchId, at, serverId });
          }
        });
      } catch (error) {
        for (const [id] of due) if (states.has(id)) changed.add(id);
        throw error;
      }
    },
  };
}
