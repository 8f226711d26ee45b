import { ltr } from './ar-words.ts';

/** مفاتيح API الخاصة بالمرء. */
export const apiKeysAr = {
  apiKeys: {
    title: 'مفاتيح API',
    add: 'إنشاء مفتاح API',
    addresses: 'يعمل من',
    everywhere: 'كل مكان',
    expired: 'منتهٍ',
    expires: 'ينتهي',
    soon: 'قريبًا',
    created: 'الإنشاء',
    docs: 'ما يمكن لواجهة API فعله',
    empty: 'لا مفاتيح API بعد',
    emptyText: 'أنشئ مفتاحًا لكل برنامج يعمل لك، ليمكن إلغاء كل واحد وحده.',
    field: {
      name: { label: 'الاسم', help: 'البرنامج الذي هو له، مثل «المتجر الإلكتروني».' },
      expiresAt: {
        label: 'ينتهي',
        help: 'منذ ذلك الحين يُرفض البرنامج. يصلك بريد قبل ذلك بأسبوعين. فارغ: لا ينتهي من تلقاء نفسه.',
      },
      addresses: {
        label: 'يعمل من',
        help: 'عناوين البرنامج أو شبكاته، مثل 192.0.2.10 أو 2001:db8::/48. فارغ: من كل مكان.',
      },
    },
    help: 'البرنامج الذي لديه أحد مفاتيحك يفعل ما يحق لك فعله. ألغِ أي مفتاح وقع في أيدٍ أخرى.',
    keyText: 'يُعرض مفتاح {{name}} هذه المرة فقط. ضعه حيث يحفظ البرنامج أسراره.',
    keyTitle: 'مفتاح API: دوّنه الآن',
    lastUsed: 'آخر استخدام',
    one: 'مفتاح API',
    revoke: 'إلغاء المفتاح',
    revokeText: 'تُرفض البرامج التي تستخدم {{name}} ابتداءً من الطلب التالي. لا رجعة في ذلك.',
    revokeTitle: 'إلغاء مفتاح API هذا؟',
    revokeWhat: 'إلغاء {{name}}',
    revoked: 'أُلغي: {{name}}',
    timeline: 'ما جرى لمفاتيحك',
  },
  messages: {
    'Send an instant between 1970 and 2199.': 'أدخل وقتًا بين 1970 و2199.',
    'Send addresses such as "192.0.2.10", or networks without host bits such as "192.0.2.0/24" or "2001:db8::/48".': `أدخل عناوين مثل ${ltr('192.0.2.10')}، أو شبكات بلا بتات مضيف مثل ${ltr('192.0.2.0/24')} أو ${ltr('2001:db8::/48')}.`,
    'Choose a moment that is still to come, or none.': 'اختر لحظة لم تأت بعد، أو لا شيء.',
  },
};
