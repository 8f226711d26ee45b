/** Remarks about a call as the API tells them: in English, and as codes with figures for every other language. */
import type { Explanation } from '../../domain/charging/explain.ts';
import { remarkText, type Remark } from '../../domain/charging/remarks.ts';

/** Checks and price. */
export function explanationBody({ trace, arithmetic }: Pick<Explanation, 'trace' | 'arithmetic'>) {
  return {
    trace: trace.map(({ remarks, ...step }) => ({
      ...step,
      sentence: remarks.map(remarkText).join(' '),
      remarks: [...remarks],
    })),
    arithmetic: arithmetic.map(remarkText),
    arithmeticRemarks: [...arithmetic],
  };
}

/** Whose level it is. */
export function whoBody(who: Remark) {
  return { name: remarkText(who), who };
}
