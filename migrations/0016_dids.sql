-- Numbers as an inventory: where each is from, by whom it came, and the one thing it is used for.

alter table dids add column country text;           -- ISO 3166-1 alpha-2; null for numbers of no country
alter table dids add column city text not null default '';
alter table dids add column provider_id bigint references accounts on delete restrict;
alter table dids add constraint did_country_is_iso_3166 check (country ~ '^[A-Z]{2}$');

-- Who calls an access number is asked for a card number and a PIN, in this language.
alter table dids add column access_language text;
alter table dids add column access_is_active boolean;
alter table dids add constraint access_number_has_all_or_nothing
  check ((access_language is null) = (access_is_active is null));
alter table dids add constraint did_has_one_use check (account_id is null or access_language is null);

create index dids_by_number on dids (number collate "C");
create index dids_by_owner on dids (owner_id);
create index dids_by_provider on dids (provider_id) where provider_id is not null;
