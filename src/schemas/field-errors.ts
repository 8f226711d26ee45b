/** What zod found, as one error per field with the field's path as the API names it. */
import type { $ZodIssue } from 'zod/v4/core';
import type { FieldError } from '../domain/problem.ts';

/** The errors of one issue: several for several unknown fields. */
export function fieldErrors(issue: $ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      code: 'unknown_field',
      message: 'There is no such field here. Check its name.',
    }));
  }
  const isMissing =
    issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined');
  if (isMissing) return [{ field: path.join('.'), code: 'required', message: 'This field is required.' }];
  const code =
    issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : issue.code;
  return [{ field: path.join('.'), code, message: issue.message }];
}
