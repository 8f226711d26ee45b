/** A real FreeSWITCH (FREESWITCH_BIN) and somebody with a calling card: real keys, real recordings, real calls, and exact money. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { recordPrompts } from '../../scripts/prompts.mjs';
import type { Json } from '../http/support.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';
import { callByPhone, findSound, type RtpPhone } from './rtp-phone.ts';

const PIN = '481516';
const ACCESS = '493070004711';
// What it sends as records it keeps as files, too.
const real = await startRealFreeswitch({
  change: (xml) =>
    xml.replace(
      'name="log-http-and-disk" value="false"/>',
      'name="log-http-and-disk" value="true"/><param name="log-dir" value=""/>',
    ),
});
const { world, freeswitch } = real;
const { owner, created } = world;
const answering = await real.gateway({ answerAfterMs: 800 });
const failing = await real.gateway({ status: 503, answerAfterMs: 50 });
const busy = await real.gateway({ status: 486, answerAfterMs: 50 });
let retail = '';

beforeAll(async () => {
  await recordPrompts();
  await real.trunkTo('49', [failing, answering]);
  await real.trunkTo('44', [busy, answering]);
  retail = await world.rateGroup({ 44: { costPerMinute: '0.60' }, 49: { costPerMinute: '0.60' } });
  await created(owner, 'dids', { number: `+${ACCESS}` });
  const increments = { initialIncrementSeconds: 1, incrementSeconds: 1 };
  await created(owner, 'access-numbers', {
    number: `+${ACCESS}`,
    language: 'de',
    price: { currency: 'EUR', costPerMinute: '0.06', ...increments },
  });
  await world.charging.catalogue.refresh();
  await real.command('reloadacl');
}, 180_000);
const phones: RtpPhone[] = [];
afterEach(() => {
  for (const phone of phones.splice(0)) phone.close();
});
afterAll(() => world.verify());

async function card(balance: string): Promise<Json> {
  const made = await world.account(
    world.customerOf({
      billing: { rateGroupId: retail },
      settings: { cps: 100, concurrentCalls: 1 },
      panelAccess: { pin: PIN },
    }),
    { balance },
  );
  await world.charging.catalogue.refresh();
  return made;
}

async function callAccess(): Promise<RtpPhone> {
  const phone = await callByPhone({ host: '127.0.0.1', port: freeswitch.sipPort }, ACCESS);
  phones.push(phone);
  await phone.answered();
  expect(phone.status()).toBe(200);
  return phone;
}

function recording(name: string): Int16Array {
  const bytes = readFileSync(`dist/prompts/${name}.wav`);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
}

/** Waits until all of them were heard, in this order, each where the one before has begun or later; returns where the last one begins. */
async function hears(phone: RtpPhone, names: readonly string[], from = 0): Promise<number> {
  const sounds = names.map((name) => recording(`de/${name}`));
  let at = from;
  await expect
    .poll(
      () => {
        const heard = phone.heard();
        at = from;
        for (const [index, sound] of sounds.entries()) {
          const found = findSound(heard, sound, at);
          if (found === null) return `heard ${names.slice(0, index).join(' ')} of ${names.join(' ')}`;
          at = found;
        }
        return 'all';
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe('all');
  return at;
}

test('card number, PIN, balance, a call over the second gateway, "##", and the next number: heard in German, paid to the second', async () => {
  const { number, accountId } = await card('3.05');
  const phone = await callAccess();
  let at = await hears(phone, ['welcome', 'enter-card-number']);
  await phone.press(`${number}#`);
  at = await hears(phone, ['enter-pin'], at);
  await phone.press(`${PIN}#`);
  at = await hears(phone, ['balance-is', 'number-3', 'euro-many', 'and', 'number-5', 'cent-many'], at);
  at = await hears(phone, ['enter-destination'], at);
  await phone.press('0049301234567#');
  at = await hears(phone, ['you-can-talk-for'], at);
  await expect
    .poll(() => answering.messages().filter(({ line }) => line.startsWith('ACK')).length, { timeout: 20_000 })
    .toBe(1);
  expect(failing.messages().some(({ line }) => line.startsWith('INVITE'))).toBe(true);
  const since = Date.now();
  await expect.poll(() => Date.now() - since).toBeGreaterThan(2000);
  // A single key is for whoever was called.
  await phone.press('5##');
  at = await hears(phone, ['balance-is'], at);
  at = await hears(phone, ['enter-destination'], at);
  expect(phone.isOver()).toBe(false);
  await phone.press('00442071234567#');
  at = await hears(phone, ['you-can-talk-for', 'line-busy', 'enter-destination'], at);
  phone.hangUp();
  await expect.poll(async () => (await world.wallet(accountId)).held, { timeout: 20_000 }).toBe('0.000000');
  const calls = await real.ended(accountId, 3);
  const byDirection = (direction: string) => calls.filter((call: Json) => call.direction === direction);
  const talks = byDirection('outbound').filter((call: Json) => call.outcome === 'answered');
  const [access] = byDirection('access');
  expect(talks).toHaveLength(1);
  // 0.60 and 0.06 a minute, by the begun second.
  expect(talks[0].charge).toBe((Math.ceil(talks[0].talkMs / 1000) * 0.01).toFixed(6));
  expect(access.charge).toBe((Math.ceil(access.talkMs / 1000) * 0.001).toFixed(6));
  const { balance } = await world.wallet(accountId);
  expect(Number(balance)).toBeCloseTo(3.05 - Number(talks[0].charge) - Number(access.charge), 6);
});

test('money ends the call and then the conversation: who has none hears so', async () => {
  const { number, accountId } = await card('0.05');
  const phone = await callAccess();
  // Whoever knows the way need not wait. What comes with the answer itself FreeSWITCH may miss: its media begins then.
  await hears(phone, ['welcome']);
  await phone.press(`${number}#${PIN}#0049301234567#`);
  await phone.over();
  expect(phone.reason()).toContain('ALLOTTED_TIMEOUT');
  await expect.poll(async () => (await world.wallet(accountId)).held, { timeout: 20_000 }).toBe('0.000000');
  const { balance } = await world.wallet(accountId);
  expect(Number(balance)).toBeGreaterThanOrEqual(0);
  expect(Number(balance)).toBeLessThan(0.02);
});

test('five wrong PINs end the call', async () => {
  const { number } = await card('1');
  const phone = await callAccess();
  for (let wrong = 1; wrong <= 5; wrong++) await phone.press(`${number}#000000#`);
  await hears(phone, ['too-many-wrong', 'goodbye']);
  await phone.over();
  expect(phone.reason()).toContain('NORMAL_CLEARING');
});

test('while the card talks and nothing is asked, FreeSWITCH says that the call to the access number lives', async () => {
  const { number, accountId } = await card('5');
  const phone = await callAccess();
  await hears(phone, ['welcome']);
  await phone.press(`${number}#${PIN}#0049301234567#`);
  const sinceDialled = async () => {
    await world.charging.jobs.heardSwitches();
    const { rows } = await world.database.pool.query<{ ms: number }>(
      `select extract(epoch from s.alive_at - c.changed_at)::float8 * 1000 as ms from card_calls c
       join live_sessions s on s.session_id = c.access_session_id
       join accounts a on a.id = c.account_id where a.public_id = $1 and c.dialled is not null`,
      [accountId],
    );
    return rows[0]?.ms ?? 0;
  };
  await expect.poll(sinceDialled, { timeout: 50_000, interval: 1000 }).toBeGreaterThan(4000);
  phone.hangUp();
  await expect.poll(async () => (await world.wallet(accountId)).held, { timeout: 20_000 }).toBe('0.000000');
});

test('neither card numbers nor PINs stand in records and log of FreeSWITCH, whenever the caller hangs up', async () => {
  const { number } = await card('1');
  const wrong = '918273';
  const folder = join(real.folder, 'state', 'log', 'json_cdr');
  const files = () => readdirSync(folder).filter((name) => name.startsWith('a_'));
  // In the middle of a PIN: nothing that Tollbook answers comes after it.
  const [unfinished, told, ahead] = [await callAccess(), await callAccess(), await callAccess()];
  for (const phone of [unfinished, told, ahead]) await hears(phone, ['welcome']);
  await unfinished.press(`${number}#${PIN}`);
  unfinished.hangUp();
  await told.press(`${number}#${wrong}#`);
  await hears(told, ['wrong-card-or-pin']);
  told.hangUp();
  // More than is taken: what FreeSWITCH drops unread would be kept as well.
  for (let entry = 1; entry <= 7; entry++) await ahead.press(`${number}#${wrong}#`);
  await ahead.over();
  const { rows } = await world.database.pool.query<{ name: string }>(
    "select 'a_' || channel || '.cdr.json' as name from card_calls order by id desc limit 3",
  );
  const names = rows.map(({ name }) => name);
  await expect.poll(files, { timeout: 20_000 }).toEqual(expect.arrayContaining(names));
  const texts = files().map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const text of texts) {
    const { variables } = JSON.parse(text) as { variables: Record<string, string> };
    expect(variables.tollbook_card).toBe('1');
    expect(variables.digits_dialed).toMatch(/^(none|X+)$/);
    expect(variables.tollbook_digits).toBeUndefined();
  }
  for (const text of [...texts, readFileSync(freeswitch.logFile, 'utf8')])
    for (const secret of [PIN, wrong, number]) expect(text).not.toContain(secret);
});
