-- How the panel looks to the accounts of the operator, or of a reseller and everybody below it.

create table brands (
  owner_id      bigint primary key references accounts on delete cascade, -- the operator, or a reseller
  product_name  text  not null default '', -- empty: that of whoever is above
  button_colour text, -- null: that of whoever is above; lower-case #rrggbb
  bar_colour    text,
  logo          bytea,
  logo_type     text, -- found in the content, never what the browser said
  logo_hash     text, -- SHA-256 of the content, in hexadecimal: its address
  changed_at    timestamptz not null,
  constraint brand_name_is_short check (length(product_name) <= 40),
  constraint brand_colours_are_six_digits check (button_colour ~ '^#[0-9a-f]{6}$' and bar_colour ~ '^#[0-9a-f]{6}$'),
  constraint logo_is_whole check ((logo is null) = (logo_type is null) and (logo is null) = (logo_hash is null)),
  constraint logo_is_small check (octet_length(logo) <= 262144),
  constraint logo_type_is_known check (logo_type in ('image/png', 'image/jpeg', 'image/webp'))
);
create index brands_by_logo on brands (logo_hash) where logo_hash is not null;
