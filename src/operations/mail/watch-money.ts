/** Notes once for each account that their available money fell below their alert threshold. */
import {
  alertChanges,
  changeAlert,
  endOfPage,
  type AlertChange,
} from '../../postgres/ledger/money-alerts.ts';
import { formatMoney } from '../../domain/money.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Accounts looked at in one run: some 25 ms of PostgreSQL's time. */
const PAGE_SIZE = 20_000;
/** Events and notes in one run: whoever stops the server waits for its end. */
const CHANGES_MAX = 500;

/**
 * Looks at the next accounts with a threshold after `after`, and returns where the next run begins. The event, of
 * which mails and webhooks are made, and the note that it was written are one transaction, so that no restart repeats or
 * forgets one.
 *
 * Whoever was told is told again only after its available money rose to the threshold. Money that is held for calls
 * comes and goes with each of them: when it alone took the available money below, the same is told once more at most,
 * when the money is really spent; a top-up makes a new beginning.
 */
export async function watchMoney(context: Context, after: bigint): Promise<bigint> {
  const end = await endOfPage(context.pool, after, PAGE_SIZE);
  const changes = await alertChanges(context.pool, { after, end, limit: CHANGES_MAX });
  for (const change of changes) await keepAlert(context, change);
  const last = changes.at(-1)?.accountId ?? 0n;
  return changes.length === CHANGES_MAX ? last : (end ?? 0n);
}

function keepAlert(context: Context, change: AlertChange): Promise<void> {
  const { before, after } = change;
  const isTold = before === null || (before === 'released' && after === 'spent');
  return withTransaction(context.pool, async (tx) => {
    const now = context.now();
    const isFirst = await changeAlert(tx, change, isTold, now);
    if (!isFirst || !isTold) return;
    const { accountId, availableMicros, thresholdMicros, currency } = change;
    const data = {
      available: formatMoney(availableMicros),
      threshold: formatMoney(thresholdMicros),
      currency,
    };
    await insertEvents(tx, [{ type: 'balance.low', accountId, happenedAt: now, data }]);
  });
}
