-- Calls to access numbers of calling cards: they go on while the card makes another call, so they take none of its lines.
alter table wallets add column access_calls int not null default 0;
alter table wallets add constraint access_calls_are_live_calls check (access_calls between 0 and live_calls);

-- One direction more. What is recorded had one of the others: it need not be read again.
alter table cdrs drop constraint direction_is_known;
alter table cdrs add constraint direction_is_known
  check (direction in ('outbound', 'local', 'inbound', 'forwarded', 'emergency', 'access')) not valid;
