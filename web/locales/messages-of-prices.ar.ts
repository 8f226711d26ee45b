/** جمل عن الأسعار والطرق والأرقام، بنصّها الإنجليزي. */
import { ltr } from './ar-words.ts';

/** The columns of a sheet of rates. */
const COLUMNS = ltr('Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment');

export const messagesOfPricesAr = {
  'So far, one {from} is {rate} {to}: this is far from it. Send true if that is meant.':
    'حتى الآن يساوي واحد {from} ما قيمته {rate} {to}، وهذا بعيد عنه. أكّد إن كان ذلك مقصودًا.',
  'By the rate of {to} in {from}, one {from} is {rate} {to}: this contradicts it. Send true if that is meant.':
    'بحسب سعر {to} مقابل {from} يساوي واحد {from} ما قيمته {rate} {to}، وهذا يناقضه. أكّد إن كان ذلك مقصودًا.',
  'Account {number} has not enough available money for its part of this.':
    'ليس في الحساب {number} مال متاح يكفي لحصته من هذا المبلغ.',
  'So much is not left of this payment.': 'لم يبق من هذه الدفعة هذا القدر.',
  'A dry run changed nothing.': 'لم تغيّر الجولة التجريبية شيئًا.',
  'Choose a day from today on, at most {n} days ahead.':
    'اختر يومًا من اليوم فصاعدًا، لا يبعد أكثر من {n} يومًا.',
  'Send an IPv4 or IPv6 address or a host name, without port or scheme.':
    'أدخل عنوان IPv4 أو IPv6 أو اسم مضيف، بلا منفذ ولا بروتوكول.',
  'Send didId alone, or accountId with to.': 'أرسل didId وحده، أو accountId مع to.',
  'Send whose call it is: accountId, or didId for a call from outside.':
    'أرسل صاحب المكالمة: accountId، أو didId لمكالمة من الخارج.',
  'Send what is dialled.': 'أرسل ما يُطلب.',
  'Send up to 20 digits.': 'أدخل حتى 20 رقمًا.',
  'Send up to 20 of 0-9, +, * and #.': `أدخل حتى 20 محرفًا من ${ltr('0-9 + * #')}.`,
  'A codec is a name such as "PCMA".': 'الترميز اسم مثل PCMA.',
  'Send an address such as "http://127.0.0.1:5062", for a FreeSWITCH "esl://127.0.0.1:8021".': `أدخل عنوانًا مثل ${ltr('http://127.0.0.1:5062')}، ولبدّالة FreeSWITCH مثل ${ltr('esl://127.0.0.1:8021')}.`,
  'Send the event socket as host and port, such as "esl://127.0.0.1:8021".': `أدخل مقبس الأحداث بالمضيف والمنفذ، مثل ${ltr('esl://127.0.0.1:8021')}.`,
  'Only a FreeSWITCH has an event socket. Send an address such as "http://127.0.0.1:5062".': `مقبس الأحداث لبدّالة FreeSWITCH وحدها. أدخل عنوانًا مثل ${ltr('http://127.0.0.1:5062')}.`,
  'Give the password of event_socket.conf, or leave controlUrl out.':
    'أدخل كلمة السر من event_socket.conf، أو اترك عنوان التحكم فارغًا.',
  'Give the control key of kamailio.cfg, or leave controlUrl out.':
    'أدخل مفتاح التحكم من kamailio.cfg، أو اترك عنوان التحكم فارغًا.',
  'There is a trunk of this name. Choose another name.': 'يوجد خط ربط بهذا الاسم. اختر اسمًا آخر.',
  'There is a switch of this name. Choose another name.': 'توجد بدّالة بهذا الاسم. اختر اسمًا آخر.',
  'The trunk has a gateway of this name. Choose another name.': 'لخط الربط بوابة بهذا الاسم. اختر اسمًا آخر.',
  'No country has a number like this one. Check its country code and the count of its digits.':
    'لا بلد لديه رقم كهذا. تحقق من رمز البلد وعدد الخانات.',
  '+{n} stands in row {n} already.': `${ltr('+{n}')} موجود في الصف {n}.`,
  'The first row has no column "Number". It must name the columns: Number, Label, Country, City, Provider.': `ليس في الصف الأول عمود Number. يجب أن يسمّي الأعمدة: ${ltr('Number, Label, Country, City, Provider')}.`,
  '+{n} is in the list already.': `${ltr('+{n}')} موجود في القائمة.`,
  'Send a count from {n} to {n}.': 'أدخل عددًا من {n} إلى {n}.',
  'Send how many numbers the range has.': 'أدخل عدد أرقام النطاق.',
  'The range beginning at +{n} ends before that: its numbers would grow longer.': `النطاق الذي يبدأ بـ ${ltr('+{n}')} ينتهي قبل ذلك: ستصبح أرقامه أطول.`,
  'Choose one of your resellers.': 'اختر أحد معيدي البيع التابعين لك.',
  'This reseller is closed. Choose another.': 'معيد البيع هذا مغلق. اختر آخر.',
  'Choose one of the providers, or none.': 'اختر أحد المزوّدين، أو لا أحد.',
  'Choose one of your customers: there is no such account.': 'اختر أحد عملائك: لا يوجد حساب كهذا.',
  'This account is closed. Choose another.': 'هذا الحساب مغلق. اختر آخر.',
  '+{n} is none of your DIDs. Only a number that is yours can be an access number.': `${ltr('+{n}')} ليس من أرقام DID لديك. لا يكون رقم وصول إلا رقم تملكه.`,
  'Send what the number begins with, such as "00", or "*" for every number.':
    'أدخل ما يبدأ به الرقم، مثل 00، أو * لكل رقم.',
  'Send {n} to {n}, or null.': 'أدخل من {n} إلى {n}، أو لا شيء.',
  'Send "match", or how many signs to cut ({n} to {n}).': 'أدخل عدد المحارف التي تُحذف (من {n} إلى {n}).',
  'Send up to {n} digits, with "+" if wanted, or nothing.': 'أدخل حتى {n} رقمًا، مع + إن أردت، أو لا شيء.',
  'The longest is shorter than the shortest.': 'الأطول أقصر من الأقصر.',
  'You have a rule set of this name. Choose another name.': 'لديك مجموعة قواعد بهذا الاسم. اختر اسمًا آخر.',
  'A list has at most {n} rules.': 'في القائمة {n} قاعدة على الأكثر.',
  'Give shares to trunks of this rate group only.': 'حدد حصصًا لخطوط ربط مجموعة الأسعار هذه فقط.',
  'Shares come to {n} % together; these come to {n} %.': 'مجموع الحصص {n} %، ومجموع هذه {n} %.',
  'Send {n} to {n} %.': 'أدخل من {n} إلى {n} %.',
  'Choose an account that is priced by this rate group: calls of others never look here.':
    'اختر حسابًا مسعّرًا بهذه المجموعة: مكالمات غيره لا تنظر هنا.',
  'Choose an existing trunk.': 'اختر خط ربط موجودًا.',
  'Send 0 to 15 digits.': 'أدخل عددًا من 0 إلى 15 رقمًا.',
  'Send up to 15 digits, with "+" in front or not.': 'أدخل حتى 15 رقمًا، مع «+» في البداية أو من دونها.',
  'Only rates that a carrier asks change the number that is dialled: leave this out.':
    'لا تغيّر الرقم المطلوب إلا الأسعار التي يطلبها ناقل: اترك هذا.',
  "{field} is of carriers' rates only. Leave this column out.":
    'لا يوجد {field} إلا في أسعار الناقلين. استبعد هذا العمود.',
  '"{typed}" must be a whole number of digits from 0 to 15.':
    'يجب أن يكون «\u2068{typed}\u2069» عددًا صحيحًا من الأرقام من 0 إلى 15.',
  '"{typed}" must be up to 15 digits, with "+" in front or not.':
    'يجب أن يكون «\u2068{typed}\u2069» حتى 15 رقمًا، مع «+» في البداية أو من دونها.',
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
  'Send a decimal rate per minute such as "0.0125", at most nine digits after the point.':
    'أدخل سعرًا عشريًا للدقيقة مثل 0.0125، بتسع خانات على الأكثر بعد الفاصلة.',
  'Send a rate from 0 to 1000000 per minute.': 'أدخل سعرًا من 0 إلى 1000000 للدقيقة.',
  'Send a positive rate of at most 100000000 with at most ten digits after the point.':
    'أدخل سعرًا موجبًا لا يتجاوز 100000000 بعشر خانات على الأكثر بعد الفاصلة.',
  'Choose two different currencies.': 'اختر عملتين مختلفتين.',
  'You have a rate group of this name. Choose another name.': 'لديك مجموعة أسعار بهذا الاسم. اختر اسمًا آخر.',
  'There is a rate for this prefix from this moment. Edit it, or choose another moment.':
    'يوجد سعر لهذه البادئة من هذه اللحظة. عدّله أو اختر لحظة أخرى.',
  'There is an exchange rate from this moment. Choose another moment.':
    'يوجد سعر صرف من هذه اللحظة. اختر لحظة أخرى.',
  'Choose existing trunks, each once.': 'اختر خطوط ربط موجودة، كلًا منها مرة واحدة.',
  'The first row has no column "Code". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.': `ليس في الصف الأول عمود Code. يجب أن يسمّي الأعمدة: ${COLUMNS}.`,
  'The first row has no column "Cost/Min". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.': `ليس في الصف الأول عمود ${ltr('Cost/Min')}. يجب أن يسمّي الأعمدة: ${COLUMNS}.`,
  'The sheet has more than {n} codes. Send it in parts.': 'في الجدول أكثر من {n} بادئة. أرسله على أجزاء.',
  'The sheet has more than {n} dates. Is this the column of the dates?':
    'في الجدول أكثر من {n} تاريخ. هل هذا عمود التواريخ؟',
  '{n} stands in row {n} already.': '{n} مذكور في الصف {n} من قبل.',
  '"{typed}" must be 1 to 15 digits, a list such as 44, 4420, or a range in the last digit such as 4420-4422.':
    'يجب أن يكون «{typed}» من 1 إلى 15 رقمًا، أو قائمة مثل 44, 4420، أو مدى في الرقم الأخير مثل \u20664420-4422\u2069.',
  '"{typed}" begins no international number: none begins with 0. Write country code and area without it, such as 4930.':
    'لا يبدأ أي رقم دولي بـ «{typed}»، فلا رقم دولي يبدأ بـ 0. اكتب رمز البلد والمنطقة من دونه، مثل 4930.',
  '"{typed}" must be two numbers of seconds such as 60/6.':
    'يجب أن يكون «{typed}» عددين من الثواني مثل 60/6.',
  '"{typed}" must be said once: another column of this row has increments, too.':
    'يجب أن يُذكر «{typed}» مرة واحدة: في هذا الصف عمود آخر فيه فترات.',
  '"{typed}" is no clear date: the day or the month may come first. Say which does, or write it as 2026-12-31.':
    'ليس «{typed}» تاريخًا واضحًا: قد يكون اليوم أو الشهر أولًا. حدّد أيهما، أو اكتبه هكذا: \u20662026-12-31\u2069.',
  '"{typed}" is no date. Write it as 2026-12-31.':
    'ليس «{typed}» تاريخًا. اكتبه هكذا: \u20662026-12-31\u2069.',
  '{n} rows have a code that cannot be read, so that nobody knows what is missing from the sheet. Mend or delete them, or import without ending what is missing.':
    'في {n} صفوف بادئة لا يمكن قراءتها، فلا أحد يعرف ما الذي ينقص الورقة. صحّح هذه الصفوف أو احذفها، أو استورد دون إنهاء ما ينقص.',
  'The operator buys by no rate group: only resellers sell at what they pay and a mark-up.':
    'المشغّل لا يشتري وفق مجموعة أسعار: الموزعون وحدهم يبيعون بما يدفعونه مع هامش.',
  'Send 1 to 3600 seconds.': 'أدخل من 1 إلى 3600 ثانية.',
  'Send 5 to 120 seconds.': 'أدخل من 5 إلى 120 ثانية.',
  'Send another number: this one would lead to itself.': 'أدخل رقمًا آخر: هذا يقود إلى نفسه.',
  'What you pay for the number is said by whoever is above you.': 'ما تدفعه عن الرقم يحدّده من هو فوقك.',
  'A number of the operator’s own has no price for its owner: leave it out.':
    'رقم المشغّل نفسه ليس له سعر لمالكه: اتركه.',
  'Send 1 to {n} calls.': 'أدخل من 1 إلى {n} مكالمة.',
  'Choose a rate group of the same direction.': 'اختر مجموعة أسعار بالاتجاه نفسه.',
  'Choose a rate group in the same currency: these prices are in {n}.':
    'اختر مجموعة أسعار بالعملة نفسها: هذه الأسعار بـ {n}.',
  'Choose a rate group that customers pay.': 'اختر مجموعة أسعار يدفع العملاء وفقها.',
  'There is no exchange rate from {n} to {n}. Set one, or choose another rate group.':
    'لا يوجد سعر صرف من {n} إلى {n}. حدّد واحدًا، أو اختر مجموعة أسعار أخرى.',
  'Send at most {n} prefixes.': 'أدخل {n} بادئة على الأكثر.',
  'An account has at most {n} packages.': 'الحد الأقصى لعدد باقات الحساب {n}.',
  'Choose one of the active packages of whoever sells to this account.':
    'اختر إحدى الباقات النشطة لدى من يبيع لهذا الحساب.',
  'The account has this package at the same time already. Choose another time.':
    'لدى الحساب هذه الباقة في الوقت نفسه. اختر وقتًا آخر.',
  'The end must not be before the beginning.': 'يجب ألا تسبق النهاية البداية.',
  'Send a moment after the one from which the account has it.':
    'أدخل وقتًا بعد الوقت الذي تبدأ فيه الباقة لدى الحساب.',
  'You have {n} packages, which is as many as there may be. Delete one first.':
    'لديك {n} باقة، وهو أقصى عدد ممكن. احذف واحدة أولًا.',
  'Choose one of its owner’s products for numbers, or none.': 'اختر أحد منتجات الأرقام لدى مالكه، أو لا شيء.',
  'Choose one of the free numbers of this product.': 'اختر أحد الأرقام المتاحة لهذا المنتج.',
  'Each number is ordered by itself: leave the quantity at 1.': 'يُطلب كل رقم على حدة: اترك الكمية 1.',
  'This has prices of its own: whoever sells to you adds further ones.':
    'لهذا أسعار خاصة به: يضيف المزيد منه من يبيع لك.',
  'A package is had once: leave the quantity at 1.': 'تُمنح الباقة مرة واحدة: اترك الكمية 1.',
  'Whoever sells to this account has no active product for this number. Make one that resells it first.':
    'ليس لدى بائع هذا الحساب منتج نشط لهذا الرقم. أنشئ أولًا منتجًا يعيد بيعه.',
  'This product comes without a number: leave it out.': 'هذا المنتج بلا رقم: اترك هذا الحقل.',
  'A reseller gets numbers as their owner.': 'يحصل معيد البيع على الأرقام بصفته مالكها.',
  'Choose one of the products of whoever sells to this account.': 'اختر أحد منتجات من يبيع لهذا الحساب.',
  'You have {n} products, which is as many as there may be. Delete one first.':
    'لديك {n} من المنتجات، وهو الحد الأقصى. احذف أحدها أولًا.',
  'This is fixed once the product was sold, or somebody resells it. Make a new product instead.':
    'يثبت هذا بعد بيع المنتج أو إعادة بيعه. أنشئ منتجًا جديدًا بدلًا من ذلك.',
  'Choose one of your active packages, or none.': 'اختر إحدى باقاتك النشطة، أو لا شيء.',
  'Choose one of the products that you may resell, or none.':
    'اختر أحد المنتجات التي يجوز لك إعادة بيعها، أو لا شيء.',
  'Choose the interval of the product that it resells.': 'اختر فترة المنتج الذي يعيد بيعه.',
  'The product that it resells comes with a number: this one does, too.':
    'المنتج الذي يعيد بيعه يأتي مع رقم: وهذا كذلك.',
  'The product that it resells comes without a number: this one does, too.':
    'المنتج الذي يعيد بيعه بلا رقم: وهذا كذلك.',
  'The account has the package of this product at the same time already.':
    'لدى الحساب باقة هذا المنتج في الوقت نفسه بالفعل.',
  'You have a product of this name. Choose another name.': 'لديك منتج بهذا الاسم. اختر اسمًا آخر.',
  'You have a package of this name. Choose another name.': 'لديك باقة بهذا الاسم. اختر اسمًا آخر.',
  'Whoever sells to this account gives it packages.': 'من يبيع لهذا الحساب هو من يمنحه الباقات.',
  'Account {number} would pay {due} {currency} and has {available} {currency} available.':
    'سيدفع الحساب {number} مبلغ {due} {currency}، والمتاح لديه {available} {currency}.',
  'Send an amount or an invoice, one of both.': 'أرسل مبلغًا أو فاتورة، أحدهما فقط.',
  'Send a secret key (sk_…) or a restricted key (rk_…) of Stripe.':
    'أدخل مفتاحًا سريًا (sk_…) أو مفتاحًا مقيّدًا (rk_…) من Stripe.',
  'Send the signing secret of the endpoint (whsec_…).': 'أدخل سر التوقيع الخاص بنقطة النهاية (whsec_…).',
  'The month must have room for one top-up at least. Send as much as the amount, or more.':
    'يجب أن يتسع الشهر لعملية شحن واحدة على الأقل. أدخل قدر المبلغ أو أكثر.',
  'Choose one of your saved cards.': 'اختر إحدى بطاقاتك المحفوظة.',
  'The most must not be less than the least.': 'يجب ألا يكون الحد الأقصى أقل من الحد الأدنى.',
  'An active gateway needs its secret key.': 'تحتاج البوابة المفعّلة إلى مفتاحها السري.',
  'An active gateway needs the signing secret of its webhook.':
    'تحتاج البوابة المفعّلة إلى سر توقيع نقطة النهاية.',
  'Cards are charged in hundredths of this currency. End the amount with a zero.':
    'تُخصم البطاقات بأجزاء المئة من هذه العملة. اجعل المبلغ ينتهي بصفر.',
  'Cards are charged in whole units of this currency. Send a whole amount.':
    'تُخصم البطاقات بوحدات كاملة من هذه العملة. أدخل مبلغًا كاملًا.',
};
