/** Changes the letterhead of the operator, or of a reseller that has one of its own. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem } from '../../domain/problem.ts';
import {
  saveLetterhead as write,
  saveLetterheadLogo as writeLogo,
  type LetterheadRow,
} from '../../postgres/billing/letterheads.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { checkedLogo, shortHash } from '../accounts/checked-logo.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { readLetterhead } from './read-letterhead.ts';

export type LetterheadInput = Omit<LetterheadRow, 'logoHash'>;

/** Throws `invalid_input` to a reseller without one of its own, and for a logo that is not there. */
export async function saveLetterhead(context: Context, actor: Actor, input: LetterheadInput): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const before = await ownRow(tx, actor);
    if (input.logoFrom === 'own' && before.logoHash === null)
      throw fieldProblem(
        'logo',
        'logo_missing',
        'There is no logo of its own yet. Upload one, or choose another.',
      );
    const changedAt = context.now();
    await write(tx, actor.ownerId, { ...input, changedAt });
    await record(tx, actor, { before, after: { ...input, logoHash: before.logoHash }, changedAt });
  });
}

/** Uses this picture instead of the brand's; null takes it away. Throws as `checkedLogo` and `saveLetterhead` do. */
export async function saveLetterheadLogo(
  context: Context,
  actor: Actor,
  content: Uint8Array | null,
): Promise<void> {
  const logo = content === null ? null : checkedLogo(content);
  await withTransaction(context.pool, async (tx) => {
    const before = await ownRow(tx, actor);
    const changedAt = context.now();
    const logoFrom = logo === null ? 'brand' : 'own';
    // What was made of the profile is kept as it is shown beside the new logo.
    await write(tx, actor.ownerId, { ...before, logoFrom: 'brand', changedAt });
    await writeLogo(tx, actor.ownerId, logo, changedAt);
    await record(tx, actor, {
      before,
      after: { ...before, logoFrom, logoHash: logo?.hash ?? null },
      changedAt,
    });
  });
}

async function ownRow(tx: Tx, actor: Actor): Promise<LetterheadRow> {
  const { path } = await lockAccountById(tx, actor.ownerId);
  const { row, ownerId } = await readLetterhead(tx, path);
  if (ownerId === actor.ownerId) return row;
  const message =
    'Documents of your accounts have the letterhead of whoever is above you, who decides whether you have one of your own.';
  throw fieldProblem('name', 'letterhead_of_above', message);
}

function record(
  tx: Tx,
  actor: Actor,
  { before, after, changedAt }: Readonly<{ before: LetterheadRow; after: LetterheadRow; changedAt: Date }>,
): Promise<void> {
  return recordDifferences(tx, actor, {
    accountId: actor.ownerId,
    action: 'letterhead.changed',
    before: fieldsOf(before),
    after: fieldsOf(after),
    happenedAt: changedAt,
  });
}

function fieldsOf({
  name,
  address,
  taxNumber,
  footer,
  logoFrom,
  logoHash,
}: LetterheadRow): Readonly<Record<string, Value>> {
  return {
    'letterhead.name': name,
    'letterhead.address': address,
    'letterhead.taxNumber': taxNumber,
    'letterhead.footer': footer,
    'letterhead.logoFrom': logoFrom,
    'letterhead.logo': shortHash(logoHash),
  };
}
