/** الجداول المستوردة: كيف قُرئت، وما معاني أعمدتها، وما الخطأ في صفوفها. */
export const sheetsAr = {
  sheet: {
    blank: 'فارغة',
    cause: 'موضع الخطأ',
    column: 'العمود',
    columnNumber: 'العمود {{number}}',
    field: {
      billing_nonCliRateGroup: 'مجموعة أسعار NON-CLI',
      billing_rateGroup: 'مجموعة الأسعار',
      billing_taxes: 'الضرائب',
      controls_alertThreshold: 'حد التنبيه',
      controls_forcedCallerId: 'رقم المتصل المفروض',
      controls_validUntil: 'صالح حتى',
      kind: 'فئة الحساب',
      panelAccess_parentNumber: 'رقم معيد البيع',
      panelAccess_role: 'الدور',
      row: 'الصف كله',
      settings_localization: 'التوطين',
    },
    firstOnly: 'تُعرض أول {{listed}}؛ وفي الملف أول {{saved}} من الصفوف.',
    good: 'سليمة',
    read: 'الصفوف',
    rejected: 'مرفوضة',
    row: 'الصف',
    rowNumber: 'الصف {{row}}',
    saveRejected: 'حفظ بصيغة CSV',
    encoding: 'الترميز',
    encodingHelp: 'غيّره إذا بدت الخلايا الأولى أدناه خاطئة.',
    leftOut: 'مستبعد',
    leftOutWithData_zero: 'لا أعمدة متروكة ({{count}}):',
    leftOutWithData_one: 'هذا العمود فيه بيانات ويُترك:',
    leftOutWithData_two: 'هذان العمودان فيهما بيانات ويُتركان:',
    leftOutWithData_few: 'هذه الأعمدة الـ{{count}} فيها بيانات وتُترك:',
    leftOutWithData_many: 'هذه الأعمدة الـ{{count}} فيها بيانات وتُترك:',
    leftOutWithData_other: 'هذه الأعمدة الـ{{count}} فيها بيانات وتُترك:',
    meaning: 'معاني الأعمدة',
    means: 'المعنى',
    meansWhat: 'معنى {{column}}',
    samples: 'الخلايا الأولى',
    twice: 'عمودان لهما هذا المعنى. اختر واحدًا.',
    rateChange: {
      new: 'جديدة',
      raised: 'مرفوعة',
      lowered: 'مخفضة',
      changed: 'متغيرة بغير ذلك',
      unchanged: 'دون تغيير',
    },
    rateField: {
      code: 'البادئة',
      destination: 'الوجهة',
      connectionCost: 'سعر الاتصال',
      graceTime: 'ثوانٍ مجانية',
      costPerMinute: 'السعر للدقيقة',
      initialIncrement: 'الفترة الأولى',
      increment: 'الفترات التالية',
      increments: 'الفترتان معًا، مثل 60/6',
      validFrom: 'سارٍ من',
    },
  },
  messages: {
    'The file is empty. Send the header and at least one row.':
      'الملف فارغ. أرسل سطر العناوين وصفًا واحدًا على الأقل.',
    'The sheet has more than {n} rows. Send it in parts.': 'في الجدول أكثر من {n} صف. أرسله على أجزاء.',
    'The sheet has more than {n} columns. Remove those that are not needed.':
      'في الجدول أكثر من {n} عمود. احذف ما لا حاجة إليه.',
    'The sheet has more than {n} codes. Send it in parts.': 'في الجدول أكثر من {n} بادئة. أرسله على أجزاء.',
    'The sheet has more than {n} dates. Is this the column of the dates?':
      'في الجدول أكثر من {n} تاريخ. هل هذا عمود التواريخ؟',
    'The file is damaged: a part of it cannot be unpacked.': 'الملف تالف: يتعذر فك ضغط جزء منه.',
    'The file is damaged: its XML cannot be read. Save it as XLSX or CSV again.':
      'الملف تالف: تتعذر قراءة محتوى XML فيه. احفظه من جديد بصيغة XLSX أو CSV.',
    'The file is no spreadsheet that can be read. Save it as XLSX or CSV again.':
      'ليس الملف جدولًا يمكن قراءته. احفظه من جديد بصيغة XLSX أو CSV.',
    'The file has no sheet. Save it as XLSX or CSV again.':
      'لا ورقة في الملف. احفظه من جديد بصيغة XLSX أو CSV.',
    'The sheet is too large when unpacked. Send it as CSV, or in parts.':
      'الجدول كبير جدًا بعد فك الضغط. أرسله بصيغة CSV، أو على أجزاء.',
    'This is an XLS or a protected file. Save it as XLSX or CSV without a password.':
      'هذا ملف XLS أو ملف محمي. احفظه بصيغة XLSX أو CSV بلا كلمة مرور.',
    'The row has more cells than the header has columns ({n}). A text with the delimiter in it needs quotes.':
      'خلايا الصف أكثر من أعمدة سطر العناوين ({n}). النص الذي فيه الفاصل يحتاج إلى علامتي اقتباس.',
    '{n} stands in row {n} already.': '{n} مذكور في الصف {n} من قبل.',
    '"{typed}" must be 1 to 15 digits, a list such as 44, 4420, or a range in the last digit such as 4420-4422.':
      'يجب أن يكون «{typed}» من 1 إلى 15 رقمًا، أو قائمة مثل 44, 4420، أو مدى في الرقم الأخير مثل \u20664420-4422\u2069.',
    '"{typed}" must be one line of at most 200 characters.':
      'يجب أن يكون «{typed}» سطرًا واحدًا من 200 حرف على الأكثر.',
    '"{typed}" must be a rate from 0 to 1000000 with at most nine digits after the point.':
      'يجب أن يكون «{typed}» سعرًا من 0 إلى 1000000 بتسعة أرقام على الأكثر بعد الفاصلة.',
    '"{typed}" must be an amount from 0 to 1000000 with at most six digits after the point.':
      'يجب أن يكون «{typed}» مبلغًا من 0 إلى 1000000 بستة أرقام على الأكثر بعد الفاصلة.',
    '"{typed}" must be whole seconds from 0 to 3600.':
      'يجب أن يكون «{typed}» عددًا صحيحًا من 0 إلى 3600 ثانية.',
    '"{typed}" must be whole seconds from 1 to 3600.':
      'يجب أن يكون «{typed}» عددًا صحيحًا من 1 إلى 3600 ثانية.',
    '"{typed}" must be two numbers of seconds such as 60/6.':
      'يجب أن يكون «{typed}» عددين من الثواني مثل 60/6.',
    '"{typed}" must be said once: another column of this row has increments, too.':
      'يجب أن يُذكر «{typed}» مرة واحدة: في هذا الصف عمود آخر فيه فترات.',
    '"{typed}" is no clear date: the day or the month may come first. Say which does, or write it as 2026-12-31.':
      'ليس «{typed}» تاريخًا واضحًا: قد يكون اليوم أو الشهر أولًا. حدّد أيهما، أو اكتبه هكذا: \u20662026-12-31\u2069.',
    '"{typed}" is no date. Write it as 2026-12-31.':
      'ليس «{typed}» تاريخًا. اكتبه هكذا: \u20662026-12-31\u2069.',
  },
};
