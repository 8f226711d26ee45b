-- Passkeys (WebAuthn): a key pair on somebody's phone, computer or security key, of which we keep the public half.
create table passkeys (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null unique default gen_random_uuid(),
  account_id    bigint not null references accounts on delete cascade,
  credential_id bytea  not null unique,
  public_key    bytea  not null,  -- COSE
  sign_count    bigint not null,  -- of the last signature; one that does not rise was made by a copy. 0: it does not count
  transports    text[] not null,
  host          text   not null,  -- the host name that it signs for (RP ID)
  name          text   not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index passkeys_by_account on passkeys (account_id, id);

-- A challenge is signed for by us and kept nowhere until it was used; then it is kept until it would have expired anyway.
create table used_challenges (
  challenge_hash bytea primary key, -- SHA-256
  expires_at     timestamptz not null
);
create index used_challenges_by_expiry on used_challenges (expires_at);

-- Recovery codes stand in for any second factor, and not only for the app.
alter table recovery_codes drop constraint recovery_codes_account_id_fkey;
alter table recovery_codes add constraint recovery_codes_account_id_fkey
  foreign key (account_id) references accounts on delete cascade;
