-- Refill coupons: made in batches by the operator or a distributor, and redeemed once by an account that it sells to.

create table coupon_batches (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null default gen_random_uuid() unique,
  owner_id      bigint not null references accounts on delete restrict,
  name          text   not null,
  prefix        text   not null default '', -- printed before each code; it is no part of the secret
  count         int    not null,
  amount_micros bigint not null, -- of each
  currency      text   not null,
  valid_from    timestamptz not null,
  valid_to      timestamptz, -- exclusive; null = for ever
  note          text   not null default '',
  status        text   not null default 'active',
  made_by       bigint not null,
  made_at       timestamptz not null,
  constraint coupon_count_is_1_to_100000 check (count between 1 and 100000),
  constraint coupon_amount_is_positive check (amount_micros > 0),
  constraint coupon_currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  constraint coupon_batch_status_is_known check (status in ('active', 'inactive')),
  constraint coupon_batch_ends_after_it_begins check (valid_to > valid_from)
);
create index coupon_batches_by_owner on coupon_batches (owner_id, id);

create table coupons (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  batch_id    bigint not null references coupon_batches on delete restrict,
  position    int    not null, -- in its batch, from 1
  code_hash   bytea  not null unique, -- keyed: 80 bits of chance, under a key that is not in the database
  sealed_code bytea, -- for whoever prints the batch; gone with the redemption
  last4       text   not null,
  status      text   not null default 'active',
  account_id  bigint, -- whose wallet it went to
  redeemed_by bigint,
  redeemed_at timestamptz,
  transfer_id uuid unique,
  constraint coupon_status_is_known check (status in ('active', 'inactive', 'redeemed')),
  constraint redeemed_has_its_transfer check ((status = 'redeemed') = (transfer_id is not null)
    and (status = 'redeemed') = (account_id is not null) and (status = 'redeemed') = (redeemed_at is not null)),
  constraint redeemed_has_no_code check (status <> 'redeemed' or sealed_code is null),
  constraint coupon_has_its_place unique (batch_id, position)
);
create index coupons_by_account on coupons (account_id) where account_id is not null;

alter table coupon_batches enable row level security;
alter table coupons enable row level security;
create policy own_tree on coupon_batches for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = coupon_batches.owner_id));
create policy own_tree on coupons for select to tollbook_api
  using (exists (select 1 from coupon_batches mine where mine.id = coupons.batch_id));
grant select on coupon_batches to tollbook_api;
-- Neither the hash nor the sealed code.
grant select (id, public_id, batch_id, position, last4, status, account_id, redeemed_by, redeemed_at, transfer_id)
  on coupons to tollbook_api;
create trigger own_tree after insert or update or delete on coupon_batches for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id');
create trigger own_tree after insert or update or delete on coupons for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '')
  execute function refuse_foreign_row('batch_id', 'coupon_batches', 'owner_id');

alter table jobs drop constraint job_kind_is_known;
alter table jobs add constraint job_kind_is_known check (kind in ('import_accounts', 'create_accounts', 'undo_accounts',
  'change_accounts', 'undo_changes', 'import_rates', 'undo_rates', 'preview_billing', 'make_coupons'));
