-- Reminders of invoices, suspension for unpaid ones, and what others hear of an invoice as time goes by.

-- Of the operator or a distributor, for the invoices that it issues; without one the policy of the program counts.
create table dunning_policies (
  owner_id    bigint primary key references accounts on delete restrict,
  is_active   boolean not null,
  steps       jsonb   not null, -- [{"action": "remind", "days": -3, "isActive": true}, …]
  hour        int     not null, -- on the clocks of the issuer
  minimums    jsonb   not null, -- currency → decimal string: nothing happens about less
  steps_since timestamptz not null, -- when steps and hour became what they are: reminders are not sent for what was long before
  constraint hour_is_one_of_24 check (hour between 0 and 23)
);

-- What was agreed with an account.
create table account_dunning (
  account_id    bigint primary key references accounts on delete cascade,
  is_exempt     boolean not null,
  exempt_until  timestamptz, -- null = not for a time
  extra_days    int     not null,
  never_suspend boolean not null,
  note          text    not null,
  constraint extra_days_are_0_to_365 check (extra_days between 0 and 365),
  constraint exempt_for_good_or_for_a_time check (not (is_exempt and exempt_until is not null)),
  constraint dunning_note_is_short check (length(note) <= 500)
);

-- Wallets with invoices of which something changed: written along with it, taken by the job. Appended only, so that nobody waits.
create table dunning_queue (
  id         bigint generated always as identity primary key,
  wallet_id  bigint not null,
  account_id bigint not null,
  issuer_id  bigint not null
);
create index dunning_queue_by_wallet on dunning_queue (wallet_id);

-- Where each wallet with invoices stood when the job last looked, and when it looks again. No foreign keys in these two: a wallet may go.
create table dunning_wallets (
  wallet_id      bigint primary key,
  account_id     bigint not null,
  issuer_id      bigint not null,
  currency       text   not null,
  look_at        timestamptz, -- null = nothing is open
  open_micros    bigint not null default 0,
  overdue_micros bigint not null default 0,
  overdue_since  timestamptz,
  next_action    text,
  next_at        timestamptz,
  suspends_at    timestamptz
);
create index dunning_wallets_by_look on dunning_wallets (look_at, wallet_id);
create index dunning_wallets_by_account on dunning_wallets (account_id);
create index dunning_wallets_overdue on dunning_wallets (issuer_id, overdue_since, wallet_id) where overdue_micros > 0;

-- What was told of an invoice.
create table invoice_dunning (
  document_id  bigint primary key references documents on delete restrict,
  wallet_id    bigint not null,
  account_id   bigint not null,
  watched_from timestamptz not null, -- reminders that were due before are not sent
  overdue_at   timestamptz, -- that it is overdue was told
  paid_at      timestamptz, -- that nothing is open was told; null again when something is
  spared_at    timestamptz  -- somebody lifted a suspension by hand: it suspends nobody again
);
create index invoice_dunning_by_wallet on invoice_dunning (wallet_id, document_id);

create table dunning_actions (
  document_id    bigint not null references documents on delete restrict,
  days           int    not null, -- after the due day, as the policy said
  account_id     bigint not null,
  done_at        timestamptz not null,
  is_passed_over boolean not null, -- a later one was sent instead
  open_micros    bigint not null,
  primary key (document_id, days)
);

create table debt_suspensions (
  id            bigint generated always as identity primary key,
  account_id    bigint not null references accounts on delete restrict,
  wallet_id     bigint not null,
  currency      text   not null,
  since         timestamptz not null,
  by_id         bigint, -- null = by the policy; no reference, for it may be removed
  reason        text   not null, -- of whoever did it by hand
  overdue_micros bigint not null,
  lifted_at     timestamptz,
  lifted_by     bigint, -- null = because nothing asks for it any more
  lift_reason   text   not null default '',
  constraint lifting_has_its_time check (lifted_by is null or lifted_at is not null)
);
create unique index one_debt_suspension_at_a_time on debt_suspensions (account_id) where lifted_at is null;
create index debt_suspensions_by_account on debt_suspensions (account_id, id);

