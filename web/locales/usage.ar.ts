/** ما يجري في الحساب: المكالمات الجارية، والإنفاق مقابل سقوفه، والاستخدام. */
export const usageAr = {
  usage: {
    capReached: 'بُلغ السقف: تُرفض المكالمات الأخرى حتى {{at}}.',
    counts: 'منذ 00:00 بتوقيت UTC، مع المبالغ المحجوزة',
    liveCalls: 'المكالمات الجارية',
    noCap: '{{amount}}، بلا سقف',
    noLimit: '{{count}}، بلا حد',
    ofCap: '{{amount}} من {{cap}}',
    ofLimit: '{{count}} من {{limit}}',
    spendPerDay: 'الإنفاق على المكالمات اليوم',
    spendPerHour: 'الإنفاق على المكالمات في هذه الساعة',
    title: 'الآن',
  },
};
