/**
 * `npm run soak`: the long forms of what the tests do briefly. 1,000 kills of the server and 200 of PostgreSQL, ten
 * million prices against the exact oracle, a million calls in slices, a million whose events come twice, shuffled and
 * late (350,000 seeds), 10,000 seeds of a town's months (four hours of them at most), 20 seeds of two years of documents
 * and 20 of two years of subscriptions and reminders, 300 rounds of requests to every operation of the API, two million
 * mutated events of switches, 20 races at three servers of which one is killed, and a minute of calls over SIP. Each
 * figure can be made smaller; 0 leaves its part out. As it is, it takes some hours.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runChaos } from './stress/run-chaos.ts';

const OPTIONS = {
  kills: '1000',
  'db-kills': '200',
  'rating-cases': '10000000',
  'slice-cases': '1000000',
  'order-seeds': '350000',
  'simulation-seeds': '10000',
  'simulation-steps': '200',
  'simulation-minutes': '240',
  'years-seeds': '20',
  'product-years-seeds': '20',
  'fuzz-rounds': '300',
  'switch-fuzz-events': '2000000',
  'server-rounds': '20',
  'sip-seconds': '60',
  'sip-calls-per-second': '50',
  seed: String(Date.now() % 1_000_000),
} as const;
type Option = keyof typeof OPTIONS;

/** A fresh installation for each so many kills: a failure is then near the seed that repeats it. */
const KILLS_EACH = 100;
/** Every run of a property brings its own chance, and must end within the time limit of its test. */
const CASES_EACH = 500_000;
const SLICE_CASES_EACH = 250_000;

