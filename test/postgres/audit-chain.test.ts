/** The chain over the timeline on a real database: written by many at once, sealed by some that are killed, and tampered with. */
import { expect, test } from 'vitest';
import { readHead } from '../../src/domain/audit/chain.ts';
import { recordAudit, recordAuditOfMany } from '../../src/operations/audit/record-audit.ts';
import { createSealer } from '../../src/operations/audit/seal-events.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { listAuditEvents } from '../../src/postgres/audit/audit-events.ts';
import { setRetentionMark } from '../../src/postgres/audit/retention.ts';
import { migrate, readMigrations } from '../../src/postgres/migrate.ts';
import { createPool, withTransaction, type Tx } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase({ connectionsMax: 24 });
const { pool, reads } = database;
const now = () => new Date('2026-11-29T12:00:00Z');
const erika = { accountId: 1n, via: 'session' as const, address: '198.51.100.7' };
const record = (tx: Tx, accountId: bigint, city = 'Köln') =>
  recordAudit(tx, erika, {
    accountId,
    action: 'account.changed',
    changes: [
      { field: 'status', before: 'active', after: 'suspended' },
      { field: 'profile.city', before: '', after: city },
    ],
    reason: 'asked for it',
    happenedAt: now(),
  });
const chain = async (head: string | null = null) => {
  const { chain: found, violations } = await verifyBooks(reads, now(), head === null ? null : readHead(head));
  return { ...found, broken: violations.map(({ invariant, what }) => `${invariant} ${what}`) };
};
/** Opens a transaction that records one event, and returns how to end it. */
const begin = async (accountId: bigint) => {
  let end: (how: 'commit' | 'roll back') => void = () => {};
  const ending = new Promise<string>((resolve) => {
    end = resolve;
  });
  let isRecorded: () => void = () => {};
  const recorded = new Promise<void>((resolve) => {
    isRecorded = resolve;
  });
  const over = withTransaction(pool, async (tx) => {
    await record(tx, accountId);
    isRecorded();
    if ((await ending) === 'roll back') throw new Error('on purpose');
  }).catch(() => {});
  await recorded;
  return async (how: 'commit' | 'roll back') => {
    end(how);
    await over;
  };
};

test('an event that commits late is linked before the later ones, which wait for it and for nobody else', async () => {
  const { seal } = createSealer({ pool, now });
  const first = await begin(1n);
  const gone = await begin(2n);
  await withTransaction(pool, (tx) => record(tx, 3n));
  await seal();
  expect(await chain()).toMatchObject({ links: 0n, waiting: 1n, waitingSince: now(), broken: [] });
  const later = await begin(4n);
  await gone('roll back');
  await seal();
  expect((await chain()).links).toBe(0n);
  await first('commit');
  await seal(); // the one that began later is still open
  expect(await chain()).toMatchObject({ links: 2n, waiting: 0n, broken: [] });
  await later('commit');
  await seal();
  const { rows } = await pool.query(
    'select s.position::int, e.account_id::int as about from audit_seals s join audit_events e on e.id = s.event_id order by 1',
  );
  expect(rows.map(({ position, about }) => [position, about])).toEqual([
    [1, 1],
    [2, 3],
    [3, 4],
  ]);
  expect(await chain()).toMatchObject({ links: 3n, waiting: 0n, broken: [] });
});

