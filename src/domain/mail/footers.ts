/** Below each notice, whoever wrote its template: why it came, and where it is switched off. */
import type { Language } from '../languages.ts';

export const FOOTERS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'This message came because notifications are on for the account {{number}}. Say where they go, or switch them off, under Notifications:',
    '{{settings}}',
  ],
  de: [
    'Diese Nachricht kam, weil für das Konto {{number}} Benachrichtigungen eingeschaltet sind. Unter „Benachrichtigungen“ sagen Sie, wohin sie gehen, oder schalten sie ab:',
    '{{settings}}',
  ],
  ar: [
    'وصلتك هذه الرسالة لأن الإشعارات مفعّلة للحساب {{number}}. من صفحة الإشعارات تحدد إلى أين تُرسل أو توقفها:',
    '{{settings}}',
  ],
};
