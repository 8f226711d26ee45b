/** How a FreeSWITCH does, told from what its event socket says: whether it is safe, on time, and has what it needs. */
import { found, type Found } from './doctor-found.ts';

export type FreeswitchFacts = Readonly<{
  kind: 'freeswitch';
  name: string;
  /** Null = it has no control address. */
  socket:
    | Readonly<{ trouble: SocketTrouble }>
    | Readonly<{
        trouble: null;
        /** Such as "1.10.12"; null = it says something else. */
        version: string | null;
        /** Its clock, of ours; it tells whole seconds. Null = it did not say. */
        clockAheadMs: number | null;
        modules: readonly string[];
      }>
    | null;
}>;

/** Files that FreeSWITCH kept because nobody took its records. */
export type SpoolFacts = Readonly<{ folder: string; files: number; oldestAt: Date | null }>;

/** The release that the tests run. */
const TRIED = '1.10.12';

/**
 * What is publicly known to be wrong in releases before each, the newest first: NVD, and the advisories of signalwire/freeswitch. Release notes
 * of 1.11.4 speak of critical security fixes without numbers.
 */
const MENDED: readonly Readonly<{ release: string; what: string }>[] = [
  { release: '1.11.4', what: 'the security fixes of 1.11.4' },
  {
    release: '1.11.3',
    what: 'anybody runs commands by SIP MESSAGE (signalwire/freeswitch, pull request 3135)',
  },
  { release: '1.11.2', what: 'whoever reaches the event socket ends the program without its password' },
  { release: '1.11.1', what: 'CVE-2026-49840, CVE-2026-49841' },
  { release: '1.10.11', what: 'CVE-2023-51443' },
  { release: '1.10.10', what: 'CVE-2023-40018, CVE-2023-40019' },
  {
    release: '1.10.7',
    what: 'CVE-2021-37624, CVE-2021-41105, CVE-2021-41145, CVE-2021-41157, CVE-2021-41158',
  },
];
/** Before it attackers are known to come in. */
const SAFE = '1.11.3';

/** What the configuration that we write loads, and what else does no harm. */
const MODULES = new Set(
  (
    'commands dptools dialplan_xml event_socket httapi json_cdr logfile sndfile sofia tone_stream xml_curl ' +
    'console syslog timerfd posix_timer native_file local_stream loopback hash spandsp opus g729 g723_1 amr amrwb ilbc silk bv codec2 siren isac'
  )
    .split(' ')
    .map((name) => `mod_${name}`),
);
const NEEDED = ['mod_commands', 'mod_dptools', 'mod_httapi', 'mod_json_cdr', 'mod_sofia', 'mod_xml_curl'];

/** Why its event socket cannot be asked. */
type SocketTrouble = keyof typeof TROUBLES;
const TROUBLES = {
  not_reached: [
    'Nothing answers at its event socket',
    'See whether FreeSWITCH runs, its control address and the firewall.',
  ],
  wrong_key: [
    'Its event socket does not accept the control key',
    'Give the switch the password of event_socket.conf as its control key.',
  ],
  denied: [
    'The access list of its event socket does not let this machine in',
    'Name it with --esl-from of "tollbook switch config freeswitch".',
  ],
  not_esl: ['What answers at its control address is no event socket', 'See host and port.'],
  silent: ['Its event socket has stopped answering', 'Look at its log and its load.'],
  closed: ['Its event socket closes the connection', 'Look at its log.'],
} as const;

/** One line for each thing that is wrong, or one that says that all is well. */
export function freeswitchOf({ name, socket }: FreeswitchFacts): readonly Found[] {
  const check = `switch ${name}`;
  if (socket === null)
    return [
      found(
        check,
        'warning',
        'It has no control address: calls hold all their money from the start, and nobody can end them.',
        'Give it esl://host:port and the password of its event socket.',
      ),
    ];
  if (socket.trouble !== null) {
    const [what, fix] = TROUBLES[socket.trouble];
    return [found(check, 'wrong', `${what}: limits cannot be pushed, calls cannot be ended.`, fix)];
  }
  const { version, clockAheadMs, modules } = socket;
  const wrong = [...releaseOf(check, version), ...clockOf(check, clockAheadMs), ...modulesOf(check, modules)];
  if (wrong.length > 0) return wrong;
  return [found(check, 'ok', `Its event socket answers. FreeSWITCH ${version}.`)];
}

