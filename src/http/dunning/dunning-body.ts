/** Reminders and suspensions, as the API tells them. */
import { daysOverdue } from '../../domain/dunning/calendar.ts';
import { formatMoney } from '../../domain/money.ts';
import type { AccountDunning, Standing } from '../../operations/dunning/read-dunning.ts';
import type { OverdueRow } from '../../postgres/dunning/overdue.ts';
import type {
  AccountDunningBody,
  OverdueAccountBody,
  OwnDunningBody,
} from '../../schemas/dunning/dunning.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function standingBody({ debtor, decided, invoices }: Standing, now: Date): OwnDunningBody {
  const { next } = decided;
  const of = invoices.find(({ documentId }) => documentId === next?.documentId);
  return {
    currency: debtor.currency,
    open: formatMoney(decided.openMicros),
    overdue: formatMoney(decided.overdueMicros),
    overdueSince: iso(decided.overdueSince),
    invoices: invoices.map((invoice) => ({
      documentId: invoice.publicId,
      number: invoice.number,
      open: formatMoney(invoice.openMicros),
      dueAt: invoice.dueAt.toISOString(),
      timezone: invoice.timezone,
      isOverdue: invoice.dueAt <= now,
      daysOverdue: daysOverdue(invoice, now),
    })),
    suspendedSince: iso(debtor.suspension?.since ?? null),
    next:
      next === null || of === undefined
        ? null
        : {
            action: next.action,
            at: next.at.toISOString(),
            documentId: of.publicId,
            documentNumber: of.number,
          },
    suspendsAt: iso(decided.suspendsAt),
  };
}

export function accountBody(read: AccountDunning, now: Date): AccountDunningBody {
  const { debtor, terms, reminders, suspensions, isIssuedByReader } = read;
  return {
    ...standingBody(read, now),
    isPolicyActive: debtor.policy.isActive,
    terms: { ...terms, exemptUntil: iso(terms.exemptUntil) },
    reminders: reminders.map(({ publicId, number, days, doneAt, openMicros, currency }) => ({
      documentId: publicId,
      number,
      days,
      sentAt: doneAt.toISOString(),
      open: formatMoney(openMicros),
      currency,
    })),
    suspensions: suspensions.map(({ since, liftedAt, overdueMicros, ...row }) => ({
      ...row,
      since: since.toISOString(),
      overdue: formatMoney(overdueMicros),
      liftedAt: iso(liftedAt),
    })),
    isIssuedByYou: isIssuedByReader,
  };
}

export function overdueBody(row: OverdueRow): OverdueAccountBody {
  const { walletId: _wallet, place: _place, overdueMicros, openMicros, ...rest } = row;
  return {
    ...rest,
    overdue: formatMoney(overdueMicros),
    open: formatMoney(openMicros),
    overdueSince: row.overdueSince.toISOString(),
    suspendedSince: iso(row.suspendedSince),
    exemptUntil: iso(row.exemptUntil),
    nextAt: iso(row.nextAt),
    suspendsAt: iso(row.suspendsAt),
  };
}
