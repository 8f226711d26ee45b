-- Products, money through gateways and coupons, other currencies, and events that mails and webhooks are made of.

alter table ledger_transfers drop constraint transfer_kind_is_known;
alter table ledger_transfers add constraint transfer_kind_is_known check (kind in ('payment', 'refund', 'transfer', 'staff_debit', 'staff_credit',
  'call_charge', 'call_overrun', 'call_correction', 'carrier_cost', 'carrier_cost_correction', 'commission', 'commission_correction',
  'tax', 'rounding', 'credit_note',
  'product_charge', 'product_owed', 'product_credit', 'product_commission', 'product_commission_correction',
  'chargeback', 'gateway_fee', 'exchange'));
alter table ledger_transfers drop constraint payment_method_is_known;
alter table ledger_transfers add constraint payment_method_is_known check (method in ('cash', 'bank_transfer', 'other', 'card', 'coupon'));
-- Of money that came or went in another currency: the two transfers of one exchange name each other and the rate.
alter table ledger_transfers
  add column exchange_rate_e10 bigint, -- one unit of the currency that was paid, in the currency of the wallet
  add column counterpart_id uuid;

alter table ledger_accounts drop constraint ledger_account_kind_is_known;
alter table ledger_accounts add constraint ledger_account_kind_is_known check (kind in ('wallet', 'revenue', 'cash', 'carrier_cost',
  'carrier_payable', 'tax', 'exchange', 'rounding', 'adjustment', 'commission',
  'gateway',     -- money that a payment gateway has taken and owes
  'gateway_fee', -- what gateways keep, and what resellers pay for it
  'coupon'));    -- what redeemed coupons came to: they were sold elsewhere

-- What is sold beside calls. Its owner is the operator or a distributor: whoever sells to the accounts that have it.
create table products (
  id                   bigint generated always as identity primary key,
  public_id            uuid   not null default gen_random_uuid() unique,
  owner_id             bigint not null references accounts on delete restrict,
  resells_id           bigint references products on delete restrict, -- a product of the parent's, which is paid to it for each sale
  name                 text   not null,
  description          text   not null default '',
  status               text   not null default 'active',
  currency             text   not null, -- of its prices; another account is charged at the exchange rate of the moment
  setup_micros         bigint not null default 0, -- once, with the order
  fee_micros           bigint not null default 0, -- for each interval; of a one-time product once
  billing_interval     text   not null,
  anchor               text   not null default 'order_day', -- where intervals begin
  credits_unused       boolean not null default false, -- when it ends within an interval that was paid
  no_money             text   not null default 'pause', -- at renewal
  unpaid_days_max      int    not null default 30, -- a paused one ends after so many days
  pays_commission      boolean not null default true,
  may_order_customers  boolean not null default false,
  may_order_resellers  boolean not null default false,
  may_resell           boolean not null default false, -- resellers below may sell it as theirs
  package_id           bigint references packages on delete restrict, -- is had for as long as the product is
  is_for_did           boolean not null default false, -- each one comes with a DID
  constraint product_status_is_known check (status in ('active', 'inactive')),
  constraint product_currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  constraint product_prices_are_never_negative check (setup_micros >= 0 and fee_micros >= 0),
  constraint billing_interval_is_known check (billing_interval in ('once', 'day', 'week', 'month', 'quarter', 'year')),
  constraint product_anchor_is_known check (anchor in ('order_day', 'billing_day')),
  constraint no_money_is_known check (no_money in ('pause', 'end', 'owe')),
  constraint unpaid_days_are_0_to_365 check (unpaid_days_max between 0 and 365)
);
create unique index product_name_is_unique_for_its_owner on products (owner_id, lower(name));
create index products_by_resold on products (resells_id) where resells_id is not null;
alter table dids add column product_id bigint references products on delete restrict; -- what it costs; null = nothing
create index dids_by_product on dids (product_id) where product_id is not null;

