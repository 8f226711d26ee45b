-- An address from which an account calls takes what a phone of its own takes. Roles and keys that could list addresses by
-- changing accounts keep that: with either somebody calls on the money of an account.
update roles set permissions = permissions || array['devices:edit'], known_permissions = known_permissions || array['devices:edit']
where built_in is null and 'accounts:edit' = any(permissions) and 'devices:edit' <> all(permissions);

update api_keys set scopes = scopes || array['devices:edit']
where 'accounts:edit' = any(scopes) and 'devices:edit' <> all(scopes);
