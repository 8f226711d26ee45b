/** A dry run: what would be issued until a day, composed by the code of the run and taken back. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { DocumentKind } from '../../domain/billing/document.ts';
import { nextBoundary } from '../../domain/billing/periods.ts';
import { known } from '../../domain/assert.ts';
import { formatMoney } from '../../domain/money.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { billingFactsOf } from '../../postgres/billing/billing-facts.ts';
import { countInBook, setBillingDays, walletsInBook } from '../../postgres/billing/due-wallets.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { startJob, type StartedJob } from '../jobs/start-job.ts';
import { composeWallets, type Billed } from './bill-wallets.ts';
import { issuerIdOf } from './read-document.ts';

/** Further ahead is the billing day after the next one, of which nobody knows a thing. */
const AHEAD_MAX_MS = 62 * 86_400_000;
const WALLETS_AT_ONCE = 100;
/** More are summed, and not listed. */
const LISTED_MAX = 1000;

type DryRunRow = Readonly<{
  accountId: string;
  accountNumber: string;
  kind: DocumentKind;
  outcome: 'issue' | 'far_above' | 'negative';
  currency: string;
  periodFrom: string;
  periodTo: string;
  net: string;
  tax: string;
  total: string;
  usual: string | null;
}>;
type DryRunTotal = Readonly<{
  kind: DocumentKind;
  currency: string;
  count: number;
  net: string;
  tax: string;
  total: string;
}>;
export type DryRun = Readonly<{
  at: string;
  /** Accounts whose billing day comes until then. */
  due: number;
  issued: number;
  skipped: number;
  parked: number;
  totals: readonly DryRunTotal[];
  rows: readonly DryRunRow[];
}>;

/** Of the actor's own book. Throws `invalid_input` at `at` for a day before now, or more than 62 days ahead. */
export function startDryRun(
  context: Context,
  actor: Actor,
  { at, key }: Readonly<{ at: Date; key: string | null }>,
): Promise<StartedJob> {
  const now = context.now().getTime();
  if (at.getTime() < now || at.getTime() > now + AHEAD_MAX_MS)
    throw fieldProblem('at', 'out_of_range', 'Choose a day from today on, at most 62 days ahead.');
  const input = { at: at.toISOString() };
  return startJob(
    context,
    actor,
    async (tx) => ({
      kind: 'preview_billing' as const,
      input,
      uploadId: null,
      undoesId: null,
      total: await countInBook(tx, issuerIdOf(actor)),
    }),
    { route: 'POST /billing/dry-runs', key, content: input },
  );
}

/** The work of the job. Each part is a transaction that is taken back: nothing of it is left but the result. */
export async function dryRunOfJob(
  context: Context,
  actor: Actor,
  job: JobRow,
  report: (phase: string, done: number, total: number) => Promise<void>,
  keep: (result: DryRun) => void,
): Promise<void> {
  const { at } = job.input as Readonly<{ at: string }>;
  const until = new Date(at);
  const issuerId = issuerIdOf(actor);
  const sums = createSums(at);
  for (let after = 0n, done = 0; ; ) {
    await report('composing', done, Math.max(done, job.total));
    const ids = await walletsInBook(context.pool, { issuerId, after, limit: WALLETS_AT_ONCE });
    const last = ids.at(-1);
    if (last === undefined) break;
    sums.add(await takenBack(context, (tx) => composeUntil(tx, ids, { until, now: context.now() })));
    after = last;
    done += ids.length;
  }
  keep(sums.result());
}

async function composeUntil(
  tx: Tx,
  ids: readonly bigint[],
  { until, now }: Readonly<{ until: Date; now: Date }>,
): Promise<readonly Billed[]> {
  // As the run finds them out; taken back with the rest.
  const days = [...(await billingFactsOf(tx, ids)).values()].flatMap((facts) => {
    const { walletId, nextAt, isStale, periodFrom } = facts;
    if (nextAt === null) return [{ walletId, nextAt: nextBoundary(periodFrom, facts) }];
    return isStale && nextAt > now ? [{ walletId, nextAt: nextBoundary(now, facts) }] : [];
  });
  if (days.length > 0) await setBillingDays(tx, days);
  return composeWallets(tx, ids, { now: until, until: null });
}

function createSums(at: string) {
  const totals = new Map<string, { kind: DocumentKind; currency: string; count: number; micros: bigint[] }>();
  const rows: DryRunRow[] = [];
  const counts = { due: 0, issued: 0, skipped: 0, parked: 0 };
  const add = (billed: readonly Billed[]) => {
    const wallets = new Set(billed.map(({ facts }) => facts.walletId));
    const parked = new Set(billed.flatMap((each) => (isParked(each) ? [each.facts.walletId] : [])));
    const issued = billed.filter(({ judged, facts }) => judged === 'issue' && !parked.has(facts.walletId));
    const billedWallets = new Set(issued.map(({ facts }) => facts.walletId));
    counts.due += wallets.size;
    counts.issued += issued.length;
    counts.parked += parked.size;
    counts.skipped += wallets.size - billedWallets.size - parked.size;
    for (const { composed, facts } of issued) {
      const key = `${facts.currency} ${composed.kind}`;
      const sum = totals.get(key) ?? {
        kind: composed.kind,
        currency: facts.currency,
        count: 0,
        micros: [0n, 0n, 0n],
      };
      const amounts = [composed.netMicros, composed.taxMicros, composed.totalMicros];
      totals.set(key, {
        ...sum,
        count: sum.count + 1,
        micros: sum.micros.map((micros, place) => micros + (amounts[place] ?? 0n)),
      });
    }
    for (const each of billed) if (each.judged !== 'skip' && rows.length < LISTED_MAX) rows.push(rowOf(each));
  };
  const result = (): DryRun => ({
    at,
    ...counts,
    totals: [...totals]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { kind, currency, count, micros }]) => {
        const [net = '', tax = '', total = ''] = micros.map(formatMoney);
        return { kind, currency, count, net, tax, total };
      }),
    rows,
  });
  return { add, result };
}

function isParked({ judged }: Billed): boolean {
  return judged === 'far_above' || judged === 'negative';
}

function rowOf({ facts, composed, judged, period, usualMicros }: Billed): DryRunRow {
  return {
    accountId: facts.accountPublicId,
    accountNumber: facts.number,
    kind: composed.kind,
    outcome: judged === 'skip' ? 'issue' : judged,
    currency: facts.currency,
    periodFrom: period.from.toISOString(),
    periodTo: period.to.toISOString(),
    net: formatMoney(composed.netMicros),
    tax: formatMoney(composed.taxMicros),
    total: formatMoney(composed.totalMicros),
    usual: usualMicros === null ? null : formatMoney(usualMicros),
  };
}

/** Thrown to roll back, and caught here only. */
const TAKEN_BACK = new Error('the transaction was taken back');

async function takenBack<T>({ pool }: Pick<Context, 'pool'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const found: T[] = [];
  await withTransaction(pool, async (tx) => {
    found.push(await work(tx));
    throw TAKEN_BACK;
  }).catch((error: unknown) => {
    if (error !== TAKEN_BACK) throw error;
  });
  return known(found[0], 'what was found');
}
