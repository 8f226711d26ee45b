/** الإعدادات العامة. */
export const settingsAr = {
  settings: {
    title: 'الإعدادات',
    isDefault: 'هذه هي القيمة الافتراضية.',
    isInherited: 'موروثة: عيّنها من هو فوقك.',
    noRateGroup: 'بلا',
    nothing: 'لا شيء',
    ofReseller: 'ما يُقترح للحسابات التي تنشئها أنت ومعيدو البيع التابعون لك. ما تتركه يتبع من هو فوقك.',
    reset: 'العودة إلى القيمة الافتراضية: {{value}}',
    resetToInherited: 'العودة إلى القيمة الموروثة: {{value}}',
    resetWhat: 'العودة إلى القيمة الافتراضية: {{what}}',
    mail: {
      title: 'خادم البريد',
      forget: 'إزالة الخادم',
      forgetText: 'تُحفظ الرسائل من بعدها لدى حساباتها، ولا يُرسل شيء.',
      help: 'عبر هذا الخادم تخرج الدعوات والإشعارات. بدونه تُحفظ لدى حساباتها، حيث يمكن قراءتها.',
      isNotSetUp: 'غير مُعدّ',
      isSetUp: 'مُعدّ',
      passwordKept: 'كما هي',
      security: {
        none: 'بلا: كل شيء يمر مكشوفًا',
        starttls: 'STARTTLS: لا يُرسل شيء قبل تفعيله',
        tls: 'TLS من البداية',
      },
      send: 'إرسال',
      test: 'إرسال رسالة تجريبية',
      tested: 'قبل الخادم الرسالة: {{response}}',
      field: {
        host: { label: 'المضيف', help: 'مثل mail.example.com.' },
        security: { label: 'الأمان', help: 'ما يقدمه الخادم؛ معظمها يقدم STARTTLS.' },
        port: {
          label: 'المنفذ',
          help: 'غالبًا 587 مع STARTTLS، و465 مع TLS، و25 بلا أمان. فارغ: ذلك المنفذ.',
        },
        user: { label: 'اسم المستخدم', help: 'فارغ: لا يطلب الخادم تسجيل دخول.' },
        password: { label: 'كلمة المرور', help: 'تُحفظ مشفّرة ولا تُعرض أبدًا. خادم آخر يحتاج إليها من جديد.' },
        senderAddress: { label: 'المرسل', help: 'العنوان الذي تأتي منه الرسائل.' },
        senderName: { label: 'اسم المرسل', help: 'يظهر بجانب العنوان. يمكن أن يبقى فارغًا.' },
        to: { label: 'إلى', help: 'وجهة الرسالة التجريبية.' },
      },
    },
    group: {
      calls: 'المكالمات',
      defaults: 'ما يُقترح للحسابات الجديدة',
      devices: 'أجهزة SIP',
      numbers: 'أرقام الحسابات',
      other: 'أخرى',
      pin: 'PIN',
      security: 'تسجيل الدخول',
    },
    field: {
      account_number: {
        length: {
          label: 'الطول',
          help: 'خانات رقم الحساب المولَّد، بما فيها الأولى. من 6 إلى 20.',
        },
        may_be_typed: {
          label: 'يجوز إدخاله',
          help: 'هل يجوز إدخال رقم الحساب بدلًا من توليده.',
        },
        prefix: { label: 'الأرقام الأولى', help: 'يبدأ بها كل رقم حساب مولَّد. يمكن أن تبقى فارغة.' },
      },
      pin: { length: { label: 'الطول', help: 'خانات رمز PIN لبطاقات الاتصال. من 4 إلى 12.' } },
      defaults: {
        country: { label: 'البلد', help: 'يحدد أيضًا المنطقة الزمنية المقترحة.' },
        create_sip_device: {
          label: 'إنشاء جهاز SIP',
          help: 'هل يحصل العميل الجديد على جهاز SIP فورًا.',
        },
        currency: { label: 'العملة', help: 'عملة الرصيد والرسوم والفواتير.' },
        rate_group_id: {
          label: 'مجموعة الأسعار',
          help: 'قائمة أسعار الحسابات الجديدة، حتى يختار أحد غيرها.',
        },
        timezone: { label: 'المنطقة الزمنية', help: 'تحدد أيام الفوترة وكل وقت معروض.' },
      },
      passwords: {
        length_min: {
          label: 'أقصر كلمة مرور',
          help: 'أقل عدد من الأحرف لكلمة مرور جديدة. كلمات المرور المستخدمة تبقى كما هي. من 10 إلى 64.',
        },
      },
      sign_in: {
        second_factor_required_for_staff: {
          label: 'عامل ثانٍ للموظفين',
          help: 'لا يفعل المشغّل والمديرون والمديرون الفرعيون شيئًا هنا قبل أن يكون لهم عامل ثانٍ. مفاتيح API تستمر.',
        },
      },
      sign_up: {
        allowed_for_resellers: {
          label: 'صفحات فتح الحسابات لدى الموزّعين',
          help: 'عند إيقافها لا يفتح الموزّعون أي صفحة، والمفتوحة منها لا تجيب أحدًا.',
        },
      },
      sessions: {
        absolute_hours: {
          label: 'أطول جلسة',
          help: 'بعدها يسجّل الجميع الدخول من جديد. المدة الأطول تسري من تسجيل الدخول التالي. من 1 إلى 2160.',
        },
        idle_minutes: {
          label: 'جلسة خاملة',
          help: 'من لا يفعل شيئًا هذه المدة يُسجَّل خروجه. من 5 إلى 20160.',
        },
      },
      calls: {
        ring_seconds: {
          label: 'الرنين',
          help: 'المدة التي يجوز للبوابة أن ترن فيها على الهاتف المطلوب. من 5 إلى 300.',
        },
        seconds_max: { label: 'أطول مكالمة', help: 'تُنهى المكالمة بعد هذه المدة. من 60 إلى 86400.' },
        slice_seconds: {
          label: 'الشريحة',
          help: 'مدة الحديث التي يُحجز لها المال دفعة واحدة. القصيرة تتيح الاتصال بأرصدة صغيرة؛ من 6 إلى 3600.',
        },
      },
    },
  },
  messages: {
    'Send a host name such as "mail.example.com", or an IP address.':
      'أدخل اسم مضيف مثل mail.example.com، أو عنوان IP.',
    'Send a port from {n} to {n}.': 'أدخل منفذًا من {n} إلى {n}.',
    'Send a whole number from {n} to {n}.': 'أدخل عددًا صحيحًا من {n} إلى {n}.',
    'Send up to 12 digits, or nothing.': 'أدخل حتى 12 رقمًا، أو لا شيء.',
    'Send an ISO 3166 code of two letters, such as "DE".': 'اختر بلدًا.',
    'Send an ISO 4217 code of three letters, such as "EUR".': 'اختر عملة.',
    'Send an IANA name, such as "Europe/Berlin".': 'اختر منطقة زمنية.',
    'Leave at least four digits of the account number to chance.':
      'اترك أربع خانات على الأقل من رقم الحساب للتوليد العشوائي.',
  },
};
