-- A personal rate names an account that exists; a share is a part of all calls.
alter table rates add constraint personal_rate_has_its_account foreign key (account_id) references accounts on delete restrict;
create index rates_by_account on rates (account_id) where account_id is not null;
alter table rate_group_trunks add constraint share_is_a_percentage check (share_percent between 0 and 100);
