/** What a notice says: each event in the words of its mail. */
import type { BillingDocument } from '../../domain/billing/document.ts';
import { known } from '../../domain/assert.ts';
import type { EventData, KnownEvent } from '../../domain/events/catalogue.ts';
import type { Language } from '../../domain/languages.ts';
import type { NoticeKind } from '../../domain/mail/mail.ts';
import {
  attachedIn,
  endIn,
  endReasonIn,
  failureIn,
  gatewayFailureIn,
  paymentIn,
  receiptOfIn,
} from '../../domain/mail/phrases.ts';
import { dayIn, momentIn, moneyIn, type MailVariables } from '../../domain/mail/render-mail.ts';
import { parseMoney } from '../../domain/money.ts';
import { SILENT_STATUS } from '../../domain/routing/gateway-health.ts';
import type { NoticedDocument } from '../../postgres/mail/notice-facts.ts';
import { common, pageOf, type Writing } from './keep-mail.ts';

/** `documentId`: what comes along. */
export type Notice = {
  [Kind in NoticeKind]: Readonly<{ kind: Kind; variables: MailVariables<Kind>; documentId: bigint | null }>;
}[NoticeKind];

/** What was read of everything that happened together. */
export type NoticeFacts = Readonly<{
  documents: ReadonlyMap<string, NoticedDocument>;
  /** Public ids of receipts by the ids of events. */
  renewalReceipts: ReadonlyMap<bigint, string>;
}>;

type About = Pick<Writing, 'facts' | 'sender'>;

/** Null: nobody is written to. */
export function noticeOf(event: KnownEvent, about: About, facts: NoticeFacts): Notice | null {
  switch (event.type) {
    case 'payment.received':
      return movement('top_up', event, event.data, about, facts);
    case 'payment.refunded':
      return movement('refunded', event, event.data, about, facts);
    case 'payment.charged_back':
      return movement('charged_back', event, event.data, about, facts);
    case 'payment.failed':
      return {
        kind: 'payment_failed',
        documentId: null,
        variables: {
          ...common(about),
          page: pageOf(about),
          amount: money(about, event.data.currency, event.data.amount),
          at: moment(about, event.happenedAt),
          reason: failureIn(about.facts.language, event.data.reason),
        },
      };
    case 'document.issued':
      return ofDocument(event, about, facts);
    case 'invoice.reminded':
      return ofReminder(event, about, facts);
    case 'balance.low':
      return {
        kind: 'money_low',
        documentId: null,
        variables: {
          ...common(about),
          portal: about.sender.url,
          available: money(about, event.data.currency, event.data.available),
          threshold: money(about, event.data.currency, event.data.threshold),
        },
      };
    case 'dunning.suspended':
      return {
        kind: 'suspended_for_debt',
        documentId: null,
        variables: {
          ...common(about),
          page: pageOf(about, 'tab=documents'),
          overdue: money(about, event.data.currency, event.data.overdue),
          at: moment(about, event.happenedAt),
        },
      };
    case 'dunning.lifted':
      return {
        kind: 'restored',
        documentId: null,
        variables: { ...common(about), page: pageOf(about), at: moment(about, event.happenedAt) },
      };
    case 'subscription.renewed':
    case 'subscription.unpaid':
    case 'subscription.ended':
      return ofSubscription(event, about, facts);
    case 'gateway.unhealthy':
    case 'gateway.recovered':
      return ofGateway(event, about);
    // The others are told in other ways, or to programs alone.
    case 'account.created':
    case 'account.status_changed':
    case 'invoice.overdue':
    case 'invoice.paid':
    case 'subscription.started':
    case 'guard.blocked':
    case 'webhook.tested':
      return null;
  }
}

function movement(
  kind: 'top_up' | 'refunded' | 'charged_back',
  { happenedAt }: KnownEvent,
  { amount, currency, receipt }: EventData['payment.charged_back'],
  about: About,
  { documents }: NoticeFacts,
): Notice {
  const document = receipt === null ? null : known(documents.get(receipt.id), 'the receipt of a payment');
  const variables = {
    ...common(about),
    page: pageOf(about, 'tab=statement'),
    amount: money(about, currency, amount),
    at: moment(about, happenedAt),
    attached: attachedIn(about.facts.language, document?.number ?? null),
  };
  return { kind, documentId: document?.id ?? null, variables };
}

/** Told with the mail of the payment, or of the renewal, that they are the receipt of. */
const TOLD_WITH_PAYMENT: ReadonlySet<string> = new Set(['payment', 'refund', 'chargeback']);

function ofDocument(
  { data }: KnownEvent<'document.issued'>,
  about: About,
  { documents }: NoticeFacts,
): Notice | null {
  const document = known(documents.get(data.document.id), 'a document that was issued');
  const { id: documentId, kind, lines } = document;
  const variables = documentVariables(document, about);
  const { language } = about.facts;
  switch (kind) {
    case 'receipt': {
      if (document.isOfRenewal || TOLD_WITH_PAYMENT.has(lines[0]?.kind ?? '')) return null;
      return { kind, documentId, variables: { ...variables, what: whatOf(document, language) } };
    }
    case 'usage_receipt':
    case 'commission_note':
      return { kind, documentId, variables: { ...variables, period: periodOf(document, language) } };
    case 'credit_note':
      return { kind, documentId, variables: { ...variables, invoice: document.corrects ?? '' } };
    case 'invoice': {
      const openMicros = document.openMicros ?? document.totalMicros;
      const open = moneyIn(language, document.currency, openMicros);
      const due = dueOf(document, language);
      const payment = paymentIn(language, openMicros > 0n ? { amount: open, on: due } : null);
      return { kind, documentId, variables: { ...variables, open, due, payment } };
    }
  }
}

