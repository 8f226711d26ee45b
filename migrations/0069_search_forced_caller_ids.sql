-- Accounts are found by the number that all their calls show, from its beginning and from its end.
create index accounts_by_forced_caller_id on accounts (forced_caller_id collate "C") where forced_caller_id is not null;
create index accounts_by_forced_caller_id_end on accounts (reverse(forced_caller_id) collate "C") where forced_caller_id is not null;
