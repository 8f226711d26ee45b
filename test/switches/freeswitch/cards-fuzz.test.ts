/** Mutated posts of mod_httapi: `FREESWITCH_FUZZ_SEED` repeats a failure. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createWorld } from '../../charging/world.ts';
import { HOSTILE } from '../../http/fuzz-values.ts';
import { seededRandom } from '../../support/random.ts';
import { connectFreeswitch } from './fake-freeswitch.ts';
import { captured, readForm, writeForm } from './fixtures.ts';
import { parseXml } from './xml-tree.ts';

const PIN = '481516';

test('2,000 mutated posts: never a 5xx, always a document that can be read or a refusal, and the books hold', async () => {
  const random = seededRandom(Number(process.env.FREESWITCH_FUZZ_SEED ?? 20_261_201));
  const world = await createWorld();
  const { owner, created } = world;
  const freeswitch = await connectFreeswitch(world);
  world.charging.listener.log.level = 'silent';
  await world.trunk({ 49: { costPerMinute: '0.01' } }, { gateways: 2 });
  const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
  const access = '493070012345';
  await created(owner, 'dids', { number: `+${access}` });
  await created(owner, 'access-numbers', { number: `+${access}`, language: 'de' });
  const { number } = await world.account(
    world.customerOf({
      billing: { rateGroupId },
      settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
      panelAccess: { pin: PIN },
    }),
    { balance: '1000' },
  );
  await world.charging.catalogue.refresh();
  const values = [
    ...HOSTILE.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'))),
    ...[
      '${system(id)}',
      '$${x}',
      "'],[",
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '-1',
      'collect',
      'dial-0',
      'dial-1',
      'dial-99',
    ],
    ...[
      'hang-up',
      'true',
      number,
      PIN,
      '0049301234567',
      '110',
      '*',
      access,
      randomUUID(),
      '1795472325651220',
    ],
    ...['ALLOTTED_TIMEOUT', 'NORMAL_TEMPORARY_FAILURE', 'sip:503', 'sip:486', '99999999999999999999'],
  ].map((value) => value.replaceAll(/\p{Surrogate}/gu, '?'));
  const forms = captured('httapi').map(({ body }) => readForm(body));
  const legs = Array.from({ length: 20 }, () => randomUUID());
  const ours = () => ({
    'Caller-Unique-ID': random.pick(legs),
    'Caller-Channel-Created-Time': String(world.now().getTime() * 1000),
    variable_tollbook_access_number: access,
    variable_sip_received_ip: '192.0.2.1',
    variable_tollbook_digits: random.pick([number, PIN, '0049301234567', '*', '']),
    card_step: String(random.whole(0, 6)),
    card_did: random.pick(['collect', 'collect', 'dial-0', 'dial-1', 'hang-up']),
  });
  const mutated = (): string => {
    const fields: Record<string, string> = { ...random.pick(forms), ...(random.chance(0.9) ? ours() : {}) };
    const names = Object.keys(fields);
    for (let times = random.whole(0, 3); times > 0; times--) {
      const name = random.pick(names);
      if (random.chance(0.2)) delete fields[name];
      else fields[name] = random.pick(values);
    }
    const body = writeForm(fields);
    if (random.chance(0.05)) return body.slice(0, random.whole(0, body.length));
    return random.chance(0.05) ? `${body}&${random.pick(names)}=${random.pick(values)}%` : body;
  };
  const statuses = new Map<number, number>();
  for (let sent = 0; sent < 2000; sent += 20) {
    const bodies = Array.from({ length: 20 }, mutated);
    const answers = await Promise.all(bodies.map((body) => freeswitch.post('cards', body)));
    for (const [index, { status, body }] of answers.entries()) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status, bodies[index]).toBeLessThan(500);
      if (status === 200) expect(parseXml(body).attributes.type).toBe('text/freeswitch-httapi');
      expect(body).not.toContain('system');
    }
    world.advance(1000);
  }
  expect(statuses.get(200)).toBeGreaterThan(1000);
  await world.verify();
});
