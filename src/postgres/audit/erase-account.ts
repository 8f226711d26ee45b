/**
 * Erases what is personal of one account, table by table. What the books need stays: the account with its number, its
 * wallet and transfers, its calls with masked numbers, the events of the timeline. test/postgres/erasure.test.ts fails for a
 * table that belongs to accounts and is neither here nor known to hold nothing personal.
 */
import type { Tx } from '../pool.ts';

/** $1 is the account. In this order: what names a row goes before the row. */
const STATEMENTS: readonly string[] = [
  // Phones. Registrations and credentials go with their devices.
  `delete from kamailio.location where username in (select username from switch.sip_credentials where account_id = $1)`,
  `delete from unknown_calls where username in (select username from switch.sip_credentials where account_id = $1)`,
  `delete from sip_devices where account_id = $1`,
  `delete from account_ip_addresses where account_id = $1`,
  `delete from account_caller_ids where account_id = $1`,
  `delete from account_speed_dials where account_id = $1`,
  `delete from account_blocked_prefixes where account_id = $1`,
  // Calling cards.
  `delete from card_calls where account_id = $1`,
  `delete from pin_failures where account_id = $1`,
  `delete from pin_pauses where account_id = $1`,
  `delete from pin_patience where kind = 'card' and key = (select number from accounts where id = $1)`,
  // Access and mails.
  `delete from sign_ups where email_key = (select email_key from account_sign_ins where account_id = $1)`,
  `delete from password_reset_requests where lower(identifier) = (select email_key from account_sign_ins where account_id = $1)`,
  `delete from account_invites where account_id = $1`,
  `delete from sign_in_sessions where account_id = $1`,
  `delete from second_factors where account_id = $1`,
  `delete from passkeys where account_id = $1`,
  `delete from recovery_codes where account_id = $1`,
  `delete from api_keys where account_id = $1`,
  `delete from mails where account_id = $1`,
  `delete from mail_recipients where account_id = $1`,
  `delete from money_alerts where account_id = $1`,
  // Cards: what the gateway keeps of them is the gateway's.
  `delete from auto_top_ups where account_id = $1`,
  `delete from saved_methods where account_id = $1`,
  `update gateway_payments set method_label = null, customer_ref = null, url = null where account_id = $1`,
  `update gateway_refunds set note = '' where account_id = $1 and note <> ''`,
  // What was typed about it when it was let call again.
  `update guard_events set release_reason = '' where account_id = $1 and released_at is not null`,
  // And about its unpaid invoices.
  `delete from account_dunning where account_id = $1`,
  `update debt_suspensions set reason = '', lift_reason = '' where account_id = $1`,
  // Searches that colleagues saved for it.
  `delete from list_views v using account_sign_ins s
   where s.account_id = $1 and s.email_key <> '' and strpos(lower(v.search::text), s.email_key) > 0`,
  `update account_sign_ins set email = null, email_key = null, password_hash = null, must_change_password = false,
     password_changed_at = null, pin_hash = null, last_sign_in_at = null where account_id = $1`,
  // What it worked with, and how it looked.
  `delete from account_drafts where account_id = $1`,
  `delete from invoice_drafts where account_id = $1`,
  `delete from list_views where account_id = $1`,
  `delete from account_templates where owner_id = $1`,
  `delete from sign_up_pages where owner_id = $1`,
  `delete from brands where owner_id = $1`,
  `delete from letterheads where owner_id = $1`,
  `delete from mail_templates where owner_id = $1`,
  `delete from sheet_uploads where account_id = $1`,
  `update jobs set address = '' where account_id = $1`,
  // What was typed into jobs that worked on it, and the names of files that it stood in.
  `update jobs set input = input - 'reason' where finished_at is not null
     and (account_id = $1 or id in (select job_id from job_changes where account_id = $1))`,
  `update jobs set input = input - 'fileName' where finished_at is not null
     and (account_id = $1 or id in (select job_id from job_accounts where account_id = $1))`,
  `update job_accounts set sealed_credentials = null where account_id = $1`,
  // Answers that are kept for whoever repeats a request: those that moved money must stay, without their words.
  `delete from idempotency_keys where not kept_for_ever
     and (principal_id = $1 or strpos(response::text, (select public_id::text from accounts where id = $1)) > 0)`,
  `update idempotency_keys set response = jsonb_set(response, '{transfer,note}', '""')
   where kept_for_ever and response #>> '{transfer,id}' in (
     select t.id::text from ledger_transfers t join ledger_accounts w on w.holder_id = $1 and w.kind = 'wallet'
     where t.note <> '' and ((t.debits_wallet and t.debit_account_id = w.id) or (t.credits_wallet and t.credit_account_id = w.id)))`,
  `update ledger_transfers t set note = '' from ledger_accounts w
   where w.holder_id = $1 and w.kind = 'wallet' and t.note <> ''
     and ((t.debits_wallet and t.debit_account_id = w.id) or (t.credits_wallet and t.credit_account_id = w.id))`,
  `update pending_payments set note = '', reason = '' where account_id = $1`,
  `update call_hang_ups set note = '' where account_id = $1 and note <> ''`,
  // The timeline: what it says about the account, and from where the account did something to others.
  `delete from audit_personal_values p using audit_events e where e.id = p.event_id and e.account_id = $1`,
  `update audit_personal_values p set kept = p.kept - 'address' from audit_events e
   where e.id = p.event_id and e.actor_id = $1 and p.kept ? 'address'`,
  // Last, because a name is needed: the number, as everywhere else.
  `update account_profiles p set first_name = a.number, last_name = '', company = '', phone = '', notification_emails = '{}',
     address1 = '', address2 = '', city = '', province = '', zip = ''
   from accounts a where a.id = p.account_id and p.account_id = $1`,
];

