-- Receipts, invoices and notes. What was posted before this version is on no document: it is the opening balance of each wallet.

alter table ledger_transfers drop constraint transfer_kind_is_known;
alter table ledger_transfers add constraint transfer_kind_is_known check (kind in ('payment', 'refund', 'transfer', 'staff_debit', 'staff_credit',
  'call_charge', 'call_overrun', 'call_correction', 'carrier_cost', 'carrier_cost_correction', 'commission', 'commission_correction',
  'tax', 'rounding', 'credit_note'));

-- Where the documents of a wallet stand. One row for each wallet, made with it.
create table wallet_billing (
  wallet_id         bigint primary key,
  account_id        bigint not null,
  starts_at         timestamptz not null, -- movements from then on are on documents
  documented_micros bigint not null default 0, -- what the balance would be if nothing were open: all documents, and what it began with
  period_from       timestamptz not null, -- where the period begins that is open
  next_at           timestamptz, -- where it ends: the next billing day in the account's zone; null = to be found out
  is_stale          boolean not null default false -- schedule or zone were changed: the end of this period is found out again
);
create index wallet_billing_by_account on wallet_billing (account_id);
create index wallet_billing_due on wallet_billing (next_at, wallet_id);
create index wallet_billing_to_find_out on wallet_billing (wallet_id) where next_at is null or is_stale;
insert into wallet_billing (wallet_id, account_id, starts_at, documented_micros, period_from)
  select id, account_id, now(), balance_micros, now() from wallets;

create function begin_wallet_billing() returns trigger language plpgsql as $$
begin
  insert into wallet_billing (wallet_id, account_id, starts_at, period_from)
    select new.id, new.account_id, a.created_at, a.created_at from accounts a where a.id = new.account_id
    on conflict (wallet_id) do nothing;
  return null;
end $$;
create trigger begins_billing after insert on wallets for each row execute function begin_wallet_billing();
-- An account that moves gets its wallet in another book.
create trigger begins_billing_elsewhere after update of id on wallets for each row when (old.id <> new.id)
  execute function begin_wallet_billing();

-- An account that never had anything may be removed.
create function end_wallet_billing() returns trigger language plpgsql as $$
begin
  delete from wallet_billing where wallet_id = old.id;
  return null;
end $$;
create trigger ends_billing after delete on wallets for each row execute function end_wallet_billing();

-- Only the end of the period that is open moves along with the schedule and the zone.
create function find_out_billing_day() returns trigger language plpgsql as $$
declare whose bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
begin
  update wallet_billing set is_stale = true where account_id = whose and not is_stale;
  return null;
end $$;
create trigger moves_billing_day after update of billing_schedule, billing_day on accounts for each row
  when (old.billing_schedule <> new.billing_schedule or old.billing_day <> new.billing_day)
  execute function find_out_billing_day('id');
create trigger moves_billing_day after update of timezone on account_profiles for each row when (old.timezone <> new.timezone)
  execute function find_out_billing_day('account_id');

-- Numbers without gaps: whoever issues holds the row until its transaction is over.
create table document_series (
  issuer_id   bigint not null references accounts on delete restrict,
  kind        text   not null,
  year        int    not null, -- on the clocks of the issuer
  last_number bigint not null,
  primary key (issuer_id, kind, year)
);

create table documents (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null default gen_random_uuid() unique,
  kind          text   not null,
  issuer_id     bigint not null references accounts on delete restrict,
  account_id    bigint not null references accounts on delete restrict,
  wallet_id     bigint not null,
  year          int    not null,
  serial        bigint not null, -- in its series and year
  number        text   not null, -- as printed
  currency      text   not null,
  period_from   timestamptz,
  period_to     timestamptz,
  issued_at     timestamptz not null,
  due_at        timestamptz,
  net_micros    bigint not null,
  tax_micros    bigint not null,
  total_micros  bigint not null,
  wallet_micros bigint not null, -- by which its movements, with tax and rounding, changed the balance
  items         int    not null, -- calls and transfers that are on it
  first_item_id uuid,
  last_item_id  uuid,
  corrects_id   bigint references documents on delete restrict,
  run_id        bigint,
  actor_id      bigint, -- who issued it; null = the system
  content       jsonb  not null,
  constraint document_kind_is_known check (kind in ('receipt', 'usage_receipt', 'invoice', 'credit_note', 'commission_note')),
  constraint total_adds_up check (total_micros = net_micros + tax_micros),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  constraint credit_notes_name_what_they_correct check ((kind = 'credit_note') = (corrects_id is not null)),
  constraint invoices_are_due check ((kind = 'invoice') = (due_at is not null)),
  constraint document_serial_is_unique unique (issuer_id, kind, year, serial)
);
create index documents_by_account on documents (account_id, id);
create index documents_by_issuer on documents (issuer_id, id);
create index documents_by_wallet on documents (wallet_id, id);
create index documents_by_number on documents (lower(number) text_pattern_ops);
create index documents_by_corrected on documents (corrects_id) where corrects_id is not null;
create trigger append_only before update or delete or truncate on documents for each statement execute function forbid_change();

