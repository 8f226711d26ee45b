/** What an installation lacks, told from facts: what is wrong now, what may go wrong, and what to do about each. */

import { freeswitchOf, spoolOf, type FreeswitchFacts, type SpoolFacts } from './doctor-freeswitch.ts';
import { found, type Found } from './doctor-found.ts';
import { promptsOf, type PromptFacts } from './doctor-prompts.ts';

export type { Found } from './doctor-found.ts';

export type Facts = Readonly<{
  now: Date;
  /** As PostgreSQL counts: 170004 is 17.4. */
  databaseVersion: number;
  isDurable: boolean;
  /** Locks that PostgreSQL has for all, and those that one statement over all days of movements takes. */
  locksMax: number;
  locksOfAllDays: number;
  /** Whether PostgreSQL writes the details of errors, and so e-mail addresses, into its log. */
  areDetailsLogged: boolean;
  /** By how much the database's clock is ahead of ours, in milliseconds. */
  clockAheadMs: number;
  missingMigrations: readonly string[];
  /** Of the data directory, and of everything in its folder of secrets, by path. */
  modes: readonly Readonly<{
    path: string;
    mode: number;
    /** The bits that it must not have. */
    forbidden: number;
  }>[];
  /** Whether the key that seals secrets comes from the environment. */
  isKeyGiven: boolean;
  /** Of the disk with the data directory; null when the database is elsewhere. */
  freeBytes: number | null;
  hasUnusedOneTimePassword: boolean;
  isSecondFactorRequired: boolean;
  staffWithoutSecondFactor: number;
  /** Settings of the operator that switch a guard off. */
  guardsOff: readonly string[];
  isPanelForOthers: boolean;
  switches: readonly (OtherSwitchFacts | FreeswitchFacts)[];
  /** Null: nobody asked to look there. */
  cdrSpool: SpoolFacts | null;
  /** Of card calls. */
  prompts: PromptFacts;
  /** Countries (ISO 3166) of customers whose calls for help no trunk carries. */
  countriesWithoutHelp: readonly string[];
  /** Gateways in service that calls go past, because calls failed there. */
  unhealthyGateways: readonly Readonly<{ trunk: string; gateway: string; since: Date; isSilent: boolean }>[];
  /** Networks of one reseller's customer inside those of another's. */
  overlaps: readonly Readonly<{ network: string; number: string; inNetwork: string; ofNumber: string }>[];
  /** The oldest event of a switch that nobody has read yet. */
  oldestEventAt: Date | null;
  rejectedEvents: number;
  /** Issued more than an hour ago, and no PDF is kept of them. */
  documentsWithoutFile: number;
  /** Paid, and not credited yet. */
  heldCardPayments: number;
  /** Of exchange rates; null = none is fetched. */
  exchangeFeed: Readonly<{ succeededAt: Date | null; failure: string | null }> | null;
  waitingMails: number;
  hasMailServer: boolean;
  hasPartitionOfTomorrow: boolean;
  oldestUnsealedAt: Date | null;
  lastBackupAt: Date | null;
  /** When the first account was made: nothing is lost of an installation of an hour. */
  isInUse: boolean;
}>;

type OtherSwitchFacts = Readonly<{
  kind: 'kamailio' | 'asterisk' | 'other';
  name: string;
  lastSeenAt: Date | null;
  /** null = it takes no requests. */
  isReachable: boolean | null;
  /** Such as "5.6.3", of Kamailio; null = it cannot be asked. */
  version: string | null;
}>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const GIB = 1024 ** 3;
/** The release of Kamailio that the tests run. */
const KAMAILIO_TRIED = '5.6';
/** So many statements, panel and charging together, look at the past at one moment. */
const READERS_AT_ONCE = 10;
/** The oldest PostgreSQL that is tried. */
const VERSION_MIN = 150_000;

/** In the order in which they are shown; each check says something, also when all is well. */
export function diagnose(facts: Facts): readonly Found[] {
  return [
    ...databaseOf(facts),
    ...secretsOf(facts),
    ...settingsOf(facts),
    ...switchesOf(facts),
    ...(facts.cdrSpool === null ? [] : [spoolOf(facts.cdrSpool, facts.now)]),
    promptsOf(facts.prompts),
    emergencyOf(facts),
    gatewaysOf(facts),
    overlapsOf(facts),
    ...workOf(facts),
    backupOf(facts),
  ];
}

