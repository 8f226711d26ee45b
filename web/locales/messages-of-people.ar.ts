/** جمل عن الحسابات والإعدادات، بنصّها الإنجليزي. */
import { ltr } from './ar-words.ts';

export const messagesOfPeopleAr = {
  'Type a name without a link in it.': 'اكتب اسمًا لا رابط فيه.',
  'Send an instant between 1970 and 2199.': 'أدخل وقتًا بين 1970 و2199.',
  'Send addresses such as "192.0.2.10", or networks without host bits such as "192.0.2.0/24" or "2001:db8::/48".': `أدخل عناوين مثل ${ltr('192.0.2.10')}، أو شبكات بلا بتات مضيف مثل ${ltr('192.0.2.0/24')} أو ${ltr('2001:db8::/48')}.`,
  'Choose a moment that is still to come, or none.': 'اختر لحظة لم تأت بعد، أو لا شيء.',
  'Send a host name such as "portal.example.com", without "https://".': `أدخل اسم مضيف مثل portal.example.com، من دون ${ltr('https://')}.`,
  'Send a SIP domain such as "sip.example.com", without "sip:".': `أدخل نطاق SIP مثل sip.example.com، من دون ${ltr('sip:')}.`,
  'This is the host name of another reseller.': 'هذا اسم مضيف معيد بيع آخر.',
  'The contrast of the words on this colour is {n} : {n}, and {n} : {n} is needed. Choose a darker colour.': `تباين الكلمات على هذا اللون ${ltr('{n} : {n}')}، والمطلوب ${ltr('{n} : {n}')}. اختر لونًا أغمق.`,
  'Send a colour of six hexadecimal digits, such as "#14664f".': `أدخل لونًا من ست خانات سداسية عشرية، مثل ${ltr('#14664f')}.`,
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
  'The sheet has more than {n} cells. Remove columns that are not needed, or send it in parts.':
    'في الجدول أكثر من {n} خلية. أزل الأعمدة التي لا حاجة إليها، أو أرسله على أجزاء.',
  'The sheet has too much text. Remove columns that are not needed, or send it in parts.':
    'في الجدول نص كثير جدًا. أزل الأعمدة التي لا حاجة إليها، أو أرسله على أجزاء.',
  'The sheet has too many texts. Send it in parts.': 'في الجدول نصوص كثيرة جدًا. أرسله على أجزاء.',
  'The sheet takes too long to read. Send it as CSV, or in parts.':
    'تستغرق قراءة الجدول وقتًا طويلًا جدًا. أرسله بصيغة CSV، أو على أجزاء.',
  'The sheet takes too much memory to read. Send it as CSV, or in parts.':
    'تحتاج قراءة الجدول إلى ذاكرة كبيرة جدًا. أرسله بصيغة CSV، أو على أجزاء.',
  'A cell of the sheet has too long a text. Shorten it.': 'في إحدى خلايا الجدول نص طويل جدًا. اختصره.',
  '{n} of these numbers were added by somebody else at this moment. Check the file again.':
    'أُضيف {n} من هذه الأرقام للتو من شخص آخر. افحص الملف من جديد.',
  'The file is no CSV: a quote is not closed, or a row is too long. Correct it, or save it as CSV again.':
    'الملف ليس CSV: علامة اقتباس غير مغلقة، أو صف طويل جدًا. صحّحه، أو احفظه بصيغة CSV من جديد.',
  'The file has too many parts for a spreadsheet. Save it as XLSX or CSV again.':
    'في الملف أجزاء أكثر مما في جدول بيانات. احفظه بصيغة XLSX أو CSV من جديد.',
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
  'Keep the name among the columns: it opens the account.': 'أبقِ الاسم بين الأعمدة: فهو يفتح الحساب.',
  'Name each column once.': 'اذكر كل عمود مرة واحدة.',
  '"{typed}" is no telephone number. Type it with "+", or as it is dialled in the country of the account.':
    'ليس «\u2068{typed}\u2069» رقم هاتف. أدخله مع +، أو كما يُطلب في بلد الحساب.',
  'Choose one of your templates for customers, or none.': 'اختر أحد قوالبك للعملاء، أو لا شيء.',
  'You have a template of this name for accounts of this kind. Choose another name.':
    'لديك قالب بهذا الاسم لحسابات هذه الفئة. اختر اسمًا آخر.',
  'You have {n} templates, which is as many as there may be. Delete one first.':
    'لديك {n} من القوالب، وهو الحد الأقصى. احذف واحدًا أولًا.',
  'This network with this tech prefix is in use. Give a tech prefix that tells the accounts apart.':
    'هذه الشبكة بهذه البادئة التقنية مستخدمة. أدخل بادئة تقنية تميّز بين الحسابات.',
  'Send 2 to 6 digits of which the first is not 0, or nothing.':
    'أدخل من 2 إلى 6 أرقام لا يكون أولها 0، أو لا شيء.',
  '{n} calls for help. Choose other digits.': '{n} رقم طوارئ. اختر أرقامًا أخرى.',
  'Calls to other countries begin like {n}. Choose other digits.':
    'تبدأ المكالمات إلى بلدان أخرى مثل {n}. اختر أرقامًا أخرى.',
  'A device of account {n} has the extension {n}. Choose another one.':
    'لدى جهاز في الحساب {n} الرقم الداخلي {n}. اختر رقمًا آخر.',
  'Another device has this extension. Choose another one.': 'لدى جهاز آخر هذا الرقم الداخلي. اختر رقمًا آخر.',
  'The account has this number already.': 'هذا الرقم موجود لدى الحساب.',
  'Another account has this number without a PIN. One number can open one account only.':
    'لدى حساب آخر هذا الرقم بلا PIN. الرقم الواحد يفتح حسابًا واحدًا فقط.',
  'The account has these digits already. Change that one instead.':
    'هذه الأرقام موجودة لدى الحساب. غيّر ذلك العنصر بدلًا من هذا.',
  'The account has this prefix already.': 'هذه البادئة موجودة لدى الحساب.',
  'Send an address such as "192.0.2.10", or a network without host bits such as "192.0.2.0/24" or "2001:db8::/48".': `أدخل عنوانًا مثل ${ltr('192.0.2.10')}، أو شبكة بلا بتات مضيف مثل ${ltr('192.0.2.0/24')} أو ${ltr('2001:db8::/48')}.`,
  'Send an IP address such as "192.0.2.1", or a network such as "192.0.2.0/24".':
    'أدخل عنوان IP مثل «192.0.2.1»، أو شبكة مثل «192.0.2.0/24».',
  'Send a narrower network: /{n} at least, or calls of strangers would be let in.': `أدخل شبكة أضيق: ${ltr('/{n}')} على الأقل، وإلا قُبلت مكالمات الغرباء.`,
  'Send up to 10 digits, * or #, or nothing.': 'أدخل حتى 10 محارف من الأرقام و* و#، أو لا شيء.',
  'Send an international number of 7 to 15 digits, such as "+493012345678".': `أدخل رقمًا دوليًا من 7 إلى 15 خانة، مثل ${ltr('+493012345678')}.`,
  'Send 1 to 3 digits.': 'أدخل من رقم إلى 3 أرقام.',
  'Send what is to be dialled: 2 to 32 digits, with "+" in front if wanted.':
    'أدخل ما يُطلب: من 2 إلى 32 رقمًا، مع + في البداية إن أردت.',
  'Send an instant in ISO 8601 with its zone, such as "2026-11-24T00:00:00Z".': 'أدخل التاريخ والوقت كاملين.',
  'This is not the code of this moment, or it was used already. Wait for the next one.':
    'هذا ليس رمز هذه اللحظة أو استُخدم من قبل. انتظر الرمز التالي.',
  'Type the code.': 'أدخل الرمز.',
  'Send a host name such as "mail.example.com", or an IP address.':
    'أدخل اسم مضيف مثل mail.example.com، أو عنوان IP.',
  'Send a port from {n} to {n}.': 'أدخل منفذًا من {n} إلى {n}.',
  'Send a whole number from {n} to {n}.': 'أدخل عددًا صحيحًا من {n} إلى {n}.',
  'Send a whole number of days from {n} to {n}, or nothing (null).':
    'أدخل عددًا صحيحًا من الأيام من {n} إلى {n}، أو لا شيء.',
  'Send up to 12 digits, or nothing.': 'أدخل حتى 12 رقمًا، أو لا شيء.',
  'Send an ISO 3166 code of two letters, such as "DE".': 'اختر بلدًا.',
  'Send an ISO 4217 code of three letters, such as "EUR".': 'اختر عملة.',
  'Send an IANA name, such as "Europe/Berlin".': 'اختر منطقة زمنية.',
  'Leave at least four digits of the account number to chance.':
    'اترك أربع خانات على الأقل من رقم الحساب للتوليد العشوائي.',
  'Accept the terms to go on.': 'اقبل الشروط للمتابعة.',
  'New accounts would have no rate group and could not call. Choose one under "Proposed for new accounts", or in your default template for customers.':
    'لن تكون للحسابات الجديدة مجموعة أسعار ولن تستطيع الاتصال. اختر واحدة ضمن ما يُقترح للحسابات الجديدة، أو في قالبك الافتراضي للعملاء.',
  'Send the address of a web page, such as "https://example.com/terms".': `أدخل عنوان صفحة ويب، مثل ${ltr('https://example.com/terms')}.`,
  'This is not the password that you chose when you signed up. Try again, or sign up anew.':
    'ليست هذه كلمة المرور التي اخترتها عند فتح الحساب. أعد المحاولة، أو ابدأ من جديد.',
};
