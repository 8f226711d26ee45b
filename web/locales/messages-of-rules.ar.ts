/** جمل عمّا لا يقبله حقل أو صفحة، بنصّها الإنجليزي. */
import { ltr } from './ar-words.ts';

export const messagesOfRulesAr = {
  'Those above you allow {n}. Send as much or less.': 'تسمح الجهات الأعلى منك بـ {n}. أدخل هذا القدر أو أقل.',
  'Send whole seconds from {n} to {n}, or null for what the settings say.':
    'أدخل ثواني صحيحة من {n} إلى {n}، أو اترك الحقل فارغًا لما تقوله الإعدادات.',
  '"{name}" is no variable of this mail. Use one of these: {list}.':
    '«{name}» ليس من متغيرات هذه الرسالة. استخدم أحد هذه: {list}.',
  'Braces that belong to no variable stand here. Use one of these: {list}.':
    'هنا أقواس معقوفة لا تخص أي متغير. استخدم أحد هذه: {list}.',
  'This mail does not do without these: {list}.': 'لا تستغني هذه الرسالة عن: {list}.',
  'Name each address once.': 'اذكر كل عنوان مرة واحدة.',
  'Documents of your accounts have the letterhead of whoever is above you, who decides whether you have one of your own.':
    'تحمل مستندات حساباتك ترويسة من هو فوقك، وهو يقرر هل تكون لك ترويسة خاصة.',
  'There is no logo of its own yet. Upload one, or choose another.':
    'لا يوجد شعار خاص بعد. ارفع واحدًا أو اختر غيره.',
  'At most {n} lines.': '{n} سطور على الأكثر.',
  'Send "on_top_up" or "on_usage".': 'اختر عند كل شحن للرصيد أو ضمن أسعار ما يُستهلك.',
  'Send a text with {year} and {number} once each, such as "INV-{year}-{number:5}".': `أدخل نصًا فيه ${ltr('{year}')} و${ltr('{number}')} مرة واحدة لكل منهما، مثل ${ltr('INV-{year}-{number:5}')}.`,
  'Use Latin letters without accents, digits and signs, with no space at either end.':
    'استخدم حروفًا لاتينية بلا علامات وأرقامًا ورموزًا، بلا مسافة في الطرفين.',
  'Write {year} and {number} once each, such as "INV-{year}-{number:5}".': `اكتب ${ltr('{year}')} و${ltr('{number}')} مرة واحدة لكل منهما، مثل ${ltr('INV-{year}-{number:5}')}.`,
  'Use braces for {year} and {number} only. {number:5} has five digits at least; twelve are the most.': `استخدم الأقواس المعقوفة لـ ${ltr('{year}')} و${ltr('{number}')} فقط؛ و${ltr('{number:5}')} بخمسة أرقام على الأقل، وأقصاها اثنا عشر.`,
  'Another kind of document could get the same number. Begin each with other letters.':
    'قد يحصل مستند من نوع آخر على الرقم نفسه. ابدأ كل نوع بحروف مختلفة.',
  'Only a fixed tax has an amount and a currency. Leave it out.':
    'للضريبة الثابتة وحدها مبلغ وعملة. اترك هذا.',
  'A fixed tax has an amount, and no percentage. Leave it out.':
    'للضريبة الثابتة مبلغ وليست لها نسبة مئوية. اتركها.',
  'A fixed tax is of nothing else. Only a percentage is compound.':
    'الضريبة الثابتة لا تُحسب من شيء آخر. النسبة المئوية وحدها تُحسب على الضرائب التي قبلها أيضًا.',
  'Say why: the reason “other” needs a note.': 'اذكر السبب: السبب الآخر يحتاج إلى ملاحظة.',
  'At most {n} calls can be ended at once.': 'يمكن إنهاء {n} مكالمة على الأكثر دفعة واحدة.',
  'This line comes to nothing.': 'هذا السطر لا يساوي شيئًا.',
  'This line comes to more than an amount may be.': 'هذا السطر أكثر مما يجوز أن يكون المبلغ.',
  'The invoice has no such line.': 'ليس في الفاتورة سطر كهذا.',
  'It is more than what is left of the line.': 'هذا أكثر مما بقي من السطر.',
  'This line is named twice.': 'ذُكر هذا السطر مرتين.',
  'Write at most {n} lines.': 'اكتب {n} سطر على الأكثر.',
  'Name at most {n} lines.': 'اذكر {n} سطر على الأكثر.',
  'Name a line, or leave this out for all that is left.': 'اذكر سطرًا، أو اترك هذا فارغًا لكل ما بقي.',
  'Send days from {n} to {n}.': 'أرسل عدد أيام من {n} إلى {n}.',
  'Send a place from {n} on.': 'أرسل موضعًا من {n} فصاعدًا.',
  'Send a smaller place.': 'أرسل موضعًا أصغر.',
  'The document has no line with calls at this place.': 'ليس في المستند سطر مكالمات في هذا الموضع.',
  'Name a reseller whose book you may see.': 'سمِّ معيد بيع يجوز لك رؤية دفتره.',
  'Together these lines would charge instead of taking back. Take back what they are a discount on, too.':
    'هذه الأسطر معًا تحمّل بدل أن تسترد. استرد أيضًا ما هي خصم عليه.',
  'Together this is more than what is left of the invoice. Take its discounts back, too.':
    'هذا معًا أكثر مما بقي من الفاتورة. استرد خصوماتها أيضًا.',
  'Choose a call.': 'اختر مكالمة.',
  'A code is shorter than this.': 'الرمز أقصر من هذا.',
  'A commission reseller has a percentage, and a distributor has none.':
    'لمعيد البيع بالعمولة نسبة مئوية، ولا نسبة للموزّع.',
  'A password needs its user.': 'كلمة المرور تحتاج إلى اسم المستخدم.',
  'Account numbers are not typed here: take the one the server proposed.':
    'لا تُكتب أرقام الحسابات هنا: خذ الرقم المقترح.',
  'Addresses of one link alone are refused: clouds keep credentials there. Send the address of a mail server.':
    'تُرفض عناوين الوصلة المحلية (link-local): تحفظ السحابات بيانات الدخول هناك. أدخل عنوان خادم بريد.',
  'Carriers are the operator’s: leave it out.': 'الناقلون شأن المشغّل: اتركه.',
  'Change your own password with the current one.': 'غيّر كلمة مرورك باستخدام الحالية.',
  'Choose a customer. A reseller gets numbers as their owner.':
    'اختر عميلًا. يحصل معيد البيع على الأرقام بصفته مالكها.',
  'Choose a rate group of direction termination: what the carrier asks.':
    'اختر مجموعة أسعار لما يطلبه الناقل.',
  'Choose one of the rule sets offered.': 'اختر واحدة من مجموعات القواعد المعروضة.',
  'Choose one of your resellers, or none.': 'اختر واحدًا من معيدي البيع لديك، أو لا أحد.',
  'Use at most {n} letters and digits.': 'استخدم {n} حرفًا ورقمًا على الأكثر.',
  'Send the last four symbols of a code.': 'اكتب آخر أربعة رموز من الرمز.',
  'Choose an end that is still to come.': 'اختر نهاية لم تأتِ بعد.',
  '{n} of these pairs have a rate from that very moment already. Take them out of the file.':
    '{n} من هذه الأزواج لها سعر من اللحظة نفسها بالفعل. أزلها من الملف.',
  'This pair and moment stand in row {n} already.': 'هذا الزوج وهذه اللحظة موجودان في الصف {n} بالفعل.',
  'The first row names the columns: from, to, rate, and valid from, which may be left out.':
    'يسمّي الصف الأول الأعمدة: من وإلى والسعر وصالح من، والأخير اختياري.',
  'This comes to nothing in {n}. Send more.': 'لا يساوي هذا شيئًا بعملة {n}. أدخل أكثر.',
  'A correction is in the currency of the account.': 'يكون التصحيح بعملة الحساب.',
  'Choose two different accounts.': 'اختر حسابين مختلفين.',
  'Leave this out, or ask for the permission {permission}.': 'اترك هذا، أو اطلب الصلاحية {permission}.',
  'Leave this out: whoever is above you says it, once the number is proved to be yours.':
    'اترك هذا: يقوله من هو فوقك متى ثبت أن الرقم لك.',
  'Name each permission once.': 'اذكر كل صلاحية مرة واحدة.',
  'Nobody calls from there: it is a loopback, link-local, multicast or reserved address. Send the one that the calls come from.':
    'لا أحد يتصل من هناك: العنوان محلي أو متعدد البث أو محجوز. أدخل العنوان الذي تأتي منه المكالمات.',
  'Only a commission reseller has a percentage.': 'النسبة المئوية لمعيد البيع بالعمولة وحده.',
  'Only customers call, so only they are used.': 'العملاء وحدهم يتصلون، فهذا لهم وحدهم.',
  'Only customers have a PIN.': 'للعملاء وحدهم رمز PIN.',
  'Only customers show a caller ID.': 'العملاء وحدهم يُظهرون رقم المتصل.',
  'Only resellers have a host name of their own.': 'لمعيدي البيع وحدهم اسم مضيف خاص.',
  'Only the operator changes where a number is from.': 'المشغّل وحده يغيّر مصدر الرقم.',
  'Routes are the operator’s: leave them out.': 'المسارات شأن المشغّل: اتركها.',
  'Row {n} has a cell of more than {n} characters. Shorten it, or close its quote.':
    'في الصف {n} خلية بأكثر من {n} حرفًا. اختصرها، أو أغلق علامة اقتباسها.',
  'Row {n} has a cell of more than {n} characters. Shorten it.':
    'في الصف {n} خلية بأكثر من {n} حرفًا. اختصرها.',
  'Send "active" or "suspended". Accounts are closed one by one.':
    'اختر نشطًا أو معلّقًا. تُغلق الحسابات واحدًا واحدًا.',
  'Send a UUID.': 'أدخل معرّف UUID.',
  'Send a count together with first only.': 'أدخل العدد مع الرقم الأول فقط.',
  'Send a limit from {n} to {n}.': 'أدخل حدًا من {n} إلى {n}.',
  'Send a whole number.': 'أدخل عددًا صحيحًا.',
  'Send at least {n}, or "unlimited".': 'أدخل {n} على الأقل، أو اختر بلا حد.',
  'Send at least one account.': 'اختر حسابًا واحدًا على الأقل.',
  'Send at least one number.': 'أدخل رقمًا واحدًا على الأقل.',
  'Send at least one thing to change.': 'اختر تغييرًا واحدًا على الأقل.',
  'Send at most {n}, or "unlimited".': 'أدخل {n} على الأكثر، أو اختر بلا حد.',
  'Send at most {n} fields.': '{n} من الحقول على الأكثر.',
  'Send at most {n} accounts. Change the others afterwards.':
    '{n} من الحسابات على الأكثر. غيّر الباقي بعد ذلك.',
  'Send at most {n} numbers; a range may have more.': '{n} من الأرقام على الأكثر؛ وللنطاق أن يزيد.',
  'Send either accountIds or filter.': 'أدخل إما حسابات وإما مرشّحًا.',
  'Send either numbers or a range, not both.': 'أدخل إما أرقامًا وإما نطاقًا، لا كليهما.',
  'Send nextCursor of the page before, with the same filters and sort.':
    'لم تعد هذه الصفحة من القائمة موجودة. ابدأ من الأولى.',
  'Send numbers, or first and count of a range.': 'أدخل أرقامًا، أو أول النطاق وعدده.',
  'Send the digits that the number begins with, such as "+{n}".':
    'أدخل الخانات التي يبدأ بها الرقم، مثل \u2066+{n}\u2069.',
  'Send the first digits of international numbers, such as "+{n}".':
    'أدخل أول خانات الأرقام الدولية، مثل \u2066+{n}\u2069.',
  'Send the name of an encoding, such as "windows-1252".': 'أدخل اسم ترميز، مثل windows-1252.',
  'Send the prefix of a rate: {n} to {n} digits.': 'أدخل بادئة سعر: من {n} إلى {n} خانة.',
  'Several providers are called "{name}". Give one of them another name first.':
    'عدة مزوّدين باسم «{name}». أعطِ أحدهم اسمًا آخر أولًا.',
  'Somebody changed this since. What it has now stays.': 'غيّر أحدهم هذا منذ ذلك الحين. يبقى ما هو عليه الآن.',
  'Something was posted or called in {currency}, so the currency stays.':
    'جرت قيود أو مكالمات بعملة {currency}، لذا تبقى العملة.',
  'Staff are the operator’s: choose resellers.': 'الموظفون شأن المشغّل: اختر معيدي البيع.',
  'The account has no e-mail address to send the invitation to. Give it one first.':
    'ليس للحساب عنوان بريد تُرسل إليه الدعوة. أعطه واحدًا أولًا.',
  'The encoding "{name}" is not known. Send one such as utf-8 or windows-1252.':
    'الترميز «{name}» غير معروف. استخدم ترميزًا مثل utf-8 أو windows-1252.',
  'The end must be after the start.': 'يجب أن تكون النهاية بعد البداية.',
  'The first row has no column "{name}". Say what the columns mean, or name them: {columns}.':
    'ليس في الصف الأول عمود «{name}». حدّد معاني الأعمدة، أو سمّها: {columns}.',
  'The job is being undone already.': 'يجري التراجع عن المهمة بالفعل.',
  'The network overlaps one of {accounts}, below another reseller: the narrower network, and the longer tech prefix, takes the calls. Send true if that is meant.':
    'تتداخل الشبكة مع إحدى شبكات {accounts} تحت معيد بيع آخر: المكالمات للشبكة الأضيق وللبادئة التقنية الأطول. أكّد إن كان ذلك مقصودًا.',
  'The number {n} is in use. Choose another, or leave it to the server.':
    'الرقم {n} مستخدم. اختر غيره، أو اتركه للخادم.',
  'The operator lets no reseller have a sign-up page. Ask whoever is above you.':
    'لا يسمح المشغّل لمعيدي البيع بصفحة تسجيل. اسأل من هو فوقك.',
  'The passkey was not taken: it was made for another page, or it took too long. Try again.':
    'لم يُقبل مفتاح المرور: صُنع لصفحة أخرى، أو استغرق وقتًا طويلًا. حاول مجددًا.',
  'The password would travel in the clear. Choose starttls or tls, or take the password away.':
    'ستُرسل كلمة المرور دون تشفير. اختر STARTTLS أو TLS، أو أزل كلمة المرور.',
  'The sheet has {n} columns. Send a field or null for each, in their order.':
    'في الجدول {n} من الأعمدة. حدّد لكلٍّ حقلًا أو لا شيء.',
  'The type is fixed once the reseller has accounts of its own.': 'يثبت النوع متى صار لمعيد البيع حسابات.',
  'There is no provider "{name}". Create it first, or leave the cell empty.':
    'لا مزوّد باسم «{name}». أنشئه أولًا، أو اترك الخلية فارغة.',
  'There is no such field here. Check its name.': 'لا يوجد هنا حقل كهذا. تحقّق من اسمه.',
  'There is no such thing.': 'لا وجود لهذا.',
  'There is no such trunk.': 'لا وجود لخط الربط هذا.',
  'This begins like a VAT number of {country} and has not the form of one. Check its digits, or leave {country} out when it is another number.':
    'يبدأ هذا كرقم ضريبي من {country} وليس على صورته. تحقّق من الخانات، أو احذف {country} إن كان رقمًا آخر.',
  'This field is required.': 'هذا الحقل مطلوب.',
  'This is no id: send one as the API gave it.': 'هذا ليس معرّفًا. اختر من القائمة.',
  'This kind of account has no currency.': 'لا عملة لهذا النوع من الحسابات.',
  'This kind of account has no {group}.': 'لا يوجد هذا ({group}) لهذا النوع من الحسابات.',
  'This network, or a part of it, is in use. Give the addresses that are this account’s alone, or ask whoever is above you.':
    'هذه الشبكة أو جزء منها مستخدم. أدخل العناوين التي لهذا الحساب وحده، أو اسأل من هو فوقك.',
  'This number is in the list already.': 'هذا الرقم موجود في القائمة.',
  'This number is in use. Choose another, or leave it to the server.':
    'هذا الرقم مستخدم. اختر غيره، أو اتركه للخادم.',
  'This prefix is listed already. Change that one instead.': 'هذه البادئة موجودة في القائمة. غيّر تلك.',
  'This template is for accounts of the kind "{kind}".': 'هذا القالب لحسابات من نوع آخر ({kind}).',
  'Gateway "{gateway}" of this trunk has this host, port and transport already. Change that one, or type another host or port.':
    'للبوابة «\u2068{gateway}\u2069» في خط الربط هذا هذا المضيف والمنفذ والنقل نفسه. غيّر تلك، أو أدخل مضيفًا أو منفذًا آخر.',
  '"{network}" is an address of trunk "{trunk}", which takes the calls that come in from there. Take it away there, or leave it out here.':
    '«\u2066{network}\u2069» عنوان لخط الربط «\u2068{trunk}\u2069» الذي يتلقى المكالمات القادمة من هناك. أزله هناك، أو لا تذكره هنا.',
  'Type a user name without quotation marks, backslashes and control characters: it is sent within quotation marks.':
    'أدخل اسم مستخدم بلا علامات اقتباس أو شرطة مائلة عكسية أو محارف تحكم: يُرسَل بين علامتي اقتباس.',
  'Account {number} said at {at} what became of it: "{said}". That stays.':
    'ذكر الحساب \u2066{number}\u2069 في \u2066{at}\u2069 ما آل إليه: «\u2068{said}\u2069». ويبقى ذلك كما هو.',
  'To register there, type the password.': 'للتسجيل هناك أدخل كلمة المرور.',
  'To register there, type the user name: up to 64 letters, digits, ".", "_", "+" and "-".':
    'للتسجيل هناك أدخل اسم المستخدم: حتى 64 حرفًا أو رقمًا أو «.» أو «_» أو «+» أو «-».',
  'Type the code of your app.': 'أدخل رمز تطبيقك.',
  'Only a gateway that is inactive has a reason.': 'لا سبب إلا لبوابة خارج الخدمة.',
  'Type the password again: it was given for another host, port, security or user.':
    'أدخل كلمة المرور مجددًا: كانت لمضيف أو منفذ أو حماية أو مستخدم آخر.',
  'Type the password.': 'أدخل كلمة المرور.',
  'What carriers ask is not yours to see: choose origination.':
    'ما يطلبه الناقلون ليس لك أن تراه: اختر ما يدفعه العملاء.',
  '"{typed}" is an address of account {n}, whose calls come from there. Take it away there, or give it a tech prefix there.':
    '«{typed}» عنوان للحساب {n} تأتي مكالماته منه. أزله هناك، أو أعطه بادئة تقنية هناك.',
  '"{name}" is no column, or is named twice. Send some of: {columns}.':
    '«{name}» ليس عمودًا، أو ذُكر مرتين. الموجود: {columns}.',
  '"{name}" is no field of a rate. Send one of: {fields}; or nothing.':
    '«{name}» ليس حقلًا من حقول السعر. الموجود: {fields}؛ أو لا شيء.',
  '"{typed}" is the address of a carrier or a switch: what comes from there would be this customer\'s. Give the customer\'s own address, or a tech prefix.':
    '«{typed}» عنوان ناقل أو بدّالة: ما يأتي من هناك سيُحسب على هذا العميل. أدخل عنوان العميل نفسه، أو بادئة تقنية.',
  '"{typed}" is the panel\'s own address. Choose another host name.':
    '«{typed}» عنوان اللوحة نفسها. اختر اسم مضيف آخر.',
  'Only resellers have a SIP domain of their own.': 'لمعيدي البيع وحدهم نطاق SIP خاص.',
  'Devices have "{typed}", and their passwords are good in it only. It stays until the last of them is deleted.':
    'لدى أجهزةٍ النطاق «{typed}»، ولا تصلح كلمات مرورها إلا فيه. يبقى حتى يُحذف آخرها.',
  'This is the SIP domain of another reseller.': 'هذا نطاق SIP لمعيد بيع آخر.',
  '"{typed}" is the domain of devices of others. Choose another domain.':
    '«{typed}» نطاق أجهزة غيره. اختر نطاقًا آخر.',
  'Send a domain of {n} characters at most: that is what switches keep.':
    'أدخل نطاقًا من {n} حرفًا على الأكثر: هذا ما تحفظه البدّالات.',
  '{field} is named for two columns. Choose one.': '{field} محدّد لعمودين. اختر واحدًا.',
  'Undo an import of rates among the versions of its rate group.':
    'تراجع عن استيراد الأسعار من بين نسخ مجموعة أسعاره.',
  'An undoing cannot be undone.': 'لا يمكن التراجع عن تراجع.',
  'The job is not over. Cancel it first, or wait.': 'لم تنتهِ المهمة. ألغها أولًا، أو انتظر.',
  'A job can be undone for {n} hours. Change or close the accounts one by one instead.':
    'يمكن التراجع عن مهمة خلال {n} ساعة. غيّر الحسابات أو أغلقها واحدًا واحدًا.',
  'Guards take the permission guards:edit. Leave this out, or ask for it.':
    'تحتاج الحدود والحجب إلى الصلاحية guards:edit. اترك هذا، أو اطلبها.',
  'With the commission resellers above it, {percent} % would be given. Write less: together at most 100 %.':
    'مع معيدي البيع بالعمولة فوقه ستُعطى {percent} %. اكتب أقل: 100 % معًا على الأكثر.',
  'Write active or suspended, as an export does. Closed accounts are not made again: leave the row out.':
    'اكتب active أو suspended كما يكتبها التصدير. الحسابات المغلقة لا تُنشأ من جديد: احذف الصف.',
  'With the commission resellers above and below it, {percent} % would be given. Send less: together at most 100 %.':
    'مع معيدي البيع بالعمولة فوقه وتحته ستُعطى {percent} %. أدخل أقل: 100 % معًا على الأكثر.',
  'Credit takes the permission money:credit. Choose prepaid, a template that gives it, or ask for the permission.':
    'يحتاج الائتمان إلى الصلاحية money:credit. اختر مسبق الدفع، أو قالبًا يعطيه، أو اطلب الصلاحية.',
  'Send a number or how it begins: {n} to {n} digits.': 'أدخل رقمًا أو بدايته: من {n} إلى {n} خانة.',
  'A dry run is answered at once: leave one of the two out.': 'تُجاب التجربة فورًا: اترك أحدهما.',
  'Reasons are added up for the staff of the operator only.': 'تُجمع الأسباب لموظفي المشغّل فقط.',
  'Send 1 to 15 digits.': 'أدخل من 1 إلى 15 رقمًا.',
  'Send a reason as calls have it, such as "insufficient_funds".':
    'أدخل سببًا كما هو في المكالمات، مثل "insufficient_funds".',
  'Send three or more digits of a number, or the id of a call or an attempt.':
    'أدخل ثلاثة أرقام أو أكثر من رقم ما، أو معرّف مكالمة أو محاولة.',
  'Trunks are the business of whoever may see carriers.': 'لا يرى خطوط الربط إلا من يحق له رؤية الناقلين.',
  'Losses are the business of whoever sells and may see costs.': 'الخسائر شأن من يبيع ويحق له رؤية التكاليف.',
  'Have at most {n} steps.': 'لا تتجاوز {n} خطوات.',
  'Send at most 20 currencies.': 'لا تتجاوز 20 عملة.',
  'This currency is there already. Choose another one.': 'هذه العملة موجودة بالفعل. اختر غيرها.',
  'It is exempt for good already. Leave the day out.': 'هو مستثنى دائمًا بالفعل. اترك اليوم فارغًا.',
  'Choose at most 200 accounts.': 'اختر 200 حساب على الأكثر.',
  'Choose at least one account.': 'اختر حسابًا واحدًا على الأقل.',
  'There is such a step already. Choose another day.': 'توجد هذه الخطوة بالفعل. اختر يومًا آخر.',
  'An account is suspended once. Remove the other step that suspends.':
    'يُعلَّق الحساب مرة واحدة. أزل الخطوة الأخرى التي تعلّق.',
  'Suspend one day after the due day at the earliest.': 'علّق بعد يوم الاستحقاق بيوم على الأقل.',
  'This is over already. Choose a later day.': 'انقضى هذا بالفعل. اختر يومًا لاحقًا.',
};