const { values } = parseArgs({
  options: Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }])),
});
const figure = (name: Option): number => {
  const text = String(values[name] ?? OPTIONS[name]);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${name} is "${text}": give a whole number, such as --${name} ${OPTIONS[name]}.`);
  process.exit(2);
};

type Line = Readonly<{ what: string; isRight: boolean }>;
const summary: Line[] = [];
const note = (what: string, isRight: boolean) => {
  summary.push({ what, isRight });
  console.log(`${isRight ? 'right ' : 'WRONG '} ${what}`);
};

/** Runs a test file with these variables; what it prints goes to the terminal. */
function runTest(project: string, file: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  const child = spawn('npx', ['vitest', 'run', '--project', project, file], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

async function inParts(
  what: string,
  { cases, each }: Readonly<{ cases: number; each: number }>,
  run: (count: number) => Promise<boolean>,
): Promise<void> {
  let done = 0;
  let wrong = 0;
  for (; done < cases; done += each) if (!(await run(Math.min(each, cases - done)))) wrong += 1;
  if (cases > 0) note(`${what}: ${cases}, ${wrong} runs failed`, wrong === 0);
}

async function soakChaos(): Promise<void> {
  const total = { kills: figure('kills'), dbKills: figure('db-kills') };
  const rounds = Math.ceil(Math.max(total.kills, total.dbKills) / KILLS_EACH);
  const sums = { calls: 0, events: 0, lost: 0, double: 0, verifyViolations: 0 };
  const slowest = { server: 0, database: 0 };
  for (let round = 0; round < rounds; round++) {
    const share = (all: number) =>
      Math.floor((all * (round + 1)) / rounds) - Math.floor((all * round) / rounds);
    const seed = figure('seed') + round;
    const result = await runChaos({
      kills: share(total.kills),
      dbKills: share(total.dbKills),
      seed,
      say: (line) => console.log(`  round ${round + 1} of ${rounds}, seed ${seed}: ${line}`),
    });
    for (const finding of result.findings) console.log(`  ${finding}`);
    sums.calls += result.calls;
    sums.events += result.eventsAnswered;
    sums.lost += result.lost;
    sums.double += result.double;
    sums.verifyViolations += result.verifyViolations;
    slowest.server = Math.max(slowest.server, result.recoveryMsMax.server);
    slowest.database = Math.max(slowest.database, result.recoveryMsMax.database);
  }
  if (rounds === 0) return;
  const { calls, events, lost, double, verifyViolations } = sums;
  note(
    `${total.kills} kills of the server, ${total.dbKills} of PostgreSQL: ${calls} calls, ${events} events, ` +
      `lost ${lost}, double ${double}, violations ${verifyViolations}; ` +
      `served again within ${slowest.server} ms and ${slowest.database} ms`,
    lost + double + verifyViolations === 0,
  );
}

await soakChaos();
await inParts(
  'prices against the exact oracle',
  { cases: figure('rating-cases'), each: CASES_EACH },
  (count) => runTest('parallel', 'src/domain/rating/price.test.ts', { RATING_CASES: String(count) }),
);
await inParts('calls in slices', { cases: figure('slice-cases'), each: SLICE_CASES_EACH }, (count) =>
  runTest('parallel', 'test/charging/slices.test.ts', { SLICE_CASES: String(count) }),
);
const orderSeeds = figure('order-seeds');
if (orderSeeds > 0) {
  const isRight = await runTest('parallel', 'test/charging/orders.test.ts', {
    ORDER_SEEDS: String(orderSeeds),
  });
  note(`orders of events: ${orderSeeds} seeds`, isRight);
}
const simulationSeeds = figure('simulation-seeds');
if (simulationSeeds > 0) {
  const [steps, minutes] = [figure('simulation-steps'), figure('simulation-minutes')];
  // What it came to within its time, it says itself.
  const isRight = await runTest('parallel', 'test/simulation/simulation.test.ts', {
    SIM_SEEDS: String(simulationSeeds),
    SIM_FROM: String(figure('seed')),
    SIM_STEPS: String(steps),
    SIM_SECONDS: String(minutes * 60),
  });
  note(`simulation: up to ${simulationSeeds} seeds of ${steps} steps within ${minutes} minutes`, isRight);
}
for (const [option, what, file] of [
  ['years-seeds', 'two years of documents', 'test/billing/two-years.test.ts'],
  ['product-years-seeds', 'two years of subscriptions', 'test/billing/two-years-of-products.test.ts'],
] as const) {
  const seeds = figure(option);
  let wrong = 0;
  for (let seed = figure('seed'); seed < figure('seed') + seeds; seed++)
    if (!(await runTest('parallel', file, { YEARS_SEED: String(seed) }))) wrong += 1;
  if (seeds > 0) note(`${what}: ${seeds} seeds, ${wrong} wrong`, wrong === 0);
}
const fuzzRounds = figure('fuzz-rounds');
if (fuzzRounds > 0) {
  const isRight = await runTest('parallel', 'test/http/fuzz.test.ts', {
    FUZZ_ROUNDS: String(fuzzRounds),
    FUZZ_SEED: String(figure('seed')),
  });
  note(`requests that fit and hostile ones, to every operation by everybody, ${fuzzRounds} times`, isRight);
}
const switchEvents = figure('switch-fuzz-events');
if (switchEvents > 0) {
  const isRight = await runTest('parallel', 'test/charging/switch-fuzz.test.ts', {
    SWITCH_FUZZ_EVENTS: String(switchEvents),
    SWITCH_FUZZ_SEED: String(figure('seed')),
  });
  note(`mutated events of switches: ${switchEvents}`, isRight);
}
const serverRounds = figure('server-rounds');
if (serverRounds > 0) {
  const isRight = await runTest('alone', 'test/stress/servers.test.ts', {
    SERVER_ROUNDS: String(serverRounds),
    SERVER_SEED: String(figure('seed')),
  });
  note(`three servers on one database: ${serverRounds} races of 470 calls, one killed in each`, isRight);
}
const [sipSeconds, callsPerSecond] = [figure('sip-seconds'), figure('sip-calls-per-second')];
if (sipSeconds > 0) {
  const isRight = await runTest('alone', 'test/sip/load.test.ts', {
    SIP_SECONDS: String(sipSeconds),
    SIP_CALLS_PER_SECOND: String(callsPerSecond),
    SIP_TALK_MS: '3000',
  });
  note(`SIP: ${callsPerSecond} calls a second for ${sipSeconds} s`, isRight);
}

console.log('\nSummary');
for (const { what, isRight } of summary) console.log(`${isRight ? 'right ' : 'WRONG '} ${what}`);
process.exitCode = summary.every(({ isRight }) => isRight) ? 0 : 1;
