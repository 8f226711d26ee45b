/** A DID as the API answers it: who stands above the reader stays unnamed, and carriers are the operator's. */
import type { Language } from '../../domain/languages.ts';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import type { DidRow } from '../../postgres/numbering/dids.ts';

export function didBody(row: DidRow, actor: Actor) {
  const isFree = row.accountId === null && row.accessLanguage === null;
  const use = isFree ? 'free' : row.accountId === null ? 'access_number' : 'account';
  return {
    id: row.publicId,
    number: row.number,
    label: row.label,
    country: row.country,
    city: row.city,
    use: use as 'free' | 'account' | 'access_number',
    accountId: row.accountPublicId,
    accountNumber: row.accountNumber,
    accountName: row.accountName,
    ...ownerBody(row, actor),
    providerId: isStaff(actor) ? row.providerPublicId : null,
    providerName: isStaff(actor) ? row.providerName : null,
    createdAt: row.createdAt.toISOString(),
    assignedAt: row.assignedAt?.toISOString() ?? null,
  };
}

export function accessNumberBody(row: DidRow, actor: Actor) {
  return {
    id: row.publicId,
    number: row.number,
    language: (row.accessLanguage ?? 'en') as Language,
    label: row.label,
    isActive: row.accessIsActive ?? false,
    country: row.country,
    city: row.city,
    ...ownerBody(row, actor),
  };
}

function ownerBody(row: DidRow, { scopePath, ownerId }: Actor) {
  const isVisible = isWithin(row.ownerPath, scopePath);
  return {
    ownerId: isVisible ? row.ownerPublicId : null,
    ownerNumber: isVisible ? row.ownerNumber : null,
    ownerName: isVisible ? row.ownerName : null,
    isOwn: row.ownerId === ownerId,
  };
}
