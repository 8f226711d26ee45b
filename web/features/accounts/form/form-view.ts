import { createContext, useContext } from 'react';
import type { AccountDefaults } from '../api.ts';
import type { Permission } from '../../../api/may.ts';
import type { NewKind } from '../search.ts';
import { fieldsOf, groupOf, QUICK_FIELDS, type FieldName, type GroupName } from './fields.ts';

/** What the fields need to know of the page they stand on. */
export type FormView = Readonly<{
  mode: 'create' | 'edit';
  kind: NewKind;
  defaults: AccountDefaults;
  /** What the account has, which may be no role that one could give it. */
  ownRole?: Readonly<{ id: string; name: string }> | undefined;
  /** Groups that show all of their fields; the others show the quick ones and a summary. */
  openGroups: ReadonlySet<GroupName>;
  openGroup: (group: GroupName) => void;
  /** What the viewer lacks to change a field, which is then shown and stays; null: nothing. */
  lacks: (name: FieldName) => Permission | null;
  regenerateNumber: (() => void) | null;
  isNumberLoading: boolean;
}>;

export const FormViewContext = createContext<FormView | null>(null);

export function useFormView(): FormView {
  const view = useContext(FormViewContext);
  if (view === null) throw new Error('a field stands inside an account form');
  return view;
}

/** Whether the field belongs to this kind of account and is not folded away. */
export function useIsShown(name: FieldName): boolean {
  const { kind, openGroups } = useFormView();
  if (!fieldsOf(kind).includes(name)) return false;
  return openGroups.has(groupOf(name)) || QUICK_FIELDS.has(name);
}
