-- What a call to an access number of calling cards costs the card: its account pays it, and each reseller up to the owner of the
-- number. An access number without a currency costs nothing.
alter table dids add column access_currency text;
alter table dids add column access_connection_cost_micros bigint not null default 0;
alter table dids add column access_cost_per_minute_nanos bigint not null default 0;
alter table dids add column access_initial_increment_seconds int not null default 60;
alter table dids add column access_increment_seconds int not null default 60;
alter table dids add constraint access_price_is_of_an_access_number check (access_currency is null or access_language is not null);
alter table dids add constraint access_price_has_a_currency check (access_currency is not null
  or (access_connection_cost_micros = 0 and access_cost_per_minute_nanos = 0));
alter table dids add constraint access_price_is_never_negative
  check (access_connection_cost_micros >= 0 and access_cost_per_minute_nanos >= 0);
alter table dids add constraint access_increments_are_seconds
  check (access_initial_increment_seconds between 1 and 3600 and access_increment_seconds between 1 and 3600);
