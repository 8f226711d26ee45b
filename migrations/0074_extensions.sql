-- Short numbers of SIP devices, for calls inside. The domain is whoever is directly above the account, the operator or a reseller:
-- inside it an extension leads to one device.
alter table sip_devices add column extension text;
alter table sip_devices add column domain_id bigint references accounts;
alter table sip_devices add constraint extension_is_digits check (extension ~ '^[1-9][0-9]{1,5}$');
alter table sip_devices add constraint extension_has_a_domain check ((extension is null) = (domain_id is null));
create unique index extension_leads_to_one_device on sip_devices (domain_id, extension) where extension is not null;
