-- Those that go on are looked for again and again, and are few among all that are over.
create index card_calls_open on card_calls (id) where ended_at is null;
