/**
 * Hundreds of calls over two servers, with records that come twice, late, in any order, to another server, or never: each call is settled
 * once, by what is known of it. `FREESWITCH_CALLS` and `FREESWITCH_SEED` make it longer, and repeat a failure.
 */
import { expect, test } from 'vitest';
import { createWorld } from '../../charging/world.ts';
import { seededRandom } from '../../support/random.ts';
import { connectFreeswitch, type Dialled, type Outcome } from './fake-freeswitch.ts';

const CALLS = Number(process.env.FREESWITCH_CALLS ?? 300);
const SEED = Number(process.env.FREESWITCH_SEED ?? 20_261_201);
const random = seededRandom(SEED);

const world = await createWorld();
const { owner, database } = world;
const servers = [world.charging, await world.startAnother()];
for (const { listener } of servers) listener.log.level = 'silent';
const freeswitch = await connectFreeswitch(world, 'FreeSWITCH', () => random.pick(servers));
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' } });
await world.trunk({ 44: { costPerMinute: '0.10' } }, { gateways: 3 });
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
const billing = { accountType: 'postpaid', creditLimit: '100000000', rateGroupId: group };
const line = await world.account(world.customerOf({ settings, billing }));
const called = await world.account(world.customerOf({ settings, billing }));
const did = await world.created(owner, 'dids', { number: '+49306001001' });
await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: called.accountId });
await owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding: { when: 'always', to: '+442071234567' } });
for (const { catalogue } of servers) await catalogue.refresh();

const talk = (): Outcome => ({
  talkMs: random.whole(0, 300_000),
  by: random.pick(['caller', 'callee', 'operator'] as const),
});
const anOutcome = (): Outcome =>
  random.chance(0.6) ? talk() : random.pick([503, 502, 486, 404, 'silent', 'cancel'] as const);

/** 0.60 a minute, by whole seconds. */
const chargeOf = (talkMs: number) => BigInt(Math.ceil(talkMs / 1000)) * 10_000n;

/** What the account pays of a call, as its records say it; null when none of them came that would say so. */
type Expected = Readonly<{ sessionIds: readonly string[]; paid: bigint | null }>;

function expectedOf({ legs, cdrs }: Dialled, arrived: ReadonlySet<Dialled['cdrs'][number]>): Expected {
  const sessionIds = legs
    .at(-1)!
    .variables.tollbook_calls!.split('+')
    .map((each) => each.split('/')[0]!);
  const stampsOf = (body: string) =>
    ['answer', 'end'].map((name) => Number(new RegExp(`"${name}_uepoch":"(\\d+)"`).exec(body)![1]) / 1000);
  const answered = cdrs.find(({ leg, body }) => leg === 'b' && stampsOf(body)[0]! > 0);
  if (answered === undefined) return { sessionIds, paid: 0n };
  const [answerMs, endMs] = stampsOf(answered.body);
  return { sessionIds, paid: arrived.has(answered) ? chargeOf(endMs! - answerMs!) : null };
}

test(`${CALLS} calls, records twice, late, lost and anywhere: each is settled once`, {
  timeout: 3_600_000,
}, async () => {
  const waiting: Dialled['cdrs'][number][] = [];
  const expected: Expected[] = [];
  const deliver = async (some: number) => {
    for (const cdr of random.shuffle(waiting.splice(0, some))) {
      expect((await freeswitch.sendCdr(cdr)).status).toBe(200);
      if (random.chance(0.2)) waiting.push(cdr);
    }
  };
  for (let n = 0; n < CALLS; n++) {
    world.advance(random.whole(0, 2000));
    const dialled = await freeswitch.dial({
      device: `${line.username}@${line.realm}`,
      destination: random.pick(['+442071234567', '+49306001001']),
      outcome: anOutcome,
    });
    expect(dialled.legs.length, `seed ${SEED}`).toBeGreaterThan(0);
    const arriving = dialled.cdrs.filter(() => random.chance(0.97));
    waiting.push(...arriving);
    if (random.chance(0.1)) random.shuffle(waiting);
    expected.push(expectedOf(dialled, new Set(arriving)));
    if (random.chance(0.3)) await deliver(random.whole(1, 40));
  }
  while (waiting.length > 0) await deliver(waiting.length);
  // What was never told is closed hours later, for nobody can ask this switch.
  for (let hours = 0; hours < 60; hours++) {
    world.advance(3_600_000);
    await servers[0]!.jobs.reap();
  }
  const { rows } = await database.reads.query<{
    id: string;
    charge: bigint;
    isEstimated: boolean;
    live: number;
  }>(
    `select c.session_id as id, c.charge_micros as charge, c.is_estimated as "isEstimated", (select count(*) from live_sessions)::int as live
     from cdrs c where revision = (select max(revision) from cdrs o where o.session_id = c.session_id)`,
  );
  const settled = new Map(rows.map((row) => [row.id, row]));
  expect(rows[0]!.live).toBe(0);
  for (const { sessionIds, paid } of expected) {
    for (const id of sessionIds) expect(settled.has(id), `${id}, seed ${SEED}`).toBe(true);
    if (paid === null) continue;
    const paying = settled.get(sessionIds.at(-1)!)!;
    expect({ charge: paying.charge, isEstimated: paying.isEstimated && paid > 0n }, `seed ${SEED}`).toEqual({
      charge: paid,
      isEstimated: false,
    });
  }
  expect(expected.filter(({ paid }) => paid === null).length).toBeLessThan(CALLS / 10);
  await world.verify();
});
