-- A large reseller searches its own names along one index that has all of them side by side, instead of reading each profile
-- of its accounts. The key keeps both tables together: an account that moves takes its profile along.
alter table account_profiles add column branch_id bigint;
update account_profiles p set branch_id = a.branch_id from accounts a where a.id = p.account_id;
alter table account_profiles alter column branch_id set not null;
drop index accounts_by_branch;
create unique index accounts_by_branch on accounts (branch_id, id);
alter table account_profiles add constraint branch_is_of_account
  foreign key (branch_id, account_id) references accounts (branch_id, id) on update cascade on delete restrict;
create index account_profiles_by_branch on account_profiles (branch_id, name_key, account_id) include (search_text);
