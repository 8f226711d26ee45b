-- The longest that one call of an account may become; null = as the settings say, which no account goes beyond.
alter table account_guards add column call_seconds_max integer;
alter table account_guards add constraint call_seconds_are_of_a_day check (call_seconds_max between 60 and 86400);
