-- Guards against fraud and mistakes: what an account may spend in an hour and a day, what one call may cost, and which
-- kinds of destinations it may call. What is null counts as the settings say.

create table account_guards (
  account_id        bigint primary key references accounts on delete cascade,
  spend_hour_micros bigint,  -- null = by the settings; -1 = unlimited
  spend_day_micros  bigint,
  call_cost_micros  bigint,
  satellite_open    boolean, -- null = by the settings
  premium_open      boolean,
  high_risk_open    boolean,
  constraint caps_are_not_negative check (spend_hour_micros >= -1 and spend_day_micros >= -1 and call_cost_micros >= -1)
);

-- Charged for calls since the hour and the day (UTC) of spent_at began.
alter table wallets
  add column spent_hour_micros bigint not null default 0,
  add column spent_day_micros  bigint not null default 0,
  add column spent_at          timestamptz not null default 'epoch',
  add constraint spent_is_never_negative check (spent_hour_micros >= 0 and spent_day_micros >= 0);

-- Destinations that are closed until opened, by the longest prefix of a number.
create table destination_classes (
  id        bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  prefix    text not null,
  class     text not null,
  note      text not null default '',
  constraint destination_prefix_is_listed_once unique (prefix),
  constraint prefix_is_of_digits check (prefix ~ '^[1-9][0-9]{0,14}$'),
  constraint class_is_known check (class in ('satellite', 'premium', 'high_risk'))
);

-- ITU-T E.164: 870 and 881 are satellites, 882 and 883 international networks, 979 the international premium rate.
-- Premium ranges are those of the national numbering plans; high risk are countries and areas whose numbers are rented
-- out for fraud by revenue share again and again.
insert into destination_classes (prefix, class, note)
select prefix, 'satellite', note from (values
  ('870', 'Inmarsat'), ('8810', 'Satellite'), ('8811', 'Satellite'), ('8816', 'Iridium'), ('8817', 'Iridium'), ('8818', 'Globalstar'),
  ('8819', 'Globalstar'), ('882', 'International networks'), ('883', 'International networks')) as t(prefix, note)
union all select prefix, 'premium', note from (values
  ('979', 'International premium rate'), ('1900', 'North America'), ('1976', 'North America'), ('30901', 'Greece'), ('30909', 'Greece'),
  ('31900', 'Netherlands'), ('31906', 'Netherlands'), ('31909', 'Netherlands'), ('32900', 'Belgium'), ('32902', 'Belgium'),
  ('32903', 'Belgium'), ('32904', 'Belgium'), ('32905', 'Belgium'), ('32906', 'Belgium'), ('32907', 'Belgium'), ('32909', 'Belgium'),
  ('3389', 'France'), ('34803', 'Spain'), ('34806', 'Spain'), ('34807', 'Spain'), ('34905', 'Spain'), ('34907', 'Spain'),
  ('35315', 'Ireland'), ('358600', 'Finland'), ('358700', 'Finland'), ('3690', 'Hungary'),
  ('3691', 'Hungary'), ('37090', 'Lithuania'), ('37190', 'Latvia'), ('372900', 'Estonia'), ('38190', 'Serbia'), ('38560', 'Croatia'),
  ('38690', 'Slovenia'), ('39144', 'Italy'), ('39166', 'Italy'), ('39892', 'Italy'), ('39895', 'Italy'), ('39899', 'Italy'),
  ('40900', 'Romania'), ('40903', 'Romania'), ('40906', 'Romania'), ('41900', 'Switzerland'), ('41901', 'Switzerland'),
  ('41906', 'Switzerland'), ('420900', 'Czechia'), ('420906', 'Czechia'), ('420909', 'Czechia'), ('421900', 'Slovakia'),
  ('43900', 'Austria'), ('43901', 'Austria'), ('43930', 'Austria'), ('43931', 'Austria'), ('43939', 'Austria'), ('449', 'United Kingdom'),
  ('4590', 'Denmark'), ('46900', 'Sweden'), ('46939', 'Sweden'), ('46944', 'Sweden'), ('47820', 'Norway'),
  ('47829', 'Norway'), ('4870', 'Poland'), ('49900', 'Germany'), ('49137', 'Germany, televoting'), ('61190', 'Australia'),
  ('64900', 'New Zealand'), ('90900', 'Türkiye'), ('9721919', 'Israel')) as t(prefix, note)
