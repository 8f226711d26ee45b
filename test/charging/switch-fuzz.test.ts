/**
 * Mutated events of a switch, as single requests, in arrays and in the outbox: never a 5xx, never a crash, no call lost or
 * double, and the books hold. `SWITCH_FUZZ_EVENTS` and `SWITCH_FUZZ_SEED` make it longer, and repeat a failure.
 */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { HOSTILE } from '../http/fuzz-values.ts';
import type { Json } from '../http/support.ts';
import { seededRandom } from '../support/random.ts';
import { createWorld } from './world.ts';

const EVENTS = Number(process.env.SWITCH_FUZZ_EVENTS ?? 100_000);
const SEED = Number(process.env.SWITCH_FUZZ_SEED ?? 20_261_130);
/** Of the events, so many come in a request of their own, and so many lie in the outbox; the others come in arrays. */
const ALONE = 0.06;
const KEPT = 0.02;
const ARRAY = 500;

const world = await createWorld();
const { owner, database } = world;
const rates = { 44: { costPerMinute: '0.60' }, 49: { costPerMinute: '0.06' } };
await world.trunk({ 44: { costPerMinute: '0.10' }, 49: { costPerMinute: '0.01' } }, { gateways: 2 });
const group = await world.rateGroup(rates);
const line = await world.account(
  world.customerOf({
    settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
    billing: { accountType: 'postpaid', creditLimit: '100000000', rateGroupId: group },
  }),
);
const did = await world.created(owner, 'dids', { number: '+49306001001' });
await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId });
const pack = await world.created(owner, 'packages', {
  name: 'Free',
  period: 'month',
  includedSeconds: 100_000,
  prefixes: ['49'],
});
await world.created(owner, `accounts/${line.accountId}/packages`, { packageId: pack.id });

const random = seededRandom(SEED);
/** Beside what breaks programs in general: what stands in the fields of switches. */
const VALUES: readonly Json[] = [
  ...HOSTILE,
  'answered',
  'unanswered',
  'authorize',
  'ended',
  'limit',
  'number',
  'forward',
  '49306001001',
  '110',
  '+44207123456',
  'sip:%00@[::1]:99999;transport=udp',
  '2026-11-24T12:00:00Z',
  '2199-12-31T23:59:59.999Z',
  '2026-02-30T25:61:00+99:00',
  '-2147483649',
  604_800_000,
  2_147_483_648,
  9.007e15,
  -0,
  1e-7,
];

type Granted = Readonly<{ sessionId: string; gateways: readonly { id: string }[] }>;
const granted = new Map<string, Granted>();
const attemptIds = new Map<string, string>();
const ended = new Set<string>();
const live: Granted[] = [];
let attempts = 0;

const IDENTITIES = [
  () => ({ type: 'sip_device', username: line.username, realm: line.realm }),
  () => ({ type: 'ip_address', address: '192.0.2.1' }),
  () => ({ type: 'number', sessionId: aCall().sessionId, number: '49306001001', forwards: 0 }),
  () => ({ type: 'forward', sessionId: aCall().sessionId, number: '49306001001', forwards: 1 }),
];
const NOBODYS: Granted = { sessionId: '019ab000-0000-7000-8000-000000000001', gateways: [] };
const aCall = () => (live.length === 0 ? NOBODYS : random.pick(live));
const question = () => {
  attempts += 1;
  const identity = random.pick(random.chance(0.6) ? IDENTITIES.slice(0, 1) : IDENTITIES)();
  return world.question(line, {
    attemptId: `fuzz-${random.chance(0.9) ? attempts : random.whole(1, attempts)}`,
    identity,
    destination: random.pick(['+493012345678', '+442071234567', '+49306001001']),
  });
};
const told = () => {
  const call = aCall();
  const gatewayId = call.gateways[random.whole(0, 1)]?.id ?? null;
  const at = world.now().toISOString();
  switch (random.whole(0, 3)) {
    case 0:
      return { type: 'attempt', sessionId: call.sessionId, number: random.whole(1, 9), gatewayId, at };
    case 1:
      return world.answer(call, { gatewayId });
    default: {
      const talkMs = random.pick([0, 1, 999, 60_000, random.whole(0, 20_000_000)]);
      return world.end(call, talkMs, {
        gatewayId,
        revision: random.pick([1, 1, 1, 2, 3, random.whole(1, 1e6)]),
      });
    }
  }
};
const anEvent = (): Json => (random.chance(0.4) ? question() : told());

