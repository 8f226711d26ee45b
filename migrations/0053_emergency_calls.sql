-- Calls for help leave over trunks that were chosen for it, by the country of the caller (ISO 3166).
alter table trunks add column emergency_countries text[] not null default '{}';
alter table trunks add constraint emergency_countries_are_iso_3166 check (array_to_string(emergency_countries, '') ~ '^([A-Z]{2})*$');
