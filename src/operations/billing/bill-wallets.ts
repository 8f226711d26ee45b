/** Bills the periods of some wallets in one transaction: what is open becomes documents, or is left open, or waits for somebody. */
import { composePeriod, type Composed, type PeriodKind } from '../../domain/billing/compose.ts';
import { FAR_ABOVE, judge, usualOf, type Judged } from '../../domain/billing/judge.ts';
import { isOfCommission, openLines, type OpenGroup } from '../../domain/billing/open-lines.ts';
import { nextBoundary } from '../../domain/billing/periods.ts';
import { known } from '../../domain/assert.ts';
import { groupBy } from '../../domain/group-by.ts';
import { billingFactsOf, type BillingFacts } from '../../postgres/billing/billing-facts.ts';
import { closePeriods, earlierTotals } from '../../postgres/billing/due-wallets.ts';
import { lockBilling } from '../../postgres/billing/insert-documents.ts';
import {
  gatherOpenItems,
  stampOpenItems,
  sumOpenItems,
  type OpenPeriod,
} from '../../postgres/billing/open-items.ts';
import { endParking, insertParked, releasedOf, type RunCounts } from '../../postgres/billing/runs.ts';
import { taxTermsOf } from '../../postgres/billing/tax-terms.ts';
import type { Tx } from '../../postgres/pool.ts';
import { issueDocuments, type Issued, type ToIssue } from './issue-documents.ts';
import { issuerTerms, type IssuerTerms } from './issuer-terms.ts';

/** A movement whose server's clock was behind may be posted so long before a period that was billed already. */
export const LOOK_BACK_MS = 3_600_000;
/** What is usual is said by so many documents. */
const USUAL_OF = 6;

/** What became of the period of one wallet. */
export type Billed = Readonly<{
  facts: BillingFacts;
  period: Readonly<{ from: Date; to: Date }>;
  composed: Composed;
  judged: Judged;
  usualMicros: bigint | null;
}>;

export type BillingOf = Readonly<{
  now: Date;
  runId: bigint | null;
  actorId: bigint | null;
  /** Until when; null = until the billing day that has come. */
  until: Date | null;
  /** Whoever asks wants it as it is: it waits for nobody. */
  isWanted?: boolean;
  /** All that is open gets a document, also one of 0; and nothing else does. */
  isLast?: boolean;
}>;

/**
 * Bills what is open until the billing day of each wallet. A wallet whose day has not come any more (somebody else billed it) is
 * left alone. Each call and charge is stamped with its document here, so that it is billed once whatever crashes.
 */
export async function billWallets(
  tx: Tx,
  walletIds: readonly bigint[],
  options: BillingOf,
): Promise<Readonly<{ counts: RunCounts; issued: readonly Issued[] }>> {
  await lockBilling(tx, walletIds);
  const billed = await composeWallets(tx, walletIds, options);
  const { now, runId, actorId } = options;
  const toIssue = billed.filter(({ judged }) => judged === 'issue');
  const issuers = new Map<bigint, IssuerTerms>();
  for (const { facts } of toIssue)
    if (!issuers.has(facts.issuerId)) issuers.set(facts.issuerId, await issuerTerms(tx, facts.issuerId));
  const issued = await issueDocuments(
    tx,
    toIssue.map(
      ({ facts, composed, period }): ToIssue => ({
        facts,
        composed,
        period,
        issuer: known(issuers.get(facts.issuerId), 'who issues'),
        transferIds: [],
      }),
    ),
    {
      now,
      actorId,
      runId,
      stamp: (documents) =>
        stampOpenItems(
          tx,
          documents.map(({ id, toIssue: { facts, composed } }) => ({
            id,
            walletId: facts.walletId,
            isCommission: composed.kind === 'commission_note',
          })),
        ),
    },
  );
  const parked = billed.flatMap(({ facts, period, composed, judged, usualMicros }) =>
    judged === 'far_above' || judged === 'negative'
      ? [{ facts, period, totalMicros: composed.totalMicros, usualMicros, reason: judged }]
      : [],
  );
  const parkedIds = new Set(parked.map(({ facts }) => facts.walletId));
  await insertParked(
    tx,
    [...new Map(parked.map((each) => [each.facts.walletId, each])).values()].map(
      ({ facts, period, ...figures }) => ({
        ...figures,
        walletId: facts.walletId,
        accountId: facts.accountId,
        issuerId: facts.issuerId,
        currency: facts.currency,
        runId,
        parkedAt: now,
        periodFrom: period.from,
        periodTo: period.to,
      }),
    ),
  );
  const closed = [...closedOf(billed, parkedIds, options), ...(await daysPassed(tx, walletIds, options))];
  await closePeriods(tx, closed);
  await endParking(
    tx,
    closed.map(({ walletId }) => walletId),
  );
  const counts = {
    done: closed.length + parkedIds.size,
    issued: issued.length,
    skipped: closed.filter(({ walletId }) => toIssue.every(({ facts }) => facts.walletId !== walletId))
      .length,
    parked: parkedIds.size,
  };
  return { counts, issued };
}

