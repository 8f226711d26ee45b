/** One play: a copy of a town, two servers on it, a clock, two switches, and what must be true of it all. */
import { copyDatabase, dropDatabase } from '../support/test-database.ts';
import { seededRandom, type Random } from '../support/random.ts';
import { NO_SUCH_CALL, OK, type Asked, type Reply } from '../charging/fake-switch.ts';
import { openHouse, type House, type Response } from './house.ts';
import type { Call, Model, Name, SwitchName } from './model.ts';
import type { Town } from './town.ts';

export type Play = {
  readonly town: Town;
  readonly house: House;
  readonly model: Model;
  /** Of the step that is under way. */
  random: Random;
  /** The switch that takes limits can be reached. */
  isReachable: boolean;
  /** Calls by the order in which they were granted. */
  readonly calls: Call[];
  /** Sessions that were refused, with the reason. */
  readonly refused: Map<string, string>;
  /** Ends that were answered and must have their record by now. */
  readonly due: Set<string>;
  /** Events of switches that are written down and not taken in yet, in their order: what each means once it is. */
  kept: (() => void)[];
  /** Ends so far, to book them in the order in which they were told. */
  ends: number;
  /** The last moment whose records were looked at. */
  lookedAt: number;
  day: number;
  readonly close: () => Promise<void>;
};

const SERVERS = 2;
/** Who answers for a call on the switch that takes limits: plays go on side by side. */
const ringing = new Map<string, Play>();
export const answerControl = (asked: Asked): Reply => {
  const play = ringing.get(asked.sessionId);
  return play === undefined ? NO_SUCH_CALL : hear(play, asked);
};

export async function openPlay(town: Town, seed: number): Promise<Play> {
  const url = await copyDatabase(town.url);
  const model = structuredClone(town.model);
  const house = await openHouse(url, () => new Date(model.now));
  await house.serve(SERVERS);
  return {
    town,
    house,
    model,
    random: seededRandom(seed),
    isReachable: true,
    calls: [],
    refused: new Map(),
    due: new Set(),
    kept: [],
    ends: 0,
    lookedAt: model.now,
    day: 0,
    close: async () => {
      for (const [sessionId, play] of ringing) if (play.house === house) ringing.delete(sessionId);
      await house.close();
      await dropDatabase(url);
    },
  };
}

export const isoOf = (at: number) => new Date(at).toISOString();

/** As the owner of the list or the package; the operator's staff may do the rest. */
export function api(
  { house, town }: Play,
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  by: Name | null = null,
): Promise<Response> {
  return house.send(method, path, body, { authorization: `Bearer ${town.keys[by ?? '']}` });
}

/** The same where nothing but success will do; its body. */
export async function done(
  play: Play,
  ...request: Parameters<typeof api> extends [Play, ...infer Rest] ? Rest : never
) {
  const answer = await api(play, ...request);
  if (answer.status >= 300)
    throw new Error(
      `${request[0]} ${request[1]} ${JSON.stringify(request[2])}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  return answer.body;
}

/** To either server: whichever is asked, the answer is the same. */
export function tell({ house, town, random }: Play, from: SwitchName, event: unknown): Promise<Response> {
  return house.tell(random.whole(0, SERVERS - 1), town.switchKeys[from], event);
}

/** Writes an event down for the server to find, as a switch does that must not lose it. */
export async function keep(
  play: Play,
  from: SwitchName,
  event: object,
  whenTaken: () => void,
): Promise<void> {
  const name = from === 'plain' ? 'Plain' : 'Pushed';
  await play.house.pool.query(
    'insert into switch.event_outbox (switch_id, body) select id, $2::jsonb from switches where name = $1',
    [name, JSON.stringify(event)],
  );
  play.kept.push(whenTaken);
}

/** Time goes by, and whatever is done again and again is done. */
export async function pass(play: Play, ms: number): Promise<void> {
  play.model.now += ms;
  await doJobs(play);
}

export async function doJobs(play: Play): Promise<void> {
  const { house, model, random } = play;
  const { jobs } = house.servers[random.whole(0, SERVERS - 1)]!;
  const day = Math.floor(model.now / 86_400_000);
  if (day !== play.day) {
    play.day = day;
    await jobs.partitions();
    if (random.chance(0.05)) await jobs.closeDays();
    await jobs.trim();
  }
  await jobs.drain();
  const { kept } = play;
  play.kept = [];
  for (const whenTaken of kept) whenTaken();
  await jobs.extend();
  await jobs.bar();
  await jobs.guards();
  await jobs.reap();
}

/** One that is out of use, if there is one; else, now and then, any: a town in which much is closed is a quiet one. */
export function seldomOut<Each>(
  { random }: Play,
  all: readonly Each[],
  isOut: (each: Each) => boolean,
): Each | null {
  const out = all.filter(isOut);
  if (out.length > 0) return random.pick(out);
  return random.chance(0.35) ? random.pick(all) : null;
}

/** Every server notes by itself what it saw; most often it has heard of changes before it is asked about the next call. */
export async function settleDown({ house, random }: Play): Promise<void> {
  for (const { jobs } of house.servers) await jobs.firstUses();
  if (random.chance(0.7)) for (const { catalogue } of house.servers) await catalogue.refresh();
}

export const restart = ({ house, random }: Play) => house.restart(random.whole(0, SERVERS - 1));

/** A call on the switch that takes limits, from now on asked about. */
export const ring = (play: Play, { sessionId }: Call) => void ringing.set(sessionId, play);

/** When the timer of a call rings; it has none before the answer. */
export const limitAt = ({ answeredAt, limitSeconds }: Call) =>
  answeredAt === null ? Infinity : answeredAt + limitSeconds * 1000;

/** What the switch that takes limits answers. */
function hear(play: Play, { path, sessionId, seconds = 0 }: Asked): Reply {
  const { model, isReachable } = play;
  if (!isReachable) return 'break';
  const call = model.calls.get(sessionId);
  const isOver = call === undefined || call.endedAt !== null || limitAt(call) <= model.now;
  if (path === '/alive') return { status: 200, body: { alive: !isOver } };
  if (isOver) return NO_SUCH_CALL;
  if (path === '/hangup') {
    call.endedAt = model.now;
    call.isHungUp = true;
  } else {
    call.limitSeconds = (model.now - (call.answeredAt ?? model.now)) / 1000 + seconds;
  }
  return OK;
}
