/** Who must have a second factor, and what people type as its codes. */
import type { AccountKind } from './actor.ts';
import type { Settings } from './settings.ts';

export const RECOVERY_CODES = 10;

const STAFF: readonly AccountKind[] = ['operator', 'admin', 'sub_admin'];

/** Whether a sign-in of this kind does nothing before it has a second factor. */
export function lacksSecondFactor(
  { kind, hasSecondFactor }: Readonly<{ kind: AccountKind; hasSecondFactor: boolean }>,
  settings: Pick<Settings, 'sign_in.second_factor_required_for_staff'>,
): boolean {
  return settings['sign_in.second_factor_required_for_staff'] && STAFF.includes(kind) && !hasSecondFactor;
}

/** A code as it is compared: apps and people put spaces and hyphens into it. */
export function bareCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toLowerCase();
}

/** A recovery code as it is shown: "abcd-efgh-ijkl-mnop". */
export function shownCode(bare: string): string {
  return bare.replaceAll(/(.{4})(?=.)/g, '$1-');
}
