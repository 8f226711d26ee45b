-- The list of accounts past their end.
create index accounts_with_end on accounts (expires_at, id) where expires_at is not null;
