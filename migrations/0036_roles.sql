-- Named sets of permissions for staff and for resellers. The free text `accounts.role`, which nothing read, makes place for a
-- reference. Takes a short exclusive lock on accounts: no row is rewritten.
create table roles (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  owner_id    bigint not null references accounts on delete cascade, -- the operator, or a reseller
  audience    text   not null,
  name        text   not null,
  description text   not null default '',
  permissions text[] not null, -- resource:action; what the program does not know gives nothing
  version     int    not null default 1, -- counts changes, so that nobody overwrites what they have not seen
  changed_at  timestamptz not null,
  constraint audience_is_known check (audience in ('staff', 'reseller')),
  constraint role_has_a_name check (name <> ''),
  constraint version_counts_from_one check (version >= 1),
  constraint role_of_one_audience unique (id, audience)
);
create unique index role_name_is_unique_for_its_owner on roles (owner_id, lower(name));

-- The audience is kept beside the reference, so that no account has a role that was made for others.
alter table accounts drop column role,
  add column role_id bigint,
  add column role_audience text,
  add constraint role_has_its_audience check ((role_id is null) = (role_audience is null)),
  add constraint role_fits_the_kind check (role_audience is null or role_audience =
    case when kind = 'reseller' then 'reseller' when kind in ('admin', 'sub_admin') then 'staff' else 'none' end),
  add constraint role_is_of_its_audience foreign key (role_id, role_audience) references roles (id, audience) on delete restrict;
create index accounts_by_role on accounts (role_id) where role_id is not null;

-- What an operator who is there already begins with; a new one gets them with its account.
insert into roles (owner_id, audience, name, description, permissions, changed_at)
select o.id, r.audience, r.name, r.description, regexp_split_to_array(r.permissions, '\s+'), now()
from accounts o, (values
  ('staff', 'Full access', 'Everything that the operator may do.',
    'accounts:read accounts:create accounts:edit accounts:suspend accounts:close accounts:move accounts:import
     accounts:export accounts:change_many templates:edit sign_ins:reset staff:edit devices:edit devices:renew
     numbers:edit mails:read audit:read jobs:read roles:read roles:edit money:read money:pay money:correct
     money:transfer calls:read carrier_costs:read rates:read rates:edit rates:import exchange_rates:read
     exchange_rates:edit localizations:read localizations:edit dids:read dids:assign dids:edit access_numbers:read
     access_numbers:edit carriers:read carriers:edit switches:read switches:edit settings:read settings:edit
     mail_server:read mail_server:edit brand_hosts:edit api_keys:create'),
  ('staff', 'Support', 'Helps customers: accounts, phones, numbers and sign-ins. Sees money and prices, changes neither.',
    'accounts:read accounts:create accounts:edit accounts:suspend sign_ins:reset devices:edit devices:renew
     numbers:edit mails:read audit:read money:read calls:read rates:read localizations:read dids:read dids:assign'),
  ('staff', 'Finance', 'Payments, corrections and exchange rates.',
    'accounts:read accounts:export mails:read audit:read money:read money:pay money:correct money:transfer
     calls:read carrier_costs:read rates:read exchange_rates:read exchange_rates:edit'),
  ('staff', 'Finance, read only', 'Reads money, calls and prices, with what carriers cost.',
    'accounts:read accounts:export audit:read money:read calls:read carrier_costs:read rates:read
     exchange_rates:read'),
  ('staff', 'Rates and carriers', 'Price lists, carriers, numbers and rule sets.',
    'accounts:read calls:read carrier_costs:read rates:read rates:edit rates:import exchange_rates:read
     exchange_rates:edit localizations:read localizations:edit dids:read dids:assign dids:edit access_numbers:read
     access_numbers:edit carriers:read carriers:edit switches:read'),
  ('reseller', 'Reseller without prices', 'Sells to customers at prices that are set from above.',
    'accounts:read accounts:create accounts:edit accounts:suspend accounts:close accounts:move accounts:import
     accounts:export accounts:change_many templates:edit sign_ins:reset devices:edit devices:renew numbers:edit
     mails:read audit:read jobs:read money:read money:pay money:correct money:transfer calls:read dids:read
     dids:assign access_numbers:read access_numbers:edit settings:read settings:edit api_keys:create')
) as r (audience, name, description, permissions) where o.kind = 'operator';
