/** Accounts that a text names exactly: by their number, address or reference. */
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import type { Db } from '../pool.ts';

type NamedAccount = Readonly<{
  publicId: string;
  kind: string;
  number: string;
  displayName: string;
  email: string | null;
  status: string;
}>;

/** In the order of their ids; case counts in references only. */
export async function exactAccounts(
  db: Db,
  { text, scopePath, limit }: Readonly<{ text: string; scopePath: string; limit: number }>,
): Promise<readonly NamedAccount[]> {
  const { rows } = await db.query<NamedAccount>(
    `select a.public_id as "publicId", a.kind, a.number, ${DISPLAY_NAME} as "displayName", s.email, a.status
     from (select id from accounts where number = $1
       union select s.account_id from sign_in_realms r join account_sign_ins s on s.realm_id = r.id where s.email_key = lower($1)
       union select id from accounts where reference = $1 and reference <> '') named
     join accounts a on a.id = named.id
     left join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     where starts_with(a.path, $2) order by a.id limit $3`,
    [text, scopePath, limit],
  );
  return rows;
}
