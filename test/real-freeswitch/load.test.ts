/** A real FreeSWITCH (FREESWITCH_BIN) under load: none of the calls fails, each is charged once, and nothing is left behind. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { placeManyCalls } from '../../src/switches/sipp/load.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const callsPerSecond = Number(process.env.SIP_CALLS_PER_SECOND ?? 20);
const seconds = Number(process.env.SIP_SECONDS ?? 60);
const talkMs = Number(process.env.SIP_TALK_MS ?? 1000);
const calls = callsPerSecond * seconds;

const real = await startRealFreeswitch();
const { world, sipp } = real;
const gateway = await real.gateway({ answerAfterMs: 200, keepsMessages: false });
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [gateway]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
});

test(`${calls} calls, ${callsPerSecond} a second: none fails, each is charged once, nothing is held`, {
  timeout: seconds * 1000 + 180_000,
}, async () => {
  const { id, phone } = await real.account(retail, '1000', {
    cps: 'unlimited',
    concurrentCalls: 'unlimited',
  });
  const call = { ...phone, destination: '493012345678', talkMs };
  const timeoutSeconds = seconds + talkMs / 1000 + 90;
  const result = await placeManyCalls({ ...sipp, timeoutSeconds }, call, { callsPerSecond, calls });
  const settled = async () => {
    const { rows } = await world.database.pool.query<{ calls: number; charged: string; longest: number }>(
      `select count(*)::int as calls, coalesce(sum(charge_micros), 0)::text as charged, coalesce(max(talk_ms), 0)::int as longest
       from cdrs where account_id = (select id from accounts where public_id = $1) and outcome = 'answered'`,
      [id],
    );
    return rows[0];
  };
  await expect.poll(async () => (await settled())?.calls, { timeout: 60_000 }).toBe(calls);
  const cpu = cpuSecondsOf(real.freeswitch.pid());
  console.info(JSON.stringify({ calls, callsPerSecond, ...result, ...(await settled()), cpuSeconds: cpu }));
  expect(result).toMatchObject({ completed: calls, failed: 0 });
  const wallet = await world.wallet(id);
  expect([wallet.held, wallet.liveCalls]).toEqual(['0.000000', 0]);
  expect(Number(wallet.balance)).toBeCloseTo(1000 - Number((await settled())?.charged) / 1e6, 6);
  await world.verify();
});

/** User and system time of the process that a shell of ours waits for. */
function cpuSecondsOf(leader: number): number {
  const [child] = readFileSync(`/proc/${leader}/task/${leader}/children`, 'utf8').trim().split(' ');
  const stat = readFileSync(`/proc/${child}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
