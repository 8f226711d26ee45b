/** A template's values and the inputs of the form. */
import { bodyOfForm, inputOf, type AccountForm } from '../form/form-values.ts';
import { fieldsOf, type FieldName } from '../form/fields.ts';
import type { NewKind } from '../search.ts';
import type { Template } from './api.ts';

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Each account's own: no template has them. */
const NEVER = new Set<string>([
  'panelAccess.number',
  'panelAccess.email',
  'panelAccess.password',
  'panelAccess.pin',
  'profile.firstName',
  'profile.lastName',
]);
/** Mostly of one account only; kept when asked for. */
const OF_PERSON = new Set<string>([
  'profile.company',
  'profile.phone',
  'profile.notificationEmails',
  'profile.address1',
  'profile.address2',
  'profile.zip',
  'profile.city',
  'profile.province',
  'billing.taxNumber',
  'billing.reference',
]);

/** The inputs that a template fills, by name. */
export function inputsOfTemplate(
  kind: NewKind,
  { values }: Pick<Template, 'values'>,
  empty: AccountForm,
): readonly (readonly [FieldName, unknown])[] {
  return fieldsOf(kind).flatMap((name) => {
    const value = at(values, name);
    return value === undefined ? [] : [[name, inputOf(value, at(empty as unknown as Groups, name))] as const];
  });
}

/** Whether a template says what stands in this input. */
export function gives({ values }: Pick<Template, 'values'>, name: FieldName): boolean {
  return at(values, name) !== undefined;
}

/** The form with a template's values in it. */
export function withTemplate(
  kind: NewKind,
  template: Pick<Template, 'values'>,
  form: AccountForm,
): AccountForm {
  const filled = structuredClone(form) as unknown as Record<string, Record<string, unknown>>;
  for (const [name, value] of inputsOfTemplate(kind, template, form)) {
    const [group = '', field = ''] = name.split('.');
    (filled[group] ??= {})[field] = value;
  }
  return filled as unknown as AccountForm;
}

/** What a template keeps of the form; an empty input says nothing. */
export function valuesOfForm(kind: NewKind, form: AccountForm, { withPerson }: { withPerson: boolean }) {
  const body = bodyOfForm(kind, form) as unknown as Groups;
  const isKept = (name: string, value: unknown) =>
    value !== undefined &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0) &&
    !NEVER.has(name) &&
    (withPerson || !OF_PERSON.has(name));
  return Object.fromEntries(
    Object.entries(body)
      .filter(([group]) => group !== 'kind')
      .map(([group, fields]) => [
        group,
        Object.fromEntries(
          Object.entries(fields).filter(
            ([field, value]) =>
              isKept(`${group}.${field}`, value) &&
              (kind === 'customer' || kind === 'reseller' || field !== 'parentId'),
          ),
        ),
      ]),
  );
}

function at(groups: Groups, name: FieldName): unknown {
  const [group = '', field = ''] = name.split('.');
  return groups[group]?.[field];
}
