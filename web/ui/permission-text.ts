import type { TFunction } from 'i18next';

/** The key of a permission in the texts of roles: "accounts:change_many" is accountsChangeMany. */
export function keyOfPermission(permission: string): string {
  return permission.replace(/[:_]([a-z])/g, (_sign, letter: string) => letter.toUpperCase());
}

/** What a permission lets people do, in words; its code where the texts of roles are not there. */
export function permissionText(permission: string, t: TFunction): string {
  return t(`roles.can.${keyOfPermission(permission)}`, { defaultValue: permission });
}
