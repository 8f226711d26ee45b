/** Whatever people read about a field or a refusal is said in every language, on every page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { namedText } from '../ui/problem-text.ts';
import { PARTS } from './parts.ts';

/** Layers whose sentences reach the panel. */
const LAYERS = ['schemas', 'domain', 'operations', 'postgres'];

type Sentence = Readonly<{ file: string; text: string; pattern: RegExp }>;
/** What previews find: their codes have texts of their own. */
const FINDINGS = /domain.accounts.(closing|erasing|moving|type-change)\.ts$/;
/** What only programs send: their makers read English. */
const OF_PROGRAMS = /(schemas.(charging.contract|accounts.passkeys)|domain.charging.contradictions)\.ts$/;

/** A node of the syntax tree (ESTree). */
type Node = Readonly<{ type: string }> & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What a string or a template says between its gaps; null for anything else. */
function piecesOf({ type, value, quasis }: Node): readonly string[] | null {
  if (type === 'Literal') return typeof value === 'string' ? [value] : null;
  if (type !== 'TemplateLiteral') return null;
  return (quasis as readonly { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked);
}

/** As a pattern for keys of the catalogues, where numbers are open and what stands in a gap may be anything. */
function sentenceOf(file: string, pieces: readonly string[]): Sentence | null {
  const text = pieces.join('{n}');
  if (!/^["A-Z{].* .*\.$/s.test(text)) return null;
  const number = String.raw`(?:\{n\}|\d+(?:\.\d+)?)`;
  const escaped = pieces.map((piece) =>
    piece
      .split(/\d+(?:\.\d+)?/)
      .map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join(number),
  );
  return { file, text, pattern: new RegExp(`^${escaped.join('.*')}$`, 's') };
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  return typeof node['name'] === 'string' ? node['name'] : nameOf(node['property']);
};

/** By name, the calls whose last word is about a field. */
const REFUSING = new Set(['fieldProblem', 'fileProblem', 'fail']);

/** The message of a field, the last word of what refuses one, what a rule of zod says. */
function sentencesIn(file: string): Sentence[] {
  const found: Sentence[] = [];
  const add = (node: unknown) => {
    if (!isNode(node)) return;
    if (node.type === 'ConditionalExpression') {
      add(node['consequent']);
      add(node['alternate']);
    }
    const pieces = piecesOf(node);
    const sentence = pieces === null ? null : sentenceOf(file, pieces);
    if (sentence !== null) found.push(sentence);
  };
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isNode(value)) return;
    if (value.type === 'Property' && nameOf(value['key']) === 'message') add(value['value']);
    if (value.type === 'VariableDeclarator' && nameOf(value['id']) === 'message' && !FINDINGS.test(file))
      add(value['init']);
    if (value.type === 'CallExpression') {
      const name = nameOf(value['callee']);
      const isRule = file.includes('/schemas/') && name !== 'describe' && name !== 'meta';
      if (REFUSING.has(name) || isRule) (value['arguments'] as unknown[]).forEach(add);
    }
    Object.values(value).forEach(look);
  };
  look(parseSync(file, readFileSync(file, 'utf8')).program);
  return found;
}

const sentences = LAYERS.flatMap((layer) =>
  readdirSync(join('src', layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => !OF_PROGRAMS.test(join(layer, name)))
    .flatMap((name) => sentencesIn(join('src', layer, name))),
);

test.each([
  ['German', de.messages],
  ['Arabic', ar.messages],
])('%s says every sentence about fields and refusals', (_name, messages) => {
  expect(sentences.length).toBeGreaterThan(200);
  const keys = Object.keys(messages);
  const missing = sentences.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

test('no sentence hangs on the texts of one page', async () => {
  for (const [name, part] of Object.entries(PARTS))
    for (const load of [part.de, part.ar]) expect(await load(), name).not.toHaveProperty('messages');
});

test('what a sentence names is said in its place', () => {
  const message =
    'This begins like a VAT number of DE and has not the form of one. Check its digits, or leave DE out when it is another number.';
  expect(namedText(de.messages, message)).toMatch(
    /^Das beginnt wie eine Umsatzsteuernummer aus DE .* lassen Sie DE weg/,
  );
  expect(namedText(de.messages, message.replace('leave DE', 'leave FR'))).toBeNull();
});
