/** How react-hook-form gets the mistakes of a form: the first of each field, at the field. */
import type { FieldErrors, Resolver } from 'react-hook-form';
import type { FieldMessage } from '../../../api/problem.ts';
import type { NewKind } from '../search.ts';
import { fieldOfPath } from './fields.ts';
import type { AccountForm } from './form-values.ts';

/** A path that belongs to no field on the page. */
const WHOLE_FORM = 'root.request';

type Check = (form: AccountForm) => Promise<readonly FieldMessage[]>;

export function resolverFor(check: Check, kind: NewKind): Resolver<AccountForm> {
  return async (form) => {
    const mistakes = await check(form);
    if (mistakes.length === 0) return { values: form, errors: {} };
    return { values: {}, errors: errorsOf(mistakes, kind) };
  };
}

function errorsOf(mistakes: readonly FieldMessage[], kind: NewKind): FieldErrors<AccountForm> {
  const errors: Record<string, Record<string, unknown>> = {};
  for (const { field, code, message } of mistakes) {
    const [group = '', name = ''] = (fieldOfPath(field, kind) ?? WHOLE_FORM).split('.');
    errors[group] ??= {};
    errors[group][name] ??= { type: code, message };
  }
  return errors as FieldErrors<AccountForm>;
}
