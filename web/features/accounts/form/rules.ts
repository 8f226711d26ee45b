/** The server's own rules, run in the browser: the same schemas, the same sentences. Loaded when first needed. */
import { weaknessOfPassword } from '../../../../src/domain/accounts/passwords.ts';
import { changeAccount } from '../../../../src/schemas/accounts/account.ts';
import { createAccount } from '../../../../src/schemas/accounts/create-account.ts';
import type { FieldMessage } from '../../../api/problem.ts';
import type { NewKind } from '../search.ts';
import { bodyOfForm, type AccountForm } from './form-values.ts';

type Issue = Readonly<{ path: readonly PropertyKey[]; code?: string; message: string }>;

export function mistakesOfNew(kind: NewKind, form: AccountForm, lengthMin: number): FieldMessage[] {
  const issues = createAccount.safeParse(bodyOfForm(kind, form)).error?.issues ?? [];
  const mistakes = issues.map(messageOf);
  const { password, number, email, inviteByEmail } = form.panelAccess;
  const isChecked = inviteByEmail || mistakes.some(({ field }) => field === 'panelAccess.password');
  const weakness = isChecked ? null : weaknessOfPassword(password, { lengthMin, personal: [number, email] });
  if (weakness !== null) {
    mistakes.push({ field: 'panelAccess.password', code: 'weak_password', message: weakness });
  }
  return mistakes;
}

export function mistakesOfChange(change: object): FieldMessage[] {
  return (changeAccount.safeParse(change).error?.issues ?? []).map(messageOf);
}

function messageOf({ path, code, message }: Issue): FieldMessage {
  const field = path.map(String).join('.');
  return { field, code: code ?? 'invalid', message: limitMessage(field) ?? message };
}

/** A union of number, word and null only says "invalid input". */
function limitMessage(path: string): string | null {
  return path === 'settings.concurrentCalls' || path === 'settings.cps'
    ? 'Type a whole number from 1, or choose "unlimited".'
    : null;
}
