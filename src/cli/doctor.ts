/** `tollbook doctor [--json] [--cdr-spool FOLDER]`: how an installation does, and what to do; exit code 1 when something is wrong. */
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { settingsFrom, type SettingKey } from '../domain/accounts/settings.ts';
import { diagnose, type Facts, type Found } from '../domain/doctor.ts';
import { mailServerFrom } from '../domain/mail/mail-server.ts';
import { SWITCH_CONTROL_KEY } from '../domain/routing/sealed-purposes.ts';
import { openSecret } from '../operations/secrets.ts';
import { storedSettings } from '../postgres/accounts/settings.ts';
import { networkOverlaps } from '../postgres/accounts/overlapping-networks.ts';
import { waitingEvents } from '../postgres/audit/audit-chain.ts';
import { operatorId } from '../postgres/charging/catalogue-rows.ts';
import { daysWithoutPartition, partitionDays } from '../postgres/charging/partitions.ts';
import { databaseFacts, switchFacts, type SwitchFacts } from '../postgres/doctor-facts.ts';
import { countriesWithoutHelp } from '../postgres/routing/emergency-coverage.ts';
import { readFeed } from '../postgres/rating/exchange-feed.ts';
import { unhealthyGateways } from '../postgres/routing/gateway-health.ts';
import { projectRoot } from '../project-root.ts';
import { mistakesOfOwnPrompts, missingPrompts } from '../switches/freeswitch/prompts.ts';
import { examineFreeswitch } from '../switches/freeswitch/examine.ts';
import { greetKamailio } from '../switches/kamailio/control.ts';
import { withDatabase, type DatabaseForCommand } from './with-database.ts';

/** Enough to begin with; the next run names the next. */
const OVERLAPS_NAMED_MAX = 10;
const GATEWAYS_NAMED_MAX = 20;
const MARKS = { ok: 'ok     ', warning: 'WARNING', wrong: 'WRONG  ' } as const;

export async function run(args: string[]): Promise<number> {
  const isJson = args.includes('--json');
  const { folder, rest } = spoolIn(args.filter((arg) => arg !== '--json'));
  if (folder === undefined) {
    console.error('Name the folder of the records that FreeSWITCH keeps: --cdr-spool state/storage/cdr');
    return 2;
  }
  const found = await withDatabase(rest, 'find', async (database) =>
    diagnose(await factsOf(database, folder)),
  );
  if (isJson) console.log(JSON.stringify({ found }));
  else for (const line of found.flatMap(linesOf)) console.log(line);
  return found.some(({ level }) => level === 'wrong') ? 1 : 0;
}

function linesOf({ check, level, message, fix }: Found): string[] {
  const line = `${MARKS[level]}  ${check.padEnd(15)}  ${message}`;
  return fix === '' ? [line] : [line, `${' '.repeat(26)}${fix}`];
}

/** Of FreeSWITCH, on this machine; undefined = it is none. The other flags say which installation. */
function spoolIn(args: readonly string[]): Readonly<{ folder: string | null | undefined; rest: string[] }> {
  const place = args.findIndex((arg) => arg === '--cdr-spool');
  if (place < 0) return { folder: null, rest: [...args] };
  const folder = args[place + 1];
  const isThere = folder !== undefined && !folder.startsWith('--') && existsSync(folder);
  return { folder: isThere ? folder : undefined, rest: args.toSpliced(place, 2) };
}

function spoolFacts(folder: string): NonNullable<Facts['cdrSpool']> {
  const kept = readdirSync(folder).filter((name) => name.endsWith('.cdr.json'));
  const times = kept.map((name) => statSync(join(folder, name)).mtimeMs);
  return { folder, files: kept.length, oldestAt: kept.length === 0 ? null : new Date(Math.min(...times)) };
}

async function factsOf(
  { config, reads, masterKey }: DatabaseForCommand,
  spool: string | null,
): Promise<Facts> {
  const asked = Date.now();
  const { version, at, ...ofDatabase } = await databaseFacts(reads);
  const now = new Date();
  const stored = await storedSettings(reads, await operatorId(reads));
  const settings = settingsFrom(stored);
  const guards = Object.entries(settings).filter(([key]) => key.startsWith('guards.'));
  const directory = resolve(config.dataDirectory);
  const { bavail, bsize } = statfsSync(existsSync(directory) ? directory : '.');
  return {
    ...ofDatabase,
    hasMailServer: mailServerFrom(stored) !== null,
    now,
    databaseVersion: version,
    // The answer was on its way for half of the time.
    clockAheadMs: at.getTime() - (asked + now.getTime()) / 2,
    // One that lacks some is refused before.
    missingMigrations: [],
    modes: modesIn(directory),
    isKeyGiven: config.masterKey !== null,
    freeBytes: config.databaseUrl === null ? bavail * bsize : null,
    isSecondFactorRequired: settings['sign_in.second_factor_required_for_staff'],
    guardsOff: guards
      .filter(([, value]) => value === null || value === true)
      .map(([name]) => name as SettingKey),
    isPanelForOthers: config.publicUrl?.startsWith('https:') ?? false,
    switches: await Promise.all((await switchFacts(reads)).map((each) => switchOf(each, masterKey))),
    cdrSpool: spool === null ? null : spoolFacts(spool),
    prompts: {
      missing: await missingPrompts(join(projectRoot(), 'dist', 'prompts')),
      mistakes: await mistakesOfOwnPrompts(join(directory, 'prompts')),
    },
    countriesWithoutHelp: await countriesWithoutHelp(reads),
    exchangeFeed: settings['exchange.feed_url'] === null ? null : await feedFacts(reads),
    unhealthyGateways: await unhealthyGateways(reads, GATEWAYS_NAMED_MAX),
    overlaps: await networkOverlaps(reads, OVERLAPS_NAMED_MAX),
    hasPartitionOfTomorrow: (await daysWithoutPartition(reads, partitionDays(now, 2))).length === 0,
    oldestUnsealedAt: (await waitingEvents(reads)).since,
  };
}

/** Of the data directory, its folder of secrets, and every file in that. */
function modesIn(directory: string): Facts['modes'] {
  const secrets = join(directory, 'secrets');
  const files = existsSync(secrets) ? readdirSync(secrets, { recursive: true, encoding: 'utf8' }) : [];
  // PostgreSQL runs as a user of its own when we are root, and has to pass through.
  return [directory, secrets, ...files.map((name) => join(secrets, name))]
    .filter((path) => existsSync(path))
    .map((path) => ({
      path,
      mode: statSync(path).mode,
      forbidden: path === directory ? 0o022 : 0o077,
    }));
}

async function switchOf(
  { name, kind, lastSeenAt, controlUrl, sealedControlKey }: SwitchFacts,
  masterKey: Buffer,
): Promise<Facts['switches'][number]> {
  const key = sealedControlKey === null ? '' : openSecret(masterKey, SWITCH_CONTROL_KEY, sealedControlKey);
  if (kind === 'freeswitch') return { kind, name, socket: await examineFreeswitch(controlUrl, key) };
  // One without a control address takes no requests.
  const greeted =
    controlUrl === null || kind !== 'kamailio'
      ? { isReachable: null, version: null }
      : await greetKamailio({ url: controlUrl, key });
  return { kind, name, lastSeenAt, ...greeted };
}

async function feedFacts(reads: DatabaseForCommand['reads']) {
  const { succeededAt = null, failure = null } = (await readFeed(reads)) ?? {};
  return { succeededAt, failure };
}
