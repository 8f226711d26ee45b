/** قوائم الأسعار وأسعارها، وجداول الناقلين، وأسعار الصرف. */
import { counted, ltr, PRICES } from './ar-words.ts';

const COLUMNS = ltr('Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment');

export const ratesAr = {
  rates: {
    title: 'الأسعار',
    accounts: 'الحسابات المسعّرة بها',
    allTrunks: 'كل خطوط الربط النشطة',
    between: '{{from}} – {{to}}',
    count: 'الأسعار',
    direction: { origination: 'يدفع العملاء', termination: 'يطلب الناقلون' },
    directionLong: {
      origination: 'ما يدفعه العملاء (origination)',
      termination: 'ما يطلبه الناقل (termination)',
    },
    inactiveText: 'مجموعة الأسعار هذه غير نشطة: تُرفض المكالمات الجديدة للحسابات المسعّرة بها.',
    increments: 'وحدات الفوترة',
    routing: {
      cheapest: 'الأرخص، ولو بخسارة',
      least_cost: 'الأرخص مما يحقق ربحًا',
      percentage: 'بالتناوب عشوائيًا',
      priority: 'حسب الأولوية',
    },
    sample: 'مكالمة مدتها {{seconds}} ث تكلّف {{amount}}.',
    sampleEmpty: 'تظهر هنا تكلفة مكالمة قصيرة بعد إدخال سعر.',
    shareOf: 'حصة {{trunk}}',
    shareHelp: 'نسبة المكالمات التي تجرّبه أولًا، ومجموعها 100. كلها فارغة: بحسب الأولوية. 0: حين تفشل غيرها.',
    since: 'منذ {{from}}',
    state: { later: 'لاحقًا', now: 'سارٍ', over: 'منتهٍ' },
    valid: 'السريان',
    validAt: 'سارٍ في',
    withGrace: '{{increments}}، {{seconds}} ث مجانًا',
    field: {
      name: { label: 'الاسم', help: 'كما تُختار للحساب، مثل «التجزئة».' },
      direction: {
        label: 'الاتجاه',
        help: 'ما يدفعه العملاء يسعّر الحسابات؛ وما يطلبه الناقل يخص خط ربط. يثبت لاحقًا.',
      },
      currency: { label: 'العملة', help: 'عملة كل أسعارها. تثبت لاحقًا.' },
      markUpPercent: {
        label: 'الزيادة',
        help: 'تُضاف إلى كل سعر، مثل 10 أو 2.5. سالبة: خصم.',
      },
      initialIncrementSeconds: {
        label: 'الفترة الأولى',
        help: 'تُحسب كاملة فور الإجابة. تأخذها الأسعار التي لا فترة لها.',
      },
      incrementSeconds: {
        label: 'كل فترة تالية',
        help: `تُحسب كاملة عند بدئها: 60 و6 هي ما يكتبه الناقلون ${ltr('60/6')}.`,
      },
      routing: { label: 'التوجيه', help: 'الترتيب الذي تُجرَّب به خطوط الربط للمكالمة.' },
      trunkIds: {
        label: 'خطوط الربط',
        help: 'يُجرَّب الأول أولًا. بدون أي منها تُستخدم كل الخطوط النشطة.',
      },
      status: {
        label: 'الحالة',
        help: 'غير نشطة: تُرفض المكالمات الجديدة لحساباتها. لا يُحذف شيء.',
      },
    },
    copyField: { name: { label: 'الاسم', help: 'كما يُختار لحساب.' } },
    groups: {
      copy: 'نسخ…',
      copyName: '{{name}} (نسخة)',
      copyOf: 'نسخ {{name}}',
      copySubmit: 'نسخ',
      ...counted(
        'copyText',
        PRICES,
        (prices) =>
          `تُنسخ ${prices} والزيادة {{markUp}} ووحدات الفوترة {{increments}} والتوجيه. لا حساب يُسعَّر بالنسخة بعد.`,
        'rates',
      ),
      title: 'مجموعات الأسعار',
      search: 'البحث في مجموعات الأسعار',
      searchHint: 'الاسم',
      add: 'إنشاء مجموعة أسعار',
      edit: 'تعديل مجموعة الأسعار',
      empty: 'لا مجموعة أسعار بعد',
      emptyText: 'أنشئ مجموعة، ثم أضف سعرًا لكل بادئة يُسمح بالاتصال بها. بها تُسعَّر الحسابات.',
    },
    rate: {
      ...counted('counted', PRICES, (prices) => prices, 'rows'),
      countedMore: 'ما لا يقل عن {{rows}} سعر',
      byRouting: 'بحسب توجيه مجموعة الأسعار',
      everybody: 'الجميع',
      onlyFor: 'لحساب واحد:',
      onlyOver: 'عبر خط واحد:',
      title: 'الأسعار',
      search: 'البحث في الأسعار',
      searchHint: 'البادئة أو الوجهة',
      add: 'إضافة سعر',
      edit: 'تعديل',
      editTitle: 'تعديل سعر {{prefix}}',
      editWhat: 'تعديل {{prefix}}',
      end: 'إنهاء',
      endTitle: 'إنهاء سعر {{prefix}}',
      endWhat: 'إنهاء {{prefix}}',
      endText:
        'من الآن تُسعَّر المكالمات إلى {{prefix}} بأقرب بادئة أقصر، وتُرفض إن لم توجد. المكالمات الجارية تحتفظ بسعرها.',
      delete: 'حذف',
      deleteTitle: 'حذف سعر {{prefix}}',
      deleteWhat: 'حذف {{prefix}}',
      deleteText:
        'يزول سعر {{prefix}} كأنه لم يكن. المكالمات التي جرت تحتفظ بسعرها. لإبقائه في القائمة أنهِه بدلًا من ذلك.',
      empty: 'لا أسعار بعد',
      emptyText: 'أضف سعرًا لبادئة، مثل 49 لألمانيا، أو استورد جدول ناقل. لا يمكن الاتصال ببادئة لا سعر لها.',
      field: {
        prefix: {
          label: 'البادئة',
          help: 'الأرقام الأولى مع رمز البلد، مثل 49. تُعتمد أطول بادئة مطابقة.',
        },
        destination: { label: 'الوجهة', help: 'للقراءة، مثل «ألمانيا، محمول».' },
        costPerMinute: { label: 'للدقيقة', help: 'مثل 0.0125؛ تسع خانات على الأكثر بعد الفاصلة.' },
        connectionCost: { label: 'رسم الاتصال', help: 'يُستحق مرة واحدة، عند الإجابة.' },
        initialIncrementSeconds: {
          label: 'الفترة الأولى',
          help: 'تُحسب كاملة. فارغ: كما في مجموعة الأسعار.',
        },
        incrementSeconds: {
          label: 'كل فترة تالية',
          help: 'تُحسب كاملة عند بدئها. فارغ: كما في مجموعة الأسعار.',
        },
        graceSeconds: { label: 'الثواني المجانية', help: 'الثواني الأولى لا تكلّف شيئًا.' },
        accountId: { label: 'لحساب واحد', help: 'سعر خاص: يتقدم لهذا الحساب على سعر الجميع للبادئة نفسها.' },
        forcedTrunkId: {
          label: 'عبر خط واحد',
          help: 'تسلك مكالمات هذه البادئة خط الربط هذا مهما قال التوجيه.',
        },
        validFrom: { label: 'سارٍ من', help: 'فارغ: من الآن. ينتهي عنده السعر السابق.' },
        validTo: { label: 'سارٍ إلى', help: 'فارغ: مفتوح.' },
      },
    },
    import: {
      ...counted('applied', PRICES, (rates) => `تم استيراد: ${rates}.`, 'rates'),
      back: 'العودة إلى الأسعار',
      columns:
        'CSV أو XLSX، حتى 64 MB. يسمّي الصف الأول الأعمدة، بأي ترتيب وبالأسماء المعتادة لدى الناقلين؛ وترى معانيها قبل استيراد أي شيء.',
      done: 'تم الاستيراد',
      drop: 'أسقط ملف CSV أو XLSX هنا، أو اختر ملفًا',
      file: 'ملف CSV أو XLSX',
      imported: 'المستورد',
      leftOut: 'استُبعدت هذه الصفوف. صحّحها في الملف واستورده من جديد.',
      nothingGood: 'لا شيء يُستورد: لا صف سليم.',
      nothingYet: 'يُفحص أولًا؛ لا يتغير شيء بعد.',
      open: 'استيراد جدول',
      preview: 'ما في الجدول',
      reading: 'يقرأ الخادم الملف…',
      sheet: 'الجدول',
      ...counted(
        'submit',
        { one: 'سعر واحد', two: 'سعرين', few: 'أسعار', many: 'سعرًا', other: 'سعر' },
        (rates) => `استيراد ${rates}`,
        'rates',
      ),
      title: 'استيراد الأسعار',
      tooLarge: 'الملف أكبر من 64 MB. قسّمه واستورد الأجزاء واحدًا بعد آخر.',
      validFromHelp: 'فارغ: من الآن. تبقى أسعار البادئات التي لا يذكرها الجدول.',
      willLeaveOut: 'ستُستبعد هذه الصفوف. صحّح الملف وأسقطه من جديد، أو استورد السليمة.',
      check: 'فحص الجدول',
      dateOrder: {
        label: `تواريخ مثل ${ltr('01/12/2027')}`,
        help: 'تبدأ أيام الجدول بتوقيت {{zone}}.',
        refuse: 'رفضها',
        day_first: 'اليوم أولًا: 1 ديسمبر',
        month_first: 'الشهر أولًا: 12 يناير',
      },
      delimiter: { bar: 'خطوط عمودية', comma: 'فواصل', semicolon: 'فواصل منقوطة', tab: 'علامات جدولة' },
      guessed: 'مخمَّنة من أسماء الأعمدة. الأعمدة بلا معنى تُستبعد.',
      missing: 'حدّد أي عمود هو «{{field}}».',
      readCsv: 'عدد الصفوف تحت سطر العناوين: {{rows}}؛ ويفصل بين الخلايا: {{delimiter}}.',
      readXlsx: 'عدد الصفوف تحت سطر العناوين في الورقة الأولى: {{rows}}.',
      remembered:
        'كما في آخر استيراد إلى مجموعة الأسعار هذه؛ والأعمدة الجديدة بحسب أسمائها. الأعمدة بلا معنى تُستبعد.',
      ...counted(
        'severalCodes',
        PRICES,
        (rates) => `ينتج من الصفوف ذات البادئات المتعددة: ${rates}.`,
        'rates',
      ),
      validFromOthersHelp: 'للصفوف بلا تاريخ. فارغ: من الآن. تبقى أسعار البادئات التي لا يذكرها الجدول.',
    },
    exchange: {
      title: 'أسعار الصرف',
      help: 'المكالمة التي سعرها بعملة غير عملة حسابها تُحوَّل بسعر صرف تلك اللحظة.',
      add: 'إضافة سعر صرف',
      empty: 'لا أسعار صرف',
      emptyText:
        'لا حاجة إليها ما دامت الحسابات ومجموعات الأسعار بعملة واحدة. بدونها تُرفض المكالمات بين عملتين.',
      pair: 'العملتان',
      field: {
        fromCurrency: { label: 'من', help: 'عملة السعر.' },
        toCurrency: { label: 'إلى', help: 'عملة الحساب.' },
        rate: { label: 'السعر', help: 'وحدات العملة الثانية مقابل وحدة من الأولى، مثل 1.0725.' },
        validFrom: { label: 'سارٍ من', help: 'فارغ: من الآن.' },
      },
    },
  },
  messages: {
    'Give shares to trunks of this rate group only.': 'حدد حصصًا لخطوط ربط مجموعة الأسعار هذه فقط.',
    'Shares come to {n} % together; these come to {n} %.': 'مجموع الحصص {n} %، ومجموع هذه {n} %.',
    'Send {n} to {n} %.': 'أدخل من {n} إلى {n} %.',
    'Choose an account that is priced by this rate group: calls of others never look here.':
      'اختر حسابًا مسعّرًا بهذه المجموعة: مكالمات غيره لا تنظر هنا.',
    'Choose an existing trunk.': 'اختر خط ربط موجودًا.',
    'Only rates that customers pay choose a trunk: leave this out.':
      'لا يختار خط ربط إلا ما يدفعه العملاء: اترك هذا.',
    'Routes are the operator’s: leave this out.': 'المسارات للمشغّل: اترك هذا.',
    '"{typed}" must be 1 to 15 digits without spaces or dashes, one code in a row.':
      'يجب أن تكون «\u2068{typed}\u2069» من 1 إلى 15 رقمًا بلا مسافات أو شرطات، رمز واحد في كل صف.',
    '"{typed}" must be one line of at most 200 characters.':
      'يجب أن تكون «\u2068{typed}\u2069» سطرًا واحدًا من 200 حرف على الأكثر.',
    '"{typed}" must be a rate from 0 to 1000000 with at most nine digits after the point.':
      'يجب أن تكون «\u2068{typed}\u2069» سعرًا من 0 إلى 1000000 بتسع خانات على الأكثر بعد الفاصلة.',
    '"{typed}" must be an amount from 0 to 1000000 with at most six digits after the point.':
      'يجب أن تكون «\u2068{typed}\u2069» مبلغًا من 0 إلى 1000000 بست خانات على الأكثر بعد الفاصلة.',
    '"{typed}" must be whole seconds from 0 to 3600.':
      'يجب أن تكون «\u2068{typed}\u2069» ثواني صحيحة من 0 إلى 3600.',
    '"{typed}" must be whole seconds from 1 to 3600.':
      'يجب أن تكون «\u2068{typed}\u2069» ثواني صحيحة من 1 إلى 3600.',
    '{n} is listed above already.': '{n} مذكور أعلاه.',
    'Send a percentage from -{n} to {n} with at most four digits after the point.': `أدخل نسبة مئوية من ${ltr('-{n}')} إلى {n} بأربع خانات على الأكثر بعد الفاصلة.`,
    'Send whole seconds.': 'أدخل ثواني صحيحة.',
    'Send {n} to {n} seconds.': 'أدخل من {n} إلى {n} ثانية.',
    'A prefix has 1 to 15 digits and nothing else.': 'تتكون البادئة من 1 إلى 15 رقمًا ولا شيء غيرها.',
    'Send a decimal rate per minute such as "0.0125", at most nine digits after the point.':
      'أدخل سعرًا عشريًا للدقيقة مثل 0.0125، بتسع خانات على الأكثر بعد الفاصلة.',
    'Send a rate from 0 to 1000000 per minute.': 'أدخل سعرًا من 0 إلى 1000000 للدقيقة.',
    'Send a positive rate of at most 100000000 with at most ten digits after the point.':
      'أدخل سعرًا موجبًا لا يتجاوز 100000000 بعشر خانات على الأكثر بعد الفاصلة.',
    'Choose two different currencies.': 'اختر عملتين مختلفتين.',
    'You have a rate group of this name. Choose another name.':
      'لديك مجموعة أسعار بهذا الاسم. اختر اسمًا آخر.',
    'There is a rate for this prefix from this moment. Edit it, or choose another moment.':
      'يوجد سعر لهذه البادئة من هذه اللحظة. عدّله أو اختر لحظة أخرى.',
    'There is an exchange rate from this moment. Choose another moment.':
      'يوجد سعر صرف من هذه اللحظة. اختر لحظة أخرى.',
    'The file is empty. Send the header and at least one row.':
      'الملف فارغ. أرسل صف العناوين وصفًا واحدًا على الأقل.',
    'Choose existing trunks, each once.': 'اختر خطوط ربط موجودة، كلًا منها مرة واحدة.',
    'The first row has no column "Code". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.': `ليس في الصف الأول عمود Code. يجب أن يسمّي الأعمدة: ${COLUMNS}.`,
    'The first row has no column "Cost/Min". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.': `ليس في الصف الأول عمود ${ltr('Cost/Min')}. يجب أن يسمّي الأعمدة: ${COLUMNS}.`,
  },
};
