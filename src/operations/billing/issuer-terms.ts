/** What an issuer, the operator or a distributor, says about all of its documents. */
import type { PrepaidTax } from '../../domain/accounts/settings.ts';
import { known } from '../../domain/assert.ts';
import type { DocumentKind, Letterhead } from '../../domain/billing/document.ts';
import { formatsOf } from '../../domain/billing/series.ts';
import { issuerProfiles, keepLogo } from '../../postgres/billing/letterheads.ts';
import type { Tx } from '../../postgres/pool.ts';
import { settingsUnder } from '../accounts/settings-under.ts';
import { readLetterhead } from './read-letterhead.ts';

export type IssuerTerms = Readonly<{
  issuerId: bigint;
  /** Whose letterhead is printed: numbers are of its series. */
  seriesOwnerId: bigint;
  /** IANA; years of numbers are those of its clocks. */
  timezone: string;
  prepaidTax: PrepaidTax;
  /** Days from an invoice to when it is due. */
  dueDays: number;
  formats: Readonly<Record<DocumentKind, string>>;
  letterhead: Letterhead;
}>;

/** For documents that are issued in this transaction: the picture of the letterhead is kept along with them. */
export async function issuerTerms(tx: Tx, issuerId: bigint): Promise<IssuerTerms> {
  const issuer = known((await issuerProfiles(tx, [issuerId]))[0], 'the issuer');
  const { settings } = await settingsUnder(tx, issuer);
  const { printed, ownerId } = await readLetterhead(tx, issuer.path);
  const owner =
    ownerId === issuerId ? issuer : known((await issuerProfiles(tx, [ownerId]))[0], 'whose letterhead it is');
  const ofOwner = ownerId === issuerId ? settings : (await settingsUnder(tx, owner)).settings;
  if (printed.logoHash !== null) await keepLogo(tx, printed.logoHash);
  const ownDays = issuer.isOperator ? null : issuer.invoiceDueDays;
  return {
    issuerId,
    seriesOwnerId: ownerId,
    timezone: owner.timezone,
    prepaidTax: settings['billing.prepaid_tax'],
    dueDays: ownDays ?? settings['billing.invoice_due_days'],
    formats: formatsOf(ofOwner),
    letterhead: printed,
  };
}
