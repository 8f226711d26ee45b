/** A template as it will look, with values that were made up or with those of an account. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import type { KnownEvent } from '../../domain/events/catalogue.ts';
import type { Language } from '../../domain/languages.ts';
import {
  mistakesOfTemplate,
  templateOf,
  tidied,
  type WrittenTemplate,
} from '../../domain/mail/check-template.ts';
import { whyFired } from '../../domain/mail/guard-templates.ts';
import { isNotice, type MailKind } from '../../domain/mail/mail.ts';
import {
  attachedIn,
  endIn,
  endReasonIn,
  failureIn,
  gatewayFailureIn,
  paymentIn,
} from '../../domain/mail/phrases.ts';
import {
  dayIn,
  fillTemplate,
  momentIn,
  moneyIn,
  withoutLogo,
  type MailContent,
} from '../../domain/mail/render-mail.ts';
import type { VariableName } from '../../domain/mail/variables.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount, ownAccount } from '../../postgres/accounts/find-account.ts';
import { mailFactsOf, type MailFacts } from '../../postgres/mail/mail-facts.ts';
import { newestDocument, noticedDocuments, sampleCurrency } from '../../postgres/mail/notice-facts.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { Context } from '../context.ts';
import { common, pageOf } from './keep-mail.ts';
import { mailSenderOf, type MailSender } from './mail-sender.ts';
import { noticeOf } from './notice-of.ts';

export type TemplateToTry = WrittenTemplate &
  Readonly<{
    kind: MailKind;
    language: Language;
    /** By whose values it is filled; undefined = by made-up ones. */
    accountId?: string | undefined;
  }>;

/** Throws `invalid_input` as saving it would, and `not_found` for an account that the actor does not see. */
export async function previewTemplate(
  context: Pick<Context, 'publicUrl' | 'now'>,
  reads: Db,
  actor: Actor,
  tried: TemplateToTry,
): Promise<MailContent> {
  const { kind, language } = tried;
  const written = tidied(tried);
  checkTemplate(kind, written);
  await ownAccount(reads, actor.ownerId);
  const facts = await factsFor(reads, actor, tried);
  // Its brand, and that of those above it, is what accounts see.
  const sender = await inFrontOfWall(() =>
    mailSenderOf(reads, context, tried.accountId === undefined ? actor.ownerId : facts.ownerId),
  );
  const made = await valuesFor(reads, actor, { kind, language, facts, sender, now: context.now() });
  const footer = isNotice(kind)
    ? { number: facts.number, settings: pageOf({ facts, sender }, 'tab=mails') }
    : null;
  const { brand } = sender;
  const content = fillTemplate(templateOf(written), language, made, { brand, footer });
  return { ...content, html: withoutLogo(content.html) };
}

/** Throws `invalid_input` with each field's first mistake. */
export function checkTemplate(kind: MailKind, written: WrittenTemplate): void {
  const errors = mistakesOfTemplate(kind, written);
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
}

async function factsFor(reads: Db, actor: Actor, { language, accountId }: TemplateToTry): Promise<MailFacts> {
  if (accountId !== undefined) {
    const { id } = await findAccount(reads, accountId, actor.scopePath);
    return { ...(await mailFactsOf(reads, id)), language };
  }
  const { timezone } = await mailFactsOf(reads, actor.ownerId);
  return {
    publicId: '00000000-0000-0000-0000-000000000000',
    number: '4711081500',
    ...SAMPLE_NAMES[language],
    company: '',
    timezone,
    language,
    email: 'name@example.com',
    notificationEmails: [],
    recipients: {},
    notifications: true,
    ownerId: actor.ownerId,
  };
}

const SAMPLE_NAMES: Readonly<Record<Language, Readonly<{ firstName: string; lastName: string }>>> = {
  en: { firstName: 'Ada', lastName: 'Lovelace' },
  de: { firstName: 'Erika', lastName: 'Mustermann' },
  ar: { firstName: 'ليلى', lastName: 'حداد' },
};

