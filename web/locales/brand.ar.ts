/** علامة المشغّل أو معيد البيع. */
import { ltr } from './ar-words.ts';

export const brandAr = {
  brand: {
    title: 'العلامة',
    help: 'اسم اللوحة ومظهرها لك ولكل من هم تحتك. ما تتركه فارغًا يكون كما عند من هو فوقك.',
    addLogo: 'أسقط شعارًا هنا، أو اختر ملفًا',
    contrast: `التباين ${ltr('{{ratio}} : 1')}، والمطلوب ${ltr('4.5 : 1')}.`,
    host: {
      title: 'اسم مضيف خاص',
      change: 'تغيير اسم المضيف',
      help: 'من يأتي عبر هذا الاسم يرى علامة معيد البيع هذا قبل تسجيل الدخول، ولا تدخل منه إلا الحسابات التابعة له. إعداد DNS وTLS له عليك.',
      field: { host: { label: 'اسم المضيف', help: 'مثل portal.example.com. فارغ: لا شيء.' } },
    },
    logo: 'الشعار',
    logoHelp: 'PNG أو JPEG أو WebP، بحد أقصى 256 KB. يُعرض بارتفاع 26 بكسل.',
    noPicture: 'هذا الملف ليس صورة PNG أو JPEG أو WebP. احفظ الشعار بإحدى هذه الصيغ؛ لا يُقبل SVG.',
    pick: 'اختيار: {{what}}',
    removeLogo: 'إزالة الشعار',
    replaceLogo: 'أسقط شعارًا آخر هنا، أو اختر ملفًا',
    sample: 'كلمات عليه',
    sending: 'جارٍ إرسال الشعار',
    tooLarge: 'حجم هذا الملف أكبر من 256 KB. صغّر الصورة.',
    field: {
      productName: { label: 'اسم المنتج', help: 'يظهر بجانب الشعار وفي عنوان الصفحة.' },
      buttonColour: { label: 'لون الأزرار', help: `مثل ${ltr('#14664f')}، وعليه كلمات بيضاء.` },
      barColour: { label: 'لون الشريط', help: `مثل ${ltr('#10241d')}: خلف القائمة، وعليه كلمات فاتحة.` },
    },
  },
  messages: {
    'Send a host name such as "portal.example.com", without "https://".': `أدخل اسم مضيف مثل portal.example.com، من دون ${ltr('https://')}.`,
    'This is the host name of another reseller.': 'هذا اسم مضيف معيد بيع آخر.',
    'The contrast of the words on this colour is {n} : {n}, and {n} : {n} is needed. Choose a darker colour.': `تباين الكلمات على هذا اللون ${ltr('{n} : {n}')}، والمطلوب ${ltr('{n} : {n}')}. اختر لونًا أغمق.`,
    'Send a colour of six hexadecimal digits, such as "#14664f".': `أدخل لونًا من ست خانات سداسية عشرية، مثل ${ltr('#14664f')}.`,
  },
};
