/** The texts of all mails. Without logic: a paragraph is text with variables of the kind's list, and nothing else. */
import type { Language } from '../languages.ts';
import type { MailKind } from './mail.ts';

/** A paragraph that is one address variable alone (`{{link}}`, `{{portal}}`) becomes a link in HTML. */
export type Template = Readonly<{ subject: string; paragraphs: readonly string[] }>;

/** What each kind may say. A password is in no list. */
export const VARIABLES = {
  welcome: ['name', 'number', 'email', 'provider', 'portal'],
  invite: ['name', 'number', 'provider', 'link', 'until'],
  password_changed: ['name', 'number', 'provider', 'portal', 'at'],
  email_changed: ['name', 'number', 'provider', 'at'],
} as const satisfies Record<MailKind, readonly string[]>;

export const TEMPLATES: Readonly<Record<MailKind, Readonly<Record<Language, Template>>>> = {
  welcome: {
    en: {
      subject: 'Your account {{number}} is ready',
      paragraphs: [
        'Hello {{name}},',
        '{{provider}} has made an account for you. This is where you sign in:',
        '{{portal}}',
        'Use your account number {{number}} or your e-mail address {{email}}. Your password is not in this message, and nobody will ever ask you for it by e-mail.',
      ],
    },
    de: {
      subject: 'Ihr Konto {{number}} ist bereit',
      paragraphs: [
        'Guten Tag {{name}},',
        '{{provider}} hat ein Konto für Sie eingerichtet. Hier melden Sie sich an:',
        '{{portal}}',
        'Verwenden Sie Ihre Kontonummer {{number}} oder Ihre E-Mail-Adresse {{email}}. Ihr Passwort steht nicht in dieser Nachricht, und niemand wird Sie je per E-Mail danach fragen.',
      ],
    },
    ar: {
      subject: 'حسابك {{number}} جاهز',
      paragraphs: [
        'مرحبًا {{name}}،',
        'أنشأ {{provider}} حسابًا لك. من هنا تسجّل الدخول:',
        '{{portal}}',
        'استخدم رقم حسابك {{number}} أو عنوان بريدك الإلكتروني {{email}}. كلمة مرورك ليست في هذه الرسالة، ولن يسألك عنها أحد بالبريد الإلكتروني أبدًا.',
      ],
    },
  },
  invite: {
    en: {
      subject: 'Choose the password of your account {{number}}',
      paragraphs: [
        'Hello {{name}},',
        '{{provider}} invites you to choose a password for your account {{number}}:',
        '{{link}}',
        'The link works once, until {{until}}. After that, ask {{provider}} for a new one.',
        'If you did not expect this message, you need not do anything.',
      ],
    },
    de: {
      subject: 'Wählen Sie das Passwort Ihres Kontos {{number}}',
      paragraphs: [
        'Guten Tag {{name}},',
        '{{provider}} lädt Sie ein, ein Passwort für Ihr Konto {{number}} zu wählen:',
        '{{link}}',
        'Der Link gilt einmal, bis {{until}}. Danach bitten Sie {{provider}} um einen neuen.',
        'Wenn Sie diese Nachricht nicht erwartet haben, müssen Sie nichts tun.',
      ],
    },
    ar: {
      subject: 'اختر كلمة مرور حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'يدعوك {{provider}} إلى اختيار كلمة مرور لحسابك {{number}}:',
        '{{link}}',
        'الرابط صالح مرة واحدة، حتى {{until}}. بعد ذلك اطلب رابطًا جديدًا من {{provider}}.',
        'إن لم تكن تتوقع هذه الرسالة، فلا يلزمك فعل شيء.',
      ],
    },
  },
  password_changed: {
    en: {
      subject: 'The password of your account {{number}} was changed',
      paragraphs: [
        'Hello {{name}},',
        'The password of your account {{number}} was changed on {{at}}. All other sessions have ended.',
        'If this was not you, and nobody you asked to do it, tell {{provider}} at once. This is where you sign in:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Das Passwort Ihres Kontos {{number}} wurde geändert',
      paragraphs: [
        'Guten Tag {{name}},',
        'Das Passwort Ihres Kontos {{number}} wurde am {{at}} geändert. Alle anderen Sitzungen sind beendet.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, sagen Sie es sofort {{provider}}. Hier melden Sie sich an:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'تغيّرت كلمة مرور حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'تغيّرت كلمة مرور حسابك {{number}} في {{at}}. انتهت كل الجلسات الأخرى.',
        'إن لم تكن أنت من غيّرها، ولا أحد طلبت منه ذلك، فأبلغ {{provider}} فورًا. من هنا تسجّل الدخول:',
        '{{portal}}',
      ],
    },
  },
  email_changed: {
    en: {
      subject: 'The e-mail address of your account {{number}} was changed',
      paragraphs: [
        'Hello {{name}},',
        'The e-mail address of your account {{number}} was changed on {{at}}. This address no longer signs in, and gets no further messages about the account.',
        'If this was not you, and nobody you asked to do it, tell {{provider}} at once.',
      ],
    },
    de: {
      subject: 'Die E-Mail-Adresse Ihres Kontos {{number}} wurde geändert',
      paragraphs: [
        'Guten Tag {{name}},',
        'Die E-Mail-Adresse Ihres Kontos {{number}} wurde am {{at}} geändert. Mit dieser Adresse kann man sich nicht mehr anmelden, und sie erhält keine weiteren Nachrichten zu diesem Konto.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, sagen Sie es sofort {{provider}}.',
      ],
    },
    ar: {
      subject: 'تغيّر عنوان البريد الإلكتروني لحسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'تغيّر عنوان البريد الإلكتروني لحسابك {{number}} في {{at}}. لم يعد هذا العنوان يسجّل الدخول، ولن تصله رسائل أخرى عن الحساب.',
        'إن لم تكن أنت من غيّره، ولا أحد طلبت منه ذلك، فأبلغ {{provider}} فورًا.',
      ],
    },
  },
};
