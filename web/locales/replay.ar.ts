/** مكالمات جرت، تُسعَّر من جديد بمجموعة أسعار أخرى. */
import { CALLS, counted } from './ar-words.ts';

export const replayAr = {
  replay: {
    ask: 'تسعيرها من جديد',
    calls: 'المكالمات',
    choose: 'اختر مجموعة أسعار.',
    destinations: 'بحسب الوجهة',
    difference: 'الفرق',
    empty: 'لا مكالمات مجابة بعد',
    emptyText: 'لا شيء يُسعَّر من جديد. المكالمات بين أجهزتك لا سعر لها وليست منها.',
    firstOf: 'الوجهات ذات أكبر الفروق، وعددها {{shown}}.',
    help: 'آخر 1000 مكالمة مجابة، محسوبة كما تُحسب المكالمات، بالأسعار السارية الآن. لا يتغير شيء.',
    ...counted(
      'nonCli',
      CALLS,
      (calls) => `منها ${calls} كلفتها {{charged}} سُعِّرت بمجموعة أسعار NON-CLI: يبقى ذلك، وتُحسب بما كلفته.`,
      'calls',
    ),
    now: 'لكانت كلفتها',
    rateGroup: 'مجموعة الأسعار',
    rateGroupHelp: 'مجموعة يدفع بها العملاء، كالتي تود عرضها.',
    same: 'بلا فرق',
    ...counted('span', CALLS, (calls) => `المجابة: ${calls}، {{days}}`, 'calls'),
    talk: 'مدة الكلام',
    then: 'كلفتها',
    title: 'مكالمات {{name}} بمجموعة أسعار أخرى',
    ...counted(
      'unpriced',
      CALLS,
      (calls) => `تُرفض ${calls} كلفتها {{charged}}: لا سعر لها في مجموعة الأسعار. ليست في أي رقم آخر.`,
      'calls',
    ),
  },
};
