/** How accounts sign in: passwords, sessions and API keys. Only hashes are kept. */
import type { GrantedPermission } from '../../domain/access/catalogue.ts';
import type { AccountKind } from '../../domain/accounts/actor.ts';
import type { Db, Tx } from '../pool.ts';

export type SignInRow = Readonly<{
  accountId: bigint;
  publicId: string;
  kind: AccountKind;
  number: string;
  status: 'active' | 'suspended' | 'closed';
  path: string;
  email: string | null;
  passwordHash: string | null;
  mustChangePassword: boolean;
  hasSecondFactor: boolean;
  operatorId: bigint;
  operatorPath: string;
  /** What the role of the account says now; null = it has none. */
  rolePermissions: string[] | null;
}>;

const SIGN_IN = `select a.id as "accountId", a.public_id as "publicId", a.kind, a.number, a.status, a.path, s.email,
    s.password_hash as "passwordHash", s.must_change_password as "mustChangePassword",
    (exists (select 1 from second_factors f where f.account_id = a.id and f.confirmed_at is not null)
      or exists (select 1 from passkeys p where p.account_id = a.id)) as "hasSecondFactor",
    o.id as "operatorId", o.path as "operatorPath",
    (select r.permissions from roles r where r.id = a.role_id) as "rolePermissions"
  from accounts a
  join account_sign_ins s on s.account_id = a.id
  join accounts o on o.kind = 'operator'`;

/** Finds a sign-in by account number or e-mail address (any case) in the operator's realm. */
export async function findSignIn(db: Db, identifier: string): Promise<SignInRow | null> {
  const { rows } = await db.query<SignInRow>(
    `${SIGN_IN} where a.number = $1 or (s.email_key = lower($1)
       and s.realm_id = (select id from sign_in_realms where domain = 'operator'))`,
    [identifier],
  );
  return rows[0] ?? null;
}

/** The sign-in of one account, or null when it has none. */
export async function signInOfAccount(db: Db, accountId: bigint): Promise<SignInRow | null> {
  const { rows } = await db.query<SignInRow>(`${SIGN_IN} where a.id = $1`, [accountId]);
  return rows[0] ?? null;
}

export type SessionRow = SignInRow &
  Readonly<{
    createdAt: Date;
    lastSeenAt: Date;
    expiresAt: Date;
    /** Who looks as this account, from which session; null = the account itself. */
    impersonatorId: bigint | null;
    parentTokenHash: Buffer | null;
    mayChange: boolean;
    /** What the operator set about sessions and signing in, by key. */
    stored: Readonly<Record<string, unknown>>;
  }>;

