-- The journal of money. Append-only, and balanced by construction: one row debits one ledger account and credits
-- another by the same amount, inside the book of one issuer.

create table ledger_accounts (
  id        bigint generated always as identity primary key,
  issuer_id bigint not null references accounts on delete restrict, -- whose book
  kind      text   not null,
  holder_id bigint references accounts on delete restrict, -- the account it is about: a wallet's owner, a provider
  currency  text   not null, -- ISO 4217
  constraint ledger_account_kind_is_known check (kind in ('wallet', 'revenue', 'cash', 'carrier_cost',
    'carrier_payable', 'tax', 'exchange', 'rounding', 'adjustment')),
  constraint holder_only_where_it_has_one check ((kind in ('wallet', 'carrier_payable')) = (holder_id is not null)),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$')
);
create unique index ledger_account_is_unique on ledger_accounts (issuer_id, kind, currency, coalesce(holder_id, 0));

-- The hot row of an account: its money and its limits, locked together. No foreign keys: verify proves them.
create table wallets (
  id                   bigint primary key,  -- the ledger account
  account_id           bigint not null unique,
  branch_id            bigint not null,
  issuer_id            bigint not null,
  currency             text   not null,
  balance_micros       bigint not null default 0, -- positive = the holder's money, negative = the holder owes
  held_micros          bigint not null default 0,
  credit_limit_micros  bigint not null default 0,
  live_calls           int    not null default 0,
  concurrent_calls_max int,                 -- null = the default for its type; -1 = unlimited
  cps_max              int,                 -- null = the default for its type; -1 = unlimited
  cps_tokens_milli     bigint not null default 0, -- thousandths of a call attempt left in the bucket
  cps_at               timestamptz not null default 'epoch',
  constraint held_is_never_negative check (held_micros >= 0),
  constraint credit_limit_is_never_negative check (credit_limit_micros >= 0),
  constraint live_calls_are_never_negative check (live_calls >= 0),
  constraint concurrent_calls_are_positive check (concurrent_calls_max = -1 or concurrent_calls_max >= 1),
  constraint cps_is_positive check (cps_max = -1 or cps_max >= 1)
) with (fillfactor = 40, autovacuum_vacuum_cost_delay = 0);

-- Each lowering of a credit limit: afterwards available money may be negative by as much, and verify must know.
create table wallet_credit_limit_changes (
  wallet_id   bigint not null,
  changed_at  timestamptz not null,
  changed_by  bigint,
  old_micros  bigint not null,
  new_micros  bigint not null
);
create index wallet_credit_limit_changes_by_wallet on wallet_credit_limit_changes (wallet_id, changed_at);

create table ledger_transfers (
  id                uuid   not null, -- time-ordered; chosen by the caller: the same id moves money once
  branch_id         bigint not null,
  issuer_id         bigint not null,
  kind              text   not null,
  debit_account_id  bigint not null,
  credit_account_id bigint not null,
  debits_wallet     boolean not null,
  credits_wallet    boolean not null,
  currency          text   not null,
  amount_micros     bigint not null,
  occurred_at       timestamptz not null, -- by the clock of the switch or the bank
  posted_at         timestamptz not null, -- by ours: decides the billing period
  session_id        uuid,                 -- the call
  level             smallint,             -- 0 = the caller's account, 1 = the reseller above, …; carrier cost: null
  reverses_id       uuid,                 -- the transfer that this one corrects
  actor_id          bigint,               -- who recorded it; null = the system
  note              text not null default '',
  method            text,                 -- how a payment came or went
  primary key (id, branch_id),
  constraint transfer_kind_is_known check (kind in ('payment', 'refund', 'transfer', 'staff_debit', 'staff_credit',
    'call_charge', 'call_overrun', 'call_correction', 'carrier_cost', 'carrier_cost_correction')),
  constraint payment_method_is_known check (method in ('cash', 'bank_transfer', 'other')),
  constraint amount_is_positive check (amount_micros > 0),
  constraint accounts_differ check (debit_account_id <> credit_account_id)
) partition by range (id);
create table ledger_transfers_other partition of ledger_transfers default;
create index ledger_transfers_by_debited_wallet on ledger_transfers (debit_account_id, posted_at, id) where debits_wallet;
create index ledger_transfers_by_credited_wallet on ledger_transfers (credit_account_id, posted_at, id) where credits_wallet;
create index ledger_transfers_of_call on ledger_transfers (session_id) where kind in ('call_correction', 'carrier_cost_correction');

create trigger append_only before update or delete or truncate on ledger_transfers
  for each statement execute function forbid_change();
