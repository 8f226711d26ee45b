/** What accounts are told when a document is issued, and until it is paid. The document comes along. */
import type { Language } from '../languages.ts';
import type { MailKind } from './mail.ts';
import type { Template } from './templates.ts';

export const DOCUMENT_TEMPLATES: Readonly<
  Record<
    Extract<
      MailKind,
      | 'receipt'
      | 'usage_receipt'
      | 'invoice'
      | 'credit_note'
      | 'commission_note'
      | 'invoice_due'
      | 'invoice_overdue'
    >,
    Readonly<Record<Language, Template>>
  >
> = {
  receipt: {
    en: {
      subject: 'Receipt {{document}} over {{total}}',
      paragraphs: [
        'Hello {{name}},',
        'The receipt {{document}} of your account {{number}} with {{provider}} is attached: {{what}}, {{total}}.',
        'All your documents:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Beleg {{document}} über {{total}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Im Anhang finden Sie den Beleg {{document}} zu Ihrem Konto {{number}} bei {{provider}}: {{what}}, {{total}}.',
        'Alle Ihre Dokumente:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'إيصال {{document}} بمبلغ {{total}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'مرفق الإيصال {{document}} لحسابك {{number}} لدى {{provider}}: {{what}}، {{total}}.',
        'كل مستنداتك:',
        '{{page}}',
      ],
    },
  },
  usage_receipt: {
    en: {
      subject: 'Your calls of {{period}}: receipt {{document}}',
      paragraphs: [
        'Hello {{name}},',
        'The receipt {{document}} over the use of your account {{number}} with {{provider}} is attached: {{total}} for {{period}}. It was paid from your balance; there is nothing to pay.',
        'All your documents:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Ihre Gespräche {{period}}: Beleg {{document}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Im Anhang finden Sie den Beleg {{document}} über die Nutzung Ihres Kontos {{number}} bei {{provider}}: {{total}} für {{period}}. Der Betrag wurde von Ihrem Guthaben bezahlt; Sie müssen nichts zahlen.',
        'Alle Ihre Dokumente:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'مكالماتك {{period}}: إيصال {{document}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'مرفق الإيصال {{document}} عن استخدام حسابك {{number}} لدى {{provider}}: {{total}} عن الفترة {{period}}. دُفع من رصيدك، ولا يلزمك دفع شيء.',
        'كل مستنداتك:',
        '{{page}}',
      ],
    },
  },
  invoice: {
    en: {
      subject: 'Invoice {{document}} over {{total}}',
      paragraphs: [
        'Hello {{name}},',
        'Your invoice {{document}} from {{provider}} for the account {{number}} is attached. It comes to {{total}}.',
        '{{payment}}',
        'See the invoice and pay it here:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Rechnung {{document}} über {{total}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Im Anhang finden Sie Ihre Rechnung {{document}} von {{provider}} für das Konto {{number}}. Sie beläuft sich auf {{total}}.',
        '{{payment}}',
        'Hier sehen und bezahlen Sie die Rechnung:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'فاتورة {{document}} بمبلغ {{total}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'مرفقة فاتورتك {{document}} من {{provider}} للحساب {{number}}، ومبلغها {{total}}.',
        '{{payment}}',
        'اطّلع على الفاتورة وادفعها هنا:',
        '{{page}}',
      ],
    },
  },
  credit_note: {
    en: {
      subject: 'Credit note {{document}} over {{total}}',
      paragraphs: [
        'Hello {{name}},',
        'The credit note {{document}} for your account {{number}} with {{provider}} is attached. It takes back {{total}} of the invoice {{invoice}}.',
        'All your documents:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Gutschrift {{document}} über {{total}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Im Anhang finden Sie die Gutschrift {{document}} zu Ihrem Konto {{number}} bei {{provider}}. Sie nimmt {{total}} der Rechnung {{invoice}} zurück.',
        'Alle Ihre Dokumente:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'إشعار دائن {{document}} بمبلغ {{total}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'مرفق الإشعار الدائن {{document}} لحسابك {{number}} لدى {{provider}}. وهو يعيد {{total}} من الفاتورة {{invoice}}.',
        'كل مستنداتك:',
        '{{page}}',
      ],
    },
  },
  commission_note: {
    en: {
      subject: 'Your commission of {{period}}: {{total}}',
      paragraphs: [
        'Hello {{name}},',
        'The commission note {{document}} for your account {{number}} with {{provider}} is attached: {{total}} for {{period}}.',
        'All your documents:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Ihre Provision {{period}}: {{total}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Im Anhang finden Sie die Provisionsabrechnung {{document}} zu Ihrem Konto {{number}} bei {{provider}}: {{total}} für {{period}}.',
        'Alle Ihre Dokumente:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'عمولتك {{period}}: {{total}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'مرفق إشعار العمولة {{document}} لحسابك {{number}} لدى {{provider}}: {{total}} عن الفترة {{period}}.',
        'كل مستنداتك:',
        '{{page}}',
      ],
    },
  },
  invoice_due: {
    en: {
      subject: 'Invoice {{document}}: {{open}} due by {{due}}',
      paragraphs: [
        'Hello {{name}},',
        'A reminder of your invoice {{document}} over {{total}} for the account {{number}}: {{open}} is still open and due by {{due}}. It is attached once more.',
        'If you have paid already, you need not do anything. Otherwise pay {{provider}} in time; this is where:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Rechnung {{document}}: {{open}} fällig bis {{due}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Wir erinnern an Ihre Rechnung {{document}} über {{total}} für das Konto {{number}}: {{open}} sind noch offen und bis {{due}} fällig. Sie liegt noch einmal bei.',
        'Wenn Sie schon bezahlt haben, müssen Sie nichts tun. Sonst zahlen Sie bitte rechtzeitig an {{provider}}; hier geht das:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'الفاتورة {{document}}: {{open}} مستحقة حتى {{due}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'نذكّرك بفاتورتك {{document}} بمبلغ {{total}} للحساب {{number}}: لا يزال {{open}} غير مدفوع ويُستحق حتى {{due}}. وهي مرفقة مرة أخرى.',
        'إن كنت قد دفعت فلا يلزمك شيء. وإلا فادفع إلى {{provider}} في الوقت المناسب، من هنا:',
        '{{page}}',
      ],
    },
  },
  invoice_overdue: {
    en: {
      subject: 'Overdue: {{open}} of invoice {{document}}',
      paragraphs: [
        'Hello {{name}},',
        'Your invoice {{document}} over {{total}} for the account {{number}} was due on {{due}}, and {{open}} is still open. It is attached once more.',
        'Please pay {{provider}} now, so that your account stays as it is. If you have paid in these days, thank you. This is where:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Überfällig: {{open}} der Rechnung {{document}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Ihre Rechnung {{document}} über {{total}} für das Konto {{number}} war am {{due}} fällig, und {{open}} sind noch offen. Sie liegt noch einmal bei.',
        'Bitte zahlen Sie jetzt an {{provider}}, damit Ihr Konto bleibt, wie es ist. Wenn Sie in diesen Tagen bezahlt haben: vielen Dank. Hier geht das:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'متأخر: {{open}} من الفاتورة {{document}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'كانت فاتورتك {{document}} بمبلغ {{total}} للحساب {{number}} مستحقة في {{due}}، ولا يزال {{open}} غير مدفوع. وهي مرفقة مرة أخرى.',
        'يُرجى الدفع إلى {{provider}} الآن ليبقى حسابك كما هو. إن كنت قد دفعت في هذه الأيام فشكرًا لك. من هنا:',
        '{{page}}',
      ],
    },
  },
};
