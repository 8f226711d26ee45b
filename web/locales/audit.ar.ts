/** ما حدث للجميع. */
import { counted, EVENTS } from './ar-words.ts';

export const auditAr = {
  audit: {
    ...counted('counted', EVENTS, (events) => events, 'rows'),
    countedMore: 'ما لا يقل عن {{rows}} حدث',
    title: 'سجل التدقيق',
    help: 'كل ما حدث: لمن، ومِن مَن، ومن أين. ترتبط الأحداث ببصمات متسلسلة، ويثبت الأمر tollbook verify أن أيًا منها لم يتغير.',
    about: 'الحساب',
    action: 'ما حدث',
    address: 'العنوان يبدأ بـ',
    anyAction: 'أي شيء',
    anybody: 'الجميع',
    empty: 'لم يحدث شيء بعد',
    emptyText: 'يظهر هنا كل تغيير في حساب أو إعداد.',
    export: { title: 'تصدير', csv: 'بصيغة CSV', xlsx: 'ملف Excel (XLSX)', done: 'الملف في الطريق' },
    from: 'من يوم',
    more: 'مرشحات أخرى',
    search: 'البحث في الأحداث',
    searchHint: 'قيمة أو سبب أو رقم حساب',
    taken: 'تم التراجع عنه',
    to: 'إلى يوم',
    who: 'الفاعل',
  },
};
