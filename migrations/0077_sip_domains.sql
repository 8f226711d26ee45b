-- A SIP domain of a reseller's own: devices that are made in its tree get it as their realm, so that two resellers may use one
-- device name. Given by the operator, who also sees to DNS. HA1 holds the realm: while a device has it, it stays.

alter table brands add column sip_domain varchar(64);
alter table brands add constraint brand_sip_domain_is_lower_case check (sip_domain ~ '^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$');
create unique index brand_sip_domain_has_one_owner on brands (sip_domain);

-- Whom a switch asks for a digest, and in which domain.
create view switch.sip_domains as select sip_domain as domain from public.brands where sip_domain is not null;
grant select on switch.sip_domains to tollbook_switch;

-- The switch keeps registrations by name and domain from now on; those it has are of the one domain that there was.
update kamailio.location l set domain = c.realm
from switch.sip_credentials c where l.domain is null and c.username = l.username;
