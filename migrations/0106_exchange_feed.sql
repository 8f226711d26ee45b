-- What the feed of exchange rates did last, for whoever looks after it.
create table exchange_feed (
  is_only      boolean primary key default true,
  tried_at     timestamptz not null,
  succeeded_at timestamptz,
  rates_of     date, -- the day that the newest rates are of: none are published on weekends and holidays
  failure      text, -- of the last try; null = it succeeded
  constraint exchange_feed_is_one check (is_only)
);
alter table exchange_feed enable row level security;
