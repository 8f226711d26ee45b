/**
 * Many calls at once: none fails, and each leaves all of its events. Short here; `npm run soak` runs the long form
 * by SIP_CALLS_PER_SECOND, SIP_SECONDS and SIP_TALK_MS.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { placeManyCalls } from '../../src/switches/sipp/load.ts';
import { LATE_MS, PHONE, startBench } from './bench.ts';

const callsPerSecond = Number(process.env.SIP_CALLS_PER_SECOND ?? 25);
const seconds = Number(process.env.SIP_SECONDS ?? 6);
const talkMs = Number(process.env.SIP_TALK_MS ?? 1000);
const calls = callsPerSecond * seconds;
/** As `getconf CLK_TCK` says on every Linux in use. */
const TICKS_PER_SECOND = 100;

const bench = await startBench();
const { sipp, contract, database, kamailio } = bench;
const gateway = await bench.gateway({ answerAfterMs: 200, keepsMessages: false });

test(`${calls} calls, ${callsPerSecond} a second: none fails, no event is lost, nothing is left behind`, {
  timeout: seconds * 1000 + talkMs + 90_000,
}, async () => {
  contract.decide({ gateways: [gateway.uri], grantedSeconds: 300 });
  const timeoutSeconds = seconds + talkMs / 1000 + 60;
  const call = { ...PHONE, destination: '03033334444', talkMs };
  const result = await placeManyCalls({ ...sipp, timeoutSeconds }, call, { callsPerSecond, calls });
  await bench.until('ended', 20_000, calls);
  const cpuSeconds = cpuSecondsOfGroup(kamailio.pid());
  console.info(JSON.stringify({ calls, callsPerSecond, ...result, cpuSeconds }));

  expect(result).toMatchObject({ completed: calls, failed: 0 });
  expect(contract.questions).toHaveLength(calls);
  const { rows } = await database.pool.query(`
    select body->>'type' as type, body->>'outcome' as outcome, count(*)::int as events,
      count(distinct body->>'sessionId')::int as sessions
    from switch.event_outbox group by 1, 2 order by 1`);
  const each = { events: calls, sessions: calls };
  expect(rows).toEqual([
    { type: 'answered', outcome: null, ...each },
    { type: 'attempt', outcome: null, ...each },
    { type: 'ended', outcome: 'answered', ...each },
  ]);
  const talk = await database.pool.query<{ shortest: number; longest: number }>(`
    select min((body->>'talkMs')::int) as shortest, max((body->>'talkMs')::int) as longest
    from switch.event_outbox where body->>'type' = 'ended'`);
  expect(talk.rows[0]?.shortest).toBeGreaterThanOrEqual(talkMs - 50);
  expect(talk.rows[0]?.longest).toBeLessThan(talkMs + LATE_MS);
  expect((await database.pool.query('select from kamailio.dialog')).rowCount).toBe(0);
});

/** User and system time of all processes of a group, as /proc tells it. */
function cpuSecondsOfGroup(leader: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // After the name in parentheses: state, parent, group, ... user time, system time (proc(5), fields 14 and 15).
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[2]) === leader) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // The process ended meanwhile.
    }
  }
  return ticks / TICKS_PER_SECOND;
}
