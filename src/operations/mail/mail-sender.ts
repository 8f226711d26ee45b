/** In whose name mails go to the accounts of the operator or a reseller, and where their links lead. */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import type { MailBrand } from '../../domain/mail/render-mail.ts';
import { brandsAlong } from '../../postgres/accounts/brands.ts';
import { mailOwnerOf, operatorsMailServer } from '../../postgres/mail/mail-facts.ts';
import type { Db } from '../../postgres/pool.ts';
import { brandFrom } from '../accounts/read-brand.ts';
import type { Context } from '../context.ts';

export type MailSender = Readonly<{
  /** Whoever sells to the account, and those above it, the highest first: by whose templates it is written. */
  ownerIds: readonly bigint[];
  /** What the text calls whoever sells to the account. */
  provider: string;
  /** Shown beside the sender's address; empty = the name of the mail server's settings. */
  name: string;
  /** The panel as its accounts open it, without a path: the nearest host name above, or the public address. */
  url: string;
  /** Null where nobody above has set one. */
  brand: MailBrand | null;
  logoHash: string | null;
  hasServer: boolean;
}>;

/** A reseller's accounts hear from its brand, or that of the nearest reseller above that has one. */
export async function mailSenderOf(
  db: Db,
  context: Pick<Context, 'publicUrl'>,
  ownerId: bigint,
): Promise<MailSender> {
  const owner = await mailOwnerOf(db, ownerId);
  const server = await operatorsMailServer(db);
  const [operatorId, ...resellerIds] = idsOfPath(owner.path);
  const along = await brandsAlong(db, idsOfPath(owner.path));
  const { productName, buttonColour, logoHash } = brandFrom(along);
  const ofReseller = brandFrom(along.filter((brand) => brand.ownerId !== operatorId)).productName;
  const ofOperator = server?.senderName ?? '';
  const ownName = resellerIds.length > 0 ? owner.name : ofOperator || productName || owner.name;
  const provider = ofReseller || ownName;
  const hasBrand = productName !== '' || buttonColour !== null || logoHash !== null;
  return {
    ownerIds: idsOfPath(owner.path),
    provider,
    name: ofReseller || (ofOperator === '' ? productName : ''),
    url: panelUrl(context.publicUrl, along.find(({ host }) => host !== null)?.host ?? null),
    brand: hasBrand ? { name: provider, colour: buttonColour, hasLogo: logoHash !== null } : null,
    logoHash,
    hasServer: server !== null,
  };
}

/** The panel under a host name of its own: same protocol and port. */
function panelUrl(publicUrl: string, host: string | null): string {
  const url = new URL(publicUrl);
  if (host !== null) url.hostname = host;
  return url.origin;
}
