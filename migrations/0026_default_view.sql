-- The view that the list opens with when its address asks for nothing.
alter table list_views add column is_default boolean not null default false;
create unique index list_view_is_the_only_default on list_views (account_id) where is_default;
