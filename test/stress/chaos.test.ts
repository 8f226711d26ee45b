/** The real program under load, killed again and again: nothing that was answered is lost, nothing is charged twice. */
import { expect, test } from 'vitest';
import { runChaos } from './run-chaos.ts';

const KILLS = 20;
const DB_KILLS = 5;

test(`${KILLS} kills of the server and ${DB_KILLS} of PostgreSQL lose nothing and double nothing`, {
  timeout: 400_000,
}, async () => {
  const seed = Date.now() % 1_000_000;
  const lines: string[] = [];
  const result = await runChaos({
    kills: KILLS,
    dbKills: DB_KILLS,
    seed,
    say: (line) => lines.push(line),
  }).catch((error: unknown) => {
    throw new Error(`seed ${seed}: ${String(error)}\n${lines.join('\n')}`, { cause: error });
  });
  expect(result, `seed ${seed}`).toMatchObject({ findings: [], lost: 0, double: 0, verifyViolations: 0 });
  // It was a load, and not a quiet night.
  expect(result.calls).toBeGreaterThan(200);
  expect(result.paymentsAndTransfers).toBeGreaterThan(50);
  expect(result.pushesTaken).toBeGreaterThan(20);
  // It serves again by itself; how soon is a figure for a machine that does nothing else.
  expect(result.recoveryMsMax.server).toBeLessThan(60_000);
  expect(result.recoveryMsMax.database).toBeLessThan(60_000);
});
