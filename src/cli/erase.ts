/** `tollbook erase --account NUMBER [--yes]`: erases what is personal of a closed account, for good. */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ConfigError, SETTINGS } from '../config.ts';
import { findingText } from '../domain/accounts/findings.ts';
import { eraseAccount, previewErasure, type Eraser } from '../operations/audit/erase-account.ts';
import { accountByNumber } from '../postgres/accounts/find-account.ts';
import { withDatabase, type DatabaseForCommand } from './with-database.ts';

const USAGE = `tollbook erase --account NUMBER [flags]
  --account NUMBER   a closed account with a balance of 0
  --reason TEXT      why, for the timeline; name nobody in it
  --yes              do not ask for the number again
and the flags of "tollbook start" that say where the data is.`;

/** Whoever runs commands on the machine may reach every account; the timeline calls it the system. */
const MACHINE: Eraser = { scopePath: '/', accountId: null, via: 'system', address: '' };

export async function run(args: string[]): Promise<number> {
  const { account: number, reason, isSure, rest } = readFlags(args);
  return withDatabase(rest, 'find', (database) => erase(database, { number, reason, isSure }));
}

async function erase(
  { pool, reads }: DatabaseForCommand,
  { number, reason, isSure }: Readonly<{ number: string; reason: string; isSure: boolean }>,
): Promise<number> {
  const now = () => new Date();
  const node = await accountByNumber(reads, number);
  if (node === null) {
    console.error(`There is no account ${number}.`);
    return 1;
  }
  const { obstacles, facts } = await previewErasure(reads, MACHINE, node.publicId, now());
  if (obstacles.length > 0) {
    for (const obstacle of obstacles) console.error(findingText(obstacle));
    return 1;
  }
  console.log(
    [
      `Account ${number} loses, for good: its profile and sign-in, ${facts.devices} SIP devices, ${facts.items} addresses`,
      `and numbers, ${facts.mails} mails, the numbers of ${facts.calls} calls, ${facts.notes} notes of movements, and what is`,
      `personal in ${facts.events} events of its timeline. Its number, money and calls stay in the books, and ${facts.documents}`,
      'documents as they were issued, with name and address.',
    ].join('\n'),
  );
  if (!isSure && !(await isRepeated(number))) {
    console.error('Nothing was erased.');
    return 1;
  }
  await eraseAccount({ pool, now }, MACHINE, node.publicId, reason);
  console.log('Erased. Backups have it until they are gone, too.');
  return 0;
}

async function isRepeated(number: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Without anybody to ask, the input ends.
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question('Type the account number again to erase it: '), ended]);
  lines.close();
  return answer.trim() === number;
}

function readFlags(args: readonly string[]) {
  const own = {
    account: { type: 'string' },
    reason: { type: 'string', default: '' },
    yes: { type: 'boolean', default: false },
  } as const;
  const ofStart = Object.fromEntries(
    Object.keys(SETTINGS).map((name) => [name, { type: 'string' as const }]),
  );
  const values = parse(args, { ...ofStart, ...own });
  const { account, reason, yes } = values;
  if (typeof account !== 'string') throw new ConfigError(`Say which account.\n\n${USAGE}`);
  if (String(reason).length > 200) throw new ConfigError('--reason has at most 200 characters.');
  const rest = Object.keys(SETTINGS).flatMap((name) =>
    typeof values[name] === 'string' ? [`--${name}`, values[name]] : [],
  );
  return { account, reason: String(reason), isSure: yes === true, rest };
}

function parse(
  args: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; default?: string | boolean }>,
): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
