/** حسابات كثيرة دفعة واحدة: الجداول والقوالب والتصدير، والمهام التي تنجز العمل. */
import { ACCOUNTS, counted, OF_ACCOUNTS } from './ar-words.ts';

const MORE_ACCOUNTS = {
  one: 'حساب واحد آخر',
  two: 'حسابان آخران',
  few: 'حسابات أخرى',
  many: 'حسابًا آخر',
  other: 'حساب آخر',
};

export const jobsAr = {
  jobs: {
    title: 'المهام',
    changed: 'حسابات تغيّرت',
    changedSince: 'غيّر أحدهم هذا منذ ذلك الحين. تبقى القيمة الحالية.',
    kept: 'تبقى كما هي',
    ...counted('moreAccounts', MORE_ACCOUNTS, (accounts) => `و${accounts}.`),
    refused: 'لم تتغيّر',
    refusedAccounts: 'حسابات لم تتغيّر',
    restored: 'حسابات استعيدت',
    same: 'كانت كذلك من قبل',
    ...counted('undoChanges', ACCOUNTS, (accounts) => `يستعيد القيم السابقة ${accounts}.`, 'accounts'),
    unknownAccount: 'حساب غير معروف',
    cancel: 'إلغاء المهمة',
    cancelText: 'تتوقف المهمة. الحسابات التي أنشأتها تبقى كاملة، ويمكن التراجع عنها.',
    cancelTitle: 'إلغاء هذه المهمة؟',
    closed: 'مغلقة',
    closedAccounts: 'حسابات لا يمكن إلا إغلاقها',
    closedFor: {
      called: 'أجرى مكالمات أو تلقاها',
      has_accounts: 'تحته حسابات',
      in_use: 'شيء آخر يستخدمه',
      posted: 'قُيّد فيه مال',
    },
    created: 'الحسابات المنشأة',
    createdAt: 'البداية',
    credentials: {
      confirm: 'هذا يعمل مرة واحدة: بعد التنزيل ينسى الخادم كلمات المرور. احفظ الملف حيث لا يقرؤه غيرك.',
      download: 'تنزيل بيانات الدخول',
      ofOthers: 'كلمات مرور تنتظر أن ينزّلها من بدأ هذه المهمة، خلال 24 ساعة.',
      once: 'كلمات مرور الدخول وSIP للحسابات الجديدة، بصيغة CSV. تنزّلها أنت مرة واحدة خلال 24 ساعة من المهمة. بعدها لا يستطيع أحد قراءتها.',
      saved: 'نُزّلت بيانات الدخول',
      title: 'بيانات الدخول',
    },
    empty: 'لا مهام بعد',
    emptyText: 'استيراد الحسابات، أو إنشاء حسابات كثيرة معًا، يعمل كمهمة. وتظهر هنا.',
    finishedAt: 'النهاية',
    first: 'استيراد حسابات',
    importOf: 'استيراد {{file}}',
    invalid: 'الصفوف المرفوضة',
    isBeingCancelled: 'يجري إلغاؤها.',
    kinds: {
      change_accounts: 'تغيير حسابات كثيرة',
      create_accounts: 'حسابات كثيرة',
      import_accounts: 'استيراد حسابات',
      import_rates: 'استيراد أسعار',
      undo_accounts: 'تراجع عن حسابات',
      undo_changes: 'التراجع عن تغيير',
    },
    one: 'مهمة',
    phases: {
      comparing: 'المقارنة بالأسعار',
      writing: 'كتابة الأسعار',
      changing: 'تغيير الحسابات',
      restoring: 'استعادة الحسابات',
      checking: 'الفحص',
      creating: 'إنشاء الحسابات',
      hashing: 'توليد كلمات المرور',
      undoing: 'إزالة الحسابات',
    },
    progress: 'التقدم',
    queuedText: 'تنتظر حتى تنتهي المهام التي قبلها. يمكنك مغادرة هذه الصفحة.',
    read: 'الصفوف المقروءة',
    removed: 'الحسابات المزالة',
    result: 'النتيجة',
    rows: '{{done}} من {{total}} صف',
    skipped: 'الصفوف الفارغة',
    startedBy: 'بدأها',
    status: 'الحالة',
    statuses: {
      cancelled: 'ملغاة',
      done: 'منجزة',
      failed: 'فاشلة',
      queued: 'في الانتظار',
      running: 'قيد التنفيذ',
    },
    undo: 'تراجع…',
    ...counted('undoCloses', ACCOUNTS, (accounts) => `لا يمكن إزالته فيُغلق: ${accounts}`, 'accounts'),
    undoSubmit: 'التراجع عن المهمة',
    ...counted(
      'undoText',
      ACCOUNTS,
      (accounts) => `يُزال ${accounts} كأن لم يكن. وتصبح الأرقام متاحة من جديد.`,
      'accounts',
    ),
    undoTitle: 'التراجع عن هذه المهمة؟',
    undoes: 'تتراجع عن',
    undoesLink: 'المهمة السابقة',
    whyClosed: 'السبب',
  },
  many: {
    byDefault: 'كما في الإعدادات',
    drawn: 'يولّدها الخادم',
    noTemplate: 'بلا',
    create: {
      title: 'إنشاء عملاء كثيرين',
      panel: 'ما يحصلون عليه جميعًا',
      submit: 'إنشاء الحسابات',
      text: 'تنشئها مهمة في الخلفية. يمكن تغيير الأسماء والأسعار والحدود لاحقًا، حسابًا حسابًا.',
    },
    import: {
      title: 'استيراد حسابات',
      all: 'لكل الصفوف',
      allText: 'قيم لما يتركه الصف فارغًا، وكيفية إنشاء الحسابات.',
      check: 'فحص الجدول',
      checked: 'ما سيفعله الاستيراد',
      columns:
        'CSV أو XLSX، حتى 10 MB و50,000 صف. يسمّي الصف الأول الأعمدة بأي ترتيب؛ وأسماء اللوحات الأخرى مفهومة، وكذلك ملف صُدّر من هنا.',
      drop: 'أسقط ملف CSV أو XLSX هنا، أو اختر ملفًا',
      file: 'ملف CSV أو XLSX',
      meaningText: 'يقترح الخادم معنى بحسب اسم كل عمود. الأعمدة بلا معنى تُستبعد.',
      nothingGood: 'لا شيء يُستورد: لا صف سليم.',
      nothingYet: 'يُفحص أولًا؛ لا يُنشأ أي حساب بعد.',
      reading: 'يقرأ الخادم الملف…',
      sheet: 'الجدول',
      stopsAll: 'اخترت الكل أو لا شيء: صحّح هذه الصفوف في الملف وأسقطه من جديد.',
      ...counted('submit', OF_ACCOUNTS, (accounts) => `استيراد ${accounts}`, 'accounts'),
      tooLarge: 'الملف أكبر من 10 MB. قسّمه واستورد الأجزاء واحدًا بعد آخر.',
      willLeaveOut: 'ستُستبعد هذه الصفوف. صحّح الملف وأسقطه من جديد، أو استورد السليمة.',
    },
    field: {
      count: { label: 'العدد', help: '50,000 على الأكثر في مهمة واحدة.' },
      firstNumber: {
        label: 'أول رقم حساب',
        help: 'تليه الأرقام الأخرى واحدًا واحدًا. فارغ: يولّدها الخادم.',
      },
      mode: {
        label: 'الصفوف التي لا يمكن استخدامها',
        help: 'الكل أو لا شيء: لا يُنشأ أي حساب ما دام في صف خطأ.',
        option: { all_or_nothing: 'توقف: الكل أو لا شيء', valid_only: 'استبعادها' },
      },
      passwords: {
        label: 'كلمات مرور اللوحة',
        help: 'تأتي الكلمات المولَّدة مرة واحدة في ملف. وهي بطيئة عن قصد: نحو 30 ms للحساب.',
        option: { generate: 'توليد واحدة لكل حساب', none: 'بلا، حتى يطلب أحد رابطًا' },
      },
      pins: {
        label: 'رموز PIN',
        help: 'لبطاقات الاتصال. تُولَّد للحسابات التي ليس لها رمز.',
        option: { generate: 'توليد رمز لكل حساب', none: 'بلا' },
      },
      sameReference: {
        label: 'تكرار المرجع',
        help: 'هل يجوز لحسابين أن يكون لهما المرجع نفسه لديك.',
        option: { allow: 'السماح', refuse: 'رفض الصف' },
      },
      templateId: { label: 'القالب', help: 'يملأ ما يتركه الجدول والحقول هنا فارغًا.' },
      template: {
        billing: {
          accountType: { label: 'نوع الحساب', help: 'مسبق الدفع يتوقف عند نفاد المال.' },
          creditLimit: { label: 'حد الائتمان', help: 'أدنى ما يبلغه الرصيد تحت الصفر.' },
          rateGroupId: {
            label: 'مجموعة الأسعار',
            help: 'قائمة أسعار المكالمات. بدونها تُرفض المكالمات.',
          },
        },
        panelAccess: {
          createSipDevice: {
            label: 'إنشاء جهاز SIP',
            help: 'يمكن لهاتف أن يسجَّل فورًا؛ كلمة مروره في ملف بيانات الدخول.',
          },
        },
        profile: {
          company: { label: 'الشركة', help: 'واحدة لهم جميعًا؛ يمكن أن تبقى فارغة.' },
          country: { label: 'البلد', help: 'يحدد الضريبة وقواعد الطلب.' },
          currency: { label: 'العملة', help: 'عملة الرصيد والرسوم والفواتير.' },
          firstName: { label: 'الاسم', help: 'واحد لهم جميعًا، مثل «بطاقة».' },
          timezone: { label: 'المنطقة الزمنية', help: 'تحدد أيام الفوترة وكل وقت معروض.' },
        },
        settings: {
          localizationId: { label: 'التوطين', help: 'قواعد تقرأ ما يطلبونه.' },
          validDays: {
            label: 'أيام الصلاحية بعد أول استخدام',
            help: 'بعد هذا العدد من الأيام من أول مكالمة مُجابة لا يُجري الحساب مكالمات.',
          },
        },
      },
    },
  },
  export: {
    title: 'تصدير الحسابات',
    columns: 'الأعمدة',
    columnsOf: { all: 'كل ما في الحساب', list: 'كما في القائمة' },
    everything: 'كل حساب يحق لك أن تراه، بترتيب القائمة.',
    filtered: 'ما تعرضه القائمة الآن: بحثها وعوامل تصفيتها وترتيبها، في كل صفحاتها.',
    format: 'الصيغة',
    formats: { csv: 'CSV', jsonl: 'JSON lines', xlsx: 'Excel' },
    received: 'استُلم {{size}}',
    saved: 'نُزّل التصدير',
    submit: 'تصدير',
    zoneHelp: 'التي تُكتب بها الأوقات.',
  },
  problem: {
    credentials_are_gone:
      'نُزّلت بيانات الدخول من قبل، أو انتهت ساعاتها الأربع والعشرون. أنشئ كلمات مرور SIP ودعوات جديدة لدى الحسابات.',
    job_cannot_be_undone: 'لا يمكن التراجع عن هذه المهمة: جرى التراجع عنها، أو لم تنتهِ، أو مضت 24 ساعة.',
    job_is_over: 'انتهت المهمة في هذه الأثناء.',
  },
  messages: {
    'Write customer or reseller. Other kinds of accounts are made one by one.':
      'اكتب customer أو reseller. أما الحسابات من الفئات الأخرى فتُنشأ واحدًا واحدًا.',
    'An account of this kind has no such field. Empty the cell, or correct the kind.':
      'ليس لحساب من هذه الفئة هذا الحقل. أفرغ الخلية، أو صحّح الفئة.',
    'Write a time such as "2027-06-30 22:00" below a header that names its zone, such as "Valid until (Europe/Berlin)".':
      'اكتب وقتًا مثل «\u20662027-06-30 22:00\u2069» تحت عنوان يسمّي منطقته الزمنية، مثل «\u2066Valid until (Europe/Berlin)\u2069».',
    'Send "distributor" or "commission".': 'اكتب distributor أو commission.',
    '"{typed}" is none of the roles that you made for resellers. Write its name as it is there.':
      'ليس «\u2068{typed}\u2069» من الأدوار التي أنشأتها لمعيدي البيع. اكتب اسمه كما هو هناك.',
    'Resellers stand at most {n} deep below the operator. Choose another reseller above.':
      'يقع معيدو البيع على عمق {n} مستويات على الأكثر تحت المشغّل. اختر معيد بيع آخر فوقه.',
    '"{typed}" is none of the active rate groups of whoever sells to this account. Write its name as it is there.':
      'ليست «\u2068{typed}\u2069» من مجموعات الأسعار النشطة لدى من يبيع لهذا الحساب. اكتب اسمها كما هو هناك.',
    '"{typed}" is none of the active taxes of whoever sells to this account. Write its name as it is there.':
      'ليست «\u2068{typed}\u2069» من الضرائب النشطة لدى من يبيع لهذا الحساب. اكتب اسمها كما هو هناك.',
    '"{typed}" is none of the localizations of whoever sells to this account. Write its name as it is there.':
      'ليس «\u2068{typed}\u2069» من مجموعات التوطين لدى من يبيع لهذا الحساب. اكتب اسمها كما هو هناك.',
    '"{typed}" is the number of none of your open resellers. Correct it, or leave it empty.':
      'ليس «\u2068{typed}\u2069» رقم أي معيد بيع مفتوح لديك. صحّحه أو اتركه فارغًا.',
    'Send at least 1.': 'أدخل 1 على الأقل.',
    'Send at most {n}.': 'أدخل {n} على الأكثر.',
    '{n} numbers from {n} on need more digits than it has. Begin lower, or make fewer.':
      '{n} رقم ابتداءً من {n} تحتاج إلى خانات أكثر مما فيه. ابدأ من رقم أصغر، أو أنشئ عددًا أقل.',
    'Say what at least one column means.': 'حدد معنى عمود واحد على الأقل.',
    'The file is empty. Send the header and at least one row.':
      'الملف فارغ. أرسل صف العناوين وصفًا واحدًا على الأقل.',
    'This is an XLS or a protected file. Save it as XLSX or CSV without a password.':
      'هذا ملف XLS أو ملف محمي. احفظه بصيغة XLSX أو CSV بلا كلمة مرور.',
    'The file is no spreadsheet that can be read. Save it as XLSX or CSV again.':
      'الملف ليس جدول بيانات مقروءًا. احفظه من جديد بصيغة XLSX أو CSV.',
    'The file has no sheet. Save it as XLSX or CSV again.':
      'ليس في الملف ورقة عمل. احفظه من جديد بصيغة XLSX أو CSV.',
    'The file is damaged: its XML cannot be read. Save it as XLSX or CSV again.':
      'الملف تالف: تعذّرت قراءة XML فيه. احفظه من جديد بصيغة XLSX أو CSV.',
    'The file is damaged: a part of it cannot be unpacked.': 'الملف تالف: تعذّر فك ضغط جزء منه.',
    'The sheet is too large when unpacked. Send it as CSV, or in parts.':
      'الجدول كبير جدًا بعد فك ضغطه. أرسله بصيغة CSV، أو على أجزاء.',
    'The sheet has more than {n} columns. Remove those that are not needed.':
      'في الجدول أكثر من {n} عمود. أزل ما لا حاجة إليه.',
    'The sheet has more than {n} rows. Send it in parts.': 'في الجدول أكثر من {n} صف. أرسله على أجزاء.',
    'Something went wrong on our side. What was made before is complete.':
      'حدث خطأ من جانبنا. ما أُنشئ قبله كامل.',
    'The sheet of this import is gone. Send it again.': 'لم يعد جدول هذا الاستيراد موجودًا. أرسله من جديد.',
    '{n} row cannot be used, so nothing was made. Correct them, or import the valid rows only.':
      'صف واحد لا يمكن استخدامه ({n})، فلم يُنشأ شيء. صحّحه، أو استورد الصفوف السليمة فقط.',
    '{n} rows cannot be used, so nothing was made. Correct them, or import the valid rows only.':
      'صفوف لا يمكن استخدامها ({n})، فلم يُنشأ شيء. صحّحها، أو استورد الصفوف السليمة فقط.',
    'This number is in use. Give another one.': 'هذا الرقم مستخدم. أدخل رقمًا آخر.',
    'This reference is in use. Give another one.': 'هذا المرجع مستخدم. أدخل مرجعًا آخر.',
    'This address is in row {n} already. Give each account its own.':
      'هذا العنوان موجود في الصف {n}. أعطِ كل حساب عنوانه.',
    'This number is in row {n} already. Give each account its own.':
      'هذا الرقم موجود في الصف {n}. أعطِ كل حساب رقمه.',
    'This reference is in row {n} already. Give each account its own.':
      'هذا المرجع موجود في الصف {n}. أعطِ كل حساب مرجعه.',
    'The row has more cells than the header has columns ({n}). A text with the delimiter in it needs quotes.':
      'في الصف خلايا أكثر من أعمدة صف العناوين ({n}). النص الذي فيه الفاصل يحتاج إلى علامتي اقتباس.',
    'Account numbers are not typed here. Leave the column out: the server draws them.':
      'لا تُدخل أرقام الحسابات هنا. استبعد العمود: يولّدها الخادم.',
    'A PIN has {n} digits here. A spreadsheet may have cut leading zeros.':
      'عدد خانات رمز PIN هنا {n}. ربما حذف جدول البيانات الأصفار الأولى.',
    'Choose one of the active rate groups of whoever sells to this account.':
      'اختر إحدى مجموعات الأسعار النشطة لدى من يبيع لهذا الحساب.',
    'Choose one of your open resellers, or none.': 'اختر أحد معيدي البيع المفتوحين لديك، أو لا أحد.',
    'Write yes or no.': 'اكتب نعم أو لا.',
  },
};