-- Every change of what is owed of documents is a document. Those of wallets without any invoice are nobody's business here.
create function queue_dunning() returns trigger language plpgsql as $$
begin
  insert into dunning_queue (wallet_id, account_id, issuer_id)
  select distinct n.wallet_id, n.account_id, n.issuer_id from new_documents n
  where exists (select from documents d where d.wallet_id = n.wallet_id and d.kind = 'invoice');
  return null;
end $$;
create trigger queues_dunning after insert on documents referencing new table as new_documents
  for each statement execute function queue_dunning();
-- A wallet that its account left for another book.
create function queue_dunning_of_left() returns trigger language plpgsql as $$
begin
  insert into dunning_queue (wallet_id, account_id, issuer_id)
  select wallet_id, account_id, issuer_id from dunning_wallets where wallet_id = old.wallet_id;
  return null;
end $$;
create trigger queues_dunning after delete on wallet_billing for each row execute function queue_dunning_of_left();

-- Invoices of before are neither reminded of for what was due already, nor told again.
insert into invoice_dunning (document_id, wallet_id, account_id, watched_from, overdue_at, paid_at)
select d.id, d.wallet_id, d.account_id, now(), case when d.due_at <= now() then now() end, now()
from documents d where d.kind = 'invoice';
insert into dunning_queue (wallet_id, account_id, issuer_id)
select distinct wallet_id, account_id, issuer_id from documents where kind = 'invoice';

do $$
declare
  name text;
  event text;
begin
  foreach name in array array['dunning_policies', 'account_dunning', 'dunning_queue', 'dunning_wallets', 'invoice_dunning',
    'dunning_actions', 'debt_suspensions'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['account_dunning', 'dunning_wallets', 'invoice_dunning', 'dunning_actions', 'debt_suspensions'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.account_id))', name, name);
    execute format('create trigger own_tree after insert or update or delete on %I for each row', name)
      || $when$ when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id')$when$;
  end loop;
  -- Charging reads with an account whether it is suspended for debt.
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('create trigger %I after %s on debt_suspensions referencing %s table as changed_rows for each statement execute function note_catalogue_change(''account'', ''account_id'')',
      'catalogue_' || event, event, case event when 'delete' then 'old' else 'new' end);
  end loop;
end $$;
create policy own_tree on dunning_policies for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = dunning_policies.owner_id));
create trigger own_tree after insert or update or delete on dunning_policies for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id');
grant select on dunning_policies, account_dunning, dunning_wallets, invoice_dunning, dunning_actions, debt_suspensions to tollbook_api;

-- Records know one reason more. Rows that are there know none that is new.
alter table cdrs drop constraint reason_is_known;
alter table cdrs add constraint reason_is_known check (reason in (
  'not_authenticated', 'cps_reached', 'account_suspended', 'account_closed', 'account_expired', 'suspended_for_debt', 'reseller_suspended',
  'blocked_by_guard', 'number_invalid', 'number_not_in_service', 'forwarded_too_often', 'local_calls_not_allowed',
  'destination_blocked', 'destination_class_closed', 'caller_id_not_in_pool', 'no_rate_group', 'no_rate_for_destination',
  'no_exchange_rate', 'concurrent_calls_reached', 'spend_cap_reached', 'insufficient_funds', 'no_emergency_route', 'no_route',
  'no_profitable_route', 'trunks_full'
)) not valid;
alter table folded_refusals drop constraint reason_is_known;
alter table folded_refusals add constraint reason_is_known check (reason in (
  'not_authenticated', 'cps_reached', 'account_suspended', 'account_closed', 'account_expired', 'suspended_for_debt', 'reseller_suspended',
  'blocked_by_guard', 'number_invalid', 'number_not_in_service', 'forwarded_too_often', 'local_calls_not_allowed',
  'destination_blocked', 'destination_class_closed', 'caller_id_not_in_pool', 'no_rate_group', 'no_rate_for_destination',
  'no_exchange_rate', 'concurrent_calls_reached', 'spend_cap_reached', 'insufficient_funds', 'no_emergency_route', 'no_route',
  'no_profitable_route', 'trunks_full'
)) not valid;
