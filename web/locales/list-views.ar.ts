/** ما تعرضه قائمة الحسابات، وعروضها. */
import { ACCOUNTS, counted } from './ar-words.ts';

export const listViewsAr = {
  accounts: {
    ...counted('counted', ACCOUNTS, (accounts) => accounts, 'rows'),
    countedMore: 'أكثر من {{rows}} حساب',
    open: 'التفاصيل',
    openOf: 'تفاصيل {{name}}',
    openPage: 'فتح الصفحة',
    registered: 'الهواتف المسجَّلة',
    registeredOf: '{{registered}} من {{devices}}',
    column: {
      balance: 'الرصيد',
      currency: 'العملة',
      email: 'البريد الإلكتروني',
      reference: 'المرجع',
      firstUsed: 'أول استخدام',
    },
  },
  views: {
    all: 'كل الحسابات',
    columns: 'الأعمدة…',
    columnsTitle: 'أعمدة القائمة',
    apply: 'عرض هذه الأعمدة',
    keep: 'حفظ هذا العرض…',
    keepIn: 'حفظ هذا في «{{name}}»',
    openWith: 'فتح القائمة به',
    remove: 'حذف هذا العرض',
    removeText: 'يُحذف العرض «{{name}}». تبقى الحسابات التي فيه كما هي.',
    rename: 'تغيير اسم هذا العرض…',
    save: 'حفظ',
    title: 'العروض',
    field: {
      name: { label: 'الاسم', help: 'يحفظ البحث وعوامل التصفية والترتيب والأعمدة، لك وحدك.' },
      columns: {
        label: 'الأعمدة',
        help: 'بهذا الترتيب. احفظها في عرض لتعود إليها؛ والتصدير يحوي الأعمدة نفسها.',
      },
    },
    noColumns: 'لم يُختر شيء',
  },
};
