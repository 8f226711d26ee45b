-- Refusals that were only counted stand with the one like them that was written last: in a list of calls they are seen there.

alter table folded_refusals add column sample_id uuid; -- null: counted before
create index folded_refusals_by_sample on folded_refusals (sample_id) where sample_id is not null;
