/** ما يمكن قوله عن مكالمة: ما جرى التحقق منه، وكيف نتج السعر. */
import { ltr } from './ar-words.ts';

/** Terms of a sum that have no word of their own: without it they would run from left to right. */
const RTL = '\u200f';

export const remarksAr = {
  remark: {
    level: { account: 'الحساب {{number}}', of: '{{who}}: {{what}}', reseller: 'معيد البيع {{number}}' },
    identity: {
      address: 'جاءت المكالمة من {{source}}، وهو عنوان من عناوين الحساب.',
      device: 'اتصل جهاز SIP باسم {{username}} من {{source}}.',
      device_from_unknown: 'اتصل جهاز SIP باسم {{username}} من عنوان غير معروف.',
    },
    emergency: { is: '{{dialled}} رقم طوارئ: لا يُسأل عن شيء آخر ولا يسري أي حد.' },
    cps: {
      passed: 'كانت محاولات الاتصال في هذه الثانية ضمن الحدود.',
      reached: 'تجاوزت محاولات الاتصال في ثانية واحدة الحد، وهو {{max}}.',
    },
    status: {
      above: 'الحساب {{number}} الأعلى منه غير نشط.',
      expired: 'انتهت صلاحية هذا الحساب في {{at}}.',
      passed: 'الحساب وكل من فوقه نشطون.',
    },
    number: {
      device: '{{username}} اسم جهاز SIP: تبقى المكالمة في الداخل.',
      dialled: 'طُلب {{dialled}}، وهو {{number}}.',
      invalid: '{{dialled}} ليس رقمًا يمكن الاتصال به.',
      is: 'وهذا هو {{number}}.',
      not_in_service: 'جهاز SIP {{username}} أو حسابه غير نشط.',
      localized: 'يجعله التوطين {{localized}}.',
      stands_for: 'طُلب {{dialled}}، وهو يعني {{meant}}.',
      typed: 'طُلب {{dialled}}.',
    },
    blocked: {
      passed: 'لا بادئة محظورة تنطبق على الرقم.',
      prefix: 'البادئة {{prefix}} محظورة، والرقم {{number}} يبدأ بها.',
    },
    destination_class: {
      closed: '{{number}} يبدأ بـ {{prefix}} وهو {{kind}}: مثل هذه المكالمات غير مفتوحة للحساب.',
      none: 'الوجهة ليست من نوع مغلق حتى يُفتح.',
      open: 'الوجهة هي {{kind}}، ومثل هذه المكالمات مفتوحة للحساب.',
    },
    caller: {
      none: 'لم يُعطَ رقم متصل يمكن عرضه: تخرج المكالمة بلا رقم.',
      none_allowed: 'لم يُعطَ رقم متصل مقروء، ومجمّع CLI يطلب رقمًا من أرقام الحساب.',
      not_allowed: 'رقم المتصل {{number}} ليس من الأرقام التي يطلبها مجمّع CLI.',
      other_prices: 'رقم المتصل {{given}} ليس من أرقام الحساب: تُسعَّر المكالمة بمجموعة أسعار NON-CLI.',
      other_prices_for_none: 'لم يُعطَ رقم متصل: تُسعَّر المكالمة بمجموعة أسعار NON-CLI.',
      own: 'رقم المتصل {{given}} من أرقام الحساب كما يطلب مجمّع CLI.',
      presented: 'رقم المتصل {{given}} ليس من أرقام الحساب: يحل محله {{number}}.',
      presented_for_none: 'لم يُعطَ رقم متصل: يحل محله {{number}}، وهو من أرقام الحساب.',
      shown: 'تُظهر المكالمة الرقم {{number}}.',
    },
    kind: {
      high_risk: 'وجهة يكثر فيها الاحتيال',
      premium: 'رقم مميز السعر',
      satellite: 'قمر صناعي أو شبكة دولية',
    },
    rate: {
      connection: '{{connection}} رسم الاتصال و{{rate}} للدقيقة',
      destination: 'البادئة {{prefix}} ({{destination}}) من {{rateGroup}}، {{price}}، {{increments}}.',
      grace: '{{increments}} (أولها مجانًا: {{grace}})',
      group_inactive: 'مجموعة الأسعار {{rateGroup}} غير نشطة.',
      local: 'مكالمات داخلية بسعر {{rate}} للدقيقة، {{increments}}.',
      local_free: 'المكالمات الداخلية مجانية.',
      minute: '{{rate}} للدقيقة',
      no_exchange_rate: 'لا يوجد سعر صرف من {{from}} إلى {{to}}.',
      no_group: 'لم تُختر مجموعة أسعار.',
      none: 'لا سعر في {{rateGroup}} يشمل {{number}}.',
      prefix: 'البادئة {{prefix}} من {{rateGroup}}، {{price}}، {{increments}}.',
    },
    concurrent_calls: {
      of: 'المكالمة {{call}} من {{max}} في وقت واحد.',
      reached: 'المكالمات المتزامنة الجارية: {{live}} من {{max}}.',
      unlimited: 'المكالمة {{call}}، ولا حد للمكالمات في وقت واحد.',
    },
    spend_caps: {
      held: 'كان {{amount}} محجوزًا للمكالمات الجارية.',
      none: 'لا سقف لإنفاق الحساب.',
      not_in_force: 'لم يكن أي سقف للإنفاق ساريًا.',
    },
    cap: {
      callCost: 'للحساب أن ينفق {{cap}} على الأكثر في مكالمة واحدة.',
      spendPerDay: 'للحساب أن ينفق {{cap}} على الأكثر في هذا اليوم (UTC)، وقد أُنفق قبلها {{spent}}.',
      spendPerHour: 'للحساب أن ينفق {{cap}} على الأكثر في هذه الساعة (UTC)، وقد أُنفق قبلها {{spent}}.',
    },
    cap_reached: {
      callCost: 'السقف {{cap}} للمكالمة الواحدة، والفترة الأولى تكلّف {{first}}.',
      spendPerDay:
        'السقف {{cap}} في هذا اليوم (UTC)، وقد أُنفق أو حُجز {{used}}، والفترة الأولى تكلّف {{first}}.',
      spendPerHour:
        'السقف {{cap}} في هذه الساعة (UTC)، وقد أُنفق أو حُجز {{used}}، والفترة الأولى تكلّف {{first}}.',
    },
    money: {
      allowed: 'المدة التي سُمح بها للمكالمة في النهاية: {{seconds}}.',
      available: 'كان المتاح {{amount}}.',
      short: 'المتاح {{available}}، والفترة الأولى تكلّف {{first}}.',
    },
    route: {
      device: 'كان على هاتف الجهاز أن يرن.',
      found: 'وُجد مسار إلى الوجهة.',
      left_out: 'متروك: {{trunk}} ({{why}}).',
      not_used: 'لم يُستخدم أي منها.',
      number: 'يُرسَل إلى {{trunk}} الرقم {{number}}.',
      order: 'خطوط الربط بترتيبها: {{trunks}}.',
      shown: 'يُعرض على {{trunk}} رقم المتصل {{number}}.',
      shown_none: 'لا يُعرض على {{trunk}} أي رقم متصل.',
      tried: 'جُرّب دون نجاح: {{trunk}} عبر {{uri}}.',
      used: 'استُخدم: {{trunk}} عبر {{uri}}.',
    },
    skip: {
      inactive: 'غير نشط',
      no_exchange_rate: 'لا سعر صرف',
      no_gateway: 'لا بوابة نشطة',
      no_rate: 'لا سعر للرقم',
      not_profitable: 'يكلّف أكثر مما تدرّه المكالمة',
      number_not_dialable: 'قواعده لا تترك ما يُطلب',
      trunk_cps_reached: 'لا يقبل مكالمات أخرى في هذه الثانية',
      trunk_full: 'كل مكالماته المتزامنة مستخدمة',
    },
    price: {
      alone: '{{increments}}، تُفوتر {{paid}} على أنها {{billed}}: {{price}} = {{amount}}',
      brackets: `${RTL}({{price}})`,
      capped: 'لا يُفوتر إلا ما سُمح به، وهو {{seconds}}.',
      commission: 'يُقيَّد لدى {{who}}: {{percent}} % من {{net}} = {{amount}}',
      connection: '{{connection}} رسم الاتصال + {{price}}',
      emergency: 'مكالمات الطوارئ مجانية.',
      estimate: 'ضاعت نهاية المكالمة: هذا تقدير حتى آخر دليل على أنها كانت جارية.',
      exchange: '{{price}} × {{factor}} {{to}} لكل {{from}}',
      line: '{{who}}: {{increments}}، تُفوتر {{paid}} على أنها {{billed}}: {{price}} = {{amount}}',
      margin: 'يبقى لدى {{who}}: {{income}} − {{cost}} = {{margin}}',
      mark_up: `${RTL}{{price}} × {{factor}}`,
      minutes: '{{rate}} للدقيقة × {{billed}} ÷ 60',
      overrun: 'تركت البدّالة المكالمة تتجاوز المدة المسموح بها، وهي {{seconds}}.',
      talk: 'يُحسب الحديث {{talk}} على أنه {{seconds}}.',
    },
    remedy: {
      account_closed: 'استخدم حسابًا آخر.',
      account_expired: 'مدّد صلاحية الحساب.',
      account_suspended: 'اجعل حالة الحساب «نشط».',
      caller_id_not_in_pool:
        'أرسل رقم متصل هو رقم DID للحساب أو رقم متصل من أرقامه يجوز عرضه، أو غيّر مجمّع CLI للحساب.',
      concurrent_calls_reached: 'أنهِ مكالمة، أو زد المكالمات المتزامنة للحساب.',
      cps_reached: 'انتظر لحظة، أو زد محاولات الاتصال في الثانية للحساب.',
      destination_blocked:
        'أزل البادئة المحظورة لدى الحساب (أو لدى الحساب الأعلى منه) إن كان ينبغي السماح بالمكالمة.',
      destination_class_closed:
        'افتح هذا النوع من الوجهات في الحدود الواقية للحساب أو في الإعدادات إن كانت هذه المكالمات مطلوبة.',
      insufficient_funds: 'اشحن رصيد الحساب، أو ارفع حد ائتمانه.',
      local_calls_not_allowed: 'اسمح للحساب بالمكالمات الداخلية.',
      no_exchange_rate: 'أضف سعر صرف من عملة مجموعة الأسعار إلى عملة الحساب.',
      no_profitable_route: 'ارفع السعر، أو أضف خط ربط أقل كلفة: كل خط ربط يكلّف أكثر مما تدرّه المكالمة.',
      no_rate_for_destination: 'أضف إلى مجموعة الأسعار المذكورة سعرًا لبادئة من بادئات الرقم.',
      no_rate_group: 'اختر مجموعة أسعار نشطة للحساب (أو لمعيد البيع المذكور).',
      no_emergency_route: 'أضف خط ربط له بوابة ويحمل مكالمات الطوارئ من بلد الحساب.',
      no_route: 'أضف خط ربط نشطًا له بوابة وسعر شراء للرقم.',
      not_authenticated: 'تحقق من اسم مستخدم الجهاز ونطاقه وكلمة مروره.',
      number_not_in_service: 'الجهاز مطفأ، أو لا يجوز الاتصال بحسابه: اجعلهما نشطين.',
      number_invalid: `اطلب الرقم مع رمز البلد، مثل ${ltr('+49 30 123456')}، أو كما يُطلب في بلدك.`,
      reseller_suspended: 'اجعل حالة معيد البيع «نشط».',
      spend_cap_reached:
        'انتظر الساعة التالية أو اليوم التالي (UTC)، أو ارفع السقف في الحدود الواقية للحساب إن كانت المكالمات مطلوبة.',
      trunks_full: 'ارفع عدد المكالمات المتزامنة أو CPS لخط ربط يحمل الرقم، أو أضف خط ربط.',
    },
  },
};
