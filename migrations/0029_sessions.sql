-- People see their sessions and end one of them: it needs a name that is not its secret.
alter table sign_in_sessions add column public_id uuid not null default gen_random_uuid() unique;
