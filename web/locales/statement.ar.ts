/** كشف الحساب: ما حرّك المال، ولماذا. */
import { ltr } from './ar-words.ts';

export const statementAr = {
  amount: 'المبلغ',
  at: 'الوقت',
  balanceAfter: 'الرصيد بعدها',
  closing: 'الرصيد الختامي',
  empty: 'لا حركات في هذه الفترة',
  emptyText: 'تظهر المدفوعات والرسوم هنا لحظة قيدها.',
  from: 'من',
  movements: 'الحركات',
  none: 'لا حركات بعد',
  opening: 'الرصيد الافتتاحي',
  reason: {
    call: 'مكالمة',
    callTo: `مكالمة إلى ${ltr('+{{number}}')}`,
    call_charge: '{{call}}، المفوتر {{seconds}} ثانية',
    call_charge_free: '{{call}}، المفوتر {{seconds}} ث، منها {{free}} ث مجانًا',
    call_correction: '{{call}}، بعد التصحيح',
    call_overrun: '{{call}}، ما تجاوز حدّها',
    commission: 'عمولة: {{call}}',
    commission_correction: 'عمولة: {{call}}، بعد التصحيح',
    payment: { bank_transfer: 'دفعة بتحويل مصرفي', cash: 'دفعة نقدًا', other: 'دفعة' },
    refund: { bank_transfer: 'رد بتحويل مصرفي', cash: 'رد نقدًا', other: 'رد' },
    staff_credit: 'إضافة من الموظفين',
    staff_debit: 'خصم من الموظفين',
    transfer_in: 'تحويل من الحساب {{number}}',
    transfer_out: 'تحويل إلى الحساب {{number}}',
  },
  to: 'إلى (شاملًا)',
  whole: 'السجل كاملًا',
  why: 'السبب',
};
