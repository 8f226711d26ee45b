/** Parts of sentences that depend on what happened: templates have no logic. */
import type { Language } from '../languages.ts';

/** A receipt that comes along, by its number; empty for none. */
export function attachedIn(language: Language, receipt: string | null): string {
  return receipt === null ? '' : ATTACHED[language](receipt);
}

const ATTACHED: Readonly<Record<Language, (receipt: string) => string>> = {
  en: (receipt) => `The receipt ${receipt} is attached.`,
  de: (receipt) => `Der Beleg ${receipt} liegt bei.`,
  ar: (receipt) => `الإيصال ${receipt} مرفق.`,
};

/** What is to be paid of an invoice, and by when; null: nothing is. Both as the account reads them. */
export function paymentIn(language: Language, due: Readonly<{ amount: string; on: string }> | null): string {
  return due === null ? PAID[language] : PAY[language](due.amount, due.on);
}

const PAY: Readonly<Record<Language, (amount: string, on: string) => string>> = {
  en: (amount, on) => `Please pay ${amount} by ${on}.`,
  de: (amount, on) => `Bitte zahlen Sie ${amount} bis ${on}.`,
  ar: (amount, on) => `يُرجى دفع ${amount} حتى ${on}.`,
};
const PAID: Readonly<Record<Language, string>> = {
  en: 'There is nothing to pay: the money of your account covers it.',
  de: 'Sie müssen nichts zahlen: Das Geld auf Ihrem Konto deckt sie.',
  ar: 'لا يلزمك دفع شيء: رصيد حسابك يغطيها.',
};

/** When something unpaid ends for good; null: it waits. */
export function endIn(language: Language, on: string | null): string {
  return on === null ? '' : ENDS[language](on);
}

const ENDS: Readonly<Record<Language, (on: string) => string>> = {
  en: (on) => `If it is still unpaid on ${on}, it ends for good.`,
  de: (on) => `Ist es am ${on} noch unbezahlt, endet es endgültig.`,
  ar: (on) => `إن بقي غير مدفوع في ${on} انتهى نهائيًا.`,
};

/** Why a subscription ended. */
export function endReasonIn(language: Language, reason: string): string {
  const words = END_REASONS[language];
  return words[reason as keyof typeof words] ?? reason;
}

type EndReason = 'cancelled' | 'unpaid' | 'once' | 'closed';
const END_REASONS: Readonly<Record<Language, Readonly<Record<EndReason, string>>>> = {
  en: {
    cancelled: 'it was cancelled',
    unpaid: 'it was not paid',
    once: 'its time is over',
    closed: 'the account was closed',
  },
  de: {
    cancelled: 'Es wurde gekündigt',
    unpaid: 'Es wurde nicht bezahlt',
    once: 'Seine Zeit ist um',
    closed: 'Das Konto wurde geschlossen',
  },
  ar: {
    cancelled: 'أُلغي',
    unpaid: 'لم يُدفع ثمنه',
    once: 'انتهت مدته',
    closed: 'أُغلق الحساب',
  },
};

/** Why a card gave nothing, by the code of the gateway; what is not among them is said in general. */
export function failureIn(language: Language, code: string): string {
  const words = FAILURES[language];
  return words[code as keyof typeof words] ?? words.other;
}

type Failure = 'insufficient_funds' | 'expired_card' | 'authentication_required' | 'card_declined' | 'other';
const FAILURES: Readonly<Record<Language, Readonly<Record<Failure, string>>>> = {
  en: {
    insufficient_funds: 'the card does not cover it',
    expired_card: 'the card has expired',
    authentication_required: 'your bank wants you to confirm it',
    card_declined: 'the bank declined the card',
    other: 'the card was not accepted',
  },
  de: {
    insufficient_funds: 'Die Karte ist nicht gedeckt',
    expired_card: 'Die Karte ist abgelaufen',
    authentication_required: 'Ihre Bank möchte, dass Sie sie bestätigen',
    card_declined: 'Die Bank hat die Karte abgelehnt',
    other: 'Die Karte wurde nicht angenommen',
  },
  ar: {
    insufficient_funds: 'رصيد البطاقة لا يكفي',
    expired_card: 'انتهت صلاحية البطاقة',
    authentication_required: 'يطلب مصرفك أن تؤكدها',
    card_declined: 'رفض المصرف البطاقة',
    other: 'لم تُقبل البطاقة',
  },
};

/** What a gateway does instead of taking a call: nothing, or it answers with this status; null = it was not told. */
export function gatewayFailureIn(language: Language, answer: 'silent' | number | null): string {
  const { silent, answers, unknown } = GATEWAY_FAILURES[language];
  if (answer === null) return unknown;
  return answer === 'silent' ? silent : `${answers} ${answer}`;
}

const GATEWAY_FAILURES: Readonly<
  Record<Language, Readonly<Record<'silent' | 'answers' | 'unknown', string>>>
> = {
  en: { silent: 'it does not answer', answers: 'it answers', unknown: 'calls fail there' },
  de: { silent: 'Es antwortet nicht', answers: 'Es antwortet mit', unknown: 'Anrufe scheitern dort' },
  ar: { silent: 'لا تجيب', answers: 'تجيب بالرمز', unknown: 'تفشل المكالمات عبرها' },
};

/** What a receipt is of that has no words of its own. */
export function receiptOfIn(language: Language, kind: string): string {
  const words = RECEIPTS[language];
  return words[kind as keyof typeof words] ?? words.other;
}

type ReceiptOf = 'transfer_in' | 'transfer_out' | 'charge' | 'credit' | 'other';
const RECEIPTS: Readonly<Record<Language, Readonly<Record<ReceiptOf, string>>>> = {
  en: {
    transfer_in: 'transfer to your account',
    transfer_out: 'transfer from your account',
    charge: 'charge',
    credit: 'credit',
    other: 'your account',
  },
  de: {
    transfer_in: 'Umbuchung auf Ihr Konto',
    transfer_out: 'Umbuchung von Ihrem Konto',
    charge: 'Belastung',
    credit: 'Gutschrift',
    other: 'Ihr Konto',
  },
  ar: {
    transfer_in: 'تحويل إلى حسابك',
    transfer_out: 'تحويل من حسابك',
    charge: 'خصم',
    credit: 'إضافة',
    other: 'حسابك',
  },
};
