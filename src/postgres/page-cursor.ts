/** Keyset paging: a cursor carries the place after the last row, so pages neither repeat nor skip. */
import { isUuid } from '../domain/ids.ts';
import { fieldProblem } from '../domain/problem.ts';

type Part = string | bigint;

/** Writes the place of a row in its order. `order` names the order: a cursor fits no other. */
export function writeCursor(order: string, parts: readonly Part[]): string {
  const texts = parts.map((part) => (typeof part === 'bigint' ? `n${part}` : `s${part}`));
  return Buffer.from(JSON.stringify([order, ...texts])).toString('base64url');
}

/** What a part of a cursor is: 's' a text, 'n' a whole number, 'd' an instant, 'u' a UUID. */
type PartShape = 's' | 'n' | 'd' | 'u';

/** The order of a list and what its cursors carry. */
export type CursorShape = Readonly<{ order: string; parts: readonly PartShape[] }>;

/** Reads a cursor of this list and order; throws `invalid_input` at `cursor` for any other text. */
export function readCursor(cursor: string | undefined, shape: CursorShape): readonly Part[] | null {
  if (cursor === undefined) return null;
  const texts = parseCursor(cursor);
  const isOfThisList = texts?.[0] === shape.order && texts.length === shape.parts.length + 1;
  const parts = isOfThisList
    ? texts.slice(1).map((text, index) => readPart(text, shape.parts[index]))
    : [null];
  const known = parts.filter((part) => part !== null);
  if (known.length === shape.parts.length) return known;
  throw fieldProblem(
    'cursor',
    'invalid_cursor',
    'Send nextCursor of the page before, with the same filters and sort.',
  );
}

/** Cuts a page out of rows that were read one more than the limit. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): { rows: readonly Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

function parseCursor(cursor: string): string[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isList =
      Array.isArray(value) && value.every((part) => typeof part === 'string' && !part.includes('\0'));
    return isList ? (value as string[]) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readPart(text: string, shape: PartShape | undefined): Part | null {
  if (shape === 'n') return /^n\d{1,18}$/.test(text) ? BigInt(text.slice(1)) : null;
  if (!text.startsWith('s')) return null;
  const value = text.slice(1);
  if (shape === 'd')
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : null;
  if (shape === 'u') return isUuid(value) ? value : null;
  return shape === 's' ? value : null;
}
