/** Coupons: batches and what became of them. */
export const couponsAr = {
  coupons: {
    title: 'القسائم',
    help: 'رموز لها قيمة مالية. أنشئ دفعة، واطبع ملفها أو أرسله، ومن يشتري منك يستخدم كل رمز مرة واحدة.',
    add: 'إنشاء قسائم',
    empty: 'لا توجد قسائم',
    emptyText: 'أنشئ دفعة، مثل 100 قسيمة بقيمة 10.00، ووزّع الملف الذي فيه رموزها.',
    made: 'أُنشئت: {{count}}',
    beingMade: 'يجري إنشاء {{count}}. يمكنك مغادرة هذه الصفحة.',
    madeOf: 'أُنشئ {{made}} من {{count}}.',
    progress: 'القسائم المنشأة',
    facts: 'الدفعة',
    redeemed: 'مستخدمة',
    inactive: 'موقوفة',
    forEver: 'بلا نهاية',
    export: 'تنزيل الرموز',
    edit: 'تغيير',
    save: 'حفظ التغييرات',
    turn: {
      active: 'تفعيل',
      inactive: 'إيقاف',
    },
    turnBatch: {
      active: 'تفعيل {{name}}',
      inactive: 'إيقاف {{name}}',
    },
    turnText: {
      active: 'يمكن استخدام قسائمها من جديد، عدا التي أُوقفت واحدة واحدة.',
      inactive: 'لا يمكن استخدام أي من قسائمها بعد الآن. ما استُخدم يبقى.',
    },
    state: {
      active: 'غير مستخدمة',
      inactive: 'موقوفة',
      redeemed: 'مستخدمة',
    },
    field: {
      name: {
        label: 'الاسم',
        help: 'لك أنت، مثل «كشك الربيع».',
      },
      count: {
        label: 'العدد',
        help: 'من 1 إلى 100,000؛ ما زاد على 1,000 يُنشأ في الخلفية.',
      },
      prefix: {
        label: 'نص قبل الرمز',
        help: 'حتى 12 حرفًا ورقمًا، وليس جزءًا من السر.',
      },
      amount: {
        label: 'مبلغ كل قسيمة',
        help: 'بأرقام بعد الفاصلة لا تزيد على ما لعملتها.',
      },
      currency: {
        label: 'العملة',
        help: 'الحساب بعملة أخرى يحصل على قيمتها بسعر صرف اللحظة.',
      },
      validFrom: {
        label: 'صالحة من',
        help: 'فارغ: من الآن.',
      },
      validTo: {
        label: 'صالحة حتى',
        help: 'فارغ: بلا نهاية.',
      },
      note: {
        label: 'ملاحظة',
        help: 'لك أنت.',
      },
      status: {
        label: 'الحالة',
        help: '',
      },
    },
    list: {
      title: 'قسائم هذه الدفعة',
      search: 'البحث في القسائم',
      searchHint: 'آخر أربعة رموز',
      empty: 'لا توجد قسائم بعد',
      emptyText: 'يجري إنشاؤها.',
      position: 'الموضع',
      number: 'رقم {{number}}',
      last4: 'ينتهي الرمز بـ',
      account: 'استُخدمت لحساب',
      redeemedAt: 'وقت الاستخدام',
      actions: 'الإجراءات',
    },
  },
};
