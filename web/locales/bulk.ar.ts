/** تغيير واحد لحسابات كثيرة. */
import { counted, OF_ACCOUNTS } from './ar-words.ts';

export const bulkAr = {
  bulk: {
    title: 'تغيير الحسابات',
    action: 'ما الذي يتغيّر',
    actions: {
      activate: 'تنشيط',
      concurrentCalls: 'المكالمات المتزامنة',
      cps: 'محاولات الاتصال في الثانية (CPS)',
      notifications: 'الإشعارات',
      rateGroup: 'مجموعة الأسعار',
      suspend: 'تعليق',
    },
    back: 'رجوع',
    limited: 'تطابق حسابات أكثر مما تأخذه مهمة واحدة. هذه أول {{accounts}} بحسب أرقامها.',
    limits: { default: 'كالافتراضي', number: 'عدد', unlimited: 'بلا حد' },
    look: 'عرض ما سيتغيّر',
    more: 'و{{accounts}} غيرها.',
    none: 'بلا',
    outcome: 'ما يحدث',
    preview: 'ما سيتغيّر',
    previewText: 'لم يتغيّر شيء بعد. يُفحص كل حساب مرة أخرى حين يأتي دوره.',
    rateGroupHelp: 'من مجموعاتك. الحسابات التي تشتري من معيد بيع تبقى على مجموعات أسعاره.',
    reason: 'السبب (اختياري)',
    reasonHelp: 'يظهر في سجل كل حساب.',
    refused: 'لا يمكن تغييرها',
    same: 'كانت كذلك من قبل',
    ...counted('submit', OF_ACCOUNTS, (accounts) => `تغيير ${accounts}`, 'accounts'),
    unknown: 'حساب غير معروف',
    willChange: 'ستتغيّر',
  },
};
