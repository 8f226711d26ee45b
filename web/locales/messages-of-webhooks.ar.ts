/** What is wrong with the address of a webhook, and with its other fields. */
export const messagesOfWebhooksAr: Readonly<Record<string, string>> = {
  'This is no address. Give one like https://crm.example.com/hook.':
    'هذا ليس عنوانًا. أدخل عنوانًا مثل https://crm.example.com/hook.',
  'Give an address like https://crm.example.com/hook.': 'أدخل عنوانًا مثل https://crm.example.com/hook.',
  'Only https is spoken, not {protocol}. Give an address that begins with https://.':
    'لا يُستخدم إلا https وليس {protocol}. أدخل عنوانًا يبدأ بـ https://.',
  'A user or password in an address would be shown and logged. Take them out.':
    'اسم المستخدم أو كلمة المرور في العنوان يظهران ويُسجلان. احذفهما.',
  'Over http everybody on the way could read and change it. Give an address that begins with https://.':
    'عبر http يستطيع أي أحد في الطريق قراءته وتغييره. أدخل عنوانًا يبدأ بـ https://.',
  '{host} is no machine of the public internet, and requests go nowhere else. Give a public address, or have the operator name it in --local-targets.':
    '{host} ليس جهازًا على الإنترنت العام، ولا تذهب الطلبات إلى غيره. أدخل عنوانًا عامًا، أو اطلب من المشغّل ذكره في ‎--local-targets‎.',
  'You have {n} webhooks, which is as many as there may be. Delete one first.':
    'لديك {n} من خطافات الويب، وهو أكبر عدد مسموح. احذف واحدًا أولًا.',
  'Choose at least one event, or send null for all.': 'اختر حدثًا واحدًا على الأقل، أو الكل.',
  'Choose an end after the beginning.': 'اختر نهاية بعد البداية.',
};