type Sampled = Readonly<{
  kind: MailKind;
  language: Language;
  facts: MailFacts;
  sender: MailSender;
  now: Date;
}>;

const DAY_MS = 86_400_000;

/** Of every variable; those of the newest document of the account where there is one. */
async function valuesFor(
  reads: Db,
  actor: Actor,
  sampled: Sampled,
): Promise<Readonly<Record<VariableName, string>>> {
  const { kind, language, facts, sender, now } = sampled;
  const { timezone } = facts;
  const currency = await sampleCurrency(reads, facts.publicId, actor.ownerId);
  const money = (units: bigint) => moneyIn(language, currency, units * 1_000_000n);
  const day = (days: number) => dayIn(language, timezone, new Date(now.getTime() + days * DAY_MS));
  const year = now.getUTCFullYear();
  const samples: Readonly<Record<VariableName, string>> = {
    ...common({ facts, sender }),
    email: facts.email ?? '',
    portal: sender.url,
    page: pageOf({ facts, sender }),
    link: `${sender.url}/invite#…`,
    until: momentIn(language, timezone, new Date(now.getTime() + DAY_MS)),
    at: momentIn(language, timezone, now),
    key: 'Laptop',
    address: '203.0.113.7',
    available: money(3n),
    threshold: money(10n),
    account: facts.number,
    why: whyFired(language, { cap: 'spendPerDay', prefixes: [] }),
    amount: money(25n),
    attached: attachedIn(language, `REC-${year}-00042`),
    reason: reasonFor(kind, language),
    document: `INV-${year}-00042`,
    total: money(119n),
    open: money(119n),
    due: day(7),
    payment: paymentIn(language, { amount: money(119n), on: day(7) }),
    what: 'Flat 500',
    period: `${day(-30)} – ${day(-1)}`,
    invoice: `INV-${year}-00041`,
    days: '7',
    overdue: money(119n),
    product: 'Flat 500',
    webhook: 'https://example.com/hook',
    gateway: 'gw1',
    trunk: 'Carrier A',
    since: momentIn(language, timezone, new Date(now.getTime() - DAY_MS)),
    end: endIn(language, day(30)),
  };
  return { ...samples, ...(await valuesOfNewest(reads, sampled)) };
}

function reasonFor(kind: MailKind, language: Language): string {
  if (kind === 'subscription_ended') return endReasonIn(language, 'cancelled');
  if (kind === 'gateway_unhealthy') return gatewayFailureIn(language, 503);
  return failureIn(language, 'card_declined');
}

/** Nothing for kinds without a document, and for accounts that have none of the kind. */
async function valuesOfNewest(reads: Db, { kind, facts, sender, now }: Sampled) {
  const isReminder = kind === 'invoice_due' || kind === 'invoice_overdue';
  const publicId = await newestDocument(reads, facts.publicId, isReminder ? 'invoice' : kind);
  if (publicId === null) return {};
  const documents = await noticedDocuments(reads, [publicId]);
  const { number, currency, totalMicros, openMicros } = known(
    documents.get(publicId),
    'a document that was found',
  );
  const document = { id: publicId, name: number };
  const about = { id: 0n, publicId, accountId: 0n, happenedAt: now };
  const open = String((openMicros ?? totalMicros) / 1_000_000n);
  const event: KnownEvent = isReminder
    ? {
        ...about,
        type: 'invoice.reminded',
        data: {
          document,
          open,
          currency,
          dueAt: now.toISOString(),
          daysOverdue: kind === 'invoice_due' ? -3 : 7,
        },
      }
    : { ...about, type: 'document.issued', data: { document, kind, total: '0', currency, dueAt: null } };
  const notice = noticeOf(event, { facts, sender }, { documents, renewalReceipts: new Map() });
  return notice?.kind === kind ? notice.variables : {};
}
