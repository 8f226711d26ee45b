/** Makes batches of coupons: small ones at once, large ones as a job. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { formatMoney, mistakeOfDigits, trimmed } from '../../domain/money.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import { findBatch, insertBatch, insertCoupons, type BatchValues } from '../../postgres/coupons/coupons.ts';
import { countOpenJobs, insertJob, type JobRow } from '../../postgres/jobs/jobs.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { needsApproval } from '../ledger/hold-for-approval.ts';
import { runOnce } from '../run-once.ts';
import { drawCoupon } from './coupon-codes.ts';

/** More are made by a job: each is drawn, hashed and sealed. */
const MADE_AT_ONCE = 1000;
const OPEN_JOBS_MAX = 20;

export type NewBatch = Omit<BatchValues, 'status'>;
export type MadeBatch = Readonly<{ batchId: string; jobId: string | null }>;

/**
 * Throws `invalid_input`: at `amount` for more digits than the currency has, at `validTo` for an end before the beginning or now;
 * `not_permitted` to a commission reseller, which has no book of its own. A batch that is worth more than may be paid without another
 * person is off until one switches it on.
 */
export async function makeCoupons(
  context: Context,
  actor: Actor,
  input: NewBatch,
  key: string,
): Promise<MadeBatch> {
  const now = context.now();
  const { amountMicros, ...rest } = input;
  const content = { ...rest, amount: String(amountMicros) };
  const once = {
    principalId: actor.accountId,
    route: 'POST /coupon-batches',
    key,
    content,
    isKeptForEver: true,
  };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    checkBatch(input, now);
    await demandBook(tx, actor);
    const { id, publicId } = await insertBatch(tx, {
      ...input,
      status: (await needsAnother(tx, { ...input, ownerId: actor.ownerId }, now)) ? 'inactive' : 'active',
      ownerId: actor.ownerId,
      madeBy: actor.accountId,
      madeAt: now,
    });
    await recordDifferences(tx, actor, {
      accountId: actor.ownerId,
      action: 'coupons.made',
      before: {},
      after: factsOfBatch(input),
      happenedAt: now,
    });
    if (input.count <= MADE_AT_ONCE) {
      await insertSome(tx, context, id, { from: 1, to: input.count });
      return { batchId: publicId, jobId: null };
    }
    return { batchId: publicId, jobId: await startMaking(tx, actor, { publicId, count: input.count, now }) };
  });
  return answer;
}

/** Whether all of its coupons together are above the limit of payments by hand: they are money for whoever has the codes. */
export function needsAnother(
  tx: Tx,
  {
    ownerId,
    count,
    amountMicros,
    currency,
  }: Pick<NewBatch, 'count' | 'amountMicros' | 'currency'> & Readonly<{ ownerId: bigint }>,
  at: Date,
): Promise<boolean> {
  return needsApproval(tx, { issuerId: ownerId, amountMicros: amountMicros * BigInt(count), currency, at });
}

/** Of the timeline. */
export function factsOfBatch({ name, count, amountMicros, currency }: NewBatch) {
  return {
    'coupons.name': name,
    'coupons.count': count,
    'coupons.amount': `${trimmed(formatMoney(amountMicros), 2)} ${currency}`,
  };
}

function checkBatch({ amountMicros, currency, validFrom, validTo }: NewBatch, now: Date): void {
  const mistake = mistakeOfDigits(amountMicros, currency);
  if (mistake !== null) throw fieldProblem('amount', 'too_many_digits', mistake);
  if (validTo === null) return;
  if (validTo <= validFrom)
    throw fieldProblem('validTo', 'before_from', 'The end must not be before the beginning.');
  if (validTo <= now) throw fieldProblem('validTo', 'in_the_past', 'Choose an end that is still to come.');
}

/** Only the operator and distributors sell to somebody. */
async function demandBook(tx: Tx, { ownerId }: Actor): Promise<void> {
  const owner = known((await accountsByIds(tx, [ownerId]))[0], 'the owner');
  if (owner.resellerType === 'commission') {
    const detail = 'A commission reseller has no book of its own that coupons could be paid from.';
    throw new Problem('not_permitted', { detail });
  }
}

async function startMaking(
  tx: Tx,
  { accountId, via, address }: Actor,
  { publicId, count, now }: Readonly<{ publicId: string; count: number; now: Date }>,
): Promise<string> {
  if ((await countOpenJobs(tx, accountId)) >= OPEN_JOBS_MAX) {
    const detail = `${OPEN_JOBS_MAX} of your jobs wait already. Try again when one has ended.`;
    throw new Problem('too_many_attempts', { detail });
  }
  const job = { kind: 'make_coupons' as const, total: count, input: { batchId: publicId } };
  const rest = { accountId, via, address, createdAt: now, uploadId: null, undoesId: null };
  return (await insertJob(tx, { ...job, ...rest })).publicId;
}

/** The work of the job. Interrupted anywhere it goes on behind the coupons that are there; cancelled, what is there stays. */
export async function makeCouponsOfJob(
  context: Context,
  actor: Actor,
  job: JobRow,
  report: (phase: string, done: number, total: number) => Promise<void>,
  keep: (result: MadeCoupons) => void,
): Promise<void> {
  const { batchId } = job.input as Readonly<{ batchId: string }>;
  for (;;) {
    const { id, made, count } = await findBatch(context.pool, actor.ownerId, batchId);
    keep({ batchId, coupons: made });
    await report('making', made, count);
    if (made >= count) return;
    const range = { from: made + 1, to: Math.min(made + MADE_AT_ONCE, count) };
    await withTransaction(context.pool, (tx) => insertSome(tx, context, id, range));
  }
}

export type MadeCoupons = Readonly<{ batchId: string; coupons: number }>;

function insertSome(
  tx: Tx,
  { masterKey }: Pick<Context, 'masterKey'>,
  batchId: bigint,
  { from, to }: Readonly<{ from: number; to: number }>,
): Promise<void> {
  const coupons = Array.from({ length: to - from + 1 }, (_, place) => drawCoupon(masterKey, from + place));
  return insertCoupons(tx, batchId, coupons);
}
