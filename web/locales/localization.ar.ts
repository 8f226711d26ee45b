/** مجموعات قواعد ترجمة الأرقام، وتجربة رقم. */
import { ACCOUNTS, counted, ltr } from './ar-words.ts';

const SIGNS = {
  one: 'أول محرف',
  two: 'أول محرفين',
  few: 'محارف من البداية',
  many: 'محرفًا من البداية',
  other: 'محرف من البداية',
};

export const localizationAr = {
  localization: {
    title: 'التوطين',
    accounts: 'الحسابات',
    add: 'إنشاء مجموعة قواعد',
    addRule: 'إضافة قاعدة',
    anyLength: 'أي طول',
    atLeast: '{{signs}} محرف على الأقل',
    atMost: '{{signs}} محرف على الأكثر',
    beginsWith: 'يبدأ بـ {{match}}',
    between: 'من {{from}} إلى {{to}} محرف',
    both: '{{first}}، ثم {{second}}',
    carriers: 'خطوط الربط والمزوّدون',
    copyOf: 'نسخة من {{name}}',
    cutsMatch: 'احذف {{match}}',
    ...counted('cutsSigns', SIGNS, (signs) => `احذف ${signs}`),
    delete: 'حذف',
    deleteText: 'تزول مجموعة القواعد {{name}} بكل قواعدها.',
    ...counted(
      'deleteUsed',
      ACCOUNTS,
      (accounts) => `يترجم بها أرقامه ${accounts}. اختر هناك مجموعة قواعد أخرى أولًا.`,
    ),
    deleteUsedByCarriers: 'تستخدمها خطوط ربط أو مزوّدون. اختر هناك مجموعة قواعد أخرى أولًا.',
    duplicate: 'تكرار',
    editRule: 'تعديل القاعدة',
    empty: 'لا مجموعات قواعد بعد',
    emptyText:
      'بدونها تُطلب الأرقام كما كُتبت. أنشئ مجموعة حيث يطلب الناس 0 أو 00 بطريقتهم، واخترها في إعدادات حساباتهم.',
    everyNumber: 'كل رقم',
    exactly: '{{signs}} محرف تمامًا',
    help: 'قواعد تحوّل ما يطلبه الحساب وما يعرضه إلى أرقام دولية، وهذه إلى ما يريده الناقل. تختار الحسابات مجموعة قواعد في إعداداتها، وكذلك خطوط الربط والمزوّدون.',
    leaves: 'اتركه كما هو',
    list: {
      originationDestination: {
        title: 'الأرقام المطلوبة',
        help: 'ما يطلبه العملاء، قبل تسعيره وتوجيهه.',
      },
      originationInboundCallerId: {
        title: 'المتصلون كما يراهم العملاء',
        help: 'محفوظة للمكالمات الواردة، وهي غير متوفرة بعد.',
      },
      originationOutboundCallerId: {
        title: 'أرقام المتصل لدى العملاء',
        help: 'الرقم الذي يرسله هاتف العميل على أنه رقمه.',
      },
      terminationDestination: {
        title: 'الأرقام المطلوبة إلى الناقلين',
        help: 'الرقم كما يُرسَل إلى الناقل. تراه القواعد هكذا: 4930123456، أي أرقام دولية بلا +. وبعدها تأتي بادئات خط الربط.',
      },
      terminationOutboundCallerId: {
        title: 'أرقام المتصل إلى الناقلين',
        help: 'رقم المتصل كما يُعرض على الناقل. تراه القواعد هكذا: 4930123456. وما لا يبقى رقمًا بعدها لا يُرسَل: تكون المكالمة عندئذ بلا رقم متصل.',
      },
    },
    name: { label: 'الاسم', help: 'كما يُختار للحساب، مثل «ألمانيا».' },
    noRules: 'لا قواعد',
    noRulesText: 'تبقى الأرقام من هذا النوع كما كُتبت.',
    ofLength: '{{what}}، {{length}}',
    puts: 'ضع {{add}} في البداية',
    rename: 'إعادة التسمية',
    rule: {
      add: { label: 'إضافة في البداية', help: `مثل ${ltr('+49')}. فارغ: لا شيء.` },
      cutCount: { label: 'عدد المحارف', help: 'من 0 إلى 40؛ 0 لا يحذف شيئًا.' },
      cutWhat: {
        label: 'الحذف',
        help: 'ما يُحذف من أول الرقم.',
        option: { count: 'عدد من المحارف', match: 'ما يبدأ به' },
      },
      lengthMax: { label: 'الأطول', help: 'محارف الرقم كله. فارغ: أي طول.' },
      lengthMin: { label: 'الأقصر', help: 'محارف الرقم كله. فارغ: أي طول.' },
      match: { label: 'يبدأ بـ', help: 'مثل 00 أو 0، أو * لكل رقم.' },
      then: {
        label: 'بعد ذلك',
        help: 'هل تنظر القواعد التالية في النتيجة.',
        option: { continue: 'تابع بالقاعدة التالية', stop: 'انتهى' },
      },
    },
    ruleNumber: 'القاعدة {{number}}',
    rules: 'القواعد',
    takeRule: 'اعتماد',
    then: { continue: 'ثم تابع', stop: 'ثم توقف' },
    try: {
      title: 'جرّب رقمًا',
      country: 'البلد',
      countryHelp: 'البلد الذي تُقرأ النتيجة بقواعد طلبه، كما في المكالمة.',
      dials: 'ستذهب المكالمة إلى {{number}}.',
      help: 'وفق القواعد تحت «{{list}}»، كما هي محفوظة.',
      helpDraft: 'وفق القواعد تحت «{{list}}»، كما هي هنا. لم تُحفظ بعد.',
      noCountry: 'الأرقام الدولية فقط',
      noNumber: 'هذا ليس رقم هاتف في العالم: ستُرفض المكالمة إليه.',
      noRule: 'لا تنطبق أي قاعدة.',
      nothing: 'تظهر كل خطوة هنا بعد إدخال رقم.',
      number: 'الرقم',
      numberHelp: `كما يرسله الهاتف، مثل ${ltr('0049 30 123')} بلا مسافات.`,
      numberHelpToCarriers: 'كما هو في المكالمة: أرقام دولية بلا +، مثل 4930123456.',
      result: 'النتيجة:',
    },
    usedBy_none: 'لا حساب يترجم أرقامه بها بعد.',
    usedByCarriers:
      'عدد خطوط الربط والمزوّدين الذين تُكتب لهم الأرقام بها: {{carriers}}. يسري التغيير من المكالمة التالية.',
    ...counted(
      'usedBy',
      ACCOUNTS,
      (accounts) => `يترجم بها أرقامه ${accounts}. يسري التغيير من المكالمة التالية.`,
      'accounts',
    ),
  },
  problem: {
    in_use: 'ما زال شيء يستخدمها. اختر هناك شيئًا آخر أولًا.',
  },
  messages: {
    'Send what the number begins with, such as "00", or "*" for every number.':
      'أدخل ما يبدأ به الرقم، مثل 00، أو * لكل رقم.',
    'Send {n} to {n}, or null.': 'أدخل من {n} إلى {n}، أو لا شيء.',
    'Send "match", or how many signs to cut ({n} to {n}).': 'أدخل عدد المحارف التي تُحذف (من {n} إلى {n}).',
    'Send up to {n} digits, with "+" if wanted, or nothing.': 'أدخل حتى {n} رقمًا، مع + إن أردت، أو لا شيء.',
    'The longest is shorter than the shortest.': 'الأطول أقصر من الأقصر.',
    'You have a rule set of this name. Choose another name.': 'لديك مجموعة قواعد بهذا الاسم. اختر اسمًا آخر.',
    'A list has at most {n} rules.': 'في القائمة {n} قاعدة على الأكثر.',
  },
};
