/** إغلاق حساب، وتغيير نوعه، ونقله. */
import { ACCOUNTS, counted, NUMBERS } from './ar-words.ts';

const ADDRESSES = {
  one: 'عنوان IP واحد',
  two: 'عنوانا IP',
  few: 'عناوين IP',
  many: 'عنوان IP',
  other: 'عنوان IP',
};
const RUNNING_CALLS = {
  one: 'مكالمة جارية واحدة',
  two: 'مكالمتان جاريتان',
  few: 'مكالمات جارية',
  many: 'مكالمة جارية',
  other: 'مكالمة جارية',
};
const DEVICES = {
  one: 'جهاز SIP واحد',
  two: 'جهازا SIP',
  few: 'أجهزة SIP',
  many: 'جهاز SIP',
  other: 'جهاز SIP',
};
const SUBSCRIPTIONS = {
  one: 'اشتراك واحد',
  two: 'اشتراكان',
  few: 'اشتراكات',
  many: 'اشتراكًا',
  other: 'اشتراك',
};
const DIDS = { one: 'رقم DID واحد', two: 'رقما DID', few: 'أرقام DID', many: 'رقم DID', other: 'رقم DID' };
const KEYS = {
  one: 'مفتاح API واحد',
  two: 'مفتاحا API',
  few: 'مفاتيح API',
  many: 'مفتاح API',
  other: 'مفتاح API',
};
const SESSIONS = { one: 'جلسة واحدة', two: 'جلستان', few: 'جلسات', many: 'جلسة', other: 'جلسة' };

