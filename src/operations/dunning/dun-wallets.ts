/** Looks at wallets with invoices, and does what is due about them: in the transaction that is open. */
import { daysOverdue } from '../../domain/dunning/calendar.ts';
import { decideDunning, type Decided } from '../../domain/dunning/decide.ts';
import type { NewEvent } from '../../domain/events/catalogue.ts';
import { groupBy } from '../../domain/group-by.ts';
import { formatMoney } from '../../domain/money.ts';
import { lockCatalogue } from '../../postgres/accounts/move-account.ts';
import {
  insertActions,
  insertSuspension,
  keepTold,
  liftSuspension,
  type DunningAction,
  type ToldInvoice,
} from '../../postgres/dunning/actions.ts';
import {
  keepStandings,
  lockDebtors,
  readDebtors,
  readInvoices,
  type DebtorRow,
  type InvoiceRow,
} from '../../postgres/dunning/debtors.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';

const SYSTEM = { accountId: null, via: 'system', address: '' } as const;

/** A debtor with its invoices, and what is due. */
export type Looked = Readonly<{ debtor: DebtorRow; invoices: readonly InvoiceRow[]; decided: Decided }>;

/**
 * Tells what is overdue and what is paid, sends reminders, and keeps where each wallet stands. Returns wallets whose account is to be
 * suspended or let call again: that takes the lock of the catalogue, which comes before those that are held here.
 */
export async function dunWallets(
  tx: Tx,
  walletIds: readonly bigint[],
  now: Date,
): Promise<readonly bigint[]> {
  await lockDebtors(tx, walletIds);
  const looked = await lookAt(tx, walletIds, now);
  await tell(tx, looked, now);
  const toJudge = looked.filter((each) => changeOf(each) !== null).map(({ debtor }) => debtor.walletId);
  await keep(tx, looked, (walletId) => (toJudge.includes(walletId) ? now : null));
  return toJudge;
}

/** Suspends the account of a wallet, or lifts what does not hold any more: by what is owed under the locks. */
export async function judgeWallet(tx: Tx, walletId: bigint, now: Date): Promise<void> {
  await lockDebtors(tx, [walletId], () => lockCatalogue(tx));
  const looked = await lookAt(tx, [walletId], now);
  await tell(tx, looked, now);
  for (const each of looked) {
    const change = changeOf(each);
    if (change === 'suspend') await suspend(tx, each, { byId: null, reason: '', now });
    if (change === 'lift') await lift(tx, each, { byId: null, reason: '', now });
  }
  await keep(tx, looked, () => null);
}

/** Reads wallets and decides; their locks are held where something is to be done. */
export async function lookAt(tx: Tx, walletIds: readonly bigint[], now: Date): Promise<readonly Looked[]> {
  const debtors = await readDebtors(tx, walletIds);
  const invoices = groupBy(await readInvoices(tx, walletIds), ({ walletId }) => walletId);
  return debtors.map((debtor) => {
    const all = invoices.get(debtor.walletId) ?? [];
    const open = all
      .filter(({ openMicros }) => openMicros > 0n)
      .map((invoice) => ({ ...invoice, watchedFrom: invoice.watchedFrom ?? invoice.issuedAt }));
    return { debtor, invoices: all, decided: decideDunning({ ...debtor, invoices: open }, now) };
  });
}

function changeOf({ debtor: { suspension }, decided }: Looked): 'suspend' | 'lift' | null {
  if (suspension === null) return decided.suspends ? 'suspend' : null;
  return decided.suspends || (suspension.isByHand && decided.staysByHand) ? null : 'lift';
}