/** Changes it in one to three places: some of them leave it a good event. */
function mutated(event: Json): Json {
  for (let times = random.pick([0, 1, 1, 2, 2, 3, 3]); times > 0; times--) {
    const holder =
      event.identity && typeof event.identity === 'object' && random.chance(0.3) ? event.identity : event;
    const names = Object.keys(holder);
    const name = names.length === 0 ? 'type' : random.pick(names);
    const value = holder[name];
    switch (random.whole(0, 6)) {
      case 0:
        delete holder[name];
        break;
      case 1:
        holder[random.pick(['extra', '__proto__', 'constructor', 'type ', 'Type', name.toUpperCase()])] =
          value;
        break;
      case 2:
        if (typeof value === 'string') holder[name] = edited(value);
        else if (typeof value === 'number') holder[name] = value + random.pick([1, -1, 0.5, 1e9, -1e9]);
        break;
      case 3:
        holder[name] = holder[random.pick(names.length === 0 ? ['type'] : names)];
        break;
      default:
        // A copy: the next mutation may change it.
        holder[name] = structuredClone(random.pick(VALUES));
    }
  }
  return event;
}

/** A letter more, less or another. */
function edited(text: string): string {
  const at = random.whole(0, text.length);
  const letter = random.pick([
    '\u0000',
    '\u202e',
    '"',
    '\\',
    '#',
    '%23',
    '\ud83d',
    '😀',
    '0',
    ' ',
    '\r\n',
    '%',
  ]);
  return text.slice(0, at) + letter + text.slice(at + random.whole(0, 2));
}

/** What is no JSON any more, or only just. */
function broken(text: string): string {
  const at = random.whole(0, text.length);
  return random.pick([
    () => text.slice(0, at),
    () =>
      `${text.slice(0, at)}${random.pick(['\u0000', '{', '"', ',', ']', '\ufeff', '\\u'])}${text.slice(at)}`,
    () => `${text}${text}`,
    () => `\ufeff${text}`,
    () => text.replace('{', '{"type":"ended","type":"authorize",'),
    () => `${'['.repeat(random.whole(1, 3000))}${text}`,
    () => text.replaceAll('"', "'"),
    () => '',
  ])();
}

const TYPES = [
  'application/xml',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
];
const SWITCH_AWAY = new Set(['internal_error', 'unavailable']);

function note(event: Json, answer: Json): void {
  if (SWITCH_AWAY.has(answer.problem ?? answer.code)) throw new Error(JSON.stringify({ event, answer }));
  if (answer.ok !== true) return;
  if (Array.isArray(answer.gateways)) {
    if (granted.has(answer.sessionId)) return;
    granted.set(answer.sessionId, answer);
    attemptIds.set(answer.sessionId, event.attemptId);
    live.push(answer);
    // Few enough that most events are about the same calls.
    if (live.length > 200) live.splice(random.whole(0, live.length - 1), 1);
  } else if (event.type === 'ended') ended.add(answer.sessionId);
}

