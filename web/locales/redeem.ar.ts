/** Redeeming a coupon. */
export const redeemAr = {
  redeem: {
    title: 'استخدام قسيمة',
    submit: 'استخدام',
    done: 'أُضيف {{amount}}. الرصيد {{balance}}.',
    field: {
      code: {
        label: 'الرمز',
        help: 'كما هو مطبوع؛ لا فرق في حالة الأحرف والمسافات والشرطات.',
      },
    },
  },
};
