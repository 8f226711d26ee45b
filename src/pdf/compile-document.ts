/** Lays out documents and writes them as PDF. For the process that does nothing else: it takes the memory that it takes. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PrintedDocument } from '../domain/billing/print-document.ts';
import { LOGO_NAME, TEMPLATE } from './template.ts';

/** A picture of a letterhead. */
export type Logo = Readonly<{ type: 'image/png' | 'image/jpeg' | 'image/webp'; bytes: Uint8Array }>;

/** In the order of the template. All of them are under the SIL Open Font License. */
const FONT_FILES = [
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
  'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  'noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf',
  'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  'noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
  'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
  'noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf',
  'biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  'biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  'zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf',
  'nanum-gothic/400Regular/NanumGothic_400Regular.ttf',
  'nanum-gothic/700Bold/NanumGothic_700Bold.ttf',
];
/** For archives (ISO 19005-2). Tags would make a long annex ten times as large. */
const ARCHIVABLE = { pdfStandard: 'a-2b', pdfTags: false };
const PLAIN = { pdfTags: false };

/** Returns how to write one. The fonts are read once. */
export function createCompiler(): (document: PrintedDocument, logo: Logo | null) => Uint8Array {
  const require = createRequire(import.meta.url);
  const fontBlobs = FONT_FILES.map((name) => readFileSync(require.resolve(`@expo-google-fonts/${name}`)));
  // The template sees the files of this folder, which is not there: the logo is laid where it would be.
  const workspace = join('/', `tollbook-${randomUUID()}`);
  const logoPath = join(workspace, LOGO_NAME);
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
  const write = (document: PrintedDocument, format: string): Uint8Array => {
    const compiled = compiler.compile({
      mainFileContent: TEMPLATE,
      inputs: { document: JSON.stringify(document), logo: format },
    });
    const { result } = compiled;
    if (result === null) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []));
    return attempted(() => compiler.pdf(result, ARCHIVABLE)) ?? compiler.pdf(result, PLAIN);
  };
  return (document, logo) => {
    try {
      if (logo === null) return write(document, '');
      compiler.mapShadow(logoPath, Buffer.from(logo.bytes));
      // A picture that cannot be read is left out: the document is issued, and has to be had.
      return attempted(() => write(document, FORMATS[logo.type])) ?? write(document, '');
    } finally {
      if (logo !== null) compiler.unmapShadow(logoPath);
      // What was laid out is not laid out again.
      compiler.evictCache(0);
    }
  };
}

/** As Typst calls them. */
const FORMATS: Readonly<Record<Logo['type'], string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** Null when it cannot be done: a text in a script that no font has is boxes, which are no archive and still a document. */
function attempted(write: () => Uint8Array): Uint8Array | null {
  try {
    return write();
  } catch {
    return null;
  }
}
