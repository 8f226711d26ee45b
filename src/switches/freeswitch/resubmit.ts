/**
 * Sends the records that FreeSWITCH could not: mod_json_cdr writes them into a folder and never looks there again. What was taken is
 * committed, and its file is removed, for it holds who called whom; sending one twice changes nothing.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Resubmitting = Readonly<{
  folder: string;
  /** Of the switches' listener, such as http://127.0.0.1:8081. */
  url: string;
  key: string;
  /** Keeps what was taken in the folder "done" instead. */
  keeps: boolean;
}>;

export type Resubmitted = Readonly<{
  taken: number;
  /** What stays, by file and why: it is no record, or FreeSWITCH is still writing it. */
  staying: readonly Readonly<{ file: string; reason: string }>[];
  /** Why the rest was not sent; null = there is none. */
  stopped: string | null;
  left: number;
}>;

const ANSWER_WITHIN_MS = 30_000;
/** FreeSWITCH writes a file in one go: an unreadable one that is older is no record. */
const WRITTEN_WITHIN_MS = 10_000;

/** The oldest first. Throws what reading the folder throws. */
export async function resubmit(
  { folder, url, key, keeps }: Resubmitting,
  now: () => Date = () => new Date(),
): Promise<Resubmitted> {
  const files = recordsIn(folder);
  const staying: { file: string; reason: string }[] = [];
  let taken = 0;
  for (const [index, { name, atMs }] of files.entries()) {
    const path = join(folder, name);
    const outcome = await send(readFileSync(path), { url, key });
    if (outcome === 'taken') {
      taken += 1;
      if (keeps) {
        mkdirSync(join(folder, 'done'), { recursive: true, mode: 0o700 });
        renameSync(path, join(folder, 'done', name));
      } else rmSync(path);
    } else if ('mistake' in outcome) {
      const isYoung = now().getTime() - atMs < WRITTEN_WITHIN_MS;
      staying.push({ file: name, reason: isYoung ? 'It is being written, it seems.' : outcome.mistake });
    } else return { taken, staying, stopped: outcome.stopped, left: files.length - index };
  }
  return { taken, staying, stopped: null, left: 0 };
}

/** How many records wait in a folder; null for one that is not there. */
export function countRecords(folder: string): number | null {
  try {
    return recordsIn(folder).length;
  } catch {
    // Not there, or not for us to read: whoever asks says so.
    return null;
  }
}

function recordsIn(folder: string): readonly Readonly<{ name: string; atMs: number }>[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cdr.json'))
    .map((name) => ({ name, atMs: statSync(join(folder, name)).mtimeMs }))
    .toSorted((one, other) => one.atMs - other.atMs || one.name.localeCompare(other.name));
}

type Outcome = 'taken' | Readonly<{ mistake: string }> | Readonly<{ stopped: string }>;

async function send(body: Buffer, { url, key }: Pick<Resubmitting, 'url' | 'key'>): Promise<Outcome> {
  let response: Response;
  let said: string;
  try {
    response = await fetch(`${url}/switch/freeswitch/v1/cdr`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`resubmit:${key}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    said = await response.text();
  } catch (error) {
    const { message, cause } = error as Error;
    return {
      stopped: `Tollbook does not answer at ${url}: ${(cause as Error | undefined)?.message ?? message}`,
    };
  }
  if (response.ok) return 'taken';
  const { status } = response;
  if (status === 401)
    return { stopped: 'Tollbook does not know this key as that of an active FreeSWITCH (401).' };
  const detail = detailOf(said);
  if (status === 400 || status === 413 || status === 422) return { mistake: `${detail} (${status})` };
  return { stopped: `Tollbook could not take it: ${detail} (${status})` };
}

function detailOf(said: string): string {
  try {
    const { detail } = JSON.parse(said) as { detail?: unknown };
    if (typeof detail === 'string') return detail;
  } catch {
    // Something else answers at that address.
  }
  return said.slice(0, 200).trim() || 'no word about it';
}
