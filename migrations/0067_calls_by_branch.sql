-- Calls of a reseller and everybody below it, the newest first.
create index cdrs_by_branch on cdrs (branch_id, session_id);