function releaseOf(check: string, version: string | null): readonly Found[] {
  const release = version === null ? null : partsOf(version);
  if (release === null)
    return [found(check, 'warning', 'Its release could not be read.', `The tests run FreeSWITCH ${TRIED}.`)];
  const missing = MENDED.filter(({ release: mended }) => isBefore(release, partsOf(mended)));
  if (missing.length === 0) return [];
  const isOpen = isBefore(release, partsOf(SAFE));
  return [
    found(
      check,
      isOpen ? 'wrong' : 'warning',
      `FreeSWITCH ${version} lacks ${missing.map(({ what }) => what).join('; ')}.`,
      `Install 1.11.4 or later, and try calls before customers do: the tests run ${TRIED}. ` +
        'The configuration that Tollbook writes runs nothing by messages; let nobody but Tollbook reach the event socket.',
    ),
  ];
}

type Parts = readonly [number, number, number];

function partsOf(version: string): Parts {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

function isBefore(a: Parts, b: Parts): boolean {
  const place = a.findIndex((part, index) => part !== b[index]);
  return place >= 0 && (a[place] ?? 0) < (b[place] ?? 0);
}

/** Its clock tells whole seconds, and the question was on its way. */
const CLOCK_OFF_MS = 2000;
const CLOCK_FAR_OFF_MS = 30_000;

function clockOf(check: string, aheadMs: number | null): readonly Found[] {
  const offMs = Math.abs(aheadMs ?? 0);
  if (offMs <= CLOCK_OFF_MS) return [];
  const seconds = Math.round(offMs / 1000);
  return [
    found(
      check,
      offMs > CLOCK_FAR_OFF_MS ? 'wrong' : 'warning',
      `Its clock is ${seconds} s ${(aheadMs ?? 0) > 0 ? 'ahead' : 'behind'}: calls are priced at the wrong moment.`,
      'Let both machines follow a time server (NTP).',
    ),
  ];
}

function modulesOf(check: string, modules: readonly string[]): readonly Found[] {
  const loaded = new Set(modules);
  // It keeps no list, or will not tell.
  if (loaded.size === 0) return [];
  const further = [...loaded].filter((name) => name.startsWith('mod_') && !MODULES.has(name));
  const missing = NEEDED.filter((name) => !loaded.has(name));
  return [
    ...(missing.length > 0
      ? [
          found(
            check,
            'wrong',
            `It has not loaded ${missing.join(', ')}.`,
            'Install them, and start it with the configuration that "tollbook switch config freeswitch" writes.',
          ),
        ]
      : []),
    ...(further.length > 0
      ? [
          found(
            check,
            'warning',
            `It has loaded ${further.toSorted().join(', ')}, which Tollbook does not need.`,
            'Each module is a way in: leave out what you do not use.',
          ),
        ]
      : []),
  ];
}

const MINUTE_MS = 60_000;
/** FreeSWITCH tries twice before it keeps a record, and a command sends it again. */
const SPOOL_OLD_MS = 10 * MINUTE_MS;

/** Records that wait there are calls that are not charged exactly yet. */
export function spoolOf({ folder, files, oldestAt }: SpoolFacts, now: Date): Found {
  if (files === 0 || oldestAt === null) return found('call records', 'ok', `None waits in ${folder}.`);
  const ageMs = now.getTime() - oldestAt.getTime();
  return found(
    'call records',
    ageMs > SPOOL_OLD_MS ? 'wrong' : 'warning',
    `${files} wait in ${folder}, the oldest for ${Math.floor(ageMs / MINUTE_MS)} min: FreeSWITCH could not hand them over.`,
    `Run "tollbook switch resubmit ${folder}".`,
  );
}
