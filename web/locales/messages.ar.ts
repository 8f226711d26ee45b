/** جُمل المخططات المشتركة، بحسب نصها الإنجليزي. */
import { ltr } from './ar-words.ts';
import { messagesOfPeopleAr } from './messages-of-people.ar.ts';
import { messagesOfPricesAr } from './messages-of-prices.ar.ts';
import { messagesOfRulesAr } from './messages-of-rules.ar.ts';
import { messagesOfWebhooksAr } from './messages-of-webhooks.ar.ts';

export const messagesAr = {
  'This currency has no digits after the point. Send a whole amount.':
    'لا خانات عشرية لهذه العملة. أدخل مبلغًا صحيحًا.',
  'This currency has {n} digits after the point. Send no more.':
    'لهذه العملة {n} من الخانات العشرية. لا تُدخل أكثر منها.',
  'You have {n} roles, which is as many as there may be. Delete one first.':
    'لديك {n} من الأدوار، وهو أقصى عدد. احذف واحدًا أولًا.',
  'You have a role of this name. Choose another name.': 'لديك دور بهذا الاسم. اختر اسمًا آخر.',
  'This holds what nobody of this kind may have. Leave it out.': 'هنا ما لا يجوز لأحد من هذا النوع. اتركه.',
  'You cannot give what you do not have yourself. Leave it out.': 'لا يمكنك أن تمنح ما ليس لك. اتركه.',
  'Choose one of your roles for this kind of account.': 'اختر أحد أدوارك لهذا النوع من الحسابات.',
  'Choose a role: without one this account could do more than you.':
    'اختر دورًا: بلا دور يستطيع هذا الحساب أكثر منك.',
  'This role may do more than you. Choose another one.': 'هذا الدور يستطيع أكثر منك. اختر غيره.',
  'This account has no role.': 'ليس لهذا الحساب دور.',
  'Your own role is given to you by somebody else.': 'دورك يمنحه لك شخص آخر.',
  'This role was given by somebody above you, and stays.': 'منح هذا الدورَ شخصٌ فوقك، وهو باقٍ.',
  'You have a view of this name. Choose another name.': 'لديك عرض بهذا الاسم. اختر اسمًا آخر.',
  'You have {n} views, which is as many as there may be. Delete one first.':
    'لديك {n} من العروض، وهو الحد الأقصى. احذف واحدًا أولًا.',
  'Required: type something here.': 'مطلوب: أدخل شيئًا هنا.',
  'Required: choose one.': 'مطلوب: اختر واحدًا.',
  'Too small: expected number to be >={n}': 'أدخل {n} أو أكثر.',
  'Too big: expected number to be <={n}': 'أدخل {n} أو أقل.',
  'Type a whole number.': 'أدخل عددًا صحيحًا.',
  'Send an e-mail address such as "name@example.com".': 'أدخل عنوان بريد إلكتروني، مثل name@example.com.',
  'Send an international phone number with "+", such as "+493012345678".': `أدخل رقم هاتف دوليًا مع +، مثل ${ltr('+493012345678')}.`,
  'This is not the current password.': 'هذه ليست كلمة المرور الحالية.',
  'The new password is the current one. Choose another.': 'كلمة المرور الجديدة هي الحالية. اختر غيرها.',
  'Type the current password.': 'أدخل كلمة المرور الحالية.',
  'Use at least {n} characters.': 'استخدم {n} أحرف على الأقل.',
  'Use at most {n} characters.': 'الحد الأقصى لعدد الأحرف {n}.',
  'Give a password.': 'أدخل كلمة مرور.',
  'This address is in use. Give another one.': 'هذا العنوان مستخدم. أدخل عنوانًا آخر.',
  'At most {n} addresses.': 'الحد الأقصى لعدد العناوين {n}.',
  'You have {n} taxes, which is as many as there may be. Delete one first.':
    'لديك {n} ضريبة، وهو الحد الأقصى. احذف واحدة أولًا.',
  '{n} account has this tax. Take it off there first, or make it inactive.':
    'عدد الحسابات التي لديها هذه الضريبة: {n}. انزعها عنها أولًا، أو اجعل الضريبة غير نشطة.',
  '{n} accounts have this tax. Take it off there first, or make it inactive.':
    'عدد الحسابات التي لديها هذه الضريبة: {n}. انزعها عنها أولًا، أو اجعل الضريبة غير نشطة.',
  'Choose active taxes of whoever sells to this account, each at most once.':
    'اختر ضرائب نشطة لمن يبيع لهذا الحساب، كلًّا منها مرة واحدة على الأكثر.',
  'You have a tax of this name. Choose another name.': 'لديك ضريبة بهذا الاسم. اختر اسمًا آخر.',
  'At most {n} taxes.': 'الحد الأقصى لعدد الضرائب {n}.',
  'This holds half a character, which cannot be stored. Delete it and type it again.':
    'هنا نصف محرف لا يمكن حفظه. احذفه واكتبه من جديد.',
  'Remove the invisible characters that turn the direction of the text (U+202A to U+202E, U+2066 to U+2069).': `أزل المحارف الخفية التي تقلب اتجاه النص (${ltr('U+202A – U+202E, U+2066 – U+2069')}).`,
  'All characters of this are invisible. Type something that can be read.':
    'كل المحارف هنا خفية. أدخل شيئًا يمكن قراءته.',
  'Remove the control characters.': 'أزل محارف التحكم.',
  'Remove the line breaks and control characters.': 'أزل فواصل الأسطر ومحارف التحكم.',
  'Send an ISO 3166 country code in capitals, such as "DE".': 'اختر بلدًا.',
  'Send an IANA time zone such as "Europe/Berlin".': 'اختر منطقة زمنية.',
  'Send an ISO 4217 currency code in capitals, such as "EUR".': 'اختر عملة.',
  'Send an amount from {n} to {n}.': 'أدخل مبلغًا من {n} إلى {n}.',
  'Send a percentage such as "12.5", at most four digits after the point.':
    'أدخل نسبة مئوية مثل 12.5، بأربع خانات على الأكثر بعد الفاصلة.',
  'Send at most {n}.': 'أدخل {n} على الأكثر.',
  'Send {n} to {n} days.': 'أدخل عدد أيام من {n} إلى {n}.',
  'A commission reseller needs its percentage.': 'معيد البيع بالعمولة يحتاج إلى نسبته.',
  'This password is among the first that anyone would try. Choose another.':
    'كلمة المرور هذه من أول ما سيجرّبه أي أحد. اختر غيرها.',
  'A PIN has 4 to 12 digits and nothing else.': 'يتكون رمز PIN من 4 إلى 12 رقمًا ولا شيء غيرها.',
  'A PIN has {n} digits here.': 'عدد خانات رمز PIN هنا {n}.',
  'An account number has 6 to 20 digits and nothing else.':
    'يتكون رقم الحساب من 6 إلى 20 خانة رقمية ولا شيء غيرها.',
  'A prepaid account has no credit limit. Set it to 0, or make the account postpaid.':
    'ليس للحساب مسبق الدفع حد ائتمان. اجعله 0، أو اجعل الحساب لاحق الدفع.',
  'This CLI pool mode prices calls by the NON-CLI rate group. Choose one.':
    'هذا الوضع لمجمّع CLI يسعّر المكالمات بمجموعة أسعار NON-CLI. اختر واحدة.',
  'Type a whole number from 1, or choose "unlimited".': 'أدخل عددًا صحيحًا ابتداءً من 1، أو اختر «بلا حد».',
  'Send a decimal amount such as "12.50", at most six digits after the point.':
    'أدخل مبلغًا عشريًا مثل 12.50، بست خانات على الأكثر بعد الفاصلة.',
  'Send a whole number from {n} to {n}, "unlimited", or null for the default.':
    'أدخل عددًا صحيحًا من {n} إلى {n}، أو اختر بلا حدود أو القيمة الافتراضية.',
  'Send a day from {n} to {n}, "last", or null for a daily schedule.':
    'اختر يومًا من {n} إلى {n}، أو آخر يوم في الشهر.',
  'Send an amount of {n} or more such as "{n}", "unlimited", or null for what the settings say.':
    'أدخل مبلغًا قدره {n} أو أكثر، مثل {n}.',
  'Send a whole number from {n} to {n}, or null for no limit.':
    'أدخل عددًا صحيحًا من {n} إلى {n}، أو لا شيء لعدم وجود حد.',
  'Send an address such as "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", or null for no feed.':
    'اكتب عنوانًا مثل https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml، أو لا شيء لعدم الجلب.',
  'Send an amount of {n} or more, such as "{n}", or null for no approval.':
    'اكتب مبلغًا قدره {n} أو أكثر، مثل {n}، أو لا شيء لعدم طلب الموافقة.',
  'Send a percentage from {n} to {n} with at most two digits after the point, such as "{n}".':
    'اكتب نسبة مئوية من {n} إلى {n} برقمين بعد الفاصلة على الأكثر، مثل {n}.',
  'Send an amount of {n} or more, such as "{n}", or null for no cap.':
    'أدخل مبلغًا قدره {n} أو أكثر، مثل {n}، أو لا شيء لعدم وجود حد.',
  'Send the id of one of your active rate groups, or null.': 'اختر إحدى مجموعات أسعارك النشطة، أو لا شيء.',
  'Send a whole number of days from {n} to {n}, or null for no end.':
    'أدخل عددًا صحيحًا من الأيام من {n} إلى {n}، أو لا شيء لعدم وجود نهاية.',
  ...messagesOfPeopleAr,
  ...messagesOfPricesAr,
  ...messagesOfRulesAr,
  ...messagesOfWebhooksAr,
};
