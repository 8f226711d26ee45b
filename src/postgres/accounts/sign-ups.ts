/** Pages by which customers open accounts themselves, and those who have not confirmed yet. */
import type { SignUpForm } from '../../domain/accounts/sign-up.ts';
import { endLinks } from '../mail/mails.ts';
import type { Db, Tx } from '../pool.ts';

export type SignUpPage = Readonly<{ isOpen: boolean; slug: string; termsUrl: string }>;

/** What the owner has set; null = it never opened one. */
export async function signUpPageOf(db: Db, ownerId: bigint): Promise<SignUpPage | null> {
  const { rows } = await db.query<SignUpPage>(
    'select is_open as "isOpen", slug, terms_url as "termsUrl" from sign_up_pages where owner_id = $1',
    [ownerId],
  );
  return rows[0] ?? null;
}

/** Keeps the slug that it has. */
export async function saveSignUpPage(
  tx: Tx,
  ownerId: bigint,
  page: SignUpPage & Readonly<{ changedAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into sign_up_pages (owner_id, is_open, slug, terms_url, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (owner_id) do update set is_open = excluded.is_open, terms_url = excluded.terms_url,
       changed_at = excluded.changed_at`,
    [ownerId, page.isOpen, page.slug, page.termsUrl, page.changedAt],
  );
}

export type OpenPage = Readonly<{ ownerId: bigint; path: string; termsUrl: string }>;

const OPEN = `select p.owner_id as "ownerId", a.path, p.terms_url as "termsUrl"
  from sign_up_pages p join accounts a on a.id = p.owner_id
  where p.is_open and (a.kind = 'operator' or not exists (
    select 1 from settings s join accounts o on o.id = s.account_id
    where o.kind = 'operator' and s.key = 'sign_up.allowed_for_resellers' and s.value = 'false')) and not exists (
    select 1 from accounts above
    where above.id = any(string_to_array(trim(both '/' from a.path), '/')::bigint[]) and above.status <> 'active')`;

/** The open page of an owner, while it and everybody above it are active, and resellers may have one; else null. */
export async function openPageOf(db: Db, ownerId: bigint): Promise<OpenPage | null> {
  const { rows } = await db.query<OpenPage>(`${OPEN} and p.owner_id = $1`, [ownerId]);
  return rows[0] ?? null;
}

export async function openPageBySlug(db: Db, slug: string): Promise<OpenPage | null> {
  const { rows } = await db.query<OpenPage>(`${OPEN} and p.slug = $1`, [slug]);
  return rows[0] ?? null;
}

export type NewSignUp = Readonly<{
  ownerId: bigint;
  tokenHash: Buffer;
  mailId: bigint;
  form: SignUpForm;
  passwordHash: string;
  termsUrl: string;
  createdAt: Date;
  expiresAt: Date;
}>;

export async function insertSignUp(tx: Tx, signUp: NewSignUp): Promise<void> {
  await tx.query(
    `insert into sign_ups (owner_id, token_hash, mail_id, email_key, form, password_hash, terms_url, created_at, expires_at)
     values ($1, $2, $3, lower($4), $5, $6, $7, $8, $9)`,
    [
      signUp.ownerId,
      signUp.tokenHash,
      signUp.mailId,
      signUp.form.email,
      JSON.stringify(signUp.form),
      signUp.passwordHash,
      signUp.termsUrl,
      signUp.createdAt,
      signUp.expiresAt,
    ],
  );
}

/** How many links to this address are valid, and how many went out for this owner since a moment. */
export async function countSignUps(
  db: Db,
  { email, ownerId, now, since }: Readonly<{ email: string; ownerId: bigint; now: Date; since: Date }>,
): Promise<Readonly<{ ofEmail: number; ofOwner: number }>> {
  const { rows } = await db.query<{ ofEmail: number; ofOwner: number }>(
    `select (select count(*)::int from sign_ups where email_key = lower($1) and expires_at > $3) as "ofEmail",
       (select count(*)::int from sign_ups where owner_id = $2 and created_at > $4) as "ofOwner"`,
    [email, ownerId, now, since],
  );
  return rows[0] ?? { ofEmail: 0, ofOwner: 0 };
}

export type SignUpRow = Pick<NewSignUp, 'ownerId' | 'form' | 'passwordHash' | 'termsUrl' | 'expiresAt'>;

/** The sign-up of this token while it is valid; else null. */
export async function liveSignUp(db: Db, tokenHash: Buffer, now: Date): Promise<SignUpRow | null> {
  const { rows } = await db.query<SignUpRow>(
    `select owner_id as "ownerId", form, password_hash as "passwordHash", terms_url as "termsUrl", expires_at as "expiresAt"
     from sign_ups where token_hash = $1 and expires_at > $2`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

/** Uses a sign-up up; false when another request was faster. Other links to the address end with it. */
export async function useSignUp(tx: Tx, tokenHash: Buffer, email: string): Promise<boolean> {
  const { rows } = await tx.query<{ mailId: bigint; isUsed: boolean }>(
    `delete from sign_ups where email_key = lower($2)
     returning mail_id as "mailId", token_hash = $1 as "isUsed"`,
    [tokenHash, email],
  );
  await endLinks(
    tx,
    rows.map(({ mailId }) => mailId),
  );
  return rows.some(({ isUsed }) => isUsed);
}

/** Throws away what nobody confirmed in time. */
export async function deleteExpiredSignUps(tx: Tx, now: Date): Promise<void> {
  await tx.query('delete from sign_ups where expires_at <= $1', [now]);
}
