/** What is known of a device's registration, as switches tell it. */

/** Why a phone was refused; the wording is the panel's. */
export const REFUSALS_OF_PHONES = [
  'wrong_password',
  /** Told of a source only: there is no device of that name. */
  'unknown_username',
  /** The secret was replaced, and its time is over. */
  'credential_ended',
  'device_inactive',
  'wrong_realm',
  /** The digest is one device's, the To header names another. */
  'name_mismatch',
  'too_many_contacts',
  'contact_refused',
] as const;
export type RefusalOfPhone = (typeof REFUSALS_OF_PHONES)[number];

export const REGISTRATION_STATUSES = ['registered', 'waiting', 'expired', 'failed'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

export type Registration = Readonly<{
  registeredAt: Date | null;
  source: string | null;
  port: number | null;
  transport: string | null;
  contact: string | null;
  userAgent: string | null;
  expiresAt: Date | null;
  unregisteredAt: Date | null;
  failedAt: Date | null;
  failureReason: RefusalOfPhone | null;
  failureSource: string | null;
}>;

/** Switches tell a refresh at most once a minute, so what they told may be as old when it expires. */
const TOLD_EVERY_MS = 60_000;

/**
 * `registered` while a contact lives, whatever else was tried meanwhile; `failed` when a refusal is the newest that
 * is known; `waiting` before the first registration.
 */
export function registrationStatus(
  registration: Pick<Registration, 'registeredAt' | 'expiresAt' | 'unregisteredAt' | 'failedAt'>,
  now: Date,
): RegistrationStatus {
  const { registeredAt, expiresAt, unregisteredAt, failedAt } = registration;
  const isAlive = expiresAt !== null && now.getTime() < expiresAt.getTime() + TOLD_EVERY_MS;
  if (isAlive && unregisteredAt === null) return 'registered';
  if (failedAt !== null && (registeredAt === null || failedAt > registeredAt)) return 'failed';
  return registeredAt === null ? 'waiting' : 'expired';
}
