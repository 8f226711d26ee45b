-- A host name by which a reseller's tree comes to the panel; given by the operator, who also sees to DNS and TLS.

alter table brands add column host text;
alter table brands add constraint brand_host_is_lower_case check (host ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$');
create unique index brand_host_has_one_owner on brands (host);
