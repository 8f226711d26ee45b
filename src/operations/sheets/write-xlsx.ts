/** Writes XLSX (ECMA-376 part 1) as a stream: texts as inline strings, numbers as numbers, no formulas. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { cellOfText } from '../../domain/accounts/cell-text.ts';
import type { Cell } from './cell.ts';

/** What Excel can open; a longer table goes on in the next sheet. */
const SHEET_ROWS_MAX = 1_048_576;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The file in pieces. Each sheet begins with the titles. */
export async function* writeXlsx(
  titles: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) failures.push(error);
    else pieces.push(piece);
  });
  const add = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 });
    zip.add(part);
    return part;
  };
  let sheets = 0;
  let rowsInSheet = 0;
  let sheet: ZipDeflate | null = null;
  const endSheet = () => sheet?.push(strToU8('</sheetData></worksheet>'), true);
  const beginSheet = () => {
    endSheet();
    sheets += 1;
    sheet = add(`xl/worksheets/sheet${sheets}.xml`);
    sheet.push(strToU8(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rowOf(titles)}`));
    rowsInSheet = 1;
    return sheet;
  };
  let current = beginSheet();
  for await (const rows of pages) {
    for (let start = 0; start < rows.length; ) {
      if (rowsInSheet === SHEET_ROWS_MAX) current = beginSheet();
      const part = rows.slice(start, start + SHEET_ROWS_MAX - rowsInSheet);
      current.push(strToU8(part.map(rowOf).join('')));
      rowsInSheet += part.length;
      start += part.length;
    }
    if (failures[0] !== undefined) throw failures[0];
    yield* pieces;
    pieces = [];
  }
  endSheet();
  for (const [name, text] of frame(sheets)) add(name).push(strToU8(HEAD + text), true);
  zip.end();
  if (failures[0] !== undefined) throw failures[0];
  yield* pieces;
}

function rowOf(cells: readonly Cell[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`;
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'object') return `<c><v>${cell.number}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cellOfText(cell))}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML cannot have are written as _xHHHH_, and what looks like that gets its own first sign so. */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(
      // oxlint-disable-next-line no-control-regex
      /[\u0000-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** The parts that hold a workbook together. */
function frame(sheets: number): [name: string, text: string][] {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${numbers
        .map(
          (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`,
        )
        .join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbers
        .map((n) => `<sheet name="Accounts${n === 1 ? '' : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${numbers
        .map(
          (n) =>
            `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ],
  ];
}
