-- Whom a seller gives credit: its exposure is read at each look at the dashboard. Neither column changes with a call, so
-- that calls go on writing wallets in place.
create index wallets_on_credit on wallets (issuer_id) where credit_limit_micros > 0;
