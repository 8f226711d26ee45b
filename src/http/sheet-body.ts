/** Sheets as the body of a request, and what is told of them. */
import { Problem } from '../domain/problem.ts';
import type { App } from './app.ts';

export const SHEET_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];

/** Registers routes that take a file of at most `bytesMax` as their body; the parsers for it exist on no others. */
export function withSheets(parent: App, bytesMax: number, addRoutes: (app: App) => void): void {
  void parent.register((scope: App, _options, done) => {
    scope.addContentTypeParser(
      SHEET_TYPES,
      { parseAs: 'buffer', bodyLimit: bytesMax },
      (_request, body, parsed) => parsed(null, body),
    );
    addRoutes(scope);
    done();
  });
}

/** The file that was sent. Throws `unsupported_media_type` for a body of another kind. */
export function sheetOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new Problem('unsupported_media_type', { detail: 'Send the sheet as text/csv, or as XLSX.' });
}

/** Rows that were not taken, each with its mistakes. */
export function rejectedBody<E extends object>(
  rejected: readonly Readonly<{ row: number; errors: readonly E[] }>[],
): { row: number; errors: E[] }[] {
  return rejected.map(({ row, errors }) => ({ row, errors: errors.map((error) => ({ ...error })) }));
}
