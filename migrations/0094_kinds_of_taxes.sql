-- A tax is a percentage or a fixed amount a document, on top of prices or in them, of the net amount or of the taxes before it too.
alter table taxes
  add column kind           text    not null default 'percentage',
  add column fixed_micros   bigint  not null default 0,
  add column fixed_currency text, -- a fixed tax counts at accounts of this currency
  add column is_compound    boolean not null default false,
  add column is_inclusive   boolean not null default false,
  add column jurisdiction   text    not null default '', -- where it is due, as its owner wrote it
  add constraint tax_kind_is_known check (kind in ('percentage', 'fixed')),
  add constraint tax_is_a_share_or_an_amount check (case kind
    when 'fixed' then fixed_micros > 0 and fixed_currency is not null and rate_ppm = 0 and not is_compound
    else fixed_micros = 0 and fixed_currency is null end),
  add constraint tax_currency_is_iso_4217 check (fixed_currency ~ '^[A-Z]{3}$'),
  add constraint jurisdiction_is_short check (length(jurisdiction) <= 100);