-- A product that an account has, or had.
create table subscriptions (
  id             bigint generated always as identity primary key,
  public_id      uuid   not null default gen_random_uuid() unique,
  account_id     bigint not null references accounts on delete restrict,
  product_id     bigint not null references products on delete restrict,
  quantity       int    not null default 1,
  setup_micros   bigint, -- null = the product's; in its currency
  fee_micros     bigint,
  status         text   not null,
  ordered_at     timestamptz not null,
  ordered_by     bigint, -- null = the system
  anchor_day     int    not null default 0, -- of the month, on which intervals begin; 0 = the last
  period_from    timestamptz not null, -- the interval that is charged, or that waits for its money
  renews_at      timestamptz, -- its end, and when the next one is charged; null = never
  unpaid_since   timestamptz, -- it is paused since then
  ends_at        timestamptz, -- somebody wants it to end then; null = goes on
  ended_at       timestamptz,
  end_reason     text,
  assignment_id  bigint references package_assignments on delete set null,
  did_id         bigint references dids on delete set null,
  constraint quantity_is_positive check (quantity between 1 and 100000),
  constraint own_prices_are_never_negative check (setup_micros >= 0 and fee_micros >= 0),
  constraint subscription_status_is_known check (status in ('active', 'unpaid', 'ended')),
  constraint unpaid_has_its_time check ((status = 'unpaid') = (unpaid_since is not null)),
  constraint ended_has_its_time check ((status = 'ended') = (ended_at is not null) and (status = 'ended') = (end_reason is not null)),
  constraint end_reason_is_known check (end_reason in ('cancelled', 'unpaid', 'once', 'closed'))
);
create index subscriptions_by_account on subscriptions (account_id, id);
create index subscriptions_by_product on subscriptions (product_id, id);
create index subscriptions_to_renew on subscriptions (least(renews_at, ends_at), id) where status = 'active';
create index subscriptions_unpaid on subscriptions (id) where status = 'unpaid';
create unique index one_subscription_for_a_did on subscriptions (did_id) where did_id is not null and status <> 'ended';

-- Each thing that was charged or credited, once for each level that pays for it.
create table product_charges (
  id                bigint generated always as identity primary key,
  subscription_id   bigint not null references subscriptions on delete restrict,
  part              text   not null,
  period_from       timestamptz not null,
  period_to         timestamptz, -- null = of no interval
  level             smallint not null, -- 0 = who has it, 1 = the distributor above, …; of a commission the level whose money it is a part of
  account_id        bigint not null,
  is_commission     boolean not null default false,
  transfer_id       uuid   not null unique,
  amount_micros     bigint not null, -- in the currency of the account
  list_micros       bigint not null, -- before conversion, in the product's
  exchange_rate_e10 bigint not null, -- from the product's currency to the account's; 1e10 for the same
  charged_at        timestamptz not null,
  constraint product_part_is_known check (part in ('setup', 'fee', 'credit')),
  constraint charged_once unique (subscription_id, part, period_from, level, account_id, is_commission)
);
create index product_charges_by_account on product_charges (account_id, id);
create trigger append_only before update or delete or truncate on product_charges for each statement execute function forbid_change();

-- What happened, written along with it. A job makes mails and deliveries to webhooks of it. No foreign key: whoever writes one may
-- hold the account only through its wallet.
create table events (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  type        text   not null,
  account_id  bigint not null, -- to whom it happened
  happened_at timestamptz not null,
  data        jsonb  not null, -- as webhooks tell it: ids and figures, no secrets and nothing personal
  handed_out_at timestamptz -- mails and deliveries were written
);
create index events_to_hand_out on events (id) where handed_out_at is null;
create index events_by_account on events (account_id, id);

do $$
declare
  name text;
begin
  foreach name in array array['products', 'subscriptions', 'product_charges', 'events'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['subscriptions', 'product_charges', 'events'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.account_id))', name, name);
    execute format('create trigger own_tree after insert or update or delete on %I for each row', name)
      || $when$ when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id')$when$;
  end loop;
end $$;
-- One's own, those that an account of one's own has, and what whoever sells to oneself offers: that is asked for by statement.
create policy own_tree on products for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = products.owner_id)
    or exists (select 1 from subscriptions mine where mine.product_id = products.id));
create trigger own_tree after insert or update or delete on products for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id');
grant select on products, subscriptions, product_charges, events to tollbook_api;
