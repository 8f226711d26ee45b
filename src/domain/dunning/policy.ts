/** What an issuer does about invoices that are not paid, and what it has agreed with an account. */

export const STEP_ACTIONS = ['remind', 'suspend'] as const;
/** A reminder of one invoice; or no calls until what is overdue is paid. */
export type StepAction = (typeof STEP_ACTIONS)[number];

export type DunningStep = Readonly<{
  action: StepAction;
  /** After the due day; negative = before it. */
  days: number;
  isActive: boolean;
}>;

export type DunningPolicy = Readonly<{
  isActive: boolean;
  steps: readonly DunningStep[];
  /** 0 to 23, on the clocks of the issuer. */
  hour: number;
  /** Nothing happens about less, by currency, as decimal strings; a currency that is missing has no such amount. */
  minimums: Readonly<Record<string, string>>;
}>;

/** What counts for an issuer that has set nothing. */
export const STARTING_POLICY: DunningPolicy = {
  isActive: true,
  steps: [
    { action: 'remind', days: -3, isActive: true },
    { action: 'remind', days: 1, isActive: true },
    { action: 'remind', days: 7, isActive: true },
    { action: 'suspend', days: 14, isActive: false },
  ],
  hour: 9,
  minimums: {},
};

export const STEPS_MAX = 12;
export const DAYS_BEFORE_MAX = 60;
export const DAYS_AFTER_MAX = 365;
export const EXTRA_DAYS_MAX = 365;

/** What was agreed with one account. */
export type DunningTerms = Readonly<{
  /** For good; `exemptUntil` is null then. */
  isExempt: boolean;
  exemptUntil: Date | null;
  /** What comes on the due day or after it comes so much later. */
  extraDays: number;
  neverSuspend: boolean;
}>;

export const USUAL_TERMS: DunningTerms = {
  isExempt: false,
  exemptUntil: null,
  extraDays: 0,
  neverSuspend: false,
};

export type StepMistake = Readonly<{ place: number; message: string }>;

/** Steps that do not go together, each with what to do. */
export function mistakesOfSteps(steps: readonly Omit<DunningStep, 'isActive'>[]): readonly StepMistake[] {
  return steps.flatMap(({ action, days }, place) => {
    const before = steps.slice(0, place);
    if (before.some((other) => other.action === action && other.days === days))
      return [{ place, message: 'There is such a step already. Choose another day.' }];
    if (action === 'suspend' && before.some((other) => other.action === 'suspend'))
      return [{ place, message: 'An account is suspended once. Remove the other step that suspends.' }];
    if (action === 'suspend' && days < 1)
      return [{ place, message: 'Suspend one day after the due day at the earliest.' }];
    return [];
  });
}

/** In the order in which they come; on the same day the reminder first. */
export function inOrder(steps: readonly DunningStep[]): readonly DunningStep[] {
  return steps.toSorted(
    (a, b) => a.days - b.days || STEP_ACTIONS.indexOf(a.action) - STEP_ACTIONS.indexOf(b.action),
  );
}

/** Whether nothing happens about an account at `now`, because that was agreed. */
export function isExemptAt({ isExempt, exemptUntil }: DunningTerms, now: Date): boolean {
  return isExempt || (exemptUntil !== null && exemptUntil > now);
}