union all select prefix, 'high_risk', note from (values
  ('1242', 'Bahamas'), ('1246', 'Barbados'), ('1264', 'Anguilla'), ('1268', 'Antigua and Barbuda'), ('1284', 'British Virgin Islands'),
  ('1345', 'Cayman Islands'), ('1473', 'Grenada'), ('1649', 'Turks and Caicos'), ('1664', 'Montserrat'), ('1721', 'Sint Maarten'),
  ('1758', 'Saint Lucia'), ('1767', 'Dominica'), ('1784', 'Saint Vincent'), ('1809', 'Dominican Republic'), ('1829', 'Dominican Republic'),
  ('1849', 'Dominican Republic'), ('1868', 'Trinidad and Tobago'), ('1869', 'Saint Kitts and Nevis'), ('1876', 'Jamaica'), ('1658', 'Jamaica'),
  ('216', 'Tunisia'), ('220', 'Gambia'), ('222', 'Mauritania'), ('224', 'Guinea'), ('226', 'Burkina Faso'), ('227', 'Niger'),
  ('231', 'Liberia'), ('232', 'Sierra Leone'), ('235', 'Chad'), ('236', 'Central African Republic'), ('239', 'São Tomé and Príncipe'),
  ('240', 'Equatorial Guinea'), ('241', 'Gabon'), ('242', 'Congo'), ('243', 'Congo (DRC)'), ('245', 'Guinea-Bissau'),
  ('246', 'Diego Garcia'), ('247', 'Ascension'), ('248', 'Seychelles'), ('252', 'Somalia'), ('253', 'Djibouti'), ('257', 'Burundi'),
  ('261', 'Madagascar'), ('263', 'Zimbabwe'), ('265', 'Malawi'), ('269', 'Comoros'), ('290', 'Saint Helena'), ('291', 'Eritrea'),
  ('375', 'Belarus'),
  ('387', 'Bosnia and Herzegovina'), ('53', 'Cuba'), ('500', 'Falkland Islands'), ('509', 'Haiti'), ('592', 'Guyana'), ('597', 'Suriname'),
  ('5993', 'Caribbean Netherlands'), ('5994', 'Caribbean Netherlands'), ('5997', 'Caribbean Netherlands'), ('670', 'Timor-Leste'),
  ('672', 'Antarctica and Norfolk Island'), ('674', 'Nauru'), ('675', 'Papua New Guinea'), ('676', 'Tonga'), ('677', 'Solomon Islands'),
  ('678', 'Vanuatu'), ('679', 'Fiji'), ('680', 'Palau'), ('681', 'Wallis and Futuna'), ('682', 'Cook Islands'), ('683', 'Niue'), ('685', 'Samoa'),
  ('686', 'Kiribati'), ('687', 'New Caledonia'), ('688', 'Tuvalu'), ('689', 'French Polynesia'), ('690', 'Tokelau'), ('691', 'Micronesia'),
  ('692', 'Marshall Islands'), ('850', 'North Korea'), ('960', 'Maldives'), ('992', 'Tajikistan'), ('994', 'Azerbaijan')) as t(prefix, note);

do $$
declare watched record; event text;
begin
  for watched in select * from (values
    ('account_guards', 'account', 'account_id'), ('destination_classes', 'destination_class', 'id')) as t(relation, entity, id_column)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on %I referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
        'catalogue_' || event, event, watched.relation, case event when 'delete' then 'old' else 'new' end, watched.entity, watched.id_column);
    end loop;
  end loop;
end $$;
