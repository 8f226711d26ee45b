-- Payments by hand that wait for a second person, and money that was paid in another currency.

create table pending_payments (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null default gen_random_uuid() unique,
  account_id    bigint not null references accounts on delete restrict,
  issuer_id     bigint not null, -- in whose book it will be
  kind          text   not null,
  method        text,
  amount_micros bigint not null,
  currency      text   not null, -- of the amount; another than the wallet's is converted when it is posted
  note          text   not null default '',
  status        text   not null default 'waiting',
  made_by       bigint not null,
  made_at       timestamptz not null,
  ends_at       timestamptz not null, -- nobody decided until then: nothing moves any more
  decided_by    bigint,
  decided_at    timestamptz,
  reason        text   not null default '', -- of a refusal
  transfer_id   uuid unique,
  constraint pending_payment_kind_is_known check (kind in ('payment', 'refund', 'staff_credit', 'staff_debit')),
  constraint pending_payment_method_is_known check (method in ('cash', 'bank_transfer', 'other')),
  constraint pending_payment_is_positive check (amount_micros > 0),
  constraint pending_payment_currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  constraint pending_payment_status_is_known check (status in ('waiting', 'approved', 'refused', 'withdrawn', 'ended')),
  constraint decided_has_its_time check ((status = 'waiting') = (decided_at is null)),
  constraint approved_has_its_transfer check ((status = 'approved') = (transfer_id is not null)),
  constraint another_person_decides check (status not in ('approved', 'refused') or decided_by <> made_by)
);
create index pending_payments_by_account on pending_payments (account_id, id);
create index pending_payments_waiting on pending_payments (issuer_id, id) where status = 'waiting';
alter table pending_payments enable row level security;
create policy own_tree on pending_payments for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = pending_payments.account_id));
grant select on pending_payments to tollbook_api;
create trigger own_tree after insert or update or delete on pending_payments for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id');

-- Few of many: what went through the exchange accounts, for what they stand at.
create index ledger_transfers_exchanged on ledger_transfers (issuer_id, currency) where counterpart_id is not null;
