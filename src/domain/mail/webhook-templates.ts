/** What the owner of a webhook is told when it is given up. */
import type { Language } from '../languages.ts';
import type { Template } from './templates.ts';

export const WEBHOOK_TEMPLATES: Readonly<Record<'webhook_paused', Readonly<Record<Language, Template>>>> = {
  webhook_paused: {
    en: {
      subject: 'Your webhook is paused',
      paragraphs: [
        'Hello {{name}},',
        'Since {{at}} nothing is sent to your webhook {{webhook}} any more: {{why}}.',
        'What happens meanwhile waits for three days. Have the receiver put right, then choose Go on on its page under Webhooks, and send again what failed:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Ihr Webhook ist angehalten',
      paragraphs: [
        'Guten Tag {{name}},',
        'Seit {{at}} wird an Ihren Webhook {{webhook}} nichts mehr gesendet: {{why}}.',
        'Was inzwischen geschieht, wartet drei Tage. Lassen Sie den Empfänger in Ordnung bringen, wählen Sie dann auf seiner Seite unter Webhooks „Fortsetzen“ und senden Sie noch einmal, was nicht ankam:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'خطاف الويب الخاص بك متوقف',
      paragraphs: [
        'مرحبًا {{name}}،',
        'منذ {{at}} لم يعد يُرسل شيء إلى خطاف الويب {{webhook}}: {{why}}.',
        'ما يحدث في هذه الأثناء ينتظر ثلاثة أيام. أصلح الخادم المستقبل، ثم اختر «متابعة» في صفحته ضمن خطافات الويب، وأعد إرسال ما فشل:',
        '{{portal}}',
      ],
    },
  },
};

const WHY: Readonly<Record<'gone' | 'failing', Readonly<Record<Language, string>>>> = {
  gone: {
    en: 'it answered 410, which means that nobody is there any more',
    de: 'er hat mit 410 geantwortet, das heißt, dort ist niemand mehr',
    ar: 'أجاب بالرمز 410، أي أنه لم يعد هناك أحد',
  },
  failing: {
    en: 'nothing has arrived there for three days',
    de: 'seit drei Tagen ist dort nichts angekommen',
    ar: 'لم يصل إليه شيء منذ ثلاثة أيام',
  },
};

export function whyPaused(language: Language, reason: 'gone' | 'failing'): string {
  return WHY[reason][language];
}
