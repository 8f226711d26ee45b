/** The demonstration, run as a person runs it: real accounts, a real switch, real calls. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { spawn } from 'node:child_process';

const bin = new URL('../../bin/tollbook.mjs', import.meta.url).pathname;
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tollbook-demo-'));

test('every call goes and costs as it should, and nothing of it stays', { timeout: 240_000 }, async () => {
  const before = left();
  const child = spawn(process.execPath, [bin, 'demo', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code, said).toBe(0);
  const { calls, documents, balances, verify } = JSON.parse(out);
  const eur = { currency: 'EUR' };
  expect(calls).toMatchObject([
    // 12 s of 1.20 a minute; the reseller begun seconds of 0.90.
    {
      name: 'answered',
      outcome: 'answered',
      sipStatus: 200,
      billedSeconds: 12,
      customerCharge: '0.240000',
      ...eur,
    },
    {
      name: 'money_ends',
      outcome: 'answered',
      billedSeconds: 12,
      customerCharge: '0.240000',
      resellerCharge: '0.180000',
    },
    {
      name: 'no_money',
      outcome: 'refused',
      reason: 'insufficient_funds',
      sipStatus: 402,
      customerCharge: '0.000000',
    },
    { name: 'concurrency', outcome: 'refused', reason: 'concurrent_calls_reached', sipStatus: 486 },
    { name: 'failover', outcome: 'answered', sipStatus: 200, billedSeconds: 6, customerCharge: '0.120000' },
    { name: 'extended', outcome: 'answered', billedSeconds: 24, customerCharge: '0.480000' },
  ]);
  expect(balances).toMatchObject({ ada: '9.760000', ben: '0.010000', dora: '0.770000', emil: '9.880000' });
  expect(documents).toMatchObject([
    { kind: 'receipt', total: '10.000000', balance: '9.760000' },
    { kind: 'usage_receipt', calls: 1, total: '0.240000' },
    { kind: 'invoice' },
  ]);
  expect(verify).toEqual({ violations: 0 });
  expect(left()).toEqual(before);
});
