/**
 * Calls and registrations that belonged to nobody: one closed list of kinds, each with its cause and what staff may do. They are
 * counted by source, minute and kind, because scanners must not fill the disk.
 */
import type { RefusalOfPhone } from '../accounts/registration.ts';

type Definition = Readonly<{ cause: string; remedy: string }>;

export const UNKNOWN_CALLS = {
  wrong_password: {
    cause: 'A phone showed the user name of a device and another password.',
    remedy:
      'Compare the password in the phone; nobody can read it here, so draw a new one at the device if need be. Many tries from an address that is not the customer’s are a guess at it: block that address in the firewall.',
  },
  unknown_username: {
    cause: 'No device has this user name.',
    remedy:
      'Type the user name into the phone as the device shows it. Names such as 100 or admin, or many of them, come from a scanner: block its address in the firewall.',
  },
  credential_ended: {
    cause: 'The phone shows a user name that was replaced, and its 24 hours are over.',
    remedy: 'Type the newest user name and password of the device into the phone.',
  },
  device_inactive: {
    cause: 'The device of this user name is switched off.',
    remedy: 'Switch the device on if the phone may call.',
  },
  wrong_realm: {
    cause: 'The device of this user name is known, in another SIP domain.',
    remedy: 'Set domain and registrar of the phone to the SIP domain that the device shows.',
  },
  name_mismatch: {
    cause: 'The phone showed the digest of one device and asked to register another name.',
    remedy: 'Set user name and authentication name of the phone to the same: the user name of the device.',
  },
  too_many_contacts: {
    cause: 'Five phones are registered as this device already.',
    remedy: 'Make a device of its own for each phone, or wait until an old registration runs out.',
  },
  contact_refused: {
    cause: 'The address that the phone wrote about itself (Contact) cannot be taken.',
    remedy: 'Look at the SIP settings of the phone, first at its outbound proxy and NAT.',
  },
  foreign_address: {
    cause:
      'A call without a password came from an address that is no account’s and no gateway’s, and none was shown when it was asked for.',
    remedy:
      'If it is a customer’s PBX, add the address to its account. If it is a carrier, add it to the addresses that calls of its trunk come in from. Otherwise block it in the firewall.',
  },
  wrong_tech_prefix: {
    cause: 'The address is known, and what was dialled begins with none of its tech prefixes.',
    remedy:
      'Let the PBX dial the tech prefix, or take it from the address. Phones behind that address that show a password afterwards are counted here, too, and call all the same.',
  },
  unknown_did: {
    cause: 'A carrier sent a call to a number that is none of your DIDs.',
    remedy:
      'If the number is yours, add it under Numbers. If not, ask the carrier why it sends it. Phones behind a gateway’s address that show a password afterwards are counted here, too.',
  },
} as const satisfies Record<string, Definition> & Record<RefusalOfPhone, Definition>;

export type UnknownCallKind = keyof typeof UNKNOWN_CALLS;
export const UNKNOWN_CALL_KINDS = Object.keys(UNKNOWN_CALLS) as readonly UnknownCallKind[];

/** By kind: what happened, and what staff may do about it. */
export const UNKNOWN_CALL_CAUSES = textsOf('cause');
export const UNKNOWN_CALL_REMEDIES = textsOf('remedy');

function textsOf(part: keyof Definition): Readonly<Record<UnknownCallKind, string>> {
  return Object.fromEntries(
    Object.entries(UNKNOWN_CALLS).map(([kind, texts]) => [kind, texts[part]]),
  ) as Readonly<Record<UnknownCallKind, string>>;
}
