-- Card payments by a gateway: the operator's keys, what was asked and paid, what came back, cards that are kept, automatic top-ups.

create table payment_gateways (
  id                    bigint generated always as identity primary key,
  kind                  text   not null unique,
  status                text   not null default 'inactive',
  sealed_secret_key     bytea,
  sealed_webhook_secret bytea,
  currency              text   not null, -- of the three amounts below; others are converted at the rate of the moment
  fee_ppm               int    not null default 0, -- what each reseller above the payer pays of it
  fee_micros            bigint not null default 0, -- and for each payment
  amount_min_micros     bigint not null,
  amount_max_micros     bigint not null,
  changed_at            timestamptz not null,
  constraint payment_gateway_kind_is_known check (kind in ('stripe')),
  constraint payment_gateway_status_is_known check (status in ('active', 'inactive')),
  constraint payment_gateway_currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  constraint payment_gateway_fee_is_a_share check (fee_ppm between 0 and 1000000 and fee_micros >= 0),
  constraint payment_gateway_amounts_are_a_range check (amount_min_micros > 0 and amount_max_micros >= amount_min_micros),
  constraint active_payment_gateway_has_its_keys
    check (status = 'inactive' or (sealed_secret_key is not null and sealed_webhook_secret is not null))
);

-- A card that its holder let us keep: the gateway's names of it, never its number.
create table saved_methods (
  id           bigint generated always as identity primary key,
  public_id    uuid   not null default gen_random_uuid() unique,
  account_id   bigint not null references accounts on delete restrict,
  gateway_id   bigint not null references payment_gateways on delete restrict,
  customer_ref text   not null,
  method_ref   text   not null,
  label        text   not null, -- 'visa ···· 4242'
  expires_on   date, -- its last day; null = never, or not known
  is_default   boolean not null,
  created_at   timestamptz not null,
  constraint method_is_saved_once unique (gateway_id, method_ref)
);
create unique index one_default_method on saved_methods (account_id) where is_default;
create index saved_methods_by_account on saved_methods (account_id, id);

-- One row for each page that was opened, and for each charge of a saved card.
create table gateway_payments (
  id                   bigint generated always as identity primary key,
  public_id            uuid   not null default gen_random_uuid() unique, -- the gateway knows it as our reference, and as the idempotency key
  account_id           bigint not null references accounts on delete restrict,
  gateway_id           bigint not null references payment_gateways on delete restrict,
  purpose              text   not null,
  document_id          bigint references documents on delete restrict, -- the invoice that it is meant for
  state                text   not null,
  amount_micros        bigint not null, -- as asked; once it is paid, as the gateway says
  currency             text   not null,
  saves_method         boolean not null default false,
  method_id            bigint references saved_methods on delete set null, -- of a charge without its holder
  method_label         text,
  checkout_ref         text,
  payment_ref          text,
  customer_ref         text,
  url                  text, -- of the gateway's page, while it is open
  expires_at           timestamptz,
  created_at           timestamptz not null,
  created_by           bigint, -- null = the system
  paid_at              timestamptz,
  failure              text, -- the gateway's code
  held_reason          text, -- paid, and not credited yet: a problem's code
  gateway_fee_micros   bigint, -- what the gateway kept; null = not known (yet)
  gateway_fee_currency text,
  refunded_micros      bigint not null default 0, -- asked for or done
  disputed_micros      bigint not null default 0, -- taken back by the bank at this moment
  taken_micros         bigint not null default 0, -- of it, what the books have taken back: refunds that are done, and disputes
  look_at              timestamptz, -- when the gateway is asked again; null = nothing to ask
  looks                int not null default 0,
  constraint card_payment_purpose_is_known check (purpose in ('top_up', 'invoice', 'auto_top_up')),
  constraint card_payment_state_is_known check (state in ('open', 'paid', 'held', 'failed', 'expired')),
  constraint card_payment_is_positive check (amount_micros > 0),
  constraint card_payment_is_not_overdrawn check (refunded_micros >= 0 and disputed_micros >= 0 and taken_micros between 0 and amount_micros),
  constraint paid_card_payment_has_its_time check ((state in ('paid', 'held')) = (paid_at is not null)),
  constraint held_card_payment_has_its_reason check ((state = 'held') = (held_reason is not null)),
  constraint invoice_payment_has_its_document check ((purpose = 'invoice') = (document_id is not null))
);
create unique index gateway_payments_by_checkout on gateway_payments (checkout_ref);
create unique index gateway_payments_by_ref on gateway_payments (payment_ref);
create index gateway_payments_by_account on gateway_payments (account_id, id);
create index gateway_payments_to_look_at on gateway_payments (look_at) where look_at is not null;
create unique index one_auto_top_up_at_a_time on gateway_payments (account_id) where purpose = 'auto_top_up' and state = 'open';

