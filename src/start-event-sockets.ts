/** Wires the event sockets of FreeSWITCH: connections, what is heard on them, and what they are told. */
import type pg from 'pg';
import { SWITCH_CONTROL_KEY } from './domain/routing/sealed-purposes.ts';
import { endLostCardCalls } from './operations/cards/end-lost.ts';
import { askAboutCalls } from './operations/charging/ask-about-calls.ts';
import type { CatalogueMemory } from './operations/charging/catalogue.ts';
import type { ChargingEngine } from './operations/charging/engine.ts';
import type { SwitchControl } from './operations/ports.ts';
import { openSecret } from './operations/secrets.ts';
import { namedGateways } from './operations/switches/named-gateways.ts';
import { createHealthNotes } from './operations/switches/note-health.ts';
import { createPhoneNotes } from './operations/switches/note-phones.ts';
import type { RefusalNotes } from './operations/switches/note-refusals.ts';
import { keepEslConnections } from './switches/freeswitch/connections.ts';
import { doesLegExist, findCall, freeswitchControl } from './switches/freeswitch/control.ts';
import { EslUnanswered } from './switches/freeswitch/esl-client.ts';
import { keepUp } from './switches/freeswitch/keep-up.ts';
import { watchFreeswitches } from './switches/freeswitch/watch.ts';

export type EventSockets = Readonly<{
  /** Commands for a FreeSWITCH; what it does not answer is unknown. */
  controlOf: (switchId: bigint) => SwitchControl;
  /** Connects to what there is now, and tells every switch what has changed. */
  follow: () => Promise<void>;
  /** Writes what was heard since the last time. */
  write: () => Promise<void>;
  stop: () => Promise<void>;
}>;

export function startEventSockets({
  pool,
  reads,
  now,
  masterKey,
  catalogue,
  engine,
  refusals,
  onSeen,
  onError,
}: Readonly<{
  pool: pg.Pool;
  reads: pg.Pool;
  now: () => Date;
  masterKey: Uint8Array;
  catalogue: CatalogueMemory;
  engine: ChargingEngine;
  refusals: Pick<RefusalNotes, 'fail'>;
  onSeen: (switchId: bigint) => void;
  onError: (what: string, error: unknown) => void;
}>): EventSockets {
  const phones = createPhoneNotes({ pool });
  const health = createHealthNotes({ pool, now });
  const tell = keepUp({
    catalogue: catalogue.current,
    gatewaysOf: (switchId) => namedGateways({ reads, masterKey }, switchId),
  });
  const watch = watchFreeswitches({
    submit: engine.submit,
    phones,
    health,
    refusals,
    onSeen,
    now,
    askAboutCalls: async (switchId, run) => {
      await askAboutCalls({ reads, engine, now }, switchId, (call) => findCall(run, call));
      const cards = { pool, engine, catalogue, now, masterKey };
      await endLostCardCalls(cards, switchId, (channel) => doesLegExist(run, channel));
    },
    bringUpToDate: ({ id }, run) => tell(id, run, true),
    onError,
  });
  const connections = keepEslConnections(
    {
      switches: catalogue.switches,
      openKey: (sealed) => openSecret(masterKey, SWITCH_CONTROL_KEY, sealed),
    },
    watch.watcher,
  );
  const write = async () => {
    await watch.tellSightings();
    await phones.write();
    await health.write();
  };
  return {
    controlOf: (switchId) => freeswitchControl(connections.runOf(switchId)),
    follow: async () => {
      connections.follow();
      await Promise.all(
        connections.connected().map(async ([id, run]) => {
          try {
            await tell(id, run, false);
          } catch (error) {
            // Its connection is told again when it is back.
            if (!(error instanceof EslUnanswered)) throw error;
          }
        }),
      );
    },
    write,
    stop: async () => {
      await connections.stop();
      await write();
    },
  };
}
