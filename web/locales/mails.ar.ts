/** رسائل الحساب. */
import { counted } from './ar-words.ts';

export const mailsAr = {
  mails: {
    title: 'الرسائل',
    ...counted(
      'attempts',
      { one: 'محاولة واحدة', two: 'محاولتين', few: 'محاولات', many: 'محاولة', other: 'محاولة' },
      (attempts) => `بعد ${attempts}:`,
    ),
    empty: 'لا رسائل بعد',
    emptyText: 'تظهر الدعوات والإشعارات هنا لحظة كتابتها.',
    invite: 'إرسال دعوة',
    inviteText:
      'يتلقى {{email}} رابطًا لاختيار كلمة مرور. صالح مرة واحدة ولمدة 24 ساعة؛ وينتهي أي رابط سابق، وتبقى كلمة المرور حتى تُختار غيرها.',
    invited: 'تُرسل دعوة إلى {{email}}',
    keptText: 'لا خادم بريد مُعدّ: اقرأها هنا وسلّمها بنفسك.',
    noLink: {
      not_permitted: 'لا يُعرض الرابط: من يقرؤه يستطيع الدخول بهذا الحساب، ولا يحق لك تعيين كلمة مروره.',
      for_others: 'لا يُعرض الرابط: هو لصندوق البريد أو لمن هو فوقك.',
      gone: 'لم يعد الرابط موجودًا: أُرسل أو انتهت مدته.',
    },
    kind: 'النوع',
    kinds: {
      calls_blocked: 'المكالمات محظورة',
      guard_blocked: 'حد واقٍ: حُظرت المكالمات',
      guard_noticed: 'حد واقٍ: راجع المكالمات',
      email_changed: 'تغيّر العنوان',
      invite: 'دعوة',
      money_low: 'رصيد منخفض',
      password_changed: 'تغيّرت كلمة المرور',
      api_key_expiring: 'مفتاح API ينتهي قريبًا',
      api_key_made: 'مفتاح API جديد',
      passkey_added: 'إضافة مفتاح مرور',
      passkey_removed: 'إزالة مفتاح مرور',
      password_reset: 'كلمة مرور جديدة',
      second_factor_off: 'إيقاف العامل الثاني',
      second_factor_on: 'تشغيل العامل الثاني',
      sign_up: 'فتح حساب',
      sign_up_known: 'فتح حساب: موجود بالفعل',
      welcome: 'ترحيب',
    },
    nextAttempt: 'المحاولة التالية',
    one: 'رسالة',
    sent: 'الإرسال',
    status: 'الحالة',
    statuses: { failed: 'فشلت', kept: 'محفوظة', queued: 'في الطريق', sent: 'أُرسلت' },
    subject: 'الموضوع',
    to: 'إلى',
    written: 'الكتابة',
  },
};
