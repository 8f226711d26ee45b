/**
 * `npm run chaos -- --kills N --db-kills M [--seed S] [--json]`: kills the server N times and PostgreSQL M times under
 * load. Exit code 0 only when no answered event is lost, nothing is charged twice, and the books hold.
 */
import { parseArgs } from 'node:util';
import { runChaos } from './run-chaos.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    'db-kills': { type: 'string', default: '5' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const count = (flag: 'kills' | 'db-kills' | 'seed', text: string) => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${flag} is "${text}": give a whole number, such as --${flag} 20.`);
  process.exit(2);
};
const result = await runChaos({
  kills: count('kills', values.kills),
  dbKills: count('db-kills', values['db-kills']),
  seed: count('seed', values.seed ?? String(Date.now() % 1_000_000)),
  say: (line) => console.error(line),
});
if (values.json) {
  console.log(JSON.stringify(result));
} else {
  const { kills, dbKills, calls, lost, double, verifyViolations, recoveryMsMax: max } = result;
  const { recoveryMsMedian: median } = result;
  for (const what of result.findings) console.log(what);
  console.log(
    `${kills} kills of the server and ${dbKills} of PostgreSQL in ${result.seconds} s (seed ${result.seed}).`,
  );
  console.log(
    `${calls} calls, ${result.eventsAnswered} events answered, ${result.pushesTaken} further slices, ${result.paymentsAndTransfers} payments and transfers.`,
  );
  console.log(
    `Served again after ${median.server} ms, ${max.server} at most; after a kill of PostgreSQL ${median.database} ms, ${max.database} at most.`,
  );
  console.log(`Lost ${lost}, double ${double}, violations of the books ${verifyViolations}.`);
}
process.exitCode = result.lost + result.double + result.verifyViolations === 0 ? 0 : 1;