/** Everything but the numbers of calls, which may be many: see `maskCallsOf`. */
export async function erasePersonalData(tx: Tx, accountId: bigint, erasedAt: Date): Promise<void> {
  // First: the database lets go of what the timeline keeps only of an account that is erased.
  await tx.query(
    `update accounts set tax_number = '', invoice_note = '', reference = '', forced_caller_id = null, erased_at = $2 where id = $1`,
    [accountId, erasedAt],
  );
  for (const statement of STATEMENTS) await tx.query(statement, [accountId]);
}

/** Masks numbers of calls of an account, at most `limit` of them; returns how many. */
export async function maskCallsOf(tx: Tx, accountId: bigint, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `with due as (
       select session_id, leg, revision, branch_id from cdrs where account_id = $1 and not is_masked order by session_id limit $2)
     update cdrs c set is_masked = true from due
     where (c.session_id, c.leg, c.revision, c.branch_id) = (due.session_id, due.leg, due.revision, due.branch_id)`,
    [accountId, limit],
  );
  return rowCount ?? 0;
}

/** Forgets what is personal in the timeline of accounts that were taken back as if they had never been. */
export async function eraseTimelineOf(tx: Tx, accountIds: readonly bigint[]): Promise<void> {
  await tx.query(
    'delete from audit_personal_values p using audit_events e where e.id = p.event_id and e.account_id = any($1::bigint[])',
    [accountIds],
  );
}

export type ErasingFacts = Readonly<{
  erasedAt: Date | null;
  devices: number;
  /** IP addresses, caller IDs, speed dials, blocked prefixes. */
  items: number;
  mails: number;
  /** Calls whose numbers are not masked yet. */
  calls: number;
  /** Events of the timeline with personal values. */
  events: number;
  /** Movements with a note. */
  notes: number;
  /** They are kept, as they were issued: the books and the law need them. */
  documents: number;
}>;

/** What there is to erase. */
export async function erasingFacts(db: Pick<Tx, 'query'>, accountId: bigint): Promise<ErasingFacts> {
  const { rows } = await db.query<ErasingFacts>(
    `select a.erased_at as "erasedAt",
       (select count(*) from sip_devices where account_id = $1)::int as devices,
       ((select count(*) from account_ip_addresses where account_id = $1) + (select count(*) from account_caller_ids where account_id = $1)
         + (select count(*) from account_speed_dials where account_id = $1) + (select count(*) from account_blocked_prefixes where account_id = $1))::int as items,
       (select count(*) from mails where account_id = $1)::int as mails,
       (select count(*) from cdrs where account_id = $1 and not is_masked)::int as calls,
       (select count(*) from audit_personal_values p join audit_events e on e.id = p.event_id where e.account_id = $1)::int as events,
       (select count(*) from ledger_transfers t join ledger_accounts w on w.holder_id = $1 and w.kind = 'wallet'
         where t.note <> '' and ((t.debits_wallet and t.debit_account_id = w.id) or (t.credits_wallet and t.credit_account_id = w.id)))::int as notes,
       (select count(*) from documents where account_id = $1)::int as documents
     from accounts a where a.id = $1`,
    [accountId],
  );
  return rows[0] as ErasingFacts;
}
