/** ما يخص الحساب صفًا صفًا، وحدوده. */
import { ltr } from './ar-words.ts';

export const numbersAr = {
  numbers: {
    label: 'التسمية',
    controls: {
      title: 'الصلاحية ورقم المتصل والتنبيه',
      noAlert: 'بلا تنبيه',
      noEnd: 'بلا نهاية',
      ownNumber: 'الرقم الذي يرسله المتصل',
      field: {
        validUntil: {
          label: 'صالح حتى',
          help: 'بعدها تُرفض المكالمات وتُنهى الجارية منها. فارغ: بلا نهاية.',
        },
        forcedCallerId: {
          label: 'رقم المتصل المفروض',
          help: 'ما تعرضه كل مكالمة صادرة. فارغ: الرقم الذي يرسله المتصل.',
        },
        alertThreshold: {
          label: 'حد التنبيه',
          help: 'إذا قلّ المال المتاح عن هذا المبلغ تُرسل رسالة إلى الحساب، مرة واحدة حتى يزيد من جديد. فارغ: لا شيء.',
        },
      },
    },
    ipAddresses: {
      title: 'عناوين IP',
      help: 'المقسم الذي له أحد هذه العناوين يتصل لهذا الحساب بلا كلمة مرور.',
      add: 'إضافة عنوان IP',
      edit: 'تعديل عنوان IP',
      remove: 'إزالة عنوان IP',
      removeText:
        'تُرفض المكالمات من {{what}} من الآن، ما لم يشمل العنوانَ عنصر آخر. لا تُقطع المكالمات الجارية.',
      empty: 'لا عناوين IP',
      emptyText: 'تسجّل الهواتف دخولها بكلمة مرور SIP. أضف عنوانًا لمقسم لا يستطيع ذلك.',
      field: {
        network: {
          label: 'عنوان أو شبكة',
          help: `مثل ${ltr('192.0.2.10')} أو ${ltr('192.0.2.0/28')} أو ${ltr('2001:db8::/64')}.`,
        },
        techPrefix: {
          label: 'البادئة التقنية',
          help: 'أرقام أمام كل رقم مطلوب تميّز بين الحسابات خلف عنوان واحد. يمكن أن تبقى فارغة.',
        },
        label: { label: 'التسمية', help: 'للقراءة، مثل «مقسم برلين». يمكن أن تبقى فارغة.' },
      },
    },
    callerIds: {
      title: 'أرقام المتصل',
      help: 'أرقام تخص هذا الحساب.',
      flags: 'الاستخدام',
      add: 'إضافة رقم متصل',
      edit: 'تعديل رقم المتصل',
      remove: 'إزالة رقم المتصل',
      removeText:
        'لا يعود {{what}} من أرقام هذا الحساب: لا يعرضه مجمّع CLI بعد الآن، وتحتاج مكالمات البطاقة منه إلى PIN.',
      empty: 'لا أرقام متصل',
      emptyText: 'أضف رقمًا ليستطيع مجمّع CLI عرضه، أو لئلا تحتاج المكالمات منه إلى PIN.',
      field: {
        number: { label: 'الرقم', help: `بالصيغة الدولية، مثل ${ltr('+493012345678')}.` },
        label: { label: 'التسمية', help: 'للقراءة، مثل «المقر الرئيسي». يمكن أن تبقى فارغة.' },
        isPresent: {
          label: 'العرض',
          short: 'للعرض',
          help: 'يجوز لمجمّع CLI أن يعرضه بدلًا من رقم لا يخص الحساب.',
        },
        isPinless: {
          label: 'بلا PIN',
          short: 'بلا PIN',
          help: 'لا تحتاج مكالمات بطاقات الاتصال من هذا الرقم إلى PIN. كل رقم يفتح حسابًا واحدًا فقط.',
        },
        isVerified: {
          label: 'موثّق',
          short: 'موثّق',
          help: 'أثبت أحدهم أن الرقم لصاحب الحساب.',
        },
      },
    },
    dids: {
      title: 'أرقام DID',
      help: 'أرقام ترد بها المكالمات إلى هذا الحساب.',
      place: 'المكان',
      since: 'منذ',
      assign: 'تخصيص DID',
      assignText: 'يحصل الحساب على الرقم، ولا يحصل عليه غيره حتى يُسترجع.',
      choice: 'الرقم',
      choiceHelp: `أرقام متاحة لديك ولدى معيدي البيع فوق الحساب. أدخل بدايته، مثل ${ltr('+4930')}.`,
      assigned: 'خُصّص {{what}}',
      takeBack: 'استرجاع',
      takeBackWhat: 'استرجاع {{what}}',
      takeBackText: 'يفقد الحساب {{what}} فورًا. يصبح الرقم متاحًا ويمكن تخصيصه من جديد.',
      takenBack: '{{what}} متاح',
      empty: 'لا أرقام DID',
      emptyText: 'خصّص أحد أرقامك المتاحة. يبقى لهذا الحساب وحده حتى تسترجعه.',
      field: { number: { label: 'الرقم' }, label: { label: 'التسمية' } },
      more: 'تُعرض أول {{count}} فقط. تجدها كلها في قائمة الأرقام.',
    },
    speedDials: {
      title: 'الاتصال السريع',
      help: 'أرقام قصيرة تُطلب بدلًا من رقم كامل.',
      add: 'إضافة اتصال سريع',
      edit: 'تعديل الاتصال السريع',
      remove: 'إزالة الاتصال السريع',
      removeText: 'لا يعود طلب {{what}} يتصل برقمه.',
      empty: 'لا أرقام اتصال سريع',
      emptyText: 'أضف واحدًا، مثل 1 للمكتب.',
      field: {
        digits: { label: 'الأرقام', help: 'من رقم إلى 3 أرقام.' },
        destination: { label: 'يتصل بـ', help: `ما يُطلب بدلًا منه، مثل ${ltr('+493012345678')}.` },
        label: { label: 'التسمية', help: 'للقراءة، مثل «المكتب». يمكن أن تبقى فارغة.' },
      },
    },
    blockedPrefixes: {
      title: 'البادئات المحظورة',
      help: 'تُرفض المكالمات إلى الأرقام التي تبدأ بها.',
      add: 'حظر بادئة',
      edit: 'تعديل البادئة المحظورة',
      remove: 'رفع حظر البادئة',
      removeText: 'تصبح المكالمات إلى الأرقام التي تبدأ بـ {{what}} ممكنة من جديد فورًا.',
      empty: 'لا شيء محظور',
      emptyText: `احظر ما لا ينبغي أن يتصل به أحد هنا، مثل ${ltr('+4990')} للأرقام الخاصة المكلفة في ألمانيا.`,
      field: {
        prefix: { label: 'البادئة', help: `بداية الأرقام، مع رمز البلد، مثل ${ltr('+4990')}.` },
        label: { label: 'التسمية', help: 'للقراءة، مثل «أرقام خاصة». يمكن أن تبقى فارغة.' },
      },
    },
  },
  messages: {
    'This network with this tech prefix is in use. Give a tech prefix that tells the accounts apart.':
      'هذه الشبكة بهذه البادئة التقنية مستخدمة. أدخل بادئة تقنية تميّز بين الحسابات.',
    'The account has this number already.': 'هذا الرقم موجود لدى الحساب.',
    'Another account has this number without a PIN. One number can open one account only.':
      'لدى حساب آخر هذا الرقم بلا PIN. الرقم الواحد يفتح حسابًا واحدًا فقط.',
    'The account has these digits already. Change that one instead.':
      'هذه الأرقام موجودة لدى الحساب. غيّر ذلك العنصر بدلًا من هذا.',
    'The account has this prefix already.': 'هذه البادئة موجودة لدى الحساب.',
    'Send an address such as "192.0.2.10", or a network without host bits such as "192.0.2.0/24" or "2001:db8::/48".': `أدخل عنوانًا مثل ${ltr('192.0.2.10')}، أو شبكة بلا بتات مضيف مثل ${ltr('192.0.2.0/24')} أو ${ltr('2001:db8::/48')}.`,
    'Send a narrower network: /{n} at least, or strangers would be customers.': `أدخل شبكة أضيق: ${ltr('/{n}')} على الأقل، وإلا صار الغرباء عملاء.`,
    'Send up to 10 digits, * or #, or nothing.': 'أدخل حتى 10 محارف من الأرقام و* و#، أو لا شيء.',
    'Send an international number of 7 to 15 digits, such as "+493012345678".': `أدخل رقمًا دوليًا من 7 إلى 15 خانة، مثل ${ltr('+493012345678')}.`,
    'Send 1 to 3 digits.': 'أدخل من رقم إلى 3 أرقام.',
    'Send what is to be dialled: 2 to 32 digits, with "+" in front if wanted.':
      'أدخل ما يُطلب: من 2 إلى 32 رقمًا، مع + في البداية إن أردت.',
    'Send 1 to 15 digits of an international number, such as "4990".':
      'أدخل من 1 إلى 15 خانة من رقم دولي، مثل 4990.',
    'Send an instant between 1970 and 2199.': 'أدخل وقتًا بين 1970 و2199.',
    'Send an instant in ISO 8601 with its zone, such as "2026-11-24T00:00:00Z".':
      'أدخل التاريخ والوقت كاملين.',
  },
};
