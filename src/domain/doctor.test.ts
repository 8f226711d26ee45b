/** What the doctor finds wrong, one fact at a time. */
import { expect, test } from 'vitest';
import { diagnose, type Facts } from './doctor.ts';

const now = new Date('2026-11-29T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const WELL: Facts = {
  now,
  databaseVersion: 170_004,
  isDurable: true,
  locksMax: 6400,
  locksOfAllDays: 500,
  areDetailsLogged: false,
  clockAheadMs: 300,
  missingMigrations: [],
  modes: [{ path: '/data/secrets/master.key', mode: 0o100600, forbidden: 0o077 }],
  isKeyGiven: false,
  freeBytes: 50 * 1024 ** 3,
  hasUnusedOneTimePassword: false,
  isSecondFactorRequired: true,
  staffWithoutSecondFactor: 0,
  guardsOff: [],
  isPanelForOthers: true,
  switches: [{ kind: 'kamailio', name: 'SIP', lastSeenAt: ago(0), isReachable: true, version: '5.6.3' }],
  cdrSpool: null,
  prompts: { missing: 0, mistakes: [] },
  countriesWithoutHelp: [],
  unhealthyGateways: [],
  overlaps: [],
  oldestEventAt: null,
  rejectedEvents: 0,
  documentsWithoutFile: 0,
  heldCardPayments: 0,
  exchangeFeed: { succeededAt: ago(60), failure: null },
  waitingMails: 0,
  hasMailServer: true,
  hasPartitionOfTomorrow: true,
  oldestUnsealedAt: null,
  lastBackupAt: ago(60),
  isInUse: true,
};

const FREESWITCH_MODULES =
  'commands dptools dialplan_xml event_socket httapi json_cdr logfile sndfile sofia tone_stream xml_curl'
    .split(' ')
    .map((name) => `mod_${name}`);
/** A FreeSWITCH that does well but for what is said. */
function freeswitch(over: object): Facts['switches'][number] {
  const well = { trouble: null, version: '1.11.4', clockAheadMs: 400, modules: FREESWITCH_MODULES };
  return { kind: 'freeswitch', name: 'FS', socket: { ...well, ...over } };
}

test('a FreeSWITCH of a release without known holes does well, and one with them has each named', () => {
  const found = (version: string) =>
    diagnose({
      ...WELL,
      switches: [freeswitch({ version, modules: [...FREESWITCH_MODULES, 'CORE_PCM_MODULE'] })],
    })
      .filter(({ check }) => check === 'switch FS')
      .map(({ level, message }) => `${level}: ${message}`);
  expect(found('1.11.4')).toEqual(['ok: Its event socket answers. FreeSWITCH 1.11.4.']);
  expect(found('1.12.0')[0]).toMatch(/^ok/);
  expect(found('1.10.12')[0]).toMatch(/commands by SIP MESSAGE.*CVE-2026-49841\./);
  expect(found('1.10.9')[0]).toMatch(/CVE-2023-51443; CVE-2023-40018, CVE-2023-40019\./);
  expect(found('1.10.6')[0]).toMatch(/CVE-2021-41158\./);
  expect(found('1.11.2')[0]).toMatch(
    /^wrong: FreeSWITCH 1\.11\.2 lacks the security fixes of 1\.11\.4; anybody runs commands[^;]*\.$/,
  );
});

test('nothing is found where all is well, and every check says so', () => {
  const found = diagnose(WELL);
  expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
  expect(found.map(({ message }) => message)).not.toContain('');
  expect(found[0]!.message).toBe('PostgreSQL 17.4.');
});

