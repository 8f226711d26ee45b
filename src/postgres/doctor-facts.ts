/** What only the database can say about how an installation does. */
import type { SwitchKind } from '../domain/routing/switch-health.ts';
import type { Db } from './pool.ts';

export type DatabaseFacts = Readonly<{
  version: number;
  isDurable: boolean;
  /** Locks that there can be, and those that one statement over all days of movements takes. */
  locksMax: number;
  locksOfAllDays: number;
  /** Details of a unique violation name the e-mail address that was typed. */
  areDetailsLogged: boolean;
  at: Date;
  hasUnusedOneTimePassword: boolean;
  staffWithoutSecondFactor: number;
  oldestEventAt: Date | null;
  rejectedEvents: number;
  waitingMails: number;
  /** Issued more than an hour ago, and no PDF is kept of them. */
  documentsWithoutFile: number;
  heldCardPayments: number;
  lastBackupAt: Date | null;
  isInUse: boolean;
}>;

export async function databaseFacts(db: Db): Promise<DatabaseFacts> {
  const { rows } = await db.query<DatabaseFacts>(
    `select current_setting('server_version_num')::int as version, clock_timestamp() as at,
       current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
         and current_setting('synchronous_commit') = 'on' as "isDurable",
       current_setting('max_locks_per_transaction')::int
         * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) as "locksMax",
       (select count(*)::int from pg_class where relispartition and relkind in ('r', 'i')
         and (relname like 'ledger_transfers%' or relname like 'document_items%')) as "locksOfAllDays",
       current_setting('log_error_verbosity') <> 'terse' as "areDetailsLogged",
       exists (select from account_sign_ins s join accounts a on a.id = s.account_id
         where a.kind = 'operator' and s.must_change_password) as "hasUnusedOneTimePassword",
       (select count(*)::int from accounts a where a.kind in ('operator', 'admin', 'sub_admin') and a.status = 'active'
         and not exists (select from second_factors f where f.account_id = a.id and f.confirmed_at is not null)) as "staffWithoutSecondFactor",
       (select min(created_at) from switch.event_outbox) as "oldestEventAt",
       (select count(*)::int from rejected_events where closed_at is null) as "rejectedEvents",
       (select count(*)::int from mails where status in ('queued', 'kept')) as "waitingMails",
       (select count(*)::int from documents d where d.issued_at < clock_timestamp() - interval '1 hour'
         and not exists (select from document_files f where f.document_id = d.id)) as "documentsWithoutFile",
       (select count(*)::int from gateway_payments where state = 'held') as "heldCardPayments",
       (select max(taken_at) from backups) as "lastBackupAt",
       (select count(*) > 1 from accounts) as "isInUse"`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('one row was asked for');
  return row;
}

export type SwitchFacts = Readonly<{
  name: string;
  kind: SwitchKind;
  lastSeenAt: Date | null;
  controlUrl: string | null;
  sealedControlKey: Buffer | null;
}>;

/** Switches that are active, by name. */
export async function switchFacts(db: Db): Promise<readonly SwitchFacts[]> {
  const { rows } = await db.query<SwitchFacts>(
    `select s.name, s.kind, g.last_seen_at as "lastSeenAt", s.control_url as "controlUrl", s.sealed_control_key as "sealedControlKey"
     from switches s left join switch_sightings g on g.switch_id = s.id where s.status = 'active' order by s.name`,
  );
  return rows;
}
