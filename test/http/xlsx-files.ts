/** Spreadsheets for tests, out of their parts (ECMA-376). */
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from '../../src/operations/sheets/write-xlsx.ts';

const WORKBOOK = {
  'xl/workbook.xml':
    '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
};

/** A workbook with these parts besides its own. */
export function xlsx(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const all = Object.entries<string | Uint8Array>({ ...WORKBOOK, ...parts });
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        all.map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part] as const),
      ),
    ),
  );
}

/** One sheet of these rows, with these shared texts. */
export function rowsXlsx(rows: string, shared = ''): Buffer {
  return xlsx({
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...(shared === '' ? {} : { 'xl/sharedStrings.xml': `<sst>${shared}</sst>` }),
  });
}

/** 90 MB of spaces in 90 kB. */
export function xlsxBomb(): Buffer {
  return xlsx({ 'xl/worksheets/sheet1.xml': new Uint8Array(90 * 1024 * 1024).fill(0x20) });
}

/** What our own exports write of these rows. */
export async function writtenXlsx([titles = [], ...rows]: readonly (readonly string[])[]): Promise<Buffer> {
  async function* pages() {
    yield await Promise.resolve(rows);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of writeXlsx(titles, pages())) pieces.push(piece);
  return Buffer.concat(pieces);
}