test.each<[string, Partial<Facts>, string, string]>([
  ['an old PostgreSQL', { databaseVersion: 140_010 }, 'database', 'wrong'],
  ['days that take more locks than there are', { locksOfAllDays: 1825 }, 'locks', 'warning'],
  ['commits that could be lost', { isDurable: false }, 'durability', 'wrong'],
  ['a log with e-mail addresses', { areDetailsLogged: true }, 'database log', 'warning'],
  [
    'a feed of exchange rates that fails',
    { exchangeFeed: { succeededAt: ago(60), failure: 'The feed answered 500 instead of 200.' } },
    'exchange rates',
    'warning',
  ],
  [
    'a feed that nobody fetched for days',
    { exchangeFeed: { succeededAt: ago(5 * 24 * 60), failure: null } },
    'exchange rates',
    'warning',
  ],
  ['documents without a PDF', { documentsWithoutFile: 3 }, 'documents', 'warning'],
  ['a schema that lags', { missingMigrations: ['0002_ledger.sql'] }, 'schema', 'wrong'],
  ['a clock that is off', { clockAheadMs: -5000 }, 'clock', 'warning'],
  ['a clock that is far off', { clockAheadMs: 60_000 }, 'clock', 'wrong'],
  ['a disk that is nearly full', { freeBytes: 1024 ** 3 }, 'disk', 'warning'],
  ['a disk that is full', { freeBytes: 1024 ** 2 }, 'disk', 'wrong'],
  [
    'a secret that others can read',
    { modes: [{ path: '/data/secrets/postgres.password', mode: 0o100604, forbidden: 0o077 }] },
    'secrets',
    'wrong',
  ],
  [
    'a data directory that others can write',
    { modes: [{ path: '/data', mode: 0o40775, forbidden: 0o022 }] },
    'secrets',
    'wrong',
  ],
  ['customers who cannot call for help', { countriesWithoutHelp: ['DE'] }, 'emergency', 'wrong'],
  [
    'a gateway that is left out',
    { unhealthyGateways: [{ trunk: 'Frankfurt', gateway: 'gw1', since: ago(3), isSilent: true }] },
    'gateways',
    'warning',
  ],
  [
    'networks inside those of somebody else',
    { overlaps: [{ network: '198.51.100.7/32', number: '1', inNetwork: '198.51.100.0/24', ofNumber: '2' }] },
    'networks',
    'warning',
  ],
  ['a one-time password that still opens', { hasUnusedOneTimePassword: true }, 'password', 'warning'],
  [
    'staff with passwords alone',
    { isSecondFactorRequired: false, staffWithoutSecondFactor: 1 },
    'second factor',
    'warning',
  ],
  ['guards that are off', { guardsOff: ['guards.call_cost'] }, 'guards', 'warning'],
  ['no switch', { switches: [] }, 'switches', 'warning'],
  [
    'a switch that does not answer',
    { switches: [{ kind: 'kamailio', name: 'SIP', lastSeenAt: ago(0), isReachable: false, version: null }] },
    'switch SIP',
    'wrong',
  ],
  [
    'a Kamailio that was never tried',
    {
      switches: [{ kind: 'kamailio', name: 'SIP', lastSeenAt: ago(0), isReachable: true, version: '5.8.1' }],
    },
    'switch SIP',
    'warning',
  ],
  [
    'a switch that never asked',
    { switches: [{ kind: 'kamailio', name: 'SIP', lastSeenAt: null, isReachable: null, version: null }] },
    'switch SIP',
    'warning',
  ],
  [
    'a FreeSWITCH that attackers know',
    { switches: [freeswitch({ version: '1.10.12' })] },
    'switch FS',
    'wrong',
  ],
  [
    'one that lacks the newest fixes',
    { switches: [freeswitch({ version: '1.11.3' })] },
    'switch FS',
    'warning',
  ],
  ['one of an unknown release', { switches: [freeswitch({ version: null })] }, 'switch FS', 'warning'],
  ['one whose clock is off', { switches: [freeswitch({ clockAheadMs: -4000 })] }, 'switch FS', 'warning'],
  ['one whose clock is far off', { switches: [freeswitch({ clockAheadMs: 40_000 })] }, 'switch FS', 'wrong'],
  [
    'one with a module that is a way in',
    { switches: [freeswitch({ modules: [...FREESWITCH_MODULES, 'mod_verto'] })] },
    'switch FS',
    'warning',
  ],
  ['one that sends no records', { switches: [freeswitch({ modules: ['mod_sofia'] })] }, 'switch FS', 'wrong'],
  [
    'one with another password',
    { switches: [{ kind: 'freeswitch', name: 'FS', socket: { trouble: 'wrong_key' } }] },
    'switch FS',
    'wrong',
  ],
  [
    'one that takes no commands',
    { switches: [{ kind: 'freeswitch', name: 'FS', socket: null }] },
    'switch FS',
    'warning',
  ],
  [
    'records that nobody took just now',
    { cdrSpool: { folder: '/spool', files: 2, oldestAt: ago(1) } },
    'call records',
    'warning',
  ],
  [
    'records that nobody took for long',
    { cdrSpool: { folder: '/spool', files: 2, oldestAt: ago(20) } },
    'call records',
    'wrong',
  ],
  ['recordings that are missing', { prompts: { missing: 3, mistakes: [] } }, 'prompts', 'warning'],
  [
    'a recording of somebody that cannot be played',
    { prompts: { missing: 0, mistakes: [{ path: 'en/welcome.wav', mistake: 'It is no WAV file.' }] } },
    'prompts',
    'warning',
  ],
  ['events that nobody reads', { oldestEventAt: ago(3) }, 'events', 'wrong'],
  ['events that could not be booked', { rejectedEvents: 2 }, 'rejected events', 'warning'],
  ['a card payment that is held', { heldCardPayments: 1 }, 'card payments', 'warning'],
  ['mails that nobody sends', { waitingMails: 3, hasMailServer: false }, 'mails', 'warning'],
  ['no partition for tomorrow', { hasPartitionOfTomorrow: false }, 'partitions', 'warning'],
  ['a chain that is not closed', { oldestUnsealedAt: ago(9) }, 'timeline', 'warning'],
  ['no backup', { lastBackupAt: null }, 'backup', 'warning'],
  ['an old backup', { lastBackupAt: ago(3 * 24 * 60) }, 'backup', 'warning'],
])('finds %s, and nothing else', (_name, over, check, level) => {
  const found = diagnose({ ...WELL, ...over }).filter((each) => each.level !== 'ok');
  expect(found.map((each) => [each.check, each.level])).toEqual([[check, level]]);
  expect(found[0]!.fix).not.toBe('');
});
