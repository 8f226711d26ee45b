-- Accounts that were told that their available money fell below their alert threshold. Beside the wallet, because every
-- call writes that.

create table money_alerts (
  account_id   bigint primary key references accounts on delete cascade,
  state        text   not null,
  money_micros bigint not null, -- balance + credit limit when it was told
  told_at      timestamptz not null,
  constraint money_alert_state_is_known check (state in ('held', 'released', 'spent'))
);
create index accounts_with_alert on accounts (id) where alert_threshold_micros is not null;
