-- Credit, guards and the price lists of accounts have permissions of their own. Whoever could change accounts keeps what
-- that was: roles that the operator or a reseller chose, and keys. Those of the program hold what the program says.
update roles set
  permissions = permissions || array(
    select added from unnest(array['money:credit', 'guards:edit', 'rates:assign']) added where added <> all(permissions)),
  known_permissions = known_permissions || array['money:credit', 'guards:edit', 'rates:assign']
where built_in is null and 'accounts:edit' = any(permissions);

-- The guards of the settings are those of all accounts that have none of their own.
update roles set
  permissions = permissions || array['guards:edit'],
  known_permissions = known_permissions || array['guards:edit']
where built_in is null and 'settings:edit' = any(permissions) and 'guards:edit' <> all(permissions);

update api_keys set scopes = scopes || array['money:credit', 'guards:edit', 'rates:assign']
where 'accounts:edit' = any(scopes);
update api_keys set scopes = scopes || array['guards:edit']
where 'settings:edit' = any(scopes) and 'guards:edit' <> all(scopes);
