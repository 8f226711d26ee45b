-- Webhooks: who hears of events, and how each telling went.

-- The order in which events were handed out: a reader that goes on after one misses none, because one server at a time hands out.
create sequence event_places;
alter table events add column place bigint;
update events set place = nextval('event_places') where handed_out_at is not null;
alter table events add constraint handed_out_has_its_place check ((handed_out_at is null) = (place is null));
create unique index events_by_place on events (place) where place is not null;

create table webhook_endpoints (
  id                     bigint generated always as identity primary key,
  public_id              uuid     not null default gen_random_uuid() unique,
  owner_id               bigint   not null references accounts on delete restrict, -- the operator or a reseller: hears of itself and those below
  url                    text     not null,
  description            text     not null default '',
  types                  text[], -- null = all
  concurrency            smallint not null default 4, -- requests at once
  sealed_secret          bytea    not null,
  sealed_previous_secret bytea,
  previous_secret_until  timestamptz, -- both sign until then
  status                 text     not null default 'active',
  pause_reason           text,
  created_at             timestamptz not null,
  failing_since          timestamptz, -- when the first of the attempts began that have all failed since
  constraint webhook_status_is_known check (status in ('active', 'paused')),
  constraint paused_has_its_reason check ((status = 'paused') = (pause_reason is not null)),
  constraint pause_reason_is_known check (pause_reason in ('by_hand', 'gone', 'failing')),
  constraint url_is_at_most_2000 check (length(url) <= 2000),
  constraint webhook_concurrency_is_1_to_20 check (concurrency between 1 and 20),
  constraint previous_secret_has_its_end check ((sealed_previous_secret is null) = (previous_secret_until is null)),
  constraint webhook_types_are_some check (cardinality(types) > 0)
);
create index webhook_endpoints_by_owner on webhook_endpoints (owner_id, id);

-- An event on its way to an endpoint, with what stays in the log when its account has moved away. Kept for 30 days after it was queued.
create table webhook_deliveries (
  id              bigint generated always as identity primary key,
  public_id       uuid   not null default gen_random_uuid() unique,
  endpoint_id     bigint not null references webhook_endpoints on delete cascade,
  owner_id        bigint not null, -- of the endpoint
  event_id        bigint not null,
  event_public_id uuid   not null,
  type            text   not null, -- of the event
  happened_at     timestamptz not null,
  state           text   not null default 'queued',
  attempts        int    not null default 0, -- since it was last queued: the number of the next wait
  queued_at       timestamptz not null,
  next_attempt_at timestamptz,
  give_up_at      timestamptz not null,
  claimed_until   timestamptz, -- somebody is sending it; when that somebody dies, another one may from then on
  delivered_at    timestamptz,
  constraint delivery_state_is_known check (state in ('queued', 'delivered', 'failed')),
  constraint queued_has_its_next_attempt check ((state = 'queued') = (next_attempt_at is not null)),
  constraint delivered_has_its_time check (state <> 'delivered' or delivered_at is not null),
  constraint one_delivery_of_an_event unique (endpoint_id, event_id)
);
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_attempt_at, id) where state = 'queued';
create index webhook_deliveries_claimed on webhook_deliveries (endpoint_id) where claimed_until is not null;
create index webhook_deliveries_to_give_up on webhook_deliveries (give_up_at) where state = 'queued';
create index webhook_deliveries_failed on webhook_deliveries (endpoint_id, id) where state = 'failed';
create index webhook_deliveries_by_age on webhook_deliveries (queued_at);

-- Each time that a delivery was sent. Without an end the program ended before the answer came.
create table webhook_attempts (
  id          bigint generated always as identity primary key,
  delivery_id bigint not null references webhook_deliveries on delete cascade,
  began_at    timestamptz not null,
  duration_ms int,
  status      int, -- of the answer; null = none came
  error       text not null default '', -- why none came
  answer      text not null default '', -- its beginning
  constraint answer_is_at_most_1024 check (length(answer) <= 1024)
);
create index webhook_attempts_by_delivery on webhook_attempts (delivery_id, id);

do $$
declare
  name text;
begin
  foreach name in array array['webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['webhook_endpoints', 'webhook_deliveries'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.owner_id))', name, name);
    execute format('create trigger own_tree after insert or update or delete on %I for each row', name)
      || $when$ when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id')$when$;
  end loop;
end $$;
create policy own_tree on webhook_attempts for select to tollbook_api
  using (exists (select 1 from webhook_deliveries mine where mine.id = webhook_attempts.delivery_id));
grant select on webhook_deliveries, webhook_attempts to tollbook_api;
-- All but the secrets.
grant select (id, public_id, owner_id, url, description, types, concurrency, previous_secret_until, status, pause_reason, created_at,
  failing_since) on webhook_endpoints to tollbook_api;

-- Whoever owns an endpoint that was given up is told.
alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known',
   'second_factor_on', 'second_factor_off', 'password_reset', 'api_key_made', 'api_key_expiring',
   'passkey_added', 'passkey_removed', 'guard_noticed', 'guard_blocked', 'calls_blocked',
   'top_up', 'payment_failed', 'refunded', 'charged_back', 'receipt', 'usage_receipt', 'invoice', 'credit_note',
   'commission_note', 'invoice_due', 'invoice_overdue', 'suspended_for_debt', 'restored', 'renewal', 'renewal_unpaid',
   'subscription_ended', 'webhook_paused'));
