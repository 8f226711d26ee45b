/** A draft of the form survives a reload. Secrets are never part of it. */
import type { NewKind } from '../search.ts';
import type { AccountForm } from '../form/form-values.ts';

const keyOf = (kind: NewKind) => `tollbook.draft.${kind}`;

/** Keeps what was typed for this tab only. */
export function keepDraft(kind: NewKind, form: AccountForm): void {
  const { password: _password, pin: _pin, number: _number, ...panelAccess } = form.panelAccess;
  sessionStorage.setItem(keyOf(kind), JSON.stringify({ ...form, panelAccess }));
}

export function dropDraft(kind: NewKind): void {
  sessionStorage.removeItem(keyOf(kind));
}

/** The form with the draft's values over it; what the draft does not have, or has wrong, stays. */
export function withDraft(kind: NewKind, form: AccountForm): { form: AccountForm; isRestored: boolean } {
  const stored = sessionStorage.getItem(keyOf(kind));
  if (stored === null) return { form, isRestored: false };
  const draft = parsed(stored);
  if (draft === null) return { form, isRestored: false };
  const groups = Object.entries(form).map(([group, fields]) => [group, { ...fields, ...draft[group] }]);
  return { form: Object.fromEntries(groups) as AccountForm, isRestored: true };
}

function parsed(text: string): Record<string, object> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, object>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