/**
 * What each wallet would be billed: the same for the run, and for whoever wants to see it before. Two for an account that has calls
 * and commissions. Leaves what was gathered in the transaction.
 */
export async function composeWallets(
  tx: Tx,
  walletIds: readonly bigint[],
  { now, until, isWanted = false, isLast = false }: Pick<BillingOf, 'now' | 'until' | 'isWanted' | 'isLast'>,
): Promise<readonly Billed[]> {
  const facts = await billingFactsOf(tx, walletIds);
  const periods = [...facts.values()].flatMap((each) => periodOf(each, now, until));
  if (periods.length === 0) return [];
  await gatherOpenItems(tx, periods);
  const groups = groupBy(await sumOpenItems(tx), ({ walletId }) => walletId);
  const ids = periods.map(({ walletId }) => walletId);
  const released = await releasedOf(tx, ids);
  const earlier = await earlierTotals(tx, ids, USUAL_OF);
  const taxes = await taxTermsOf(
    tx,
    periods.map(({ accountId }) => accountId),
  );
  const issuers = new Map<bigint, IssuerTerms>();
  const billed: Billed[] = [];
  for (const { walletId, from, until: to } of periods) {
    const of = known(facts.get(walletId), 'the account of a wallet');
    const issuer = issuers.get(of.issuerId) ?? (await issuerTerms(tx, of.issuerId));
    issuers.set(of.issuerId, issuer);
    const terms = {
      currency: of.currency,
      taxes: taxes.get(of.accountId) ?? [],
      prepaidTax: issuer.prepaidTax,
    };
    for (const { kind, open } of documentsOf(of, groups.get(walletId) ?? [])) {
      const composed = composePeriod(kind, openLines(open), terms);
      const earlierMicros = earlier.get(`${walletId} ${kind}`) ?? [];
      const isReleased = isWanted || released.has(walletId);
      const judged = judge({
        kind,
        items: open.length,
        totalMicros: composed.totalMicros,
        isWantedEmpty: isLast
          ? open.length > 0
          : of.generateInvoice && of.status !== 'closed' && (!isWanted || open.length > 0),
        earlierMicros,
        factor: FAR_ABOVE,
        isReleased,
      });
      billed.push({ facts: of, period: { from, to }, composed, judged, usualMicros: usualOf(earlierMicros) });
    }
  }
  return billed;
}

function periodOf(
  facts: BillingFacts,
  now: Date,
  until: Date | null,
): readonly (OpenPeriod & { from: Date })[] {
  const to = until ?? facts.nextAt;
  if (to === null || to.getTime() > now.getTime() || to.getTime() <= facts.periodFrom.getTime()) return [];
  const { walletId, accountId, periodFrom, startsAt } = facts;
  const since = new Date(Math.max(startsAt.getTime(), periodFrom.getTime() - LOOK_BACK_MS));
  return [{ walletId, accountId, since, from: periodFrom, until: to }];
}

function documentsOf(
  { accountType }: BillingFacts,
  groups: readonly OpenGroup[],
): readonly Readonly<{ kind: PeriodKind; open: readonly OpenGroup[] }>[] {
  const commissions = groups.filter(isOfCommission);
  const others = groups.filter((group) => !isOfCommission(group));
  return [
    { kind: accountType === 'postpaid' ? 'invoice' : 'usage_receipt', open: others },
    ...(commissions.length > 0 ? [{ kind: 'commission_note' as const, open: commissions }] : []),
  ];
}

/** A period stays open where something of it is on no document; its end moves on all the same. */
function closedOf(billed: readonly Billed[], parkedIds: ReadonlySet<bigint>, { now, until }: BillingOf) {
  const byWallet = groupBy(billed, ({ facts }) => facts.walletId);
  return [...byWallet].flatMap(([walletId, of]) => {
    if (parkedIds.has(walletId)) return [];
    const { facts, period } = known(of[0], 'what a wallet was billed');
    const hasOpen = of.some(({ judged, composed }) => judged === 'skip' && composed.lines.length > 0);
    // Billed in between, the day that comes next stays the next one.
    const isNextAhead = until !== null && facts.nextAt !== null && facts.nextAt.getTime() > now.getTime();
    const nextAt = isNextAhead ? (facts.nextAt ?? now) : nextBoundary(period.to, facts);
    return [{ walletId, periodFrom: hasOpen ? null : period.to, nextAt }];
  });
}

/** Billing days at which nothing is left to bill, because somebody did it in between. */
async function daysPassed(tx: Tx, walletIds: readonly bigint[], { until }: BillingOf) {
  if (until !== null) return [];
  return [...(await billingFactsOf(tx, walletIds)).values()].flatMap((facts) =>
    facts.nextAt !== null && facts.nextAt.getTime() <= facts.periodFrom.getTime()
      ? [{ walletId: facts.walletId, periodFrom: null, nextAt: nextBoundary(facts.periodFrom, facts) }]
      : [],
  );
}
