/**
 * Listens to every FreeSWITCH: what becomes of calls, who lives, who is registered, how the switch does. Nothing is settled from it, for an
 * event that is lost is lost: what it makes known sooner, records and questions make known too.
 */
import type { ChargingEvent, FailedGateway } from '../../domain/charging/events.ts';
import { Problem } from '../../domain/problem.ts';
import type { HealthNotes } from '../../operations/switches/note-health.ts';
import type { PhoneNotes } from '../../operations/switches/note-phones.ts';
import type { RefusalNotes } from '../../operations/switches/note-refusals.ts';
import type { ConnectedSwitch, SwitchWatcher } from './connections.ts';
import { EslUnanswered, type EslRun } from './esl-client.ts';
import { listGateways, listRegistrations } from './esl-commands.ts';
import type { EslEvent } from './esl-protocol.ts';
import {
  meaningOf,
  readGateways,
  readRegistrations,
  type CarriedCall,
  type Meaning,
} from './event-meaning.ts';

export type WatchDeps = Readonly<{
  submit: (event: ChargingEvent) => Promise<unknown>;
  phones: PhoneNotes;
  health: HealthNotes;
  refusals: Pick<RefusalNotes, 'fail'>;
  onSeen: (switchId: bigint) => void;
  now: () => Date;
  /** Asks about every live call of a switch whose connection is new. */
  askAboutCalls: (switchId: bigint, run: EslRun) => Promise<void>;
  /** The connection is new: it may lack what changed meanwhile. */
  bringUpToDate: (of: ConnectedSwitch, run: EslRun) => Promise<void>;
  onError: (what: string, error: unknown) => void;
}>;

/** A large switch; what is forgotten is told again, and that changes nothing. */
const CALLS_MAX = 20_000;
const LIST_TIMEOUT_MS = 10_000;
const GATEWAYS_EVERY_MS = 60_000;

export type FreeswitchWatch = Readonly<{
  watcher: SwitchWatcher;
  /** Tells charging of the calls that were heard of since the last time. */
  tellSightings: () => Promise<void>;
}>;

