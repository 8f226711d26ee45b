-- What a key may do out of what its account may: all of it, or what was chosen for it. No row is rewritten.
alter table api_keys add column scopes text[]; -- null = everything
