/** ما يحيط بنموذج الحساب الجديد: القوالب والمسودات وسعر مكالمة نموذجية. */
import { ltr } from './ar-words.ts';

export const newAccountAr = {
  drafts: {
    continue: 'متابعة',
    continueWhat: 'متابعة: {{name}}',
    count_zero: 'لا مسودات ({{count}})',
    count_one: 'مسودة واحدة',
    count_two: 'مسودتان',
    count_few: '{{count}} مسودات',
    count_many: '{{count}} مسودة',
    count_other: '{{count}} مسودة',
    discard: 'تجاهل',
    discardWhat: 'تجاهل: {{name}}',
    noName: 'بلا اسم',
    startAnew: 'تجاهلها والبدء من جديد',
    state: {
      kept: 'حُفظت المسودة، بلا كلمات مرور.',
      tab: 'المسودة محفوظة في هذا التبويب فقط: لم يقبلها الخادم.',
    },
    title: 'بُدئت ولم تُحفظ بعد',
  },
  templates: {
    choose: 'القالب',
    defaultOne: '{{name}} (افتراضي)',
    defaultTag: 'افتراضي',
    edit: 'تغيير القالب',
    empty: 'لا قوالب بعد',
    emptyText: 'املأ نموذج حساب جديد واختر «حفظ كقالب» تحته.',
    help: 'قيم يُملأ بها نموذج الحساب الجديد. الحسابات التي أُنشئت تبقى كما هي.',
    kind: 'لـ',
    name: 'الاسم',
    none: 'بلا',
    refused: '{{what}}: {{why}} صحّحه في النموذج، ثم احفظ القالب.',
    remove: 'حذف القالب',
    removeText: 'يزول {{name}}. الحسابات التي أُنشئت به تبقى كما هي.',
    save: 'حفظ كقالب',
    saved: 'حُفظ القالب',
    title: 'قوالب الحسابات الجديدة',
    field: {
      isDefault: { label: 'افتراضي', help: 'يبدأ به نموذج هذه الفئة.' },
      name: { label: 'الاسم', help: 'مثل «مكتب، لاحق الدفع». تُستبعد الأسماء والأرقام والأسرار.' },
      withPerson: {
        label: 'مع العنوان والمراجع',
        help: 'الشركة والهاتف والعنوان وبريد الإشعارات والرقم الضريبي والمرجع.',
      },
    },
  },
  sample: {
    billed: 'تُفوتر {{seconds}} ث.',
    exchange: '1 {{from}} = {{rate}} {{to}} الآن.',
    hidden: 'لا يحق لك أن ترى أسعار مجموعة الأسعار هذه، أو ليست لهذا المالك.',
    noSwitch: 'لا بدّالة متصلة بعد: لا يمكن لهاتف أن يسجَّل، ولا لأحد أن يتصل.',
    number: 'سعر مكالمة إلى',
    to: 'إلى {{number}}، {{place}}.',
    warning: {
      below_cost: 'يبيع معيد البيع هذه المكالمة بأقل مما يدفعه فيها.',
      no_exchange_rate: 'لا سعر صرف من {{from}} إلى {{to}}: ستُرفض المكالمات.',
      no_rate: 'لا سعر لـ {{number}}: ستُرفض هذه المكالمة.',
      no_rate_for_own_country: 'لا سعر للهواتف المحمولة في {{place}}، بلد الحساب نفسه.',
      rate_group_inactive: 'مجموعة الأسعار غير نشطة: ستُرفض المكالمات.',
    },
    words: `${ltr('{{initial}}/{{next}}')} ← {{seconds}} ث = {{price}}`,
  },
  messages: {
    '"{typed}" is no telephone number. Type it with "+", or as it is dialled in the country of the account.':
      'ليس «\u2068{typed}\u2069» رقم هاتف. أدخله مع +، أو كما يُطلب في بلد الحساب.',
    'Choose one of your templates for customers, or none.': 'اختر أحد قوالبك للعملاء، أو لا شيء.',
    'You have a template of this name for accounts of this kind. Choose another name.':
      'لديك قالب بهذا الاسم لحسابات هذه الفئة. اختر اسمًا آخر.',
    'You have {n} templates, which is as many as there may be. Delete one first.':
      'لديك {n} من القوالب، وهو الحد الأقصى. احذف واحدًا أولًا.',
  },
  guardsLine: {
    title: 'الحدود الواقية',
    allOpen: 'كل وجهة لها سعر مفتوحة.',
    calls: 'المكالمات المتزامنة: {{calls}}، المحاولات في الثانية: {{attempts}}.',
    spending: 'ينفق على الأكثر {{hour}} في الساعة و{{day}} في اليوم و{{call}} للمكالمة.',
    closed: 'مغلق حتى يُفتح: {{what}}.',
    uncapped: 'بلا حد',
    class: {
      satellite: 'الأقمار الصناعية',
      premium: 'الأرقام المميزة في الخارج',
      high_risk: 'الخطر المرتفع',
    },
  },
};
