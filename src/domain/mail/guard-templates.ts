/** What people are told when a guard fires: those above the account, and the account itself. */
import type { Language } from '../languages.ts';
import type { MailKind } from './mail.ts';
import type { Template } from './templates.ts';

export const GUARD_TEMPLATES: Readonly<
  Record<
    Extract<MailKind, 'guard_noticed' | 'guard_blocked' | 'calls_blocked'>,
    Readonly<Record<Language, Template>>
  >
> = {
  guard_noticed: {
    en: {
      subject: 'Look at the calls of account {{account}}',
      paragraphs: [
        'Hello {{name}},',
        'A guard noticed unusual calls of the account {{account}} at {{at}}: {{why}}. Its calls go on.',
        'Look at the calls under Guard events. If they are not wanted, suspend the account and change the passwords of its phones:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Sehen Sie sich die Anrufe des Kontos {{account}} an',
      paragraphs: [
        'Guten Tag {{name}},',
        'Eine Schutzgrenze hat am {{at}} bei ungewöhnlichen Anrufen des Kontos {{account}} angeschlagen: {{why}}. Das Konto kann weiter telefonieren.',
        'Sehen Sie sich die Anrufe unter „Ausgelöste Schutzgrenzen“ an. Sind sie nicht gewollt, sperren Sie das Konto und ändern Sie die Passwörter seiner Telefone:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'راجع مكالمات الحساب {{account}}',
      paragraphs: [
        'مرحبًا {{name}}،',
        'رصد حد واقٍ في {{at}} مكالمات غير معتادة للحساب {{account}}: {{why}}. مكالماته مستمرة.',
        'راجع المكالمات في صفحة أحداث الحدود الواقية. إن لم تكن مقصودة فأوقف الحساب وغيّر كلمات مرور هواتفه:',
        '{{portal}}',
      ],
    },
  },
  guard_blocked: {
    en: {
      subject: 'New calls of account {{account}} are blocked',
      paragraphs: [
        'Hello {{name}},',
        'A guard blocked new calls of the account {{account}} at {{at}}: {{why}}. Emergency calls always go out, and it can be called.',
        'Look at the calls under Guard events. If they were wanted, release the block there. If not, change the passwords of its phones first:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Neue Anrufe des Kontos {{account}} sind gesperrt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Eine Schutzgrenze sperrt seit {{at}} neue Anrufe des Kontos {{account}}: {{why}}. Notrufe gehen immer hinaus, und das Konto ist erreichbar.',
        'Sehen Sie sich die Anrufe unter „Ausgelöste Schutzgrenzen“ an. Waren sie gewollt, heben Sie die Sperre dort auf. Wenn nicht, ändern Sie zuerst die Passwörter seiner Telefone:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'المكالمات الجديدة للحساب {{account}} محظورة',
      paragraphs: [
        'مرحبًا {{name}}،',
        'حظر حد واقٍ في {{at}} المكالمات الجديدة للحساب {{account}}: {{why}}. مكالمات الطوارئ تخرج دائمًا، ويمكن الاتصال بالحساب.',
        'راجع المكالمات في صفحة أحداث الحدود الواقية. إن كانت مقصودة فارفع الحظر هناك، وإلا فغيّر أولًا كلمات مرور هواتفه:',
        '{{portal}}',
      ],
    },
  },
  calls_blocked: {
    en: {
      subject: 'New calls of your account {{number}} are blocked',
      paragraphs: [
        'Hello {{name}},',
        'New calls of your account {{number}} are blocked since {{at}}, because unusual calls were seen. Somebody may know the password of one of your phones. Emergency calls always go out, and you can be called.',
        'Look at your calls, and ask {{provider}} to let you call again:',
        '{{portal}}',
      ],
    },
    de: {
      subject: 'Neue Anrufe Ihres Kontos {{number}} sind gesperrt',
      paragraphs: [
        'Guten Tag {{name}},',
        'Neue Anrufe Ihres Kontos {{number}} sind seit {{at}} gesperrt, weil ungewöhnliche Anrufe aufgefallen sind. Vielleicht kennt jemand das Passwort eines Ihrer Telefone. Notrufe gehen immer hinaus, und Sie sind erreichbar.',
        'Sehen Sie sich Ihre Anrufe an und bitten Sie {{provider}}, die Sperre aufzuheben:',
        '{{portal}}',
      ],
    },
    ar: {
      subject: 'المكالمات الجديدة لحسابك {{number}} محظورة',
      paragraphs: [
        'مرحبًا {{name}}،',
        'المكالمات الجديدة لحسابك {{number}} محظورة منذ {{at}} لأن مكالمات غير معتادة رُصدت. ربما يعرف أحدهم كلمة مرور أحد هواتفك. مكالمات الطوارئ تخرج دائمًا، ويمكن الاتصال بك.',
        'راجع مكالماتك واطلب من {{provider}} رفع الحظر:',
        '{{portal}}',
      ],
    },
  },
};

const WHY: Readonly<Record<Language, Readonly<Record<'prefixes' | 'spendPerHour' | 'spendPerDay', string>>>> =
  {
    en: {
      prefixes: 'different risky destinations were tried within an hour',
      spendPerHour: 'its cap on spending in an hour is reached',
      spendPerDay: 'its cap on spending on a day is reached',
    },
    de: {
      prefixes: 'verschiedene riskante Ziele wurden binnen einer Stunde versucht',
      spendPerHour: 'die Obergrenze seiner Ausgaben in einer Stunde ist erreicht',
      spendPerDay: 'die Obergrenze seiner Ausgaben an einem Tag ist erreicht',
    },
    ar: {
      prefixes: 'جُرّبت وجهات خطرة مختلفة خلال ساعة',
      spendPerHour: 'بلغ حد الإنفاق في الساعة',
      spendPerDay: 'بلغ حد الإنفاق في اليوم',
    },
  };

/** Why a guard fired, as a part of a sentence: a cap was reached, or these prefixes (E.164 digits) were tried. */
export function whyFired(
  language: Language,
  { cap, prefixes }: Readonly<{ cap: 'spendPerHour' | 'spendPerDay' | null; prefixes: readonly string[] }>,
): string {
  const words = WHY[language];
  if (cap !== null) return words[cap];
  return `${words.prefixes} (${prefixes.map((prefix) => `+${prefix}`).join(', ')})`;
}
