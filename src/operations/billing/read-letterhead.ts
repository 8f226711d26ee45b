/** The letterhead that documents of an issuer have: its own, else that of the nearest above that has one. */
import { known } from '../../domain/assert.ts';
import { displayName } from '../../domain/accounts/new-account.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { addressLines } from '../../domain/billing/address.ts';
import type { Letterhead } from '../../domain/billing/document.ts';
import { FALLBACK_LANGUAGE } from '../../domain/languages.ts';
import {
  issuerProfiles,
  letterheadOf,
  type IssuerProfile,
  type LetterheadRow,
} from '../../postgres/billing/letterheads.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { readBrand } from '../accounts/read-brand.ts';

export type UsedLetterhead = Readonly<{
  printed: Letterhead;
  /** As it is kept, or made of the profile. */
  row: LetterheadRow;
  isFilledIn: boolean;
  /** Whose it is, and on whose clocks its documents are issued and due. */
  ownerId: bigint;
  timezone: string;
  /** What it would be if nobody had filled it in. */
  ofProfile: LetterheadRow;
}>;

/** By the path of the operator or a reseller. What nobody filled in is made of the profile. */
export async function readLetterhead(db: Db, path: string): Promise<UsedLetterhead> {
  return inFrontOfWall(async () => {
    const profiles = await issuerProfiles(db, idsOfPath(path));
    const owner = known(
      profiles.find(({ usesOwnLetterhead, isOperator }) => usesOwnLetterhead || isOperator),
      'the operator',
    );
    const kept = await letterheadOf(db, owner.id);
    const ofProfile = letterheadOfProfile(owner);
    const row = kept ?? ofProfile;
    const { name, address, taxNumber, footer } = row;
    const logoHash = await logoHashOf(db, owner, row);
    return {
      printed: { name, address, taxNumber, footer, logoHash },
      row,
      isFilledIn: kept !== null,
      ownerId: owner.id,
      timezone: owner.timezone,
      ofProfile,
    };
  });
}

/** What a letterhead is before somebody fills it in. */
function letterheadOfProfile(profile: IssuerProfile): LetterheadRow {
  return {
    name: displayName(profile),
    address: addressLines(profile, profile.language ?? FALLBACK_LANGUAGE),
    taxNumber: profile.taxNumber,
    footer: [],
    logoFrom: 'brand',
    logoHash: null,
  };
}

async function logoHashOf(
  db: Db,
  { path }: IssuerProfile,
  { logoFrom, logoHash }: LetterheadRow,
): Promise<string | null> {
  if (logoFrom === 'none') return null;
  return logoFrom === 'own' ? logoHash : (await readBrand(db, path)).logoHash;
}
