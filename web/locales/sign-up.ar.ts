/** فتح حساب ذاتيًا، ومفتاح صفحته. */
import { ltr } from './ar-words.ts';

export const signUpAr = {
  signUp: {
    title: 'فتح حساب',
    titleAt: 'فتح حساب لدى {{provider}}',
    again: 'إرساله إلى عنوان آخر',
    confirm: 'افتح حسابي',
    confirmText:
      'هذه هي الخطوة الأخيرة. أدخل كلمة المرور التي اخترتها لعنوان {{email}}، فيصبح حسابك لدى {{provider}} جاهزًا.',
    confirmTitle: 'تأكيد عنوان بريدك الإلكتروني',
    known: 'لديك حساب بالفعل؟',
    readTerms: 'قراءة الشروط (في صفحة جديدة)',
    keptTitle: 'لا نستطيع إرسال البريد بعد',
    kept: 'لا يمكن إرسال بريد إلى {{to}} من هنا بعد. اطلب رابطك من {{provider}}: إنه محفوظ لك هناك.',
    keptHelp: 'يُفتح حسابك بالرابط مع كلمة المرور التي اخترتها.',
    sent: 'أرسلنا رابطًا إلى {{to}}.',
    sentHelp:
      'افتحه خلال 24 ساعة وأدخل كلمة مرورك هناك، فيصبح حسابك جاهزًا. إن لم يصل شيء خلال دقائق، فابحث في البريد غير المرغوب فيه.',
    sentTitle: 'راجع بريدك',
    submit: 'أرسل الرابط',
    field: {
      acceptsTerms: { label: 'أقبل الشروط', help: '' },
      company: { label: 'الشركة', help: 'إن كنت تفتحه لشركة.' },
      country: { label: 'البلد', help: 'حيث تقيم أو حيث مقر الشركة.' },
      email: { label: 'البريد الإلكتروني', help: 'يُرسل إليه رابط للتأكيد، وبه تسجّل الدخول لاحقًا.' },
      firstName: { label: 'الاسم الأول', help: '' },
      lastName: { label: 'اسم العائلة', help: '' },
      password: { label: 'كلمة المرور', help: 'الجملة أسهل تذكرًا من الرموز.' },
      phone: { label: 'الهاتف', help: `مع «+» ورمز البلد، مثل ${ltr('+493012345678')}.` },
      timezone: { label: 'المنطقة الزمنية', help: 'لكل الأوقات التي تُعرض عليك.' },
    },
    settings: {
      title: 'صفحة فتح الحساب',
      closed: 'مغلقة',
      help: 'عبر رابطها يفتح أي شخص حسابًا تحتك، مسبق الدفع وبلا ائتمان، بما يُقترح للحسابات الجديدة وقالبك الافتراضي. ويُؤكَّد العنوان أولًا برسالة.',
      notAllowed: 'لا يسمح المشغّل للموزّعين بصفحة لفتح الحسابات.',
      link: 'الرابط',
      mails: 'رسائلك',
      noMail: 'لم يُعدّ خادم بريد، فلا يُرسل أي رابط. تُحفظ الروابط بين رسائلك، فتقرؤها هناك وتسلّمها.',
      open: 'مفتوحة',
      field: {
        isOpen: { label: 'يمكن لأي شخص فتح حساب', help: 'إلى أن تغلقها من جديد.' },
        termsUrl: { label: 'الشروط', help: 'عنوان صفحة شروطك التي يجب قبولها. فارغ: لا شيء.' },
      },
    },
  },
  messages: {
    'Accept the terms to go on.': 'اقبل الشروط للمتابعة.',
    'New accounts would have no rate group and could not call. Choose one under "Proposed for new accounts", or in your default template for customers.':
      'لن تكون للحسابات الجديدة مجموعة أسعار ولن تستطيع الاتصال. اختر واحدة ضمن ما يُقترح للحسابات الجديدة، أو في قالبك الافتراضي للعملاء.',
    'Send the address of a web page, such as "https://example.com/terms".': `أدخل عنوان صفحة ويب، مثل ${ltr('https://example.com/terms')}.`,
    'This is not the password that you chose when you signed up. Try again, or sign up anew.':
      'ليست هذه كلمة المرور التي اخترتها عند فتح الحساب. أعد المحاولة، أو ابدأ من جديد.',
  },
};
