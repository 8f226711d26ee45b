-- Every gateway that was tried for a call, in order: who looks at a failover asks which one failed.
alter table live_sessions add column tried_gateway_ids bigint[] not null default '{}';
alter table cdrs add column tried_gateway_ids bigint[] not null default '{}';
