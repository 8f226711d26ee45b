/** علامة المشغّل أو الموزّع. */
export const brandAr = {
  brand: {
    title: 'العلامة',
    help: 'اسم اللوحة ومظهرها لك ولكل من هم تحتك. ما تتركه فارغًا يكون كما عند من هو فوقك.',
    addLogo: 'أفلت شعارًا هنا أو اختره',
    contrast: 'التباين {{ratio}} : 1، والمطلوب 4.5 : 1.',
    logo: 'الشعار',
    logoHelp: 'PNG أو JPEG أو WebP، بحد أقصى 256 كيلوبايت. يُعرض بارتفاع 26 بكسل.',
    noPicture: 'هذا الملف ليس صورة PNG أو JPEG أو WebP. احفظ الشعار بإحدى هذه الصيغ؛ لا يُقبل SVG.',
    pick: 'اختيار: {{what}}',
    removeLogo: 'إزالة الشعار',
    replaceLogo: 'أفلت شعارًا آخر هنا أو اختره',
    sample: 'كلمات عليه',
    sending: 'يجري إرسال الشعار',
    tooLarge: 'حجم هذا الملف أكبر من 256 كيلوبايت. صغّر الصورة.',
    field: {
      productName: { label: 'اسم المنتج', help: 'يظهر بجانب الشعار وفي عنوان الصفحة.' },
      buttonColour: { label: 'لون الأزرار', help: 'مثل ‎#14664f، وعليه كلمات بيضاء.' },
      barColour: { label: 'لون الشريط', help: 'مثل ‎#10241d: خلف القائمة، وعليه كلمات فاتحة.' },
    },
  },
  messages: {
    'The contrast of the words on this colour is {n} : {n}, and {n} : {n} is needed. Choose a darker colour.':
      'تباين الكلمات على هذا اللون {n} : {n}، والمطلوب {n} : {n}. اختر لونًا أغمق.',
    'Send a colour of six hexadecimal digits, such as "#14664f".':
      'أدخل لونًا من ست خانات سداسية عشرية، مثل ‎#14664f.',
  },
};
