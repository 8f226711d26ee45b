/** The numbers of a call as its account means them: who is called, and who calls. */
import { localize } from '../numbering/localization.ts';
import { toE164 } from '../numbering/e164.ts';
import type { Catalogue, KnownAccount } from './catalogue.ts';
import type { Frozen } from './frozen.ts';

/** No number that can be called is longer; the rest of a longer one is not looked for. */
const GIVEN_DIGITS_MAX = 32;

const rulesOf = ({ localizations }: Pick<Catalogue, 'localizations'>, { localizationId }: KnownAccount) =>
  localizationId === null ? undefined : localizations.get(localizationId);

/** What a caller means by what it dialled: a speed dial, then its localization; E.164 digits, or null for no number. */
export function readNumber(
  catalogue: Pick<Catalogue, 'localizations'>,
  account: KnownAccount,
  dialled: string,
): Readonly<{ meant: string; localized: string; destination: string | null }> {
  const meant = account.speedDials.get(dialled) ?? dialled;
  const localized = localize(rulesOf(catalogue, account)?.originationDestination ?? [], meant).number;
  return { meant, localized, destination: toE164(localized, account.country) };
}

/** The caller ID that the phone gave, after the account's localization; null for none and for what is no number. */
export function readCaller(
  catalogue: Pick<Catalogue, 'localizations'>,
  account: KnownAccount,
  given: string | null,
): string | null {
  if (given === null) return null;
  const rules = rulesOf(catalogue, account)?.originationOutboundCallerId ?? [];
  return toE164(localize(rules, given).number, account.country);
}

/** The digits that the phone sent as its number; null where the record's own caller number has them, or there are none. */
export function givenNumberOf(
  { callerGiven }: Pick<Frozen, 'callerGiven'>,
  callerNumber: string | null,
): string | null {
  const digits = callerGiven?.replaceAll(/[^\d*#]/g, '')?.slice(0, GIVEN_DIGITS_MAX) ?? '';
  return digits === '' || callerNumber?.includes(digits) === true ? null : digits;
}