/** Tells what is overdue or paid, and sends reminders: each once. */
export async function tell(tx: Tx, looked: readonly Looked[], now: Date): Promise<void> {
  const told: ToldInvoice[] = [];
  const actions: DunningAction[] = [];
  const events: NewEvent[] = [];
  for (const { invoices, decided } of looked) {
    for (const invoice of invoices) {
      const { documentId, walletId, accountId, openMicros, currency, dueAt, watchedFrom } = invoice;
      const document = { id: invoice.publicId, name: invoice.number };
      const of = { accountId, happenedAt: now };
      const open = { document, open: formatMoney(openMicros), currency, dueAt: dueAt.toISOString() };
      const isOverdue = openMicros > 0n && dueAt <= now;
      if (isOverdue && invoice.overdueAt === null)
        events.push({ ...of, type: 'invoice.overdue', data: open });
      if (openMicros === 0n && invoice.paidAt === null && invoice.asksForMoney)
        events.push({ ...of, type: 'invoice.paid', data: { document, currency } });
      const reminder = decided.reminders.find((each) => each.documentId === documentId);
      if (reminder !== undefined) {
        const data = { ...open, daysOverdue: daysOverdue(invoice, now) };
        events.push({ ...of, type: 'invoice.reminded', data });
        const action = { documentId, accountId, openMicros };
        actions.push({ ...action, days: reminder.days, isPassedOver: false });
        for (const days of reminder.passedOver) actions.push({ ...action, days, isPassedOver: true });
      }
      const overdueAt = invoice.overdueAt ?? (isOverdue ? now : null);
      const paidAt = openMicros > 0n ? null : (invoice.paidAt ?? now);
      const isNew = watchedFrom === null;
      if (isNew || overdueAt !== invoice.overdueAt || paidAt !== invoice.paidAt)
        told.push({
          documentId,
          walletId,
          accountId,
          watchedFrom: watchedFrom ?? invoice.issuedAt,
          overdueAt,
          paidAt,
        });
    }
  }
  await keepTold(tx, told);
  await insertActions(tx, actions, now);
  await insertEvents(tx, events);
}

/** `soon`: when a wallet is to be looked at again before its time. */
function keep(tx: Tx, looked: readonly Looked[], soon: (walletId: bigint) => Date | null): Promise<void> {
  return keepStandings(
    tx,
    looked.map(({ debtor: { walletId }, decided }) => ({
      walletId,
      lookAt: soon(walletId) ?? decided.lookAt,
      openMicros: decided.openMicros,
      overdueMicros: decided.overdueMicros,
      overdueSince: decided.overdueSince,
      nextAction: decided.next?.action ?? null,
      nextAt: decided.next?.at ?? null,
      suspendsAt: decided.suspendsAt,
    })),
  );
}

type Doer = Parameters<typeof recordAudit>[1];
type Done = Readonly<{ byId: bigint | null; reason: string; now: Date; doer?: Doer }>;

/** Under the locks of `lockDebtors`, the catalogue's included. */
export async function suspend(tx: Tx, { debtor, decided }: Looked, done: Done): Promise<void> {
  const { accountId, walletId, currency } = debtor;
  const { byId, reason, now: since, doer = SYSTEM } = done;
  const { overdueMicros } = decided;
  await insertSuspension(tx, { accountId, walletId, currency, overdueMicros, byId, reason, since });
  const overdue = formatMoney(overdueMicros);
  await insertEvents(tx, [
    { type: 'dunning.suspended', accountId, happenedAt: since, data: { overdue, currency } },
  ]);
  await recordAudit(tx, doer, {
    accountId,
    action: 'dunning.suspended',
    changes: [{ field: 'dunning.overdue', before: null, after: `${overdue} ${currency}` }],
    reason,
    happenedAt: since,
  });
}

/** Under the same locks. Nobody is told that a closed account could call again. */
export async function lift(tx: Tx, { debtor }: Looked, done: Done): Promise<void> {
  const { accountId, suspension, isClosed } = debtor;
  const { byId, reason, now, doer = SYSTEM } = done;
  if (suspension === null) return;
  await liftSuspension(tx, suspension.id, { at: now, byId, reason });
  if (!isClosed) await insertEvents(tx, [{ type: 'dunning.lifted', accountId, happenedAt: now, data: {} }]);
  await recordAudit(tx, doer, { accountId, action: 'dunning.lifted', reason, happenedAt: now });
}
