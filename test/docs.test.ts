/** The documents say what the code does, where a machine can tell. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../src/cli/commands.ts';
import { MEANING_OF_PHRASE } from '../src/domain/cards/phrases.ts';
import { phrasePrompt } from '../src/domain/cards/speech.ts';
import { switchEvent } from '../src/schemas/charging/contract.ts';

const README_LINES_MAX = 120;
const NOT_OURS = new Set(['node_modules', 'dist', 'data', '.git', '.tmp', 'test-results']);

const documents = markdownUnder('.').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const textOf = (path: string) => documents.find((document) => document.path === path)?.text ?? '';

test('the documents are where people look for them', () => {
  expect(documents.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'README.md',
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'GLOSSARY.md',
      'SECURITY.md',
      'STYLE.md',
    ]),
  );
  const domains = readdirSync('src/domain', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of domains) {
    const text = textOf(join('src', 'domain', name, 'README.md'));
    for (const part of ['Owns', 'Does not own', 'Invariants', 'Times', 'Sources'])
      expect(text, `src/domain/${name}/README.md says ${part}`).toContain(`**${part}**`);
  }
});

test('docs/calling-cards.md names every sentence that can be recorded anew, as it is, and no other', () => {
  const section = textOf('docs/calling-cards.md')
    .split('## ')
    .find((part) => part.startsWith('Recordings'));
  const rows = [...(section ?? '').matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, name, says]) => [
    name,
    says,
  ]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(
      Object.entries(MEANING_OF_PHRASE).map(([phrase, says]) => [phrasePrompt(phrase), says]),
    ),
  );
});

test(`README.md has at most ${README_LINES_MAX} lines`, () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(README_LINES_MAX);
});

test('every link inside the repository leads to a file, and to a heading that it has', () => {
  for (const { path, text } of documents) {
    for (const [, target = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = '', heading] = target.split('#');
      const linked = file === '' ? path : join(dirname(path), file);
      expect(existsSync(linked), `${path} links to ${target}`).toBe(true);
      if (heading !== undefined) expect(headingsOf(linked), `${path} links to ${target}`).toContain(heading);
    }
  }
});

test('docs/switch-contract.md has an example of each event, and the listener would take it', () => {
  const blocks = textOf(join('docs', 'switch-contract.md')).matchAll(/^```json\n([\s\S]*?)^```$/gm);
  const examples = Array.from(blocks, ([, json = '']): unknown => JSON.parse(json));
  const events = examples.filter((value) => Object.hasOwn(Object(value), 'type'));
  expect(events.map((event) => switchEvent.parse(event).type)).toEqual([
    'authorize',
    'authorize',
    'attempt',
    'answered',
    'ended',
  ]);
});

test('README.md or docs/ name every command', () => {
  const text = documents
    .filter(({ path }) => path === 'README.md' || path.startsWith('docs'))
    .map((document) => document.text)
    .join('\n');
  for (const name of Object.keys(COMMANDS)) expect(text).toMatch(new RegExp(`tollbook ${name}\\b`));
});

test('commands and scripts that documents name exist', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const { path, text } of documents) {
    for (const [, name = ''] of text.matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts), `${path}: npm run ${name}`).toContain(name);
    for (const [, name = ''] of text.matchAll(/(?:`|npx )tollbook ([a-z]+)/g))
      expect(Object.keys(COMMANDS), `${path}: tollbook ${name}`).toContain(name);
  }
});

test('files and folders that documents name exist', () => {
  // The plan names what is still to be made.
  for (const { path, text } of documents.filter((document) => document.path !== 'PLAN.md')) {
    for (const [, file = ''] of text.matchAll(
      /`((?:src|test|docs|bench|migrations|web|scripts|bin)\/[\w./-]*\w)`/g,
    ))
      expect(existsSync(file), `${path} names ${file}`).toBe(true);
  }
});

test('the code uses the words of GLOSSARY.md', () => {
  const code = [...filesUnder('src'), ...filesUnder('migrations'), ...filesUnder('web')]
    .filter((path) => /\.(ts|tsx|sql)$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const rows = textOf('GLOSSARY.md').matchAll(/^\|(?:[^|]*\|){4}([^|]*)\|$/gm);
  const words = [...rows].flatMap(([, last = '']) =>
    Array.from(last.matchAll(/`(\w+)`/g), ([, word]) => word),
  );
  expect(words.length).toBeGreaterThan(60);
  for (const word of words)
    expect(new RegExp(`\\b${word}\\b`).test(code), `the code says ${word}`).toBe(true);
});

test('no document points out of the repository’s own folder', () => {
  for (const { path, text } of documents) {
    expect(text, path).not.toMatch(/\/work\/|\.\.\/shared|\/home\/|\/tmp\//);
  }
});

function markdownUnder(folder: string): string[] {
  return filesUnder(folder).filter((path) => path.endsWith('.md'));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesUnder(path);
    return [path];
  });
}

/** Links inside code are examples. */
function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
}

/** Headings as GitHub names them: lower case, without signs, with hyphens. */
function headingsOf(path: string): string[] {
  return Array.from(readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