function databaseOf(facts: Facts): readonly Found[] {
  const { locksMax, locksOfAllDays } = facts;
  const { databaseVersion, isDurable, areDetailsLogged, clockAheadMs, missingMigrations, freeBytes } = facts;
  const version = `${Math.floor(databaseVersion / 10_000)}.${databaseVersion % 10_000}`;
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  return [
    databaseVersion >= VERSION_MIN
      ? found('database', 'ok', `PostgreSQL ${version}.`)
      : found('database', 'wrong', `PostgreSQL ${version} is older than 15.`, 'Upgrade PostgreSQL.'),
    isDurable
      ? found('durability', 'ok', 'What was committed survives a power failure.')
      : found(
          'durability',
          'wrong',
          'fsync, full_page_writes or synchronous_commit is off.',
          'Set all three on in postgresql.conf and reload PostgreSQL.',
        ),
    locksOfAllDays * READERS_AT_ONCE <= locksMax
      ? found('locks', 'ok', 'There are locks enough for all days of movements.')
      : found(
          'locks',
          'warning',
          `A statement over all days takes ${locksOfAllDays} locks, and there are ${locksMax} for all together.`,
          'Set max_locks_per_transaction = 1024 in postgresql.conf and restart PostgreSQL.',
        ),
    areDetailsLogged
      ? found(
          'database log',
          'warning',
          'PostgreSQL logs the details of errors, which name e-mail addresses: no erasure reaches its log.',
          'Set log_error_verbosity = terse in postgresql.conf and reload PostgreSQL.',
        )
      : found('database log', 'ok', 'PostgreSQL logs errors without what is personal in them.'),
    missingMigrations.length === 0
      ? found('schema', 'ok', 'The schema is that of this program.')
      : found(
          'schema',
          'wrong',
          `The database lacks ${missingMigrations.length} migrations, from ${missingMigrations[0]} on.`,
          'Run "tollbook migrate", or start this version of the server.',
        ),
    seconds <= 2
      ? found('clock', 'ok', 'The clocks of database and program agree.')
      : found(
          'clock',
          seconds > 30 ? 'wrong' : 'warning',
          `The clock of the database is ${seconds} s ${clockAheadMs > 0 ? 'ahead' : 'behind'}.`,
          'Let both machines follow a time server (NTP).',
        ),
    ...(freeBytes === null
      ? []
      : [
          freeBytes >= 2 * GIB
            ? found('disk', 'ok', `${(freeBytes / GIB).toFixed(1)} GiB are free.`)
            : found(
                'disk',
                freeBytes < GIB / 2 ? 'wrong' : 'warning',
                `Only ${(freeBytes / GIB).toFixed(1)} GiB are free on the disk of the data directory.`,
                'Make room: without it calls are refused.',
              ),
        ]),
  ];
}

function secretsOf({ modes, isKeyGiven, hasUnusedOneTimePassword }: Facts): readonly Found[] {
  const open = modes.filter(({ mode, forbidden }) => (mode & forbidden) !== 0);
  return [
    open.length > 0
      ? found(
          'secrets',
          'wrong',
          `Others may enter or write ${open.map(({ path, mode }) => `${path} (mode ${(mode & 0o777).toString(8)})`).join(', ')}.`,
          'Run chmod go= on what is in secrets, and chmod go-w on the data directory. What was open may be known: renew it.',
        )
      : found(
          'secrets',
          'ok',
          isKeyGiven
            ? 'The key comes from the environment; the other secrets are for their owner alone.'
            : 'The key is for its owner alone, as is everything beside it.',
        ),
    hasUnusedOneTimePassword
      ? found(
          'password',
          'warning',
          'The one-time password of the first start was never used.',
          'Sign in with it and choose another.',
        )
      : found('password', 'ok', 'No one-time password of the operator is open.'),
  ];
}

