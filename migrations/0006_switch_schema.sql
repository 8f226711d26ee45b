-- What a SIP switch reads and writes itself: credentials to check, events to keep, and (Kamailio) its own memory.
-- The role tollbook_switch reaches these two schemas and nothing of the books.

create schema switch;
create schema kamailio;

-- Roles belong to the whole server: another database of it may have made this one, even at this moment.
do $$ begin
  create role tollbook_switch nologin;
exception when duplicate_object or unique_violation then null;
end $$;

-- RFC 2617 HA1 = MD5(username:realm:password). Old secrets of a device stay valid until their time, so that a
-- phone can be given a new one without an interruption.
create table switch.sip_credentials (
  id          bigint generated always as identity primary key,
  device_id   bigint not null references public.sip_devices on delete cascade,
  account_id  bigint not null references public.accounts on delete cascade,
  username    varchar(64) not null,
  realm       varchar(64) not null,
  ha1         varchar(32) not null,
  valid_until timestamptz, -- null = until replaced
  constraint ha1_is_an_md5 check (ha1 ~ '^[0-9a-f]{32}$'),
  constraint username_is_given check (username <> ''),
  constraint realm_is_given check (realm <> '')
);
create index sip_credentials_by_username on switch.sip_credentials (username, realm);
create index sip_credentials_by_device on switch.sip_credentials (device_id);

-- Kamailio's auth_db reads this. Its version 6 refuses columns of type text: hence varchar. The switch has no
-- clock of ours to ask, so this view reads the database's. Accounts that are suspended or out of money still
-- authenticate: their callers get the true reason instead of a wrong-password answer. A switch tries one secret
-- per name, the newest.
create view switch.subscriber as
select distinct on (c.username, c.realm) c.username::varchar(64) as username, c.realm::varchar(64) as domain, c.ha1::varchar(64) as ha1,
  c.account_id::varchar(64) as account_id, c.device_id::varchar(64) as device_id
from switch.sip_credentials c
join public.sip_devices d on d.id = c.device_id
where d.status = 'active' and (c.valid_until is null or c.valid_until > now())
order by c.username, c.realm, c.id desc;

-- Events of calls, written by the switch before it tells anybody, so that neither its death nor ours loses one.
-- The server applies them in the order of id and deletes what it has applied. Bodies are as in POST /switch/v1/events.
create table switch.event_outbox (
  id         bigint generated always as identity primary key,
  switch_id  bigint not null,
  body       jsonb  not null,
  created_at timestamptz not null default now()
);

-- Kamailio's own tables, as /usr/share/kamailio/postgres of 5.6 makes them (6.1 asks for the same versions of
-- dialog and dialog_vars): dialogs and their limits, and registrations, outlive a restart of the switch.
create table kamailio.version (
  id            serial primary key,
  table_name    varchar(32) not null,
  table_version integer not null default 0,
  constraint version_table_name_idx unique (table_name)
);
insert into kamailio.version (table_name, table_version)
values ('version', 1), ('dialog', 7), ('dialog_vars', 1), ('location', 9), ('location_attrs', 1);

create table kamailio.dialog (
  id               serial primary key,
  hash_entry       integer not null,
  hash_id          integer not null,
  callid           varchar(255) not null,
  from_uri         varchar(255) not null,
  from_tag         varchar(128) not null,
  to_uri           varchar(255) not null,
  to_tag           varchar(128) not null,
  caller_cseq      varchar(20) not null,
  callee_cseq      varchar(20) not null,
  caller_route_set varchar(512),
  callee_route_set varchar(512),
  caller_contact   varchar(255) not null,
  callee_contact   varchar(255) not null,
  caller_sock      varchar(64) not null,
  callee_sock      varchar(64) not null,
  state            integer not null,
  start_time       integer not null,
  timeout          integer not null default 0,
  sflags           integer not null default 0,
  iflags           integer not null default 0,
  toroute_name     varchar(32),
  req_uri          varchar(255) not null,
  xdata            varchar(512)
);
create index dialog_hash_idx on kamailio.dialog (hash_entry, hash_id);

create table kamailio.dialog_vars (
  id           serial primary key,
  hash_entry   integer not null,
  hash_id      integer not null,
  dialog_key   varchar(128) not null,
  dialog_value varchar(512) not null
);
create index dialog_vars_hash_idx on kamailio.dialog_vars (hash_entry, hash_id);

create table kamailio.location (
  id            serial primary key,
  ruid          varchar(64) not null default '',
  username      varchar(64) not null default '',
  domain        varchar(64),
  contact       varchar(512) not null default '',
  received      varchar(128),
  path          varchar(512),
  expires       timestamp without time zone not null default '2030-05-28 21:32:15',
  q             real not null default 1.0,
  callid        varchar(255) not null default 'Default-Call-ID',
  cseq          integer not null default 1,
  last_modified timestamp without time zone not null default '2000-01-01 00:00:01',
  flags         integer not null default 0,
  cflags        integer not null default 0,
  user_agent    varchar(255) not null default '',
  socket        varchar(64),
  methods       integer,
  instance      varchar(255),
  reg_id        integer not null default 0,
  server_id     integer not null default 0,
  connection_id integer not null default 0,
  keepalive     integer not null default 0,
  partition     integer not null default 0,
  constraint location_ruid_idx unique (ruid)
);
create index location_account_contact_idx on kamailio.location (username, domain, contact);
create index location_expires_idx on kamailio.location (expires);
create index location_connection_idx on kamailio.location (server_id, connection_id);

create table kamailio.location_attrs (
  id            serial primary key,
  ruid          varchar(64) not null default '',
  username      varchar(64) not null default '',
  domain        varchar(64),
  aname         varchar(64) not null default '',
  atype         integer not null default 0,
  avalue        varchar(512) not null default '',
  last_modified timestamp without time zone not null default '2000-01-01 00:00:01'
);
create index location_attrs_account_record_idx on kamailio.location_attrs (username, domain, ruid);
create index location_attrs_last_modified_idx on kamailio.location_attrs (last_modified);

grant usage on schema switch, kamailio to tollbook_switch;
grant select on switch.subscriber to tollbook_switch;
grant insert on switch.event_outbox to tollbook_switch;
grant select, insert, update, delete on all tables in schema kamailio to tollbook_switch;
revoke insert, update, delete on kamailio.version from tollbook_switch;
grant usage on all sequences in schema kamailio to tollbook_switch;