-- What stands on which document: a call (its session) or another transfer, once for each wallet that it moved.
create table document_items (
  wallet_id   bigint not null,
  item_id     uuid   not null, -- time-ordered, as calls and transfers are
  document_id bigint not null,
  primary key (wallet_id, item_id)
) partition by range (item_id);
create table document_items_other partition of document_items default;
create trigger append_only before update or delete or truncate on document_items for each statement execute function forbid_change();

-- The bytes that were served first, and are for ever.
create table document_files (
  document_id bigint primary key references documents on delete restrict,
  made_at     timestamptz not null,
  sha256      text  not null, -- hexadecimal
  pdf         bytea not null,
  constraint hash_is_of_the_bytes check (sha256 = encode(sha256(pdf), 'hex'))
);
create trigger append_only before update or delete or truncate on document_files for each statement execute function forbid_change();

-- Pictures of letterheads, by their hash: a document names the one that it was issued with.
create table document_logos (
  hash    text  primary key, -- SHA-256, hexadecimal
  type    text  not null,
  content bytea not null,
  constraint logo_type_is_known check (type in ('image/png', 'image/jpeg', 'image/webp')),
  constraint hash_is_of_the_content check (hash = encode(sha256(content), 'hex'))
);
create trigger append_only before update or delete or truncate on document_logos for each statement execute function forbid_change();

-- One going-through of the accounts whose billing day has come.
create table billing_runs (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  started_at  timestamptz not null,
  finished_at timestamptz,
  due         int    not null, -- periods that were to be billed when it began
  done        int    not null default 0,
  issued      int    not null default 0,
  skipped     int    not null default 0, -- nothing to bill
  parked      int    not null default 0
);
create index billing_runs_unfinished on billing_runs (id) where finished_at is null;

-- A document that looks wrong waits for somebody, with the whole account: what is posted meanwhile goes on the next one.
create table parked_documents (
  wallet_id    bigint primary key,
  account_id   bigint not null references accounts on delete restrict,
  issuer_id    bigint not null references accounts on delete restrict,
  run_id       bigint references billing_runs on delete set null,
  parked_at    timestamptz not null,
  period_from  timestamptz not null,
  period_to    timestamptz not null,
  currency     text   not null,
  total_micros bigint not null,
  usual_micros bigint, -- what those before it came to
  reason       text   not null,
  released_at  timestamptz, -- to be issued as it is
  released_by  bigint,
  constraint parked_for_a_known_reason check (reason in ('far_above', 'negative'))
);
create index parked_documents_by_issuer on parked_documents (issuer_id, parked_at);

do $$
declare
  name text;
begin
  foreach name in array array['document_series', 'documents', 'document_items', 'document_files', 'document_logos',
    'billing_runs', 'parked_documents', 'wallet_billing'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['documents', 'parked_documents', 'wallet_billing'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.account_id))', name, name);
  end loop;
end $$;
create policy own_tree on document_files for select to tollbook_api
  using (exists (select 1 from documents mine where mine.id = document_files.document_id));
create policy own_tree on document_items for select to tollbook_api
  using (exists (select 1 from documents mine where mine.id = document_items.document_id));
-- A hash is known to whoever was sent a document with it.
create policy everybody on document_logos for select to tollbook_api using (true);
grant select on documents, parked_documents, wallet_billing, document_files, document_items, document_logos to tollbook_api;
