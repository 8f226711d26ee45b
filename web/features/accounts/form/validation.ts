/** The server's own rules, run in the browser: the same schema, the same sentences. */
import type { FieldErrors, Resolver } from 'react-hook-form';
import { createAccount } from '../../../../src/schemas/accounts/create-account.ts';
import { weaknessOfPassword } from '../../../../src/domain/accounts/passwords.ts';
import type { FieldMessage } from '../../../api/problem.ts';
import type { NewKind } from '../search.ts';
import { fieldOfPath } from './fields.ts';
import { bodyOfForm, type AccountForm } from './form-values.ts';

/** A path that belongs to no field on the page. */
export const WHOLE_FORM = 'root.request';

export function mistakesOfNew(kind: NewKind, form: AccountForm): FieldMessage[] {
  const result = createAccount.safeParse(bodyOfForm(kind, form));
  const mistakes: FieldMessage[] = (result.error?.issues ?? []).map((issue) => ({
    field: issue.path.join('.'),
    code: issue.code ?? 'invalid',
    message: limitMessage(issue.path.join('.')) ?? issue.message,
  }));
  const { password, number, email } = form.panelAccess;
  const isChecked = mistakes.some(({ field }) => field === 'panelAccess.password');
  const weakness = isChecked ? null : weaknessOfPassword(password, [number, email]);
  if (weakness !== null) {
    mistakes.push({ field: 'panelAccess.password', code: 'weak_password', message: weakness });
  }
  return mistakes;
}

/** Gives react-hook-form the first mistake of each field. */
export function resolverFor(check: (form: AccountForm) => readonly FieldMessage[], kind: NewKind): Resolver<AccountForm> {
  return (form) => {
    const mistakes = check(form);
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

/** A union of number, word and null only says "invalid input". */
function limitMessage(path: string): string | null {
  return path === 'settings.concurrentCalls' || path === 'settings.cps'
    ? 'Type a whole number from 1, or choose "unlimited".'
    : null;
}
