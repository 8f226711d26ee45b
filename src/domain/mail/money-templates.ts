/** What accounts are told about their money. */
import type { Language } from '../languages.ts';
import type { MailKind } from './mail.ts';
import type { Template } from './templates.ts';

export const MONEY_TEMPLATES: Readonly<
  Record<
    Extract<MailKind, 'money_low' | 'top_up' | 'payment_failed' | 'refunded' | 'charged_back'>,
    Readonly<Record<Language, Template>>
  >
> = {
  money_low: {
    en: {
      subject: 'Your account {{number}} is running low: {{available}} left',
      paragraphs: [
        'Hello {{name}},',
        'Your account {{number}} has {{available}} left to call with. You asked to be told when it is less than {{threshold}}.',
        'Top up with {{provider}} in time: calls end when the money is used up. This is where you see your account, and say from when on you want to be told:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Ihr Konto {{number}} geht zur Neige: noch {{available}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Auf Ihrem Konto {{number}} sind noch {{available}} zum Telefonieren. Sie wollten es wissen, wenn es weniger als {{threshold}} sind.',
        'Laden Sie rechtzeitig bei {{provider}} auf: Gespräche enden, wenn das Geld verbraucht ist. Hier sehen Sie Ihr Konto und sagen, ab wann Sie es wissen wollen:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'رصيد حسابك {{number}} يوشك على النفاد: بقي {{available}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'بقي في حسابك {{number}} مبلغ {{available}} للمكالمات. طلبت إعلامك حين يقل عن {{threshold}}.',
        'اشحن حسابك لدى {{provider}} في الوقت المناسب: تنتهي المكالمات حين ينفد المال. من هنا ترى حسابك وتحدد متى تريد إعلامك:',
        '{{portal}}',
      ],
    },
  },
  top_up: {
    en: {
      subject: '{{amount}} arrived at your account {{number}}',
      paragraphs: [
        'Hello {{name}},',
        'Thank you: {{amount}} was credited to your account {{number}} on {{at}}. {{attached}}',
        'Your account with {{provider}}:',
        '{{page}}',
      ],
    },
    de: {
      subject: '{{amount}} sind auf Ihrem Konto {{number}} eingegangen',
      paragraphs: [
        'Guten Tag {{name}},',
        'Vielen Dank: {{amount}} wurden Ihrem Konto {{number}} am {{at}} gutgeschrieben. {{attached}}',
        'Ihr Konto bei {{provider}}:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'وصل مبلغ {{amount}} إلى حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'شكرًا لك: أُضيف مبلغ {{amount}} إلى حسابك {{number}} في {{at}}. {{attached}}',
        'حسابك لدى {{provider}}:',
        '{{page}}',
      ],
    },
  },
  payment_failed: {
    en: {
      subject: 'Your payment of {{amount}} did not go through',
      paragraphs: [
        'Hello {{name}},',
        'On {{at}} your payment of {{amount}} for the account {{number}} with {{provider}} did not go through: {{reason}}. Nothing was charged.',
        'Try again, or use another card:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Ihre Zahlung über {{amount}} ist fehlgeschlagen',
      paragraphs: [
        'Guten Tag {{name}},',
        'Ihre Zahlung über {{amount}} für das Konto {{number}} bei {{provider}} ist am {{at}} fehlgeschlagen: {{reason}}. Es wurde nichts abgebucht.',
        'Versuchen Sie es noch einmal, oder verwenden Sie eine andere Karte:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'لم تتم عملية الدفع بمبلغ {{amount}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'في {{at}} لم تتم عملية الدفع بمبلغ {{amount}} للحساب {{number}} لدى {{provider}}: {{reason}}. لم يُخصم أي مبلغ.',
        'حاول مرة أخرى أو استخدم بطاقة أخرى:',
        '{{page}}',
      ],
    },
  },
  refunded: {
    en: {
      subject: '{{amount}} from your account {{number}} is on its way back to you',
      paragraphs: [
        'Hello {{name}},',
        '{{provider}} paid {{amount}} from your account {{number}} back to you on {{at}}. Banks may take some days to show it. {{attached}}',
        'Your account:',
        '{{page}}',
      ],
    },
    de: {
      subject: '{{amount}} von Ihrem Konto {{number}} werden Ihnen zurückgezahlt',
      paragraphs: [
        'Guten Tag {{name}},',
        '{{provider}} hat Ihnen am {{at}} {{amount}} von Ihrem Konto {{number}} zurückgezahlt. Bis Ihre Bank es zeigt, können einige Tage vergehen. {{attached}}',
        'Ihr Konto:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'مبلغ {{amount}} من حسابك {{number}} في طريقه إليك',
      paragraphs: [
        'مرحبًا {{name}}،',
        'أعاد {{provider}} إليك مبلغ {{amount}} من حسابك {{number}} في {{at}}. قد يستغرق ظهوره لدى مصرفك بضعة أيام. {{attached}}',
        'حسابك:',
        '{{page}}',
      ],
    },
  },
  charged_back: {
    en: {
      subject: 'A payment of {{amount}} was taken back from your account {{number}}',
      paragraphs: [
        'Hello {{name}},',
        'Your bank or card issuer took a payment of {{amount}} back. It was taken from your account {{number}} on {{at}}. {{attached}}',
        'If you did not ask for this, tell {{provider}}. Your account:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Eine Zahlung über {{amount}} auf Ihr Konto {{number}} wurde zurückgeholt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Ihre Bank oder der Herausgeber Ihrer Karte hat eine Zahlung über {{amount}} zurückgeholt. Sie wurde am {{at}} von Ihrem Konto {{number}} abgezogen. {{attached}}',
        'Wenn Sie das nicht wollten, sagen Sie es {{provider}}. Ihr Konto:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'استُرجعت دفعة بمبلغ {{amount}} من حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'استرجع مصرفك أو مُصدر بطاقتك دفعة بمبلغ {{amount}}، وخُصمت من حسابك {{number}} في {{at}}. {{attached}}',
        'إن لم تطلب ذلك فأبلغ {{provider}}. حسابك:',
        '{{page}}',
      ],
    },
  },
};
