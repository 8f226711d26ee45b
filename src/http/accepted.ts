/** Sentences for input that a schema refuses without words of its own: each says what is accepted. */
import type { $ZodRawIssue } from 'zod/v4/core';

const OF_TYPE: Readonly<Record<string, string>> = {
  // Amounts and rates are texts, so every number of the API is whole.
  number: 'Send a whole number.',
  int: 'Send a whole number.',
  string: 'Send a text.',
  boolean: 'Send true or false.',
  array: 'Send a list.',
  object: 'Send an object.',
  record: 'Send an object.',
  null: 'Send null.',
};

/** What is accepted instead; undefined where there is nothing better than what zod says. */
export function acceptedInstead(issue: $ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      // What is missing is told apart by zod's own words.
      return issue.input === undefined ? undefined : OF_TYPE[issue.expected];
    case 'too_big':
      return `${boundOf(issue.origin, 'at most', issue.maximum)}.`;
    case 'too_small':
      return `${boundOf(issue.origin, 'at least', issue.minimum)}.`;
    case 'invalid_value':
      return issue.input === undefined && issue.values.length === 1 ? undefined : oneOf(issue.values);
    case 'invalid_union': {
      if (Array.isArray(issue.options)) return oneOf(issue.options);
      const accepted = new Set(issue.errors?.flatMap((errors) => errors.map(({ message }) => message)));
      return accepted.size === 0 ? undefined : [...accepted].join(' Or: ');
    }
    default:
      return undefined;
  }
}

function boundOf(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `Use ${bound} ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `Send ${bound} ${limit} entries`;
  return `Send ${bound} ${limit}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1
    ? `Send ${String(values[0])}.`
    : `Send one of: ${values.map(String).join(', ')}.`;
}
