-- A role that came with the program and that nobody changed is kept as the program defines it; `built_in` names it. Of
-- every role it is known which permissions there were when somebody last saved it, so that later ones can be told.
alter table roles
  add column built_in text, -- null = somebody made or changed it
  add column known_permissions text[] not null default '{}';
create unique index built_in_role_is_there_once on roles (owner_id, built_in) where built_in is not null;

-- What there was with the first roles; what a role holds was known as well.
update roles set known_permissions = permissions || regexp_split_to_array(
    'accounts:read accounts:create accounts:edit accounts:suspend accounts:close accounts:move
     accounts:import accounts:export accounts:change_many templates:edit sign_ins:reset staff:edit
     devices:edit devices:renew numbers:edit mails:read audit:read jobs:read roles:read roles:edit money:read
     money:pay money:correct money:transfer calls:read carrier_costs:read rates:read rates:edit rates:import
     exchange_rates:read exchange_rates:edit localizations:read localizations:edit dids:read dids:assign
     dids:edit access_numbers:read access_numbers:edit carriers:read carriers:edit switches:read
     switches:edit settings:read settings:edit mail_server:read mail_server:edit brand_hosts:edit
     api_keys:create', '\s+');
alter table roles alter column known_permissions drop default;

-- The operator's roles that nobody saved since they were made: they hold what they began with, and at most what came since.
update roles r set built_in = b.key
from (values
  ('staff', 'Full access', 'full_access',
    'accounts:read accounts:create accounts:edit accounts:suspend accounts:close accounts:move
     accounts:import accounts:export accounts:change_many templates:edit sign_ins:reset staff:edit
     devices:edit devices:renew numbers:edit mails:read audit:read jobs:read roles:read roles:edit money:read
     money:pay money:correct money:transfer calls:read carrier_costs:read rates:read rates:edit rates:import
     exchange_rates:read exchange_rates:edit localizations:read localizations:edit dids:read dids:assign
     dids:edit access_numbers:read access_numbers:edit carriers:read carriers:edit switches:read
     switches:edit settings:read settings:edit mail_server:read mail_server:edit brand_hosts:edit
     api_keys:create'),
  ('staff', 'Support', 'support',
    'accounts:read accounts:create accounts:edit accounts:suspend sign_ins:reset devices:edit devices:renew
     numbers:edit mails:read audit:read money:read calls:read rates:read localizations:read dids:read
     dids:assign'),
  ('staff', 'Finance', 'finance',
    'accounts:read accounts:export mails:read audit:read money:read money:pay money:correct money:transfer
     calls:read carrier_costs:read rates:read exchange_rates:read exchange_rates:edit'),
  ('staff', 'Finance, read only', 'finance_read_only',
    'accounts:read accounts:export audit:read money:read calls:read carrier_costs:read rates:read
     exchange_rates:read'),
  ('staff', 'Rates and carriers', 'rates_and_carriers',
    'accounts:read calls:read carrier_costs:read rates:read rates:edit rates:import exchange_rates:read
     exchange_rates:edit localizations:read localizations:edit dids:read dids:assign dids:edit
     access_numbers:read access_numbers:edit carriers:read carriers:edit switches:read'),
  ('reseller', 'Reseller without prices', 'reseller_without_prices',
    'accounts:read accounts:create accounts:edit accounts:suspend accounts:close accounts:move
     accounts:import accounts:export accounts:change_many templates:edit sign_ins:reset devices:edit
     devices:renew numbers:edit mails:read audit:read jobs:read money:read money:pay money:correct
     money:transfer calls:read dids:read dids:assign access_numbers:read access_numbers:edit settings:read
     settings:edit api_keys:create')
) as b (audience, name, key, permissions), accounts o
where o.id = r.owner_id and o.kind = 'operator' and r.version = 1 and r.audience = b.audience and r.name = b.name
  and r.permissions @> regexp_split_to_array(b.permissions, '\s+')
  and r.permissions <@ (regexp_split_to_array(b.permissions, '\s+')
    || array['accounts:sign_in_as', 'accounts:act_as', 'taxes:edit', 'destination_classes:edit']);
