/** The texts of all mails. Without logic: a paragraph is text with variables of the kind's list, and nothing else. */
import type { Language } from '../languages.ts';
import { CARRIER_TEMPLATES } from './carrier-templates.ts';
import { DOCUMENT_TEMPLATES } from './document-templates.ts';
import { GUARD_TEMPLATES } from './guard-templates.ts';
import { WEBHOOK_TEMPLATES } from './webhook-templates.ts';
import type { MailKind } from './mail.ts';
import { MONEY_TEMPLATES } from './money-templates.ts';
import { SERVICE_TEMPLATES } from './service-templates.ts';

/** A variable that is an address (`{{link}}`, `{{portal}}`, `{{page}}`) becomes a link in HTML. */
export type Template = Readonly<{ subject: string; paragraphs: readonly string[] }>;

export const TEMPLATES: Readonly<Record<MailKind, Readonly<Record<Language, Template>>>> = {
  ...GUARD_TEMPLATES,
  ...MONEY_TEMPLATES,
  ...DOCUMENT_TEMPLATES,
  ...SERVICE_TEMPLATES,
  ...WEBHOOK_TEMPLATES,
  ...CARRIER_TEMPLATES,
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
  second_factor_on: {
    en: {
      subject: 'Your account {{number}} asks for a second factor',
      paragraphs: [
        'Hello {{name}},',
        'Since {{at}} whoever signs in to your account {{number}} needs a code besides the password. The recovery codes that were shown then are the ones that count; earlier ones have ended.',
        'If this was not you, and nobody you asked to do it, tell {{provider}} at once. This is where you sign in:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Ihr Konto {{number}} fragt nach einem zweiten Faktor',
      paragraphs: [
        'Guten Tag {{name}},',
        'Seit {{at}} braucht, wer sich bei Ihrem Konto {{number}} anmeldet, außer dem Passwort einen Code. Es gelten die Wiederherstellungscodes, die dabei gezeigt wurden; frühere gelten nicht mehr.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, sagen Sie es sofort {{provider}}. Hier melden Sie sich an:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'حسابك {{number}} يطلب عاملًا ثانيًا',
      paragraphs: [
        'مرحبًا {{name}}،',
        'منذ {{at}} يحتاج من يسجّل الدخول إلى حسابك {{number}} إلى رمز إضافة إلى كلمة المرور. رموز الاسترداد السارية هي التي عُرضت حينها، وما قبلها انتهى.',
        'إن لم تكن أنت من فعل ذلك، ولا أحد طلبت منه ذلك، فأبلغ {{provider}} فورًا. من هنا تسجّل الدخول:',
        '{{portal}}',
      ],
    },
  },
  second_factor_off: {
    en: {
      subject: 'The app for codes of your account {{number}} was taken away',
      paragraphs: [
        'Hello {{name}},',
        'The app for codes of your account {{number}} was taken away on {{at}}. Unless you have passkeys, the password alone signs in now.',
        'If this was not you, and nobody you asked to do it, tell {{provider}} at once. This is where you sign in:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Die App für Codes Ihres Kontos {{number}} wurde entfernt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Die App für Codes Ihres Kontos {{number}} wurde am {{at}} entfernt. Wenn Sie keine Passkeys haben, genügt nun das Passwort zur Anmeldung.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, sagen Sie es sofort {{provider}}. Hier melden Sie sich an:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'أُزيل تطبيق الرموز من حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'أُزيل تطبيق الرموز من حسابك {{number}} في {{at}}. إن لم تكن لديك مفاتيح مرور، فكلمة المرور وحدها تكفي الآن لتسجيل الدخول.',
        'إن لم تكن أنت من أزاله، ولا أحد طلبت منه ذلك، فأبلغ {{provider}} فورًا. من هنا تسجّل الدخول:',
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
  password_reset: {
    en: {
      subject: 'Choose a new password for your account {{number}}',
      paragraphs: [
        'Hello {{name}},',
        'Somebody, probably you, asked for a new password for your account {{number}} with {{provider}}. Open this link to choose one:',
        '{{link}}',
        'The link works once, until {{until}}. A newer one ends it.',
        'If you did not ask for this, you need not do anything: your password stays as it is. Never pass the link on, to nobody.',
      ],
    },
    de: {
      subject: 'Wählen Sie ein neues Passwort für Ihr Konto {{number}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Jemand, wahrscheinlich Sie, hat ein neues Passwort für Ihr Konto {{number}} bei {{provider}} angefordert. Öffnen Sie diesen Link, um eines zu wählen:',
        '{{link}}',
        'Der Link gilt einmal, bis {{until}}. Ein neuerer macht ihn ungültig.',
        'Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist. Geben Sie den Link niemandem weiter.',
      ],
    },
    ar: {
      subject: 'اختر كلمة مرور جديدة لحسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'طلب أحدهم، وربما أنت، كلمة مرور جديدة لحسابك {{number}} لدى {{provider}}. افتح هذا الرابط لاختيارها:',
        '{{link}}',
        'الرابط صالح مرة واحدة، حتى {{until}}. وأي رابط أحدث يلغيه.',
        'إن لم تطلب ذلك، فلا يلزمك فعل شيء: تبقى كلمة مرورك كما هي. لا تعطِ هذا الرابط لأحد.',
      ],
    },
  },
  passkey_added: {
    en: {
      subject: 'A passkey was added to your account {{number}}',
      paragraphs: [
        'Hello {{name}},',
        'The passkey “{{key}}” was added to your account {{number}} on {{at}}. Whoever unlocks the device that it is on signs in as you, without a password.',
        'If this was not you, and nobody you asked to do it, sign in, remove it, change your password, and tell {{provider}}:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Ihrem Konto {{number}} wurde ein Passkey hinzugefügt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Der Passkey „{{key}}“ wurde am {{at}} Ihrem Konto {{number}} hinzugefügt. Wer das Gerät entsperrt, auf dem er ist, meldet sich als Sie an, ohne Passwort.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, melden Sie sich an, entfernen Sie ihn, ändern Sie Ihr Passwort, und sagen Sie es {{provider}}:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'أُضيف مفتاح مرور إلى حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'أُضيف مفتاح المرور «{{key}}» إلى حسابك {{number}} في {{at}}. من يفتح قفل الجهاز الذي هو عليه يسجّل الدخول باسمك دون كلمة مرور.',
        'إن لم تكن أنت من أضافه، ولا أحد طلبت منه ذلك، فسجّل الدخول وأزِله وغيّر كلمة مرورك وأبلغ {{provider}}:',
        '{{portal}}',
      ],
    },
  },
  passkey_removed: {
    en: {
      subject: 'A passkey of your account {{number}} was removed',
      paragraphs: [
        'Hello {{name}},',
        'The passkey “{{key}}” of your account {{number}} was removed on {{at}}. It no longer signs in.',
        'If this was not you, and nobody you asked to do it, tell {{provider}} at once. This is where you sign in:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Ein Passkey Ihres Kontos {{number}} wurde entfernt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Der Passkey „{{key}}“ Ihres Kontos {{number}} wurde am {{at}} entfernt. Er meldet nicht mehr an.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, sagen Sie es sofort {{provider}}. Hier melden Sie sich an:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'أُزيل مفتاح مرور من حسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'أُزيل مفتاح المرور «{{key}}» من حسابك {{number}} في {{at}}. لم يعد يسجّل الدخول.',
        'إن لم تكن أنت من أزاله، ولا أحد طلبت منه ذلك، فأبلغ {{provider}} فورًا. من هنا تسجّل الدخول:',
        '{{portal}}',
      ],
    },
  },
  api_key_made: {
    en: {
      subject: 'An API key was made for your account {{number}}',
      paragraphs: [
        'Hello {{name}},',
        'The API key “{{key}}” was made for your account {{number}} on {{at}}, from {{address}}. A program that has it acts as you, without your password.',
        'If this was not you, and nobody you asked to do it, sign in, revoke the key, change your password, and tell {{provider}}:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Für Ihr Konto {{number}} wurde ein API-Schlüssel angelegt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Der API-Schlüssel „{{key}}“ wurde am {{at}} von {{address}} aus für Ihr Konto {{number}} angelegt. Ein Programm, das ihn hat, handelt wie Sie, ohne Ihr Passwort.',
        'Wenn das weder Sie waren noch jemand in Ihrem Auftrag, melden Sie sich an, sperren Sie den Schlüssel, ändern Sie Ihr Passwort, und sagen Sie es {{provider}}:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'أُنشئ مفتاح API لحسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'أُنشئ مفتاح API «{{key}}» لحسابك {{number}} في {{at}} من العنوان {{address}}. أي برنامج لديه هذا المفتاح يتصرف باسمك دون كلمة مرورك.',
        'إن لم تكن أنت من أنشأه، ولا أحد طلبت منه ذلك، فسجّل الدخول وألغِ المفتاح وغيّر كلمة مرورك وأبلغ {{provider}}:',
        '{{portal}}',
      ],
    },
  },
  api_key_expiring: {
    en: {
      subject: 'An API key of your account {{number}} ends soon',
      paragraphs: [
        'Hello {{name}},',
        'The API key “{{key}}” of your account {{number}} with {{provider}} ends on {{until}}. The program that uses it is refused from then on.',
        'Make a new key in time and give it to the program; this is where:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Ein API-Schlüssel Ihres Kontos {{number}} läuft bald ab',
      paragraphs: [
        'Guten Tag {{name}},',
        'Der API-Schlüssel „{{key}}“ Ihres Kontos {{number}} bei {{provider}} läuft am {{until}} ab. Das Programm, das ihn benutzt, wird von da an abgewiesen.',
        'Legen Sie rechtzeitig einen neuen an und geben Sie ihn dem Programm; hier geht das:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'ينتهي قريبًا مفتاح API لحسابك {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'ينتهي مفتاح API «{{key}}» لحسابك {{number}} لدى {{provider}} في {{until}}. ومنذ ذلك الحين يُرفض البرنامج الذي يستخدمه.',
        'أنشئ مفتاحًا جديدًا في الوقت المناسب وأعطه للبرنامج؛ من هنا:',
        '{{portal}}',
      ],
    },
  },
  sign_up: {
    en: {
      subject: 'Confirm your e-mail address to open your account',
      paragraphs: [
        'Hello {{name}},',
        'You asked for an account with {{provider}}. Open this link and type the password that you chose; your account is ready then:',
        '{{link}}',
        'The link works once, until {{until}}. After that, sign up again.',
        'If you did not ask for this, you need not do anything: there is no account then.',
      ],
    },
    de: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse, um Ihr Konto zu eröffnen',
      paragraphs: [
        'Guten Tag {{name}},',
        'Sie möchten ein Konto bei {{provider}}. Öffnen Sie diesen Link und geben Sie das Passwort ein, das Sie gewählt haben; dann ist Ihr Konto bereit:',
        '{{link}}',
        'Der Link gilt einmal, bis {{until}}. Danach eröffnen Sie das Konto noch einmal.',
        'Wenn Sie das nicht waren, müssen Sie nichts tun: Es entsteht dann kein Konto.',
      ],
    },
    ar: {
      subject: 'أكّد عنوان بريدك الإلكتروني لفتح حسابك',
      paragraphs: [
        'مرحبًا {{name}}،',
        'طلبت فتح حساب لدى {{provider}}. افتح هذا الرابط وأدخل كلمة المرور التي اخترتها، فيصبح حسابك جاهزًا:',
        '{{link}}',
        'الرابط صالح مرة واحدة، حتى {{until}}. بعد ذلك سجّل من جديد.',
        'إن لم تطلب ذلك، فلا يلزمك فعل شيء: لن يُنشأ أي حساب.',
      ],
    },
  },
  sign_up_known: {
    en: {
      subject: 'You have an account already: {{number}}',
      paragraphs: [
        'Hello {{name}},',
        'Somebody, probably you, asked for a new account with this e-mail address. It belongs to your account {{number}} already, and nothing was changed. This is where you sign in:',
        '{{portal}}',
        'If you no longer know your password, choose "Forgot your password?" there, or ask {{provider}} for a link.',
      ],
    },
    de: {
      subject: 'Sie haben schon ein Konto: {{number}}',
      paragraphs: [
        'Guten Tag {{name}},',
        'Jemand, wahrscheinlich Sie, wollte mit dieser E-Mail-Adresse ein neues Konto eröffnen. Sie gehört schon zu Ihrem Konto {{number}}, und nichts wurde geändert. Hier melden Sie sich an:',
        '{{portal}}',
        'Wenn Sie Ihr Passwort nicht mehr wissen, wählen Sie dort „Passwort vergessen?“, oder bitten Sie {{provider}} um einen Link.',
      ],
    },
    ar: {
      subject: 'لديك حساب بالفعل: {{number}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'طلب أحدهم، وربما أنت، حسابًا جديدًا بهذا العنوان. وهو يخص حسابك {{number}} بالفعل، ولم يتغيّر شيء. من هنا تسجّل الدخول:',
        '{{portal}}',
        'إن نسيت كلمة مرورك، فاختر هناك «نسيت كلمة المرور؟»، أو اطلب رابطًا من {{provider}}.',
      ],
    },
  },
};
