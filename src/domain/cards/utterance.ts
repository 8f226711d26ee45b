/** One thing that a caller hears. Which recordings it is made of, in which language, is worked out by speech. */
import type { PhraseName } from './phrases.ts';

export type Utterance =
  | Readonly<{ say: 'phrase'; phrase: PhraseName }>
  /** One by one. */
  | Readonly<{ say: 'digits'; digits: string }>
  /** May be negative; said rounded down to the minor unit, so that nobody hears more than there is. */
  | Readonly<{ say: 'money'; amountMicros: bigint; currency: string }>
  /** Whole seconds; above a minute said rounded down to minutes. */
  | Readonly<{ say: 'duration'; seconds: number }>;
