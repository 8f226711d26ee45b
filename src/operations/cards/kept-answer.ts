/** An answer as it is kept for whoever asks again: JSON, in which amounts are texts. */
import type { CardStep } from '../../domain/cards/card-step.ts';
import type { Utterance } from '../../domain/cards/utterance.ts';

type WrittenUtterance =
  | Exclude<Utterance, { say: 'money' }>
  | (Omit<Extract<Utterance, { say: 'money' }>, 'amountMicros'> & Readonly<{ amountMicros: string }>);
type Written<Plan> = Omit<CardStep<Plan>, 'says'> & Readonly<{ says: readonly WrittenUtterance[] }>;

export function writeAnswer<Plan>({ says, ...step }: CardStep<Plan>): Written<Plan> {
  return {
    ...step,
    says: says.map((each) =>
      each.say === 'money' ? { ...each, amountMicros: String(each.amountMicros) } : each,
    ),
  };
}

/** Only `writeAnswer` makes what is kept. */
export function readAnswer<Plan>(kept: unknown): CardStep<Plan> {
  const { says, ...step } = kept as Written<Plan>;
  return {
    ...step,
    says: says.map((each) =>
      each.say === 'money' ? { ...each, amountMicros: BigInt(each.amountMicros) } : each,
    ),
  };
}
