/**
 * A server's jobs of subscriptions, dunning and events as a process of its own, to be killed: on the database and at the instant of its
 * arguments, until nothing is left to be done.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { handOutEvents } from '../../src/operations/events/hand-out-events.ts';
import { runDunning } from '../../src/operations/dunning/run-dunning.ts';
import { renewSubscriptions } from '../../src/operations/products/renew-subscriptions.ts';
import { createPool } from '../../src/postgres/pool.ts';
import { isDatabaseAway } from '../../src/postgres/problem-of-database-error.ts';

const [url = '', instant = ''] = process.argv.slice(2);
const EVERY_MS = 50;
const pool = createPool({ url, connectionsMax: 8, applicationName: 'products runner', onError: () => {} });
const now = () => new Date(instant);
let bug: unknown = null;
const onError = (error: unknown) => {
  bug ??= error;
};
const context = {
  pool,
  now,
  masterKey: Buffer.alloc(32, 7),
  sipDomain: 'sip.example.com',
  publicUrl: 'http://localhost:8080',
  onError,
};

const TO_RENEW = `exists (select from subscriptions where status = 'active' and least(renews_at, ends_at) <= $1)
  or exists (select from subscriptions s join wallets w on w.id = s.lacking_wallet_id where s.status = 'unpaid'
    and w.balance_micros + w.credit_limit_micros - w.held_micros >= s.lacking_micros)`;
const TO_DUN =
  'exists (select from dunning_queue) or exists (select from dunning_wallets where look_at <= $1)';
const TO_HAND_OUT = 'exists (select from events where handed_out_at is null)';

async function isLeft(what: string): Promise<boolean> {
  const { rows } = await pool.query<{ isLeft: boolean }>(
    `select $1::timestamptz is not null and (${what}) as "isLeft"`,
    [now()],
  );
  return rows[0]?.isLeft === true;
}

/** As a server does: again and again, and the other one may be at it. */
async function untilNothingIsLeft(
  what: string,
  job: () => Promise<unknown>,
  comesLast: () => boolean,
): Promise<void> {
  for (;;) {
    try {
      const isLast = comesLast();
      if (!(await isLeft(what)) && isLast) return;
      await job();
      if (bug !== null) throw bug;
    } catch (error) {
      // PostgreSQL is away for a moment.
      if (!isDatabaseAway(error)) throw error;
    }
    await pause(EVERY_MS);
  }
}

console.log('runs');
let working = 2;
const works = (what: string, job: () => Promise<unknown>) =>
  untilNothingIsLeft(what, job, () => true).then(() => void (working -= 1));
await Promise.all([
  works(TO_RENEW, () => renewSubscriptions(context)),
  works(TO_DUN, () => runDunning(context)),
  // What the others do is told of, too.
  untilNothingIsLeft(
    TO_HAND_OUT,
    () => handOutEvents(context, { onError, isStopping: () => false }),
    () => working === 0,
  ),
]);
await pool.end();