export function watchFreeswitches(deps: WatchDeps): FreeswitchWatch {
  const { phones, health, refusals, now } = deps;
  /** Of calls that ring: what the gateway before said. */
  const failures = createMemory<FailedGateway>(CALLS_MAX);
  /** Calls that charging knows to be answered. */
  const answered = createMemory<true>(CALLS_MAX);
  let sightings = new Map<string, Readonly<{ switchId: bigint; at: Date }>>();
  const gatewaysAskedMs = new Map<bigint, number>();

  /** A refusal is none of ours to mend: a call that is over, or one of another switch. What an outage lost comes again, or with its record. */
  const submit = async (event: ChargingEvent): Promise<boolean> => {
    try {
      await deps.submit(event);
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'unavailable')
        deps.onError('an event of FreeSWITCH', error);
      return false;
    }
  };
  const noteAnswered = async (switchId: bigint, { sessionId, carriedBy }: CarriedCall, answeredAt: Date) => {
    failures.delete(sessionId);
    if (answered.get(sessionId) === true) return;
    const isNoted = await submit({ type: 'answered', sessionId, switchId, gatewayId: carriedBy, answeredAt });
    if (isNoted) answered.set(sessionId, true);
  };
  const takeCall = (switchId: bigint, meaning: OfCall): Promise<unknown> => {
    const each = (take: (call: CarriedCall) => unknown) => Promise.all(meaning.calls.map(take));
    switch (meaning.kind) {
      case 'tried':
        return each(({ sessionId, carriedBy }) => {
          const failed = failures.get(sessionId);
          const of = failed === undefined || failed.gatewayId === carriedBy ? {} : { failed };
          return submit({
            type: 'attempt',
            sessionId,
            switchId,
            gatewayId: carriedBy,
            at: meaning.at,
            ...of,
          });
        });
      case 'answered':
        return each((call) => noteAnswered(switchId, call, meaning.answeredAt));
      case 'alive':
        for (const { sessionId } of meaning.calls) sightings.set(sessionId, { switchId, at: meaning.at });
        // The word of its answer may have been lost.
        return each((call) => noteAnswered(switchId, call, meaning.answeredAt));
      case 'unanswered':
        return each(({ sessionId, carriedBy }) => {
          if (meaning.failed === null) failures.delete(sessionId);
          else failures.set(sessionId, { gatewayId: carriedBy, ...meaning.failed });
        });
    }
  };
  const onEvent = (of: ConnectedSwitch, run: EslRun, event: EslEvent): Promise<void> | void => {
    const meaning = meaningOf(event);
    switch (meaning.kind) {
      case 'nothing':
        return;
      case 'beat': {
        const at = now();
        const { at: itsAt, uptimeMs, ...beat } = meaning.beat;
        const clockAheadMs = itsAt.getTime() - at.getTime();
        health.beat({
          switchId: of.id,
          at,
          startedAt: new Date(at.getTime() - uptimeMs),
          clockAheadMs,
          ...beat,
        });
        deps.onSeen(of.id);
        return askForGateways(of, run);
      }
      case 'registered':
        return phones.register({ switchId: of.id, ...meaning.contact });
      case 'unregistered':
        return phones.unregister({ switchId: of.id, ...meaning });
      case 'refused':
        return refusals.fail({ switchId: of.id, ...meaning });
      case 'gateway':
        return phones.gateway({ switchId: of.id, ...meaning });
      default:
        return takeCall(of.id, meaning).then(() => undefined);
    }
  };
  /** Nothing that a switch says, or does not say, may end the connection or the program. */
  const guarded = async (what: string, ask: () => Promise<void>): Promise<void> => {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof EslUnanswered)) deps.onError(what, error);
    }
  };
  /** Events tell of changes alone; who looks wants to know that it still is so. */
  const askForGateways = async (of: ConnectedSwitch, run: EslRun) => {
    const ms = now().getTime();
    if (ms - (gatewaysAskedMs.get(of.id) ?? 0) < GATEWAYS_EVERY_MS) return;
    gatewaysAskedMs.set(of.id, ms);
    await guarded('reading the gateways of FreeSWITCH', async () => {
      for (const { gatewayId, isRegistered } of readGateways(await run(listGateways())))
        if (isRegistered !== null) phones.gateway({ switchId: of.id, gatewayId, isRegistered, at: now() });
    });
  };
  const begin = async (of: ConnectedSwitch, run: EslRun) => {
    health.connected(of.id);
    deps.onSeen(of.id);
    gatewaysAskedMs.delete(of.id);
    await Promise.all([
      guarded('asking FreeSWITCH about calls', () => deps.askAboutCalls(of.id, run)),
      guarded('bringing FreeSWITCH up to date', () => deps.bringUpToDate(of, run)),
      askForGateways(of, run),
      guarded('reading the registrations of FreeSWITCH', async () => {
        const text = await run(listRegistrations(), LIST_TIMEOUT_MS);
        for (const contact of readRegistrations(text, now()))
          phones.register({ switchId: of.id, ...contact });
      }),
    ]);
  };
  return {
    watcher: {
      onEvent,
      onUp: (of, run) => void begin(of, run),
      onDown: (of, trouble) => health.trouble(of.id, trouble),
      onLeft: (of) => health.forget(of.id),
    },
    tellSightings: async () => {
      const taken = sightings;
      sightings = new Map();
      await Promise.all(
        Array.from(taken, ([sessionId, told]) =>
          submit({ type: 'sighted', sessionId, sighting: 'alive', told }),
        ),
      );
    },
  };
}

type OfCall = Extract<Meaning, Readonly<{ calls: unknown }>>;

/** The newest so many; what is read stays. */
function createMemory<Value>(max: number) {
  const kept = new Map<string, Value>();
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, value: Value) => {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > max) kept.delete(oldest);
    },
    delete: (key: string) => kept.delete(key),
  };
}
