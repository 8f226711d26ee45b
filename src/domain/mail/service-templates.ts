/** What accounts are told about what they have, and about whether they may use it. */
import type { Language } from '../languages.ts';
import type { MailKind } from './mail.ts';
import type { Template } from './templates.ts';

export const SERVICE_TEMPLATES: Readonly<
  Record<
    Extract<
      MailKind,
      'suspended_for_debt' | 'restored' | 'renewal' | 'renewal_unpaid' | 'subscription_ended'
    >,
    Readonly<Record<Language, Template>>
  >
> = {
  suspended_for_debt: {
    en: {
      subject: 'Your account {{number}} is suspended: {{overdue}} is overdue',
      paragraphs: [
        'Hello {{name}},',
        'Since {{at}} your account {{number}} with {{provider}} is suspended, because {{overdue}} is overdue. Emergency calls always go out, and you can sign in.',
        'As soon as it is paid, your account is let go on by itself. Pay here:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Ihr Konto {{number}} ist gesperrt: {{overdue}} sind überfällig',
      paragraphs: [
        'Guten Tag {{name}},',
        'Ihr Konto {{number}} bei {{provider}} ist seit {{at}} gesperrt, weil {{overdue}} überfällig sind. Notrufe gehen immer hinaus, und Sie können sich anmelden.',
        'Sobald bezahlt ist, wird Ihr Konto von selbst wieder freigegeben. Hier bezahlen Sie:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'حسابك {{number}} موقوف: {{overdue}} متأخرة',
      paragraphs: [
        'مرحبًا {{name}}،',
        'حسابك {{number}} لدى {{provider}} موقوف منذ {{at}} لأن {{overdue}} متأخرة الدفع. مكالمات الطوارئ تخرج دائمًا، ويمكنك تسجيل الدخول.',
        'يُستأنف حسابك تلقائيًا فور الدفع. ادفع هنا:',
        '{{page}}',
      ],
    },
  },
  restored: {
    en: {
      subject: 'Your account {{number}} works again',
      paragraphs: [
        'Hello {{name}},',
        'Thank you: since {{at}} your account {{number}} with {{provider}} is no longer suspended. You can call as before.',
        'Your account:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Ihr Konto {{number}} ist wieder freigegeben',
      paragraphs: [
        'Guten Tag {{name}},',
        'Vielen Dank: Ihr Konto {{number}} bei {{provider}} ist seit {{at}} nicht mehr gesperrt. Sie können telefonieren wie zuvor.',
        'Ihr Konto:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'حسابك {{number}} يعمل من جديد',
      paragraphs: [
        'مرحبًا {{name}}،',
        'شكرًا لك: منذ {{at}} لم يعد حسابك {{number}} لدى {{provider}} موقوفًا. يمكنك الاتصال كما من قبل.',
        'حسابك:',
        '{{page}}',
      ],
    },
  },
  renewal: {
    en: {
      subject: '{{product}} was renewed until {{until}}',
      paragraphs: [
        'Hello {{name}},',
        '{{product}} of your account {{number}} with {{provider}} was renewed until {{until}}. It costs {{amount}}. {{attached}}',
        'What you have, and where you cancel it:',
        '{{page}}',
      ],
    },
    de: {
      subject: '{{product}} wurde bis {{until}} verlängert',
      paragraphs: [
        'Guten Tag {{name}},',
        '{{product}} Ihres Kontos {{number}} bei {{provider}} wurde bis {{until}} verlängert. Der Preis ist {{amount}}. {{attached}}',
        'Was Sie gebucht haben und wo Sie es kündigen:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'جُدّد {{product}} حتى {{until}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'جُدّد {{product}} لحسابك {{number}} لدى {{provider}} حتى {{until}}، وثمنه {{amount}}. {{attached}}',
        'ما لديك، ومن أين تلغيه:',
        '{{page}}',
      ],
    },
  },
  renewal_unpaid: {
    en: {
      subject: '{{product}} is paused: {{amount}} is needed',
      paragraphs: [
        'Hello {{name}},',
        '{{product}} of your account {{number}} was to be renewed for {{amount}}, and there was too little money. It is paused, and goes on as soon as there is enough. {{end}}',
        'Top up with {{provider}} here:',
        '{{page}}',
      ],
    },
    de: {
      subject: '{{product}} ruht: es fehlen bis zu {{amount}}',
      paragraphs: [
        'Guten Tag {{name}},',
        '{{product}} Ihres Kontos {{number}} sollte für {{amount}} verlängert werden, und das Geld reichte nicht. Es ruht und geht weiter, sobald genug da ist. {{end}}',
        'Hier laden Sie bei {{provider}} auf:',
        '{{page}}',
      ],
    },
    ar: {
      subject: '{{product}} متوقف مؤقتًا: يلزم {{amount}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'كان من المقرر تجديد {{product}} لحسابك {{number}} بمبلغ {{amount}}، ولم يكفِ المال. وهو متوقف مؤقتًا ويُستأنف حين يتوفر ما يكفي. {{end}}',
        'اشحن حسابك لدى {{provider}} هنا:',
        '{{page}}',
      ],
    },
  },
  subscription_ended: {
    en: {
      subject: '{{product}} has ended',
      paragraphs: [
        'Hello {{name}},',
        '{{product}} of your account {{number}} with {{provider}} ended on {{at}}: {{reason}}.',
        'What you have now:',
        '{{page}}',
      ],
    },
    de: {
      subject: '{{product}} ist beendet',
      paragraphs: [
        'Guten Tag {{name}},',
        '{{product}} Ihres Kontos {{number}} bei {{provider}} endete am {{at}}: {{reason}}.',
        'Was Sie jetzt haben:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'انتهى {{product}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'انتهى {{product}} لحسابك {{number}} لدى {{provider}} في {{at}}: {{reason}}.',
        'ما لديك الآن:',
        '{{page}}',
      ],
    },
  },
};
