/** What one form hands to the next: another account like it, or the same person as another kind. */
import { fieldsOf, type FieldName } from '../form/fields.ts';
import type { AccountForm } from '../form/form-values.ts';
import type { NewKind } from '../search.ts';
import type { Groups } from './draft.ts';

/** Whose account it is, how to reach and to bill just them, and what only they may know: never those of the next one. */
const IDENTITY: ReadonlySet<FieldName> = new Set([
  'panelAccess.number',
  'panelAccess.email',
  'panelAccess.password',
  'panelAccess.pin',
  'profile.firstName',
  'profile.lastName',
  'profile.company',
  'profile.phone',
  'profile.notificationEmails',
  'billing.taxNumber',
  'billing.reference',
]);
/** Drawn for each form, or of one kind only. */
const OF_THE_FORM: ReadonlySet<FieldName> = new Set([
  'panelAccess.number',
  'panelAccess.password',
  'panelAccess.pin',
  'panelAccess.roleId',
]);

/** Everything but the identity. */
export function likeIt(kind: NewKind, form: AccountForm): Groups {
  return only(
    form,
    fieldsOf(kind).filter((name) => !IDENTITY.has(name)),
  );
}

/** What was typed over the proposals and the other kind has, too. */
export function inCommon(
  { from, to }: Readonly<{ from: NewKind; to: NewKind }>,
  form: AccountForm,
  proposed: AccountForm,
): Groups {
  const isTyped = (name: FieldName) => JSON.stringify(at(form, name)) !== JSON.stringify(at(proposed, name));
  const shared = fieldsOf(from).filter((name) => fieldsOf(to).includes(name) && !OF_THE_FORM.has(name));
  return only(form, shared.filter(isTyped));
}

function only(form: AccountForm, names: readonly FieldName[]): Groups {
  const groups: Groups = {};
  for (const name of names) {
    const [group = '', field = ''] = name.split('.');
    (groups[group] ??= {})[field] = at(form, name);
  }
  return groups;
}

function at(form: AccountForm, name: FieldName): unknown {
  const [group = '', field = ''] = name.split('.');
  return (form as unknown as Groups)[group]?.[field];
}
