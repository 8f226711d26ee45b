/** Documents as PDF, by the process that writes them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { afterAll, expect, test } from 'vitest';
import type { DocumentContent } from '../domain/billing/document.ts';
import { invoice } from '../domain/billing/print-document.fixtures.ts';
import { printDocument } from '../domain/billing/print-document.ts';
import { createDocumentRenderer } from './document-renderer.ts';
import { TEMPLATE } from './template.ts';

const renderer = createDocumentRenderer();
afterAll(renderer.stop);

const HOSTILE = [
  '#panic("x") #read("/etc/passwd")',
  '$x$ *b* _i_ = h',
  ']] [ } { ) (',
  '" \\ \' `code`',
  '=1+1',
  '<label> @ref',
  '// c /* c */',
  '{calls} {page}',
];
const evil = HOSTILE.join(' ');

function hostileContent(): Partial<DocumentContent> {
  const of = { name: evil, address: [evil], taxNumber: evil };
  return {
    issuer: { ...of, footer: [evil], logoHash: null },
    customer: { ...of, accountNumber: evil, company: evil, reference: evil },
    lines: [
      { kind: 'charge', text: evil, amountMicros: '1000000' },
      { kind: 'payment', text: evil, method: evil, counterparty: evil, amountMicros: '1000000' },
    ],
    note: `${evil}\n${evil}`,
    corrects: { number: evil, issuedAt: '2026-10-01T00:00:00Z', reason: evil },
  };
}

/** What stands on the pages, as whoever copies it gets it. */
function textOf(printed: ReturnType<typeof printDocument>): string {
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  );
  const compiler = NodeCompiler.create({
    workspace: '/nonexistent',
    fontArgs: [{ fontBlobs: [readFileSync(font)] }],
  });
  const inputs = { document: JSON.stringify(printed), logo: '' };
  const svg = compiler.svg({ mainFileContent: TEMPLATE, inputs });
  return Array.from(svg.matchAll(/class="tsel"[^>]*>([^<]*)</g), ([, text = '']) => text)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

test('what people wrote is printed as it is, and does nothing', async () => {
  const hostile = invoice({ kind: 'credit_note', number: evil }, hostileContent());
  const text = textOf(printDocument(hostile, null)).replaceAll(/\s/g, '');
  for (const each of HOSTILE) {
    const found = text.split(each.replaceAll(/\s/g, '')).length - 1;
    // Once in each of its places.
    expect(found, each).toBeGreaterThanOrEqual(16);
  }
  expect(text).not.toContain('root:');
  expect(Buffer.from(await renderer.render(hostile, null, null)).toString('latin1', 0, 5)).toBe('%PDF-');
});

const LOGOS = {
  'image/png':
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'image/jpeg':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAv/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIgGL//Z',
  'image/webp': 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA',
} as const;
const sizeOf = async (over: Partial<DocumentContent>, logo: Parameters<typeof renderer.render>[2] = null) =>
  (await renderer.render(invoice({}, over), null, logo)).length;

test('in any script, from right to left, with a logo; and the same document twice is the same bytes', async () => {
  const { customer } = invoice().content;
  const named = (name: string) => ({ customer: { ...customer, name } });
  const least = await sizeOf(named('Ada'));
  // Its font is in the file.
  for (const name of ['山田 太郎 张伟', '김철수', 'שלום', 'नमस्ते', 'สวัสดี', 'محمد', 'Жук Ωμέγα'])
    expect(await sizeOf(named(name)), name).toBeGreaterThan(least + 200);
  expect(await sizeOf({ language: 'ar' })).toBeGreaterThan(least);
  // A script that no font has is printed as boxes.
  expect(await sizeOf(named('𓀀𓀁'))).toBeGreaterThan(1000);
  const bare = await sizeOf({});
  for (const type of ['image/png', 'image/jpeg', 'image/webp'] as const)
    expect(await sizeOf({}, { type, bytes: Buffer.from(LOGOS[type], 'base64') }), type).toBeGreaterThan(bare);
  const issued = invoice();
  const [first, second] = [
    await renderer.render(issued, null, null),
    await renderer.render(issued, null, null),
  ];
  expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
});

test('a picture that is none is left out, and the document is there all the same', async () => {
  const issued = invoice();
  const broken = { type: 'image/png' as const, bytes: Buffer.from('<svg/>') };
  const without = await renderer.render(issued, null, null);
  expect(Buffer.compare(Buffer.from(await renderer.render(issued, null, broken)), Buffer.from(without))).toBe(
    0,
  );
});

test('300 lines and hundreds of calls go over many pages; what takes too long is ended, and another is written', async () => {
  const line = invoice().content.lines[1]!;
  const lines = Array.from({ length: 300 }, () => line);
  const calls = Array.from({ length: 600 }, (_, n) => ({
    startedAt: new Date(n * 1000),
    caller: '+493012345678',
    destination: `+4420${n}`,
    seconds: n,
    amountMicros: BigInt(n),
    line: n % 300,
  }));
  const long = invoice({}, { lines });
  const annex = { calls, all: 600 };
  expect((await renderer.render(long, annex, null)).length).toBeGreaterThan(60_000);
  const impatient = createDocumentRenderer({ timeMs: 1 });
  await expect(impatient.render(long, annex, null)).rejects.toThrow('longer than 1 ms');
  await impatient.stop();
  await expect(impatient.render(long, annex, null)).rejects.toThrow('ends');
});