test(`${EVENTS} mutated events: no 5xx, no call lost or double, the books hold`, {
  timeout: 3_600_000,
}, async () => {
  const counts = { requests: 0, taken: 0, refused: 0, kept: 0 };
  const strange: string[] = [];
  const sendRaw = async (payload: string, type = 'application/json') => {
    const response = await world.charging.listener.inject({
      method: 'POST',
      url: '/switch/v1/events',
      headers: { authorization: `Bearer ${world.switchKey}`, 'content-type': type },
      payload,
    });
    counts.requests += 1;
    if (response.statusCode >= 500) strange.push(`${response.statusCode} to ${payload.slice(0, 500)}`);
    return { status: response.statusCode, body: response.json() as Json };
  };
  for (let done = 0; done < EVENTS; ) {
    world.advance(random.whole(0, 3000));
    if (random.chance(0.5)) {
      const alone = Math.max(1, Math.round(ARRAY * ALONE));
      await Promise.all(
        Array.from({ length: alone }, async () => {
          const event = mutated(anEvent());
          const text = JSON.stringify(event);
          if (random.chance(0.3)) {
            const isTyped = random.chance(0.1);
            const { status } = await sendRaw(broken(text), isTyped ? random.pick(TYPES) : undefined);
            counts[status < 300 ? 'taken' : 'refused'] += 1;
            return;
          }
          const { status, body } = await sendRaw(text);
          counts[status < 300 ? 'taken' : 'refused'] += 1;
          note(event, body);
        }),
      );
      done += alone;
    }
    // A text that would change the prototype of an object is refused whole; alone it is sent above.
    const events = Array.from({ length: ARRAY }, () => mutated(anEvent())).filter(
      (event) => !/"__proto__"|"constructor"/.test(JSON.stringify(event)),
    );
    const { status, body } = await sendRaw(JSON.stringify(events));
    // An array is taken, whatever is in it, and each is answered in its place.
    if (status !== 200 || body.length !== events.length) strange.push(`${status} for an array`);
    for (const [index, event] of events.entries()) {
      counts['problem' in body[index] ? 'refused' : 'taken'] += 1;
      note(JSON.parse(JSON.stringify(event)) ?? {}, body[index]);
    }
    done += events.length;
    if (random.chance(0.5)) continue;
    const kept = Array.from({ length: Math.round(ARRAY * KEPT * 2) }, () => JSON.stringify(mutated(told())))
      // PostgreSQL keeps neither of these in jsonb: the switch is told so when it writes.
      .filter((text) => !/\\u0000|\\ud[89a-f]/i.test(text));
    await database.pool.query(
      'insert into switch.event_outbox (switch_id, body) select s.id, b::jsonb from unnest($2::text[]) b, switches s where s.public_id = $1',
      [world.switchId, kept],
    );
    // Taken in by two at once, as servers do that look at the same moment: each row counts once.
    await Promise.all([world.charging.jobs.drain(), world.charging.jobs.drain()]);
    counts.kept += kept.length;
    done += kept.length;
  }
  expect(strange.slice(0, 10), `seed ${SEED}`).toEqual([]);

  const { rows } = await database.reads.query<Record<string, number>>(
    `select (select count(*) from switch.event_outbox)::int as left,
       (select count(*) from live_sessions)::int as live,
       (select count(distinct session_id) from cdrs where outcome <> 'refused')::int as over,
       (select count(*) from live_sessions join cdrs using (session_id))::int as both,
       (select count(*) from live_sessions where session_id = any($1::uuid[]))::int as "endedAndLive",
       (select count(*) from rejected_events)::int as rejected`,
    [[...ended]],
  );
  const found = rows[0]!;
  expect(found, `seed ${SEED}`).toMatchObject({ left: 0, both: 0, endedAndLive: 0 });
  // Every call that was granted is live or over, and there is no other: a broken text may have been a whole question.
  const known = new Set([...granted.keys()]);
  const stored = await database.reads.query<{ id: string; attemptId: string }>(
    `select session_id as id, attempt_id as "attemptId" from live_sessions
     union select session_id, attempt_id from cdrs where outcome <> 'refused'`,
  );
  expect(stored.rowCount).toBe(found.live! + found.over!);
  for (const { id, attemptId } of stored.rows) {
    if (known.delete(id)) expect(attemptId).toBe(attemptIds.get(id));
  }
  expect([...known].slice(0, 5), `granted and neither live nor over, seed ${SEED}`).toEqual([]);
  // It got through to the work, and not only to the first check.
  expect(counts.taken).toBeGreaterThan(EVENTS / 10);
  expect(counts.refused).toBeGreaterThan(EVENTS / 10);
  expect(granted.size).toBeGreaterThan(EVENTS / 50);
  expect(found.rejected).toBeGreaterThan(counts.kept / 20);
  expect(found.rejected).toBeLessThan(counts.kept);
  // verify names these until somebody has looked at them.
  await database.pool.query('delete from rejected_events');
  // As the server does every few seconds, some at a time: who was not heard of for long is of a switch that nobody can ask.
  const isOverdue = async () => {
    const due = await database.reads.query('select 1 from live_sessions where deadline_at <= $1 limit 1', [
      world.now(),
    ]);
    return due.rowCount! > 0;
  };
  for (let pass = 0; pass < 1000 && (await isOverdue()); pass++) await world.charging.jobs.reap();
  const { violations } = await verifyBooks(database.reads, world.now());
  // Talk is booked whatever its gateway is called; that no carrier is paid for it is what a human is to see.
  const isToldOfGateways = ({ what }: Json) => String(what).endsWith('answered by no gateway that is known');
  expect(violations.filter((each) => !isToldOfGateways(each))).toEqual([]);
});
