-- Whose networks overlap is asked whenever one is saved, and by doctor.
create index account_ip_addresses_by_overlap on account_ip_addresses using gist (network inet_ops);
