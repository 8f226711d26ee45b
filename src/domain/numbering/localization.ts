/** Number translation: ordered rules that turn what one side writes into what the other expects. */
import { assert } from '../assert.ts';

/** The five lists of a rule set: from our customers, and towards carriers. */
export const LOCALIZATION_LISTS = [
  'originationDestination',
  'originationInboundCallerId',
  'originationOutboundCallerId',
  'terminationDestination',
  'terminationOutboundCallerId',
] as const;
export type LocalizationList = (typeof LOCALIZATION_LISTS)[number];

export type LocalizationRule = Readonly<{
  /** What the number begins with; '*' = every number. */
  match: string;
  lengthMin: number | null;
  lengthMax: number | null;
  /** Signs taken off the front: the matched prefix, or a count. */
  cut: 'match' | number;
  /** Put in front afterwards: digits, '+', '*' or '#'. */
  add: string;
  /** Go on with the next rule and the result, or be done. */
  then: 'continue' | 'stop';
}>;

export type LocalizationSet = Readonly<Record<LocalizationList, readonly LocalizationRule[]>>;

/** One rule that matched: `rule` counts from 1. */
export type LocalizationStep = Readonly<{ rule: number; before: string; after: string }>;
export type Localized = Readonly<{ number: string; steps: readonly LocalizationStep[] }>;

/** No list holds more, so a number is translated in bounded time. */
export const RULES_MAX = 200;
/** Rules that add without end must not make endless numbers; longer ones are no numbers anywhere. */
const SIGNS_MAX = 40;

/**
 * Applies the rules in their order. Only numbers are translated: anything but digits, '+', '*' and '#' (a name, an
 * anonymous caller) comes back as it is.
 */
export function localize(rules: readonly LocalizationRule[], given: string): Localized {
  assert(rules.length <= RULES_MAX, `a list has at most ${RULES_MAX} rules`);
  const steps: LocalizationStep[] = [];
  let number = given;
  if (!/^\+?[0-9*#]+$/.test(given)) return { number, steps };
  for (const [index, rule] of rules.entries()) {
    if (!isMatch(rule, number)) continue;
    const before = number;
    const cut = rule.cut === 'match' ? (rule.match === '*' ? 0 : rule.match.length) : rule.cut;
    number = (rule.add + number.slice(cut)).slice(0, SIGNS_MAX);
    steps.push({ rule: index + 1, before, after: number });
    if (rule.then === 'stop') break;
  }
  return { number, steps };
}

function isMatch({ match, lengthMin, lengthMax }: LocalizationRule, number: string): boolean {
  if (match !== '*' && !number.startsWith(match)) return false;
  return number.length >= (lengthMin ?? 0) && number.length <= (lengthMax ?? Number.POSITIVE_INFINITY);
}
