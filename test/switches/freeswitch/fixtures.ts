/** What a real FreeSWITCH 1.10.12 sent, as it was captured, and how to change single fields of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'freeswitch');

export type Captured = Readonly<{
  name: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** In the order of their names. */
export function captured(
  kind: 'directory' | 'dialplan' | 'configuration' | 'cdr' | 'httapi',
): readonly Captured[] {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.split('/').at(-1)!.startsWith(kind) && name.endsWith('.txt'))
    .toSorted()
    .map(readCaptured);
}

export function readCaptured(name: string): Captured {
  const [request = ''] = readFileSync(join(FOLDER, name), 'utf8').split('\n\n=== REPLY ===');
  const [head = '', ...rest] = request.split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
  // Forms were written with a field on each line.
  return { name, path: first.split(' ')[1]!, headers, body: rest.join('\n\n').replaceAll('\n&', '&') };
}

/** Percent-encoded as FreeSWITCH does it: not more than it needs. */
export function writeForm(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
}

export function readForm(body: string): Record<string, string> {
  const pairs = body.split('&').map((pair) => pair.split(/=(.*)/s, 2) as [string, string | undefined]);
  return Object.fromEntries(pairs.map(([name, value]) => [name, decodeURIComponent(value ?? '')]));
}
