/**
 * Work that one server of a database does for all of them: an advisory lock for each kind of it, all on one connection. A
 * server that ends, is killed, freezes or is cut off frees them, and the next one that looks goes on.
 */
import type pg from 'pg';
import { connectOnce } from '../pool.ts';

/** A space of its own beside the locks with one number. */
const JOB_LOCKS = 7_201_934;
const JOBS = { drain: 1, extend: 2, bar: 3, reap: 4, tidy: 5 } as const;
/** A process that works asks four times a second; one that has said nothing for so long is frozen, or its machine is gone. */
const SILENT_MAX_MS = 10_000;

export type JobLocks = Readonly<{
  /**
   * Runs `work` unless another server does such work just now. Two may overlap for moments, when a lock was lost: what
   * they do must be right then, too.
   */
  alone: (job: keyof typeof JOBS, work: () => Promise<unknown>) => Promise<void>;
  close: () => Promise<void>;
}>;

/** Connects with the first work, and again after a lost connection. */
export function openJobLocks(url: string, silentMaxMs = SILENT_MAX_MS): JobLocks {
  let connection: Promise<pg.Client> | null = null;
  const connect = async (forget: () => void) => {
    const client = await connectOnce(url, 'tollbook jobs');
    // Dismissed by the database it takes nothing more; its end comes later.
    client.once('error', forget);
    client.once('end', forget);
    await client.query(`set idle_session_timeout = ${silentMaxMs}`);
    return client;
  };
  const connected = () => {
    if (connection !== null) return connection;
    const forget = () => {
      if (connection === opening) connection = null;
    };
    const opening = connect(forget);
    opening.catch(forget);
    connection = opening;
    return opening;
  };
  let last: Promise<unknown> = Promise.resolve();
  /** Kinds of work share the connection: one asks after the other, for a client takes one statement at a time. */
  const ask = async (client: pg.Client, statement: string, lock: readonly number[]) => {
    const asked = last.then(() => client.query<{ taken: boolean }>(statement, [...lock]));
    last = asked.catch(() => {}); // whoever asked hears it
    return asked;
  };
  return {
    alone: async (job, work) => {
      const client = await connected();
      const lock = [JOB_LOCKS, JOBS[job]];
      const { rows } = await ask(client, 'select pg_try_advisory_lock($1, $2) as taken', lock);
      if (rows[0]?.taken !== true) return;
      try {
        await work();
      } finally {
        // A connection that was lost has freed it.
        await ask(client, 'select pg_advisory_unlock($1, $2)', lock).catch(() => {});
      }
    },
    close: async () => {
      const client = await connection?.catch(() => null);
      await client?.end();
    },
  };
}