-- What a payment moved, at each level: what a refund takes back, in shares.
create table gateway_payment_levels (
  payment_id        bigint   not null references gateway_payments on delete restrict,
  level             smallint not null, -- 0 = whoever paid, 1 = the distributor above, …
  account_id        bigint   not null,
  transfer_id       uuid     not null unique,
  amount_micros     bigint   not null, -- in the currency of its wallet
  fee_micros        bigint   not null,
  exchange_rate_e10 bigint, -- null = the currency that was paid
  primary key (payment_id, level)
);

create table gateway_refunds (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null default gen_random_uuid() unique, -- the idempotency key at the gateway
  payment_id    bigint not null references gateway_payments on delete restrict,
  account_id    bigint not null, -- of the payment
  amount_micros bigint not null,
  state         text   not null,
  refund_ref    text   unique,
  note          text   not null default '',
  failure       text,
  created_at    timestamptz not null,
  created_by    bigint, -- null = it was made at the gateway
  done_at       timestamptz,
  constraint card_refund_state_is_known check (state in ('asked', 'done', 'failed')),
  constraint card_refund_is_positive check (amount_micros > 0)
);
create index gateway_refunds_by_payment on gateway_refunds (payment_id, id);
create index gateway_refunds_to_do on gateway_refunds (id) where state = 'asked';

create table gateway_disputes (
  dispute_ref   text   primary key,
  payment_id    bigint not null references gateway_payments on delete restrict,
  account_id    bigint not null,
  amount_micros bigint not null,
  state         text   not null,
  reason        text   not null,
  times         int    not null default 0, -- how often money went and came back
  opened_at     timestamptz not null,
  changed_at    timestamptz not null,
  constraint dispute_state_is_known check (state in ('asked', 'withdrawn', 'reinstated'))
);
create index gateway_disputes_by_payment on gateway_disputes (payment_id);

-- What the gateway told us of, each once.
create table gateway_events (
  gateway_id   bigint not null references payment_gateways on delete restrict,
  event_ref    text   not null,
  type         text   not null,
  subject      text   not null, -- of what kind the object is
  object_ref   text   not null,
  received_at  timestamptz not null,
  processed_at timestamptz,
  primary key (gateway_id, event_ref)
);
create index gateway_events_to_process on gateway_events (received_at) where processed_at is null;

create table auto_top_ups (
  account_id       bigint primary key references accounts on delete restrict,
  method_id        bigint not null references saved_methods on delete cascade,
  below_micros     bigint not null, -- available money
  amount_micros    bigint not null,
  month_max_micros bigint not null, -- in a calendar month on the clocks of the account
  waits_for_rise   boolean not null default false, -- it was charged for this crossing
  failures         int    not null default 0, -- in a row
  next_at          timestamptz, -- not before; null = at once
  paused_reason    text,
  changed_at       timestamptz not null,
  constraint auto_top_up_amounts_fit check (below_micros >= 0 and amount_micros > 0 and month_max_micros >= amount_micros)
);

do $$
declare
  name text;
begin
  foreach name in array array['payment_gateways', 'gateway_events', 'gateway_payment_levels', 'gateway_payments', 'gateway_refunds',
    'gateway_disputes', 'saved_methods', 'auto_top_ups'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['gateway_payments', 'gateway_refunds', 'gateway_disputes', 'saved_methods', 'auto_top_ups'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.account_id))', name, name);
    execute format('create trigger own_tree after insert or update or delete on %I for each row', name)
      || $when$ when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id')$when$;
  end loop;
end $$;
grant select on gateway_payments, gateway_refunds, gateway_disputes, saved_methods, auto_top_ups to tollbook_api;
