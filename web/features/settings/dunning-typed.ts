/** A policy as it stands in the form: days are typed without a sign, and said to be before or after. */
import type { DunningPolicyBody, DunningPolicyInput } from '../../../src/schemas/dunning/dunning.ts';

export type TypedStep = Readonly<{
  key: string;
  action: 'remind' | 'suspend';
  days: string;
  side: 'before' | 'after';
  isActive: boolean;
}>;
export type TypedMinimum = Readonly<{ key: string; currency: string; amount: string }>;
export type TypedPolicy = Readonly<{
  isActive: boolean;
  steps: readonly TypedStep[];
  hour: number;
  minimums: readonly TypedMinimum[];
}>;

export function typedOf({ isActive, steps, hour, minimums }: DunningPolicyBody): TypedPolicy {
  return {
    isActive,
    hour,
    steps: steps.map(({ action, days, isActive: isOn }, place) => ({
      key: `saved ${place}`,
      action,
      days: String(Math.abs(days)),
      side: days < 0 ? 'before' : 'after',
      isActive: isOn,
    })),
    minimums: minimums.map(({ currency, amount }) => ({
      key: currency,
      currency,
      amount: amount.replace(/\.?0+$/, ''),
    })),
  };
}

/** What is no number yet is sent as it cannot be, so that the server says so at its field. */
export function bodyOfTyped({ isActive, steps, hour, minimums }: TypedPolicy): DunningPolicyInput {
  return {
    isActive,
    hour,
    steps: steps.map(({ action, days, side, isActive: isOn }) => {
      const typed = /^\d{1,4}$/.test(days.trim()) ? Number(days) : 0.5;
      return { action, days: side === 'before' && typed !== 0 ? -typed : typed, isActive: isOn };
    }),
    minimums: minimums.map(({ currency, amount }) => ({ currency, amount })),
  };
}