function settingsOf(facts: Facts): readonly Found[] {
  const { isSecondFactorRequired, staffWithoutSecondFactor, guardsOff, isPanelForOthers } = facts;
  const people = staffWithoutSecondFactor === 1 ? '1 person' : `${staffWithoutSecondFactor} people`;
  return [
    isSecondFactorRequired || !isPanelForOthers
      ? found('second factor', 'ok', 'Staff needs one, or the panel is for this machine alone.')
      : found(
          'second factor',
          'warning',
          `The panel is open to others, and ${people} of the staff sign in with a password alone.`,
          'Set up second factors, then require them: sign_in.second_factor_required_for_staff.',
        ),
    guardsOff.length === 0
      ? found('guards', 'ok', 'Every guard against fraud is on.')
      : found(
          'guards',
          'warning',
          `These guards are off for everybody: ${guardsOff.join(', ')}.`,
          'Open destinations and lift caps at the accounts that need it instead.',
        ),
  ];
}

function switchesOf({ now, switches }: Facts): readonly Found[] {
  if (switches.length === 0)
    return [
      found(
        'switches',
        'warning',
        'No switch is connected: nobody can call.',
        'Run "tollbook switch config kamailio" or "tollbook switch config freeswitch".',
      ),
    ];
  return switches.flatMap((each) =>
    each.kind === 'freeswitch' ? freeswitchOf(each) : [otherSwitchOf(each, now)],
  );
}

function otherSwitchOf({ name, lastSeenAt, isReachable, version }: OtherSwitchFacts, now: Date): Found {
  const check = `switch ${name}`;
  if (isReachable === false)
    return found(
      check,
      'wrong',
      'It does not answer at its control address: limits cannot be pushed, calls cannot be ended.',
      'Check that it runs, its control address, and that it has the control key.',
    );
  if (lastSeenAt === null)
    return found(
      check,
      'warning',
      'It has never asked for a call.',
      'Check its key and the address it calls.',
    );
  const minutes = Math.floor((now.getTime() - lastSeenAt.getTime()) / MINUTE_MS);
  if (version !== null && !version.startsWith(`${KAMAILIO_TRIED}.`))
    return found(
      check,
      'warning',
      `It is Kamailio ${version}; the configuration is tried with ${KAMAILIO_TRIED}.`,
      `Install Kamailio ${KAMAILIO_TRIED}, or try calls, limits and hanging up before customers do.`,
    );
  const heard = `Last heard ${minutes < 1 ? 'just now' : `${minutes} min ago`}.`;
  return found(
    check,
    'ok',
    `${heard} ${version === null ? 'Its version cannot be asked.' : `Kamailio ${version}.`}`,
  );
}

function emergencyOf({ countriesWithoutHelp: countries }: Facts): Found {
  if (countries.length === 0)
    return found('emergency', 'ok', 'Emergency calls of every customer have a trunk.');
  return found(
    'emergency',
    'wrong',
    `No trunk carries emergency calls of customers in ${countries.join(', ')}.`,
    'Name these countries at a trunk whose carrier connects their emergency numbers.',
  );
}

function gatewaysOf({ unhealthyGateways: gateways, now }: Facts): Found {
  if (gateways.length === 0)
    return found('gateways', 'ok', 'No gateway in service is left out because calls fail there.');
  const named = gateways.map(({ trunk, gateway, since, isSilent }) => {
    const minutes = Math.floor((now.getTime() - since.getTime()) / MINUTE_MS);
    return `${gateway} of ${trunk} (for ${minutes} min${isSilent ? ', silent' : ''})`;
  });
  return found(
    'gateways',
    'warning',
    `Calls go past gateways at which calls failed: ${named.join('; ')}.`,
    'Ask the carrier, and see whether its address, port and firewall are right. They are tried again by themselves.',
  );
}

function overlapsOf({ overlaps }: Facts): Found {
  if (overlaps.length === 0)
    return found('networks', 'ok', 'No network of a customer overlaps one below another reseller.');
  const named = overlaps.map(
    ({ network, number, inNetwork, ofNumber }) => `${network} of ${number} in ${inNetwork} of ${ofNumber}`,
  );
  return found(
    'networks',
    'warning',
    `The narrower network, and the longer tech prefix, takes the calls: ${named.join('; ')}.`,
    'Ask both resellers whose addresses these are, and remove what is not meant.',
  );
}

