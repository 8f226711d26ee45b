-- One box finds any number: by its beginning, by its end (as people write the numbers of their own country), and SIP user
-- names by their beginning.
create index account_caller_ids_by_number on account_caller_ids (number collate "C");
create index account_caller_ids_by_end on account_caller_ids (reverse(number) collate "C");
create index dids_by_end on dids (reverse(number) collate "C");
create index sip_credentials_by_beginning on switch.sip_credentials (username collate "C");
