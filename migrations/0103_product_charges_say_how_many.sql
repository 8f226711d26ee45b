-- What each charge of a product was for stays with it, whatever becomes of the subscription; an interval that cost nothing has its row
-- as well, so that intervals are without gaps.

alter table product_charges
  alter column transfer_id drop not null,
  add column quantity int not null default 1,
  -- The subscription was ordered, or waited for money, right before: the interval does not follow another one.
  add column begins_anew boolean not null default false,
  -- Units that came to those that had paid for the interval.
  add column is_addition boolean not null default false;
alter table product_charges
  add constraint what_cost_something_was_moved check ((transfer_id is null) = (amount_micros = 0)),
  add constraint amounts_are_never_negative check (amount_micros >= 0 and list_micros >= 0),
  add constraint charged_quantity_is_positive check (quantity > 0);
create index product_charges_by_subscription on product_charges (subscription_id, period_to);

-- Whoever lacked money at the last try, and how much was due: looked at every few seconds, asked for again when it is there.
alter table subscriptions
  add column lacking_wallet_id bigint,
  add column lacking_micros bigint,
  add column tried_at timestamptz;

-- Calls to the number are refused while its product waits for money; the account keeps it.
alter table dids add column is_unpaid boolean not null default false;
