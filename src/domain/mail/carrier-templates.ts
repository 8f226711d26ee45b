/** What the operator is told of its carriers. */
import type { Language } from '../languages.ts';
import type { MailKind } from './mail.ts';
import type { Template } from './templates.ts';

export const CARRIER_TEMPLATES: Readonly<
  Record<Extract<MailKind, 'gateway_unhealthy' | 'gateway_recovered'>, Readonly<Record<Language, Template>>>
> = {
  gateway_unhealthy: {
    en: {
      subject: 'Gateway {{gateway}} of {{trunk}} does not take calls',
      paragraphs: [
        'Hello {{name}},',
        'Since {{at}} calls go past the gateway {{gateway}} of the trunk {{trunk}}: {{reason}}. Where there is another route they take it. From time to time one call tries the gateway again, and you hear when it works.',
        'Ask the carrier, and look at the routes of its destinations:',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Das Gateway {{gateway}} von {{trunk}} nimmt keine Anrufe an',
      paragraphs: [
        'Guten Tag {{name}},',
        'Seit {{at}} gehen Anrufe am Gateway {{gateway}} der Leitung {{trunk}} vorbei: {{reason}}. Wo es einen anderen Weg gibt, nehmen sie ihn. Von Zeit zu Zeit versucht es ein Anruf dort wieder, und Sie hören, wenn es geht.',
        'Fragen Sie den Vorlieferanten, und sehen Sie sich die Wege seiner Ziele an:',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'البوابة {{gateway}} في {{trunk}} لا تستقبل المكالمات',
      paragraphs: [
        'مرحبًا {{name}}،',
        'منذ {{at}} تتجاوز المكالمات البوابة {{gateway}} في خط الربط {{trunk}}: {{reason}}. حيث يوجد مسار آخر تسلكه. تجرّبها مكالمة من حين لآخر، وستُبلَّغ حين تعمل.',
        'اسأل المزوّد وانظر في مسارات وجهاته:',
        '{{page}}',
      ],
    },
  },
  gateway_recovered: {
    en: {
      subject: 'Gateway {{gateway}} of {{trunk}} takes calls again',
      paragraphs: [
        'Hello {{name}},',
        'The gateway {{gateway}} of the trunk {{trunk}} takes calls again since {{at}}. Calls went past it since {{since}}.',
        '{{page}}',
      ],
    },
    de: {
      subject: 'Das Gateway {{gateway}} von {{trunk}} nimmt wieder Anrufe an',
      paragraphs: [
        'Guten Tag {{name}},',
        'Das Gateway {{gateway}} der Leitung {{trunk}} nimmt seit {{at}} wieder Anrufe an. Seit {{since}} gingen Anrufe daran vorbei.',
        '{{page}}',
      ],
    },
    ar: {
      subject: 'البوابة {{gateway}} في {{trunk}} تستقبل المكالمات من جديد',
      paragraphs: [
        'مرحبًا {{name}}،',
        'البوابة {{gateway}} في خط الربط {{trunk}} تستقبل المكالمات من جديد منذ {{at}}. كانت المكالمات تتجاوزها منذ {{since}}.',
        '{{page}}',
      ],
    },
  },
};
