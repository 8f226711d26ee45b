/** Reads the first sheet of an XLSX file (ECMA-376 part 1): the texts and numbers of its cells, no formulas run. */
import { SaxesParser } from 'saxes';
import type { Problem } from '../../domain/problem.ts';
import {
  fileProblem,
  SHEET_CELL_MAX,
  SHEET_COLUMNS_MAX,
  tooManyColumns,
  tooManyCells,
  tooManyRows,
  XLSX_CELLS_MAX,
} from './sheet.ts';
import type { TakeRows } from './take-rows.ts';
import { unpackXlsx } from './unpack-xlsx.ts';

const PIECE = 64 * 1024;
/** Texts that cells share: a sheet of 50,000 rows with 30 columns may have them all different. */
const SHARED_MAX = 2_000_000;
/** A cell with something in it is two. */
const ELEMENTS_MAX = 2 * XLSX_CELLS_MAX;
/** Elements in each other; a text of a cell lies in the seventh. */
const DEPTH_MAX = 50;
/** From one "<" to the next: several times the longest cell, written in references. */
const PIECE_OF_XML_MAX = 256 * 1024;
const LESS_THAN = 0x3c;

type Handlers = Readonly<{
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  /** After each piece. */
  handOver?: () => Promise<void>;
}>;

/**
 * The rows of the first sheet, `rowsMax` below the header at most, and the day that its dates count as 0. Throws
 * `invalid_input` at `file` when it is none or passes a bound.
 */
export async function readXlsx(
  bytes: Uint8Array,
  rowsMax: number,
  take: TakeRows,
): Promise<Readonly<{ serialDayZero: string }>> {
  const parts = unpackXlsx(bytes);
  const { path, serialDayZero } = await readWorkbook(parts);
  const sheet = parts.get(path);
  if (sheet === undefined)
    throw fileProblem('malformed_xlsx', 'The file has no sheet. Save it as XLSX or CSV again.');
  const shared = await readSharedTexts(parts.get('xl/sharedStrings.xml'));
  await readRows(sheet, shared, rowsMax, take);
  return { serialDayZero };
}

/** The part that holds the first sheet, as the workbook orders them, and which day is 0 (ECMA-376 18.2.28, date1904). */
async function readWorkbook(parts: ReadonlyMap<string, Uint8Array>) {
  let id: string | null = null;
  let isFrom1904 = false;
  await walk(parts.get('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'sheet') id ??= attributes['r:id'] ?? null;
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    },
  });
  let target: string | null = null;
  await walk(parts.get('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id === id && Target !== undefined) target = Target;
    },
  });
  const path = target === null ? 'worksheets/sheet1.xml' : (target as string);
  return {
    path: path.startsWith('/') ? path.slice(1) : `xl/${path}`,
    // Not the 31st: for Lotus, and so for Excel, 1900 had a 29 February.
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by the handler above
    serialDayZero: isFrom1904 ? '1904-01-01' : '1899-12-30',
  };
}

async function readSharedTexts(part: Uint8Array | undefined): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isReading = false; // in a reading aid (rPh), which is no text of the cell
  await walk(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text: (piece) => {
      if (isText && text.length <= SHEET_CELL_MAX) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isReading = false;
      if (name !== 'si') return;
      if (texts.length >= SHARED_MAX)
        throw fileProblem('too_large', 'The sheet has too many texts. Send it in parts.');
      texts.push(unescaped(text));
    },
  });
  return texts;
}

