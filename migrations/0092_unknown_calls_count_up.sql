-- What a switch tells of refusals only ever counts up. How old a minute may be is not asked: the retention ends it.
delete from unknown_calls where attempts < 1;
alter table unknown_calls add constraint attempts_are_positive check (attempts > 0);
