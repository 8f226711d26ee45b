-- The search finds the telephone of a profile by its beginning and by its end, in digits alone. Building the indexes holds
-- writes to profiles meanwhile: seconds with a million accounts.
create index account_profiles_by_phone on account_profiles (regexp_replace(phone, '[^0-9]', '', 'g') collate "C")
  where phone <> '';
create index account_profiles_by_phone_end on account_profiles (reverse(regexp_replace(phone, '[^0-9]', '', 'g')) collate "C")
  where phone <> '';
