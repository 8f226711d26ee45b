-- Rule sets say how many trunks and providers they translate for. Who asks behind the wall sees none of either.
grant select (localization_id) on trunks to tollbook_api;