export const lifeAr = {
  life: {
    becomes: 'يصبح',
    checkAgain: 'إعادة التحقق',
    close: {
      addresses: 'عناوين IP',
      devices: 'أجهزة SIP',
      done: 'أُغلق {{name}}',
      openAccounts: 'حسابات مفتوحة تحته',
      submit: 'إغلاق الحساب',
      text: 'الحساب المغلق لا يتصل ولا يسجّل الدخول. تبقى مكالماته وحركاته ورسائله، ويمكن تنشيطه من جديد.',
      title: 'إغلاق {{name}}',
    },
    erase: {
      count: {
        calls: 'مكالمات تُخفى أرقامها',
        devices: 'أجهزة SIP',
        events: 'تغييرات في السجل',
        items: 'عناوين IP والأرقام',
        mails: 'الرسائل',
        notes: 'ملاحظات الحركات',
      },
      done: 'مُحي ما هو شخصي في الحساب {{number}}',
      number: 'اكتب {{number}} للمحو',
      numberHelp: 'لا رجعة في ذلك.',
      numberWrong: 'هذا ليس رقم هذا الحساب.',
      submit: 'محو نهائي',
      text: 'يُمحى الاسم والعناوين والدخول والهواتف والرسائل والملاحظات وما هو شخصي في سجل التغييرات، وتُخفى أرقام المكالمات. يبقى رقم الحساب والمال والمكالمات والمستندات كما صدرت في الدفاتر.',
      title: 'محو بيانات {{name}}',
    },
    billNow: 'الفوترة الآن',
    finding: {
      erased_while_corrected: {
        message: 'قد تصحّح البدّالة المكالمة الأخيرة بعد.',
        fix: 'انتظر حتى {{until}}.',
      },
      erased_while_owing: { message: 'على الحساب {{amount}}.', fix: 'سجّل الدفعة أو تصحيحًا ليصبح الرصيد 0.' },
      erased_with_money: {
        message: 'في الحساب {{amount}} من مال صاحبه.',
        fix: 'ادفعه أو حوّله ليصبح الرصيد 0.',
      },
      not_closed: { message: 'الحساب غير مغلق.', fix: 'أغلقه أولًا.' },
      account_closed: { message: 'الحساب مغلق.', fix: 'نشّطه من جديد أولًا.' },
      accounts_come_along: counted('message', ACCOUNTS, (accounts) => `ينتقل معه ${accounts} مما تحته.`),
      addresses_stop: counted(
        'message',
        ADDRESSES,
        (addresses) => `لا يعود بإمكان هذه العناوين الاتصال: ${addresses}.`,
      ),
      balance_left: {
        message: 'لصاحب الحساب {{amount}} في دفتر البائع السابق.',
        fix: 'ادفعها له أو حوّلها، ليصبح الرصيد 0.',
      },
      balance_owed: {
        message: 'على الحساب للبائع السابق {{amount}}.',
        fix: 'سجّل الدفعة، ليصبح الرصيد 0.',
      },
      below_itself: {
        message: 'معيد البيع {{number}} هو الحساب نفسه، أو تحته.',
        fix: 'اختر معيد بيع ليس تحت الحساب.',
      },
      calls_end: counted(
        'message',
        RUNNING_CALLS,
        (calls) => `تنتهي خلال ثوانٍ ${calls}؛ ويُحسب ما جرى من حديث.`,
      ),
      calls_go_on: counted(
        'message',
        RUNNING_CALLS,
        (calls) => `تستمر ${calls}؛ وتُحجز الشريحة التالية وفق الشروط الجديدة.`,
      ),
      calls_may_be_corrected: {
        message: 'قد تصحّح البدّالة المكالمة الأخيرة بعد، في دفتر البائع السابق.',
        fix: 'انتظر حتى {{until}}؛ أو علّق الحساب وافتح حسابًا جديدًا لدى معيد البيع الجديد.',
      },
      calls_run_on: counted(
        'message',
        RUNNING_CALLS,
        (calls) => `تستمر ${calls} حتى {{until}} على الأكثر: طوارئ، أو بدّالتها لا تقبل الأوامر.`,
      ),
      cli_pool_ends: {
        message: 'مجموعة أسعار NON-CLI الخاصة به تتبع البائع السابق: يُوقف مجمّع CLI.',
      },
      closed_already: { message: 'الحساب مغلق من قبل.' },
      concurrent_calls_follow: {
        message: 'المكالمات المتزامنة تتبع نوع الحساب: {{after}} بدلًا من {{before}}.',
      },
      cps_follows: {
        message: 'محاولات الاتصال في الثانية تتبع نوع الحساب: {{after}} بدلًا من {{before}}.',
      },
      credit_limit_ends: {
        message: 'يصبح حد الائتمان البالغ {{amount}} صفرًا: ليس للحساب مسبق الدفع حد.',
      },
      hour_cap_follows: {
        message: 'يمكن أن يُنفق على المكالمات في الساعة {{after}} على الأكثر بدلًا من {{before}}.',
      },
      day_cap_follows: {
        message: 'يمكن أن يُنفق على المكالمات في اليوم {{after}} على الأكثر بدلًا من {{before}}.',
      },
      devices_stop: counted(
        'message',
        DEVICES,
        (devices) => `لا يعود بإمكان هذه الأجهزة الاتصال: ${devices}.`,
      ),
      foreign_role: {
        message: 'الدور {{name}} يتبع معيد البيع الذي يغادره الحساب.',
        fix: 'امنحه، والحسابات التي تحته بهذا الدور، دورًا آخر أولًا.',
      },
      extension_taken: {
        message: 'الرقم الداخلي {{extension}} لأحد أجهزته مستخدم هناك.',
        fix: 'امنح الجهاز رقمًا داخليًا آخر أولًا، أو لا رقم له.',
      },
      foreign_numbers: {
        ...counted('message', NUMBERS, (numbers) => `يتبع معيد البيع الذي يغادره الحساب ${numbers}.`),
        fix: 'خذ هذه الأرقام من الحساب أولًا.',
      },
      has_open_accounts: {
        ...counted('message', ACCOUNTS, (accounts) => `ما زال مفتوحًا تحته ${accounts}.`),
        fix: 'أغلق الحسابات التي تحته أو انقلها أولًا.',
      },
      held_on_credit: {
        message: 'تحجز المكالمات الجارية {{amount}} فوق الرصيد.',
        fix: 'انتظر حتى تنتهي المكالمات، أو سجّل دفعة أولًا.',
      },
      history_stays: {
        message:
          'المكالمات والحركات والرسائل حتى الآن تبقى مرئية لصاحب الحساب ولمن هم فوق المالكين كليهما فقط.',
      },
      keys_end: counted('message', KEYS, (keys) => `يُلغى نهائيًا ${keys}.`),
      live_calls: {
        ...counted('message', RUNNING_CALLS, (calls) => `للحساب أو لما تحته الآن ${calls}.`),
        fix: 'انتظر حتى تنتهي المكالمات، أو علّق الحساب.',
      },
      localization_ends: { message: 'التوطين الخاص به يتبع البائع السابق، فيُنزع عنه.' },
      last_document_follows: {
        message: 'شيء ما ليس في أي مستند بعد: يتبع المستند الأخير في يوم الفوترة.',
      },
      open_is_billed_postpaid: {
        message:
          'ما احتُسب حتى الآن يُدرج في فاتورة فورًا؛ وتُدرج المكالمات اللاحقة في إيصال استخدام في يوم الفوترة.',
      },
      open_is_billed_prepaid: {
        message:
          'المكالمات حتى الآن تُدرج في إيصال استخدام فورًا؛ وتُدرج المكالمات اللاحقة في فاتورة في يوم الفوترة.',
      },
      money_held: { message: '{{amount}} محجوزة لمكالمات.', fix: 'انتظر حتى تنتهي.' },
      money_left: {
        message: 'يبقى في الحساب لصاحبه {{amount}}.',
        fix: 'حوّلها إلى حساب آخر قبل الإغلاق، أو ادفعها له: يمكن تسجيل الرد لاحقًا أيضًا.',
      },
      money_owed: {
        message: 'المستحق على الحساب {{amount}}.',
        fix: 'سجّل الدفعة قبل الإغلاق أو بعده: الحساب المغلق يظل يسدد ما عليه.',
      },
      new_book: { message: 'تُفتح المحفظة في دفتر البائع الجديد برصيد 0.' },
      no_rate_group: {
        message: 'يبقى الحساب حينها بلا مجموعة أسعار: تُرفض مكالماته حتى يحصل على واحدة.',
      },
      not_billed: {
        message: '{{amount}} خُصمت أو أُضيفت ولم ترد بعد في أي مستند للبائع السابق.',
        fix: 'أصدر فاتورة الحساب الآن.',
      },
      numbers_given_up: counted('message', DIDS, (dids) => `يعود إلى من هو فوق الحساب ${dids}.`),
      numbers_used: counted('message', DIDS, (dids) => `لا يعود يصل إلى الحساب ويصبح متاحًا ${dids}.`),
      operator_stays_open: { message: 'يبقى المشغّل نشطًا.' },
      other_currency: {
        message: 'عملة الحساب {{currency}}، وعملة معيد البيع {{number}} هي {{other}}.',
        fix: 'اختر معيد بيع بالعملة نفسها.',
      },
      has_subscriptions: {
        ...counted('message', SUBSCRIPTIONS, (subscriptions) => `${subscriptions} من منتجات البائع السابق.`),
        fix: 'ألغِها أولًا ثم اطلبها من جديد بعد ذلك.',
      },
      subscriptions_end: counted('message', SUBSCRIPTIONS, (subscriptions) => `ينتهي ${subscriptions}.`),
      others_change_seller: {
        ...counted(
          'message',
          ACCOUNTS,
          (accounts) => `سيتغير أيضًا بائع ${accounts} تحت معيد البيع بالعمولة هذا.`,
        ),
        fix: 'انقل تلك الحسابات واحدًا واحدًا بدلًا من ذلك.',
      },
      own_account: { message: 'ستحجب الدخول عن نفسك.', fix: 'اطلب ذلك من مدير آخر أو من المشغّل.' },
      owes_money: {
        message: 'على الحساب {{amount}}، ولا يكون على الحساب مسبق الدفع شيء.',
        fix: 'سجّل الدفعة أولًا، ثم غيّر النوع.',
      },
      rate_group_needed: {
        message: 'مجموعة أسعاره تتبع البائع السابق.',
        fix: 'اختر مجموعة أسعار للبائع الجديد.',
      },
      sessions_end: counted('message', SESSIONS, (sessions) => `تنتهي من جلسات الدخول ${sessions}.`),
      target_closed: { message: 'معيد البيع {{number}} مغلق.', fix: 'اختر آخر.' },
      packages_end: { message: 'باقاته تتبع البائع السابق، فتنتهي ولا يبقى منها شيء مجاني.' },
      taxes_end: { message: 'ضرائبه تتبع البائع السابق، فتُنزع عنه.' },
      too_deep: {
        message: 'سيبلغ عمق معيدي البيع {{depth}}، والمسموح به {{most}} على الأكثر.',
        fix: 'اختر معيد بيع أعلى.',
      },
      too_many_accounts: {
        message: 'عدد الحسابات التي ستُنقل {{count}}، والحد الأقصى في المرة الواحدة {{most}}.',
        fix: 'انقل معيدي البيع الذين تحته واحدًا واحدًا أولًا.',
      },
    },
    held: 'محجوز',
    more: 'و{{count}} غيرها',
    move: {
      done: 'نُقل {{name}}',
      me: 'تحتك مباشرة',
      noRateGroups: 'ليست للبائع الجديد مجموعة أسعار بعد',
      nobody: 'لا يوجد معيد بيع آخر',
      operator: 'المشغّل، بلا معيد بيع',
      owner: 'المالك',
      rateGroupHelp: 'المجموعة الحالية تتبع البائع السابق. هذا سعر مكالماته من الآن.',
      submit: 'نقل الحساب',
      text: {
        customer: 'يحصل الحساب على مالك آخر، وتبقى أجهزته وأرقامه ودخوله كما هي.',
        reseller: 'يحصل معيد البيع على مالك آخر، مع كل ما تحته كما هو.',
      },
      title: 'نقل {{name}}',
      to: 'المالك الجديد',
    },
    obstacles: 'هذا ما يمنع:',
    owed: 'المستحق',
    reason: 'السبب',
    reasonHelp: 'يظهر في سجل التغييرات. يمكن أن يبقى فارغًا.',
    type: {
      creditLimitWrong: 'أدخل مبلغًا من 0 فأكثر، مثل 50 أو 12.50.',
      done: { postpaid: 'صار {{name}} لاحق الدفع', prepaid: 'صار {{name}} مسبق الدفع' },
      submit: { postpaid: 'تحويل إلى لاحق الدفع', prepaid: 'تحويل إلى مسبق الدفع' },
      text: {
        postpaid: 'تستمر المكالمات تحت رصيد 0، بقدر ما يسمح حد الائتمان.',
        prepaid: 'تتوقف المكالمات عند نفاد المال. لا حد ائتمان بعد الآن.',
      },
      title: { postpaid: 'تحويل {{name}} إلى لاحق الدفع', prepaid: 'تحويل {{name}} إلى مسبق الدفع' },
    },
  },
};
