-- A month that is over is closed once its books are proved: what each wallet stood at, and a hash over it and the month
-- before. From there on verify begins with the newest one, and whole days of calls may be dropped before it.
create table closed_months (
  month         date        primary key,
  closed_at     timestamptz not null,
  transfers     bigint      not null, -- posted in it
  previous_hash text        not null, -- '' = it is the first
  hash          text        not null, -- SHA-256, hexadecimal
  constraint month_is_its_first_day check (extract(day from month) = 1)
);
-- Of wallets that moved in the month: the others stand where they stood.
create table month_balances (
  month          date   not null,
  wallet_id      bigint not null,
  balance_micros bigint not null, -- at its end
  passed_micros  bigint not null, -- taken so far by kinds that may pass the limit
  primary key (wallet_id, month)
);
create index month_balances_by_month on month_balances (month, wallet_id);
create trigger append_only before update or delete or truncate on closed_months for each statement execute function forbid_change();
create trigger append_only before update or delete or truncate on month_balances for each statement execute function forbid_change();
alter table closed_months enable row level security;
alter table month_balances enable row level security;
