/** What happens when a save fails: every mistake is listed and stands at its field; the first has the focus. */
import { useEffect, useState } from 'react';
import type { FieldErrors, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { problemText } from '../../../ui/problem-text.ts';
import type { NewKind } from '../search.ts';
import type { ListedError } from './error-summary.tsx';
import {
  fieldOfPath,
  fieldsOf,
  groupOf,
  inputId,
  QUICK_FIELDS,
  type FieldName,
  type GroupName,
} from './fields.ts';
import type { AccountForm } from './form-values.ts';

/** Problems of the whole request that are about one field. */
const FIELD_OF_CODE: Readonly<Record<string, FieldName>> = {
  email_taken: 'panelAccess.email',
  number_taken: 'panelAccess.number',
  currency_is_fixed: 'profile.currency',
};

type Options = Readonly<{
  form: UseFormReturn<AccountForm>;
  kind: NewKind;
  openGroup: (group: GroupName) => void;
}>;

export function useFailedSave({ form, kind, openGroup }: Options) {
  const { t } = useTranslation();
  const [errors, setErrors] = useState<readonly ListedError[]>([]);
  const [target, setTarget] = useState<{ name: FieldName } | null>(null);

  const goTo = (name: FieldName) => {
    if (!QUICK_FIELDS.has(name)) openGroup(groupOf(name));
    setTarget({ name });
  };
  // After the group has unfolded, which takes a render.
  useEffect(() => {
    if (target !== null) focusField(target.name);
  }, [target]);

  const list = (found: readonly ListedError[]) => {
    setErrors(found);
    const first = found.find(({ name }) => name !== null)?.name;
    for (const { name } of found) if (name !== null && !QUICK_FIELDS.has(name)) openGroup(groupOf(name));
    if (first !== undefined && first !== null) goTo(first);
  };

  const showInvalid = (invalid: FieldErrors<AccountForm>) => list(listed(invalid, kind));

  const show = (problem: unknown) => {
    const found = messagesOf(problem, t, kind);
    for (const { name, message } of found) {
      if (name !== null) form.setError(name, { type: 'server', message });
    }
    list(found);
  };
  return { errors, goTo, show, showInvalid, clear: () => setErrors([]) };
}

/** In the order of the page, not of the check. */
function listed(invalid: FieldErrors<AccountForm>, kind: NewKind): ListedError[] {
  const groups = invalid as Record<string, Record<string, { message?: string }> | undefined>;
  const atFields = fieldsOf(kind).flatMap((name) => {
    const [group = '', field = ''] = name.split('.');
    const message = groups[group]?.[field]?.message;
    return message === undefined ? [] : [{ name, message }];
  });
  const whole = groups.root?.request?.message;
  return whole === undefined ? atFields : [...atFields, { name: null, message: whole }];
}

function messagesOf(
  problem: unknown,
  t: Parameters<typeof problemText>[1],
  kind: NewKind,
): readonly ListedError[] {
  const sentence = problemText(problem, t);
  if (!(problem instanceof ApiProblem)) return [{ name: null, message: sentence }];
  if (problem.errors.length > 0) {
    const found = problem.errors.map(({ field, message }) => ({ name: fieldOfPath(field, kind), message }));
    const order = fieldsOf(kind);
    const place = ({ name }: ListedError) => (name === null ? order.length : order.indexOf(name));
    return found.sort((a, b) => place(a) - place(b));
  }
  return [{ name: FIELD_OF_CODE[problem.code] ?? null, message: sentence }];
}

function focusField(name: FieldName): void {
  const input = document.getElementById(inputId(name));
  const focusable =
    input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement
      ? input
      : input?.querySelector<HTMLElement>('input, button, textarea');
  focusable?.focus();
  focusable?.scrollIntoView({ block: 'center' });
}