function ofReminder(
  { data }: KnownEvent<'invoice.reminded'>,
  about: About,
  { documents }: NoticeFacts,
): Notice {
  const document = known(documents.get(data.document.id), 'an invoice that is reminded of');
  const variables = {
    ...documentVariables(document, about),
    open: money(about, data.currency, data.open),
    due: dueOf(document, about.facts.language),
  };
  if (data.daysOverdue <= 0) return { kind: 'invoice_due', documentId: document.id, variables };
  const days = String(data.daysOverdue);
  return { kind: 'invoice_overdue', documentId: document.id, variables: { ...variables, days } };
}

function ofSubscription(
  event: KnownEvent<'subscription.renewed' | 'subscription.unpaid' | 'subscription.ended'>,
  about: About,
  { documents, renewalReceipts }: NoticeFacts,
): Notice {
  const { language, timezone } = about.facts;
  const variables = { ...common(about), page: pageOf(about), product: event.data.product.name };
  switch (event.type) {
    case 'subscription.renewed': {
      const receipt = documents.get(renewalReceipts.get(event.id) ?? '') ?? null;
      return {
        kind: 'renewal',
        documentId: receipt?.id ?? null,
        variables: {
          ...variables,
          amount: money(about, event.data.currency, event.data.amount),
          until:
            event.data.periodTo === ''
              ? '–'
              : dayIn(language, timezone, lastOf(new Date(event.data.periodTo))),
          attached: attachedIn(language, receipt?.number ?? null),
        },
      };
    }
    case 'subscription.unpaid': {
      const { amount, currency, endsAt } = event.data;
      const end = endIn(language, endsAt === null ? null : dayIn(language, timezone, new Date(endsAt)));
      return {
        kind: 'renewal_unpaid',
        documentId: null,
        variables: { ...variables, amount: money(about, currency, amount), end },
      };
    }
    case 'subscription.ended':
      return {
        kind: 'subscription_ended',
        documentId: null,
        variables: {
          ...variables,
          at: moment(about, event.happenedAt),
          reason: endReasonIn(language, event.data.reason),
        },
      };
  }
}

function ofGateway(event: KnownEvent<'gateway.unhealthy' | 'gateway.recovered'>, about: About): Notice {
  const { gateway, trunk } = event.data;
  const variables = {
    ...common(about),
    page: `${about.sender.url}/carriers/trunks/${trunk.id}`,
    gateway: gateway.name,
    trunk: trunk.name,
    at: moment(about, event.happenedAt),
  };
  if (event.type === 'gateway.unhealthy') {
    const { sipStatus } = event.data;
    const answer = sipStatus === SILENT_STATUS ? 'silent' : sipStatus;
    const reason = gatewayFailureIn(about.facts.language, answer);
    return { kind: 'gateway_unhealthy', documentId: null, variables: { ...variables, reason } };
  }
  const since = moment(about, new Date(event.data.unhealthySince));
  return { kind: 'gateway_recovered', documentId: null, variables: { ...variables, since } };
}

function documentVariables(document: NoticedDocument, about: About) {
  return {
    ...common(about),
    page: pageOf(about, `tab=documents&doc=${document.publicId}`),
    document: document.number,
    total: moneyIn(about.facts.language, document.currency, document.totalMicros),
  };
}

/** The texts of its lines, each once; what is longer is on the receipt. */
function whatOf({ lines }: NoticedDocument, language: Language): string {
  const words = lines.map(({ kind, text }) => (text === '' ? receiptOfIn(language, kind) : text));
  const [first = receiptOfIn(language, 'other'), ...others] = new Set(words);
  return others.length > 2 ? `${first}, …` : [first, ...others].join(', ');
}

function periodOf(
  {
    periodFrom,
    periodTo,
    timezone,
  }: Pick<BillingDocument, 'periodFrom' | 'periodTo'> & Readonly<{ timezone: string }>,
  language: Language,
): string {
  const from = dayIn(language, timezone, known(periodFrom, 'the period of a document'));
  const to = dayIn(language, timezone, lastOf(known(periodTo, 'the period of a document')));
  return from === to ? from : `${from} – ${to}`;
}

/** The last moment of what ends before `end`. */
function lastOf(end: Date): Date {
  return new Date(end.getTime() - 1);
}

function dueOf({ dueAt, timezone }: NoticedDocument, language: Language): string {
  return dayIn(language, timezone, known(dueAt, 'the day on which an invoice is due'));
}

function money({ facts }: About, currency: string, amount: string): string {
  return moneyIn(facts.language, currency, known(parseMoney(amount), 'an amount of an event'));
}

function moment({ facts }: About, at: Date): string {
  return momentIn(facts.language, facts.timezone, at);
}
