/** The mails that events are worth. */
import type { KnownEvent } from '../../domain/events/catalogue.ts';
import type { Language } from '../../domain/languages.ts';
import { NOTICES, type NoticeKind } from '../../domain/mail/mail.ts';
import { mailFactsOfAll, recipientsOf, type MailFacts } from '../../postgres/mail/mail-facts.ts';
import { noticedDocuments, receiptsOfRenewals } from '../../postgres/mail/notice-facts.ts';
import { insertMails, type NewMail } from '../../postgres/mail/mails.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { footerOf, mailRow, templateAlong } from './keep-mail.ts';
import { mailSenderOf, type MailSender } from './mail-sender.ts';
import { noticeOf, type Notice, type NoticeFacts } from './notice-of.ts';

/**
 * Writes the mails of events, in their order, to accounts that want notices. What they say is read for all of them at once:
 * a billing day has thousands.
 */
export async function notifyOf(tx: Tx, context: Context, events: readonly KnownEvent[]): Promise<void> {
  const accounts = await mailFactsOfAll(tx, [...new Set(events.map(({ accountId }) => accountId))]);
  const wanted = events.filter(({ accountId }) => accounts.get(accountId)?.notifications === true);
  if (wanted.length === 0) return;
  const noticeFacts = await factsOf(tx, wanted);
  const senders = remembering(
    (ownerId: bigint) => ownerId,
    (ownerId) => mailSenderOf(tx, context, ownerId),
  );
  const templates = remembering(
    ({ sender, kind, language }: Wanted) => `${sender.ownerIds.at(-1)} ${kind} ${language}`,
    ({ sender, kind, language }) => templateAlong(tx, sender.ownerIds, { kind, language }),
  );
  const mails: NewMail[] = [];
  for (const event of wanted) {
    const facts = accounts.get(event.accountId);
    if (facts === undefined) continue;
    const sender = await senders(facts.ownerId);
    const notice = noticeOf(event, { facts, sender }, noticeFacts);
    const to = notice === null ? [] : addressesFor(notice, facts);
    if (notice === null || to.length === 0) continue;
    const { kind } = notice;
    const template = await templates({ sender, kind, language: facts.language });
    mails.push(
      mailRow(context, {
        ...notice,
        to,
        link: null,
        language: facts.language,
        sender,
        footer: footerOf(kind, { facts, sender }),
        template,
        cause: { accountId: event.accountId, now: context.now() },
      }),
    );
  }
  await insertMails(tx, mails);
}

type Wanted = Readonly<{ sender: MailSender; kind: NoticeKind; language: Language }>;

/** Money that runs low is told to the account itself as well, unless money has addresses of its own. */
function addressesFor({ kind }: Notice, facts: MailFacts): readonly string[] {
  const topic = NOTICES[kind];
  if (topic === null) return facts.email === null ? [] : [facts.email];
  const addresses = recipientsOf(facts, topic);
  if (kind !== 'money_low' || facts.email === null || facts.recipients.money !== undefined) return addresses;
  return [...new Set([facts.email, ...addresses])];
}

async function factsOf(tx: Tx, events: readonly KnownEvent[]): Promise<NoticeFacts> {
  // A product without intervals has no end of one.
  const renewed = events.filter(
    (event) => event.type === 'subscription.renewed' && event.data.periodTo !== '',
  ) as readonly KnownEvent<'subscription.renewed'>[];
  const receipts = await receiptsOfRenewals(
    tx,
    renewed.map(({ data: { subscriptionId, periodTo } }) => ({
      subscriptionId,
      periodTo: new Date(periodTo),
    })),
  );
  const renewalReceipts = new Map(
    renewed.flatMap(({ id }, place) => {
      const receipt = receipts[place] ?? null;
      return receipt === null ? [] : [[id, receipt] as const];
    }),
  );
  const named = [...events.flatMap(documentsNamedBy), ...renewalReceipts.values()];
  return { documents: await noticedDocuments(tx, [...new Set(named)]), renewalReceipts };
}

function documentsNamedBy(event: KnownEvent): readonly string[] {
  switch (event.type) {
    case 'document.issued':
    case 'invoice.reminded':
      return [event.data.document.id];
    case 'payment.received':
    case 'payment.refunded':
    case 'payment.charged_back':
      return event.data.receipt === null ? [] : [event.data.receipt.id];
    default:
      return [];
  }
}

/** Reads what has the same key once. */
function remembering<Asked, Found>(
  keyOf: (asked: Asked) => bigint | string,
  read: (asked: Asked) => Promise<Found>,
): (asked: Asked) => Promise<Found> {
  const found = new Map<bigint | string, Promise<Found>>();
  return (asked) => {
    const key = keyOf(asked);
    const answer = found.get(key) ?? read(asked);
    found.set(key, answer);
    return answer;
  };
}