function workOf(facts: Facts): readonly Found[] {
  const { now, oldestEventAt, rejectedEvents, waitingMails, hasMailServer } = facts;
  const ageMs = (at: Date | null) => (at === null ? 0 : now.getTime() - at.getTime());
  const minutes = (ms: number) => Math.floor(ms / MINUTE_MS);
  const eventMs = ageMs(facts.oldestEventAt);
  const sealMs = ageMs(facts.oldestUnsealedAt);
  return [
    eventMs < MINUTE_MS
      ? found(
          'events',
          'ok',
          oldestEventAt === null ? 'No event of a switch waits.' : 'Events of switches are read.',
        )
      : found(
          'events',
          'wrong',
          `Events of switches have waited for ${minutes(eventMs)} min.`,
          'Start the server; its log says what stops it.',
        ),
    rejectedEvents === 0
      ? found('rejected events', 'ok', 'Every event of a switch could be booked.')
      : found(
          'rejected events',
          'warning',
          `${rejectedEvents} events of switches could not be booked and are kept.`,
          'Look at them under Carriers, Switches, and say what became of each.',
        ),
    hasMailServer || waitingMails === 0
      ? found('mails', 'ok', waitingMails === 0 ? 'No mail waits.' : `${waitingMails} mails wait to be sent.`)
      : found(
          'mails',
          'warning',
          `${waitingMails} mails are kept: there is no mail server.`,
          'Set one up under Settings, or read them at their accounts.',
        ),
    facts.documentsWithoutFile === 0
      ? found('documents', 'ok', 'Every document of more than an hour ago has its PDF.')
      : found(
          'documents',
          'warning',
          `${facts.documentsWithoutFile} documents were issued more than an hour ago and have no PDF.`,
          'Look into the log of the server for "writing a document", mend what it says and start the server again.',
        ),
    heldOf(facts),
    feedOf(facts),
    facts.hasPartitionOfTomorrow
      ? found('partitions', 'ok', 'The tables of calls are ready for tomorrow.')
      : found(
          'partitions',
          'warning',
          'The tables of calls are not ready for tomorrow: its calls go into the default partition.',
          'Start the server: it makes them every hour.',
        ),
    sealMs < 5 * MINUTE_MS
      ? found('timeline', 'ok', 'The chain of the timeline is closed.')
      : found(
          'timeline',
          'warning',
          `Events of the timeline have waited ${minutes(sealMs)} min to be linked.`,
          'Start the server; a transaction that never ends holds them up too.',
        ),
  ];
}

function backupOf({ now, lastBackupAt, isInUse }: Facts): Found {
  const fix = 'Take one every day: "tollbook backup FOLDER", and keep secrets/master.key elsewhere.';
  if (lastBackupAt === null)
    return isInUse
      ? found('backup', 'warning', 'No backup was ever taken.', fix)
      : found('backup', 'ok', 'There is nothing to lose yet.');
  const days = Math.floor((now.getTime() - lastBackupAt.getTime()) / DAY_MS);
  return days < 2
    ? found('backup', 'ok', `The last backup is of ${lastBackupAt.toISOString()}.`)
    : found('backup', 'warning', `The last backup is ${days} days old.`, fix);
}

function heldOf({ heldCardPayments }: Facts): Found {
  const count = heldCardPayments === 1 ? '1 payment' : `${heldCardPayments} payments`;
  return heldCardPayments === 0
    ? found('card payments', 'ok', 'Every payment by card is credited.')
    : found(
        'card payments',
        'warning',
        `${count} by card came and could not be credited.`,
        'Look under Card payments what stands in the way. Mostly an exchange rate is missing: set it under Rates → Exchange rates.',
      );
}

/** Four days without a new one are a long weekend. */
const FEED_OLD_MS = 4 * DAY_MS;

function feedOf({ exchangeFeed, now }: Facts): Found {
  if (exchangeFeed === null) return found('exchange rates', 'ok', 'No feed of exchange rates is chosen.');
  const { succeededAt, failure } = exchangeFeed;
  const fix = 'Look at the address under Rates → Exchange rates, and fetch it there once you have mended it.';
  if (failure !== null)
    return found('exchange rates', 'warning', `Fetching exchange rates failed: ${failure}`, fix);
  if (succeededAt !== null && now.getTime() - succeededAt.getTime() > FEED_OLD_MS)
    return found('exchange rates', 'warning', 'No exchange rates were fetched for four days.', fix);
  return found('exchange rates', 'ok', 'Exchange rates are fetched.');
}
