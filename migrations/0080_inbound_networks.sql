-- Carriers send from more addresses than they take calls at, and a gateway may be a name: where calls come in from is written down.
alter table trunks add column inbound_networks cidr[] not null default '{}';

create or replace view switch.ip_addresses as
  select network from public.account_ip_addresses
  union all
  select case when host ~ '^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.|$)){4}$' or host ~ '^[0-9a-f]*:[0-9a-f:]+$'
    then host::inet::cidr end from public.gateways where status = 'active'
  union all
  select unnest(inbound_networks) from public.trunks where status = 'active';