test('many write while sealers compete and are killed: nothing is lost, doubled or out of order', async () => {
  const doomed = createPool({
    url: database.url,
    connectionsMax: 3,
    applicationName: 'doomed sealer',
    onError: () => {},
  });
  let isWriting = true;
  let killed = 0;
  const sealing = [pool, doomed, doomed].map(async (each) => {
    const sealer = createSealer({ pool: each, now });
    while (isWriting) await sealer.seal().catch(() => {});
  });
  const killing = (async () => {
    while (isWriting) {
      // One that has written and not committed yet.
      const { rows } = await pool.query<{ killed: boolean }>(
        `select pg_terminate_backend(pid) as killed from pg_stat_activity
         where application_name = 'doomed sealer' and datname = current_database() and backend_xid is not null limit 1`,
      );
      killed += rows.length;
    }
  })();
  const write = async (writer: number) => {
    for (let turn = 0; turn < 40; turn++) {
      await withTransaction(pool, async (tx) => {
        await record(tx, BigInt(writer));
        const accountIds = [BigInt(writer), 50n, 51n];
        await recordAuditOfMany(tx, erika, { accountIds, action: 'account.created', happenedAt: now() });
        if (turn % 5 === 0) throw new Error('on purpose');
      }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
  while (killed === 0) await write(1);
  isWriting = false;
  await Promise.all([...sealing, killing]);
  await doomed.end();
  await createSealer({ pool, now }).seal();
  const { rows } = await pool.query<{ events: bigint }>('select count(*) as events from audit_events');
  expect(killed).toBeGreaterThan(0);
  expect(rows[0]?.events).toBeGreaterThan(1280n);
  expect(await chain()).toMatchObject({ links: rows[0]?.events, waiting: 0n, broken: [] });
});

/** The database refuses all of this by itself; a hand in the tables may not ask. */
const tampered = async (sql: string, head: string | null = null): Promise<string[]> => {
  const client = await pool.connect();
  try {
    await client.query("begin; set local session_replication_role = 'replica'");
    await client.query(sql);
    // Looked at from inside, so that it can be taken back.
    const inside = { connect: () => Promise.resolve({ query: quiet(client), release: () => {} }) };
    const { violations } = await verifyBooks(inside as never, now(), head === null ? null : readHead(head));
    return violations.map(({ invariant, what }) => `${invariant} ${what}`);
  } finally {
    await client.query('rollback');
    client.release();
  }
};
const quiet = (client: { query: (text: string, values?: unknown[]) => unknown }) => {
  return (text: string, values?: unknown[]) =>
    /^(begin|rollback)/.test(text) ? Promise.resolve() : client.query(text, values);
};

test.each([
  [
    'a changed column',
    "update audit_events set action = 'account.forged' where id = $7",
    /link 5 .*changed afterwards/,
  ],
  [
    'a changed time',
    "update audit_events set happened_at = happened_at + interval '1 microsecond' where id = $7",
    /link 5 .*changed afterwards/,
  ],
  [
    'a changed value',
    `update audit_events set changes = jsonb_set(changes, '{0,after}', '"closed"') where id = $5`,
    /link 3 .*changed afterwards/,
  ],
  ['another actor', 'update audit_events set actor_id = 2 where id = $7', /link 5 .*changed afterwards/],
  [
    'a changed personal value',
    `update audit_personal_values set kept = jsonb_set(kept, '{address,text}', '"\\"203.0.113.1\\""') where event_id = $7`,
    /event \d+: what is kept as "address" is not what was recorded/,
  ],
  [
    'a removed personal value',
    "update audit_personal_values set kept = kept - 'address' where event_id = $7",
    /event \d+: what was kept as "address" is gone, and nothing says why/,
  ],
  [
    'personal values that were removed with their row',
    'delete from audit_personal_values where event_id = $7',
    /event \d+: what was kept as "address" is gone, and nothing says why/,
  ],
  ['a removed event', 'delete from audit_events where id = $7', /link 5 .*the event is gone/],
  [
    'a removed event with its link',
    'delete from audit_events where id = $7; delete from audit_seals where event_id = $7',
    /link 6 .*what stood before it was removed/,
  ],
  [
    'two swapped events',
    'update audit_events set id = -1 where id = $6; update audit_events set id = $6 where id = $7; update audit_events set id = $7 where id = -1',
    /link 4 .*changed afterwards/,
  ],
  [
    'a forged link',
    `update audit_seals set hash = sha256('forged') where position = 5`,
    /link 6 .*does not fit the link before/,
  ],
  [
    'an event put in between',
    `insert into audit_events (id, account_id, via, action, happened_at) values (2, 1, 'system', 'account.forged', now())`,
    /event 2: was put in behind the chain/,
  ],
])('%s is found and named', async (_what, sql, sentence) => {
  // Event ids of the links at positions 1 to 7 stand for $3 to $9: position n is $(n + 2).
  const { rows } = await pool.query<{ id: bigint }>(
    'select event_id as id from audit_seals order by position limit 7',
  );
  const harm = sql.replaceAll(/\$(\d)/g, (_, index) => String(rows[Number(index) - 3]?.id));
  const broken = await tampered(harm);
  expect(broken.join('\n')).toMatch(sentence);
  for (const each of broken) expect(each).toMatch(/^I8 /);
  expect((await chain()).broken).toEqual([]);
});

test('an end that was cut off is found by a head that was kept elsewhere', async () => {
  const { head } = await chain();
  const last = '(select max(event_id) from audit_seals)';
  const cut = `delete from audit_personal_values where event_id = ${last}; delete from audit_events where id = ${last};
    delete from audit_seals where event_id = ${last}`;
  expect(await tampered(cut)).toEqual([]);
  expect(await tampered(cut, head)).toEqual([
    expect.stringMatching(/^I8 link \d+: is not the one that was kept elsewhere/),
  ]);
  expect((await chain(head)).broken).toEqual([]);
});

test('the database refuses to change events and links, and personal values but to erase them', async () => {
  for (const table of ['audit_events', 'audit_seals']) {
    await expect(pool.query(`delete from ${table}`)).rejects.toThrow(/append-only/);
    await expect(pool.query(`truncate ${table} cascade`)).rejects.toThrow(/append-only/);
  }
  await expect(pool.query('update audit_seals set position = position')).rejects.toThrow(/append-only/);
  const change = `update audit_personal_values set kept = kept || '{"reason": {"salt": "", "text": "1"}}'`;
  await expect(pool.query(change)).rejects.toThrow(/erased, never changed/);
  await pool.query("update audit_personal_values set kept = kept - 'address'");
  await pool.query('delete from audit_personal_values where event_id % 2 = 0');
  expect((await chain()).broken).not.toEqual([]);
  await withTransaction(pool, (tx) => setRetentionMark(tx, 'timeline', new Date(now().getTime() + 1)));
  expect((await chain()).broken).toEqual([]);
  const { rows } = await pool.query<{ count: bigint }>(
    "select count(*) as count from audit_personal_values where kept::text like '%198.51.100.7%'",
  );
  expect(rows[0]?.count).toBe(0n);
});

test('what was recorded before there was a chain is in it after the update, and can be erased as well', async () => {
  const old = await createTestDatabase();
  await old.pool.query(
    'drop schema public cascade; drop schema switch cascade; drop schema kamailio cascade; create schema public',
  );
  const all = readMigrations();
  const chainAt = all.findIndex(({ name }) => name.endsWith('_audit_chain.sql'));
  await migrate(old.url, all.slice(0, chainAt));
  const changes = [
    { field: 'status', before: 'active', after: 'suspended' },
    { field: 'profile.notificationEmails', before: [], after: ['a@example.com', 'b@example.com'] },
    { field: 'panelAccess.hasPin', before: null, after: true },
    { field: 'profile.company', before: '', after: 'Köln "Süd"\n/ 2' },
  ];
  await old.pool.query(
    `insert into audit_events (account_id, via, address, action, changes, happened_at, reason)
     values (1, 'session', '198.51.100.7', 'account.changed', $1, $2, 'asked'), (1, 'system', '', 'account.created', '[]', $2, '')`,
    [JSON.stringify(changes), now()],
  );
  await migrate(old.url, all);
  const listed = async () => {
    const filter = { accountId: 1n, since: null, beginnings: null, seesCarrierPrices: true, limit: 10 };
    return (await listAuditEvents(old.reads, filter)).rows;
  };
  expect(await listed()).toMatchObject([
    { action: 'account.created', address: '', changes: [], reason: '', isErased: false },
    { action: 'account.changed', address: '198.51.100.7', changes, reason: 'asked', isErased: false },
  ]);
  await createSealer({ pool: old.pool, now }).seal();
  expect(await verifyBooks(old.reads, now())).toMatchObject({ chain: { links: 2n }, violations: [] });
  await withTransaction(old.pool, (tx) => setRetentionMark(tx, 'timeline', new Date(now().getTime() + 1)));
  await old.pool.query('delete from audit_personal_values');
  expect((await listed())[1]).toMatchObject({ address: '', reason: '', isErased: true });
  expect((await verifyBooks(old.reads, now())).violations).toEqual([]);
});
