-- An event that could not be applied is looked at by a human, who says what became of it; `verify` names it until then.
alter table rejected_events
  add column closed_at timestamptz,
  add column closed_by bigint references accounts on delete set null,
  add column closing_reason text,
  add constraint closing_has_a_reason check ((closed_at is null) = (closing_reason is null));