/** The account behind a session, which may be over; null when it is unknown. One question, for each request asks it. */
export async function sessionByToken(db: Db, tokenHash: Buffer): Promise<SessionRow | null> {
  const { rows } = await db.query<SessionRow>(
    `${SIGN_IN.replace(
      'select ',
      `select t.created_at as "createdAt", t.last_seen_at as "lastSeenAt", t.expires_at as "expiresAt",
         t.impersonator_id as "impersonatorId", t.parent_token_hash as "parentTokenHash", t.may_change as "mayChange",
         (select coalesce(json_object_agg(key, value), '{}') from settings
          where account_id = o.id and key like any (array['sessions.%', 'sign\\_in.%'])) as stored, `,
    )}
     join sign_in_sessions t on t.account_id = a.id
     where t.token_hash = $1`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

export type ApiKeyLimits = Readonly<{
  expiresAt: Date | null;
  addresses: readonly string[];
  /** What it may do out of what its account may; null = all of it. */
  scopes: readonly GrantedPermission[] | null;
}>;
type KeySignIn = SignInRow & ApiKeyLimits & Readonly<{ keyId: bigint; lastUsedAt: Date | null }>;

/** The account behind an API key that was not revoked; it may have expired. */
export async function apiKeyByHash(db: Db, keyHash: Buffer): Promise<KeySignIn | null> {
  const { rows } = await db.query<KeySignIn>(
    `${SIGN_IN.replace('select ', 'select k.id as "keyId", k.last_used_at as "lastUsedAt", k.expires_at as "expiresAt", k.addresses, k.scopes, ')}
     join api_keys k on k.account_id = a.id
     where k.key_hash = $1 and k.revoked_at is null`,
    [keyHash],
  );
  return rows[0] ?? null;
}

export type NewSession = Readonly<{
  tokenHash: Buffer;
  accountId: bigint;
  createdAt: Date;
  expiresAt: Date;
  address: string;
  userAgent: string;
}>;

/** Begins a session and notes the sign-in; sessions that are over are thrown away. */
export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.query('delete from sign_in_sessions where account_id = $1 and expires_at <= $2', [
    session.accountId,
    session.createdAt,
  ]);
  await tx.query(
    `insert into sign_in_sessions (token_hash, account_id, created_at, last_seen_at, expires_at, address, user_agent)
     values ($1, $2, $3, $3, $4, $5, $6)`,
    [
      session.tokenHash,
      session.accountId,
      session.createdAt,
      session.expiresAt,
      session.address,
      session.userAgent,
    ],
  );
  await tx.query('update account_sign_ins set last_sign_in_at = $2 where account_id = $1', [
    session.accountId,
    session.createdAt,
  ]);
}

/** Notes that a session was used, which puts off its idle end. */
export async function touchSession(tx: Tx, tokenHash: Buffer, now: Date): Promise<void> {
  await tx.query('update sign_in_sessions set last_seen_at = $2 where token_hash = $1', [tokenHash, now]);
}

/** Ends one session. Returns whose it was; null = it was over, or somebody's who looked as another. */
export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<bigint | null> {
  const { rows } = await tx.query<{ accountId: bigint; impersonatorId: bigint | null }>(
    'delete from sign_in_sessions where token_hash = $1 returning account_id as "accountId", impersonator_id as "impersonatorId"',
    [tokenHash],
  );
  return rows[0] === undefined || rows[0].impersonatorId !== null ? null : rows[0].accountId;
}

/** Ends all sessions of an account but the one that is kept. */
export async function deleteOtherSessions(tx: Tx, accountId: bigint, kept: Buffer | null): Promise<void> {
  await tx.query('delete from sign_in_sessions where account_id = $1 and token_hash is distinct from $2', [
    accountId,
    kept,
  ]);
}

/** Sets a password. */
export async function updatePassword(
  tx: Tx,
  {
    accountId,
    passwordHash,
    changedAt,
    mustChange,
  }: Readonly<{ accountId: bigint; passwordHash: string; changedAt: Date; mustChange: boolean }>,
): Promise<void> {
  await tx.query(
    `update account_sign_ins set password_hash = $2, password_changed_at = $3, must_change_password = $4 where account_id = $1`,
    [accountId, passwordHash, changedAt, mustChange],
  );
}

/** Notes that a key was used. */
export async function touchApiKey(tx: Tx, keyId: bigint, now: Date): Promise<void> {
  await tx.query('update api_keys set last_used_at = $2 where id = $1', [keyId, now]);
}

export type ApiKeyRow = ApiKeyLimits &
  Readonly<{
    publicId: string;
    name: string;
    createdAt: Date;
    lastUsedAt: Date | null;
  }>;

/** The keys of an account that were not revoked, oldest first. */
export async function apiKeysOf(db: Db, accountId: bigint): Promise<ApiKeyRow[]> {
  const { rows } = await db.query<ApiKeyRow>(
    `select public_id as "publicId", name, created_at as "createdAt", last_used_at as "lastUsedAt",
       expires_at as "expiresAt", addresses, scopes
     from api_keys where account_id = $1 and revoked_at is null order by id`,
    [accountId],
  );
  return rows;
}

/** Inserts a key. */
export async function insertApiKey(
  tx: Tx,
  key: ApiKeyLimits &
    Readonly<{ publicId: string; accountId: bigint; name: string; keyHash: Buffer; createdAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into api_keys (public_id, account_id, name, key_hash, created_at, expires_at, addresses, scopes)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      key.publicId,
      key.accountId,
      key.name,
      key.keyHash,
      key.createdAt,
      key.expiresAt,
      key.addresses,
      key.scopes,
    ],
  );
}

/** Revokes a key of this account and returns its name; null when it has no such key. */
export async function revokeApiKey(
  tx: Tx,
  accountId: bigint,
  publicId: string,
  now: Date,
): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>(
    `update api_keys set revoked_at = $3 where account_id = $1 and public_id = $2 and revoked_at is null
     returning name`,
    [accountId, publicId, now],
  );
  return rows[0]?.name ?? null;
}

/** Revokes all keys of this account, and returns their names. */
export async function revokeApiKeysOf(tx: Tx, accountId: bigint, now: Date): Promise<readonly string[]> {
  const { rows } = await tx.query<{ name: string }>(
    'update api_keys set revoked_at = $2 where account_id = $1 and revoked_at is null returning name',
    [accountId, now],
  );
  return rows.map(({ name }) => name);
}

export type EndingKey = Readonly<{ accountId: bigint; name: string; expiresAt: Date }>;

/**
 * Notes that the holders of keys that end until `until` are told, and returns those keys. One that was made to end so
 * soon is noted too, and left out: whoever made it knows.
 */
export async function markEndingKeys(
  tx: Tx,
  { now, until, limit }: Readonly<{ now: Date; until: Date; limit: number }>,
): Promise<EndingKey[]> {
  const { rows } = await tx.query<EndingKey & { isKnown: boolean }>(
    `update api_keys set warned_at = $1
     where id in (
       select id from api_keys
       where expires_at <= $2 and expires_at > $1 and warned_at is null and revoked_at is null
       order by expires_at limit $3 for update skip locked)
     returning account_id as "accountId", name, expires_at as "expiresAt",
       expires_at - created_at <= $2::timestamptz - $1::timestamptz as "isKnown"`,
    [now, until, limit],
  );
  return rows.filter(({ isKnown }) => !isKnown);
}