async function readRows(
  part: Uint8Array,
  shared: readonly string[],
  rowsMax: number,
  take: TakeRows,
): Promise<void> {
  let rows: string[][] = [];
  let read = 0;
  let cells: string[] = [];
  let row = 0;
  let column = 0;
  let type = '';
  let text = '';
  let isText = false;
  await walk(part, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = placeOf(attributes.r, row + 1);
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes.r ?? '') ?? column + 1;
        if (column >= SHEET_COLUMNS_MAX) throw tooManyColumns();
        type = attributes.t ?? 'n';
        text = '';
      } else isText = name === 'v' || name === 't';
    },
    text: (piece) => {
      if (isText && text.length <= SHEET_CELL_MAX) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === 'c') {
        const value = valueOf(type, text, shared);
        if (value.length > SHEET_CELL_MAX) {
          const message = `Row ${row} has a cell of more than ${SHEET_CELL_MAX} characters. Shorten it.`;
          throw fileProblem('cell_too_long', message);
        }
        while (cells.length < column) cells.push('');
        cells[column] = value;
      } else if (name === 'row') {
        // Rows that the file leaves out are blank rows of the sheet.
        if (row > rowsMax + 1) throw tooManyRows(rowsMax);
        for (; read < row - 1; read += 1) rows.push([]);
        rows.push(cells);
        read += 1;
      }
    },
    handOver: async () => {
      const taken = rows;
      rows = [];
      await take(taken);
    },
  });
}

/** Rows come in order; one that does not is taken as the next. */
function placeOf(written: string | undefined, next: number): number {
  const place = Number(written);
  return Number.isSafeInteger(place) && place >= next ? place : next;
}

/** "AB12" is column 27. */
function columnOf(place: string): number | null {
  const letters = /^([A-Z]{1,4})\d/.exec(place)?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
}

function valueOf(type: string, text: string, shared: readonly string[]): string {
  switch (type) {
    case 's':
      return shared[Number(text)] ?? '';
    case 'inlineStr':
    case 'str':
      return unescaped(text);
    case 'b':
      return text === '1' ? 'true' : 'false';
    case 'e':
      return text; // "#REF!": the check of its field will say that it cannot be used
    default:
      return numberOf(text.trim());
  }
}

/** What Excel keeps of a number, and shows. */
const DIGITS_MAX = 15;

/**
 * Excel writes long numbers with an exponent, where an account number is digits, and broken ones as the binary number that it
 * keeps: 0.0125 may be 1.2500000000000001E-2. They are read to the 15 digits that Excel shows.
 */
function numberOf(text: string): string {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/.test(text)) return text;
  if (!/[eE]/.test(text) && text.replace(/^-?0*\.?0*/, '').replace('.', '').length <= DIGITS_MAX) return text;
  const value = Number(text);
  if (Number.isInteger(value))
    return Number.isSafeInteger(value) && /[eE.]/.test(text) ? String(value) : text;
  const wholeDigits = Math.trunc(Math.abs(value)).toString().length;
  return value.toFixed(Math.max(0, DIGITS_MAX - wholeDigits)).replace(/\.?0+$/, '');
}

/** ECMA-376 22.4.2.4 writes characters that XML cannot have as _xHHHH_. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}

/** Feeds a part to the parser, piece by piece. Names come without their namespace. */
async function walk(part: Uint8Array | undefined, handlers: Handlers): Promise<void> {
  const { open, close, text, handOver } = handlers;
  if (part === undefined) return;
  checkPieces(part);
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  let [elements, depth] = [0, 0];
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    depth += 1;
    if (elements > ELEMENTS_MAX) throw tooManyCells(XLSX_CELLS_MAX);
    if (depth > DEPTH_MAX) throw malformed();
    open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(local(name));
  });
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  let mistake: Error | null = null;
  parser.on('error', (error) => (mistake ??= error));
  const decoder = new TextDecoder();
  for (let start = 0; start < part.length; start += PIECE) {
    parser.write(decoder.decode(part.subarray(start, start + PIECE), { stream: true }));
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by the handler above
    if (mistake !== null) break;
    await handOver?.();
  }
  if (mistake === null) parser.close();
  await handOver?.();
  if (mistake !== null) throw malformed();
}

/** The parser keeps a text, or a tag with its attributes, until its end. */
function checkPieces(part: Uint8Array): void {
  for (let start = 0; start < part.length; ) {
    const next = part.indexOf(LESS_THAN, start);
    const end = next === -1 ? part.length : next;
    if (end - start > PIECE_OF_XML_MAX)
      throw fileProblem('cell_too_long', 'A cell of the sheet has too long a text. Shorten it.');
    start = end + 1;
  }
}

function malformed(): Problem {
  const message = 'The file is damaged: its XML cannot be read. Save it as XLSX or CSV again.';
  return fileProblem('malformed_xlsx', message);
}
