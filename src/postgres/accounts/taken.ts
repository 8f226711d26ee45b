/** Which numbers, addresses and references of a list are in use: asked for many at once. */
import { groupBy } from '../../domain/group-by.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

/** Those numbers that an account has, or that somebody else keeps for a form. */
export async function takenNumbers(
  db: Db,
  numbers: readonly string[],
  usedBy: bigint,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await inFrontOfWall(() =>
    db.query<{ number: string }>(
      `select number from accounts where number = any($1::text[])
     union select number from account_number_reservations
       where number = any($1::text[]) and expires_at > $2 and reserved_by <> $3`,
      [numbers, now, usedBy],
    ),
  );
  return new Set(rows.map(({ number }) => number));
}

/** Those addresses (in lower case) that a sign-in of the operator's realm has. */
export async function takenEmails(db: Db, emails: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await inFrontOfWall(() =>
    db.query<{ email: string }>(
      `select email_key as email from account_sign_ins
     where realm_id = (select id from sign_in_realms where domain = 'operator')
       and email_key = any(select lower(e) from unnest($1::text[]) as t (e))`,
      [emails],
    ),
  );
  return new Set(rows.map(({ email }) => email));
}

/** Those references that an account below the reader has; others' references are nobody's business. */
export async function takenReferences(
  db: Db,
  references: readonly string[],
  scopePath: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ reference: string }>(
    `select reference from accounts where reference = any($1::text[]) and reference <> '' and starts_with(path, $2)`,
    [references, scopePath],
  );
  return new Set(rows.map(({ reference }) => reference));
}

/** The open accounts with these numbers below the reader that may have customers, by number. */
export async function parentsByNumber(
  db: Db,
  numbers: readonly string[],
  scopePath: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ number: string; publicId: string }>(
    `select number, public_id as "publicId" from accounts
     where number = any($1::text[]) and kind in ('operator', 'reseller') and status <> 'closed' and starts_with(path, $2)`,
    [numbers, scopePath],
  );
  return new Map(rows.map(({ number, publicId }) => [number, publicId]));
}

/** What rows may name of a seller, and of whoever imports: SQL for those that an account can be given. */
const CHOICES = {
  rateGroups: `from rate_groups where owner_id = $1 and status = 'active' and direction = 'origination'`,
  localizations: 'from localization_sets where owner_id = $1',
  taxes: `from taxes where owner_id = $1 and status = 'active'`,
  roles: `from roles where owner_id = $1 and audience = 'reseller'`,
} as const;

/** Public ids by name: as it is written, and in lower case where only one is called so. */
export async function choicesByName(
  db: Db,
  what: keyof typeof CHOICES,
  ownerId: bigint,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await inFrontOfWall(() =>
    db.query<{ name: string; publicId: string }>(`select name, public_id as "publicId" ${CHOICES[what]}`, [
      ownerId,
    ]),
  );
  const lower = groupBy(rows, ({ name }) => name.toLowerCase());
  return new Map([
    ...[...lower].flatMap(([name, [only, ...others]]) =>
      only === undefined || others.length > 0 ? [] : [[name, only.publicId] as const],
    ),
    ...rows.map(({ name, publicId }) => [name, publicId] as const),
  ]);
}
