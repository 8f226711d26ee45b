/** The import of DIDs: a carrier's sheet as the body. */
import { Problem } from '../../domain/problem.ts';
import { importDids } from '../../operations/numbering/import-dids.ts';
import { answers } from '../../schemas/answers.ts';
import { importedDids, importQuery, readDidRow } from '../../schemas/numbering/dids.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

/** 10,000 rows with long labels are about 3 MB. */
const SHEET_BYTES_MAX = 10 * 1024 * 1024;
const SHEET_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];

/** Takes the file as it is; the parsers for it exist nowhere else. */
export function addDidImportRoute(parent: App, deps: HttpDeps): void {
  void parent.register((scope, _options, done) => {
    const app: App = scope;
    app.addContentTypeParser(
      SHEET_TYPES,
      { parseAs: 'buffer', bodyLimit: SHEET_BYTES_MAX },
      (_request, body, parsed) => parsed(null, body),
    );
    app.post(
      `${API}/dids/import`,
      {
        config: { permission: 'dids:edit' },
        bodyLimit: SHEET_BYTES_MAX,
        schema: {
          tags: ['DIDs'],
          summary:
            'Import a sheet of DIDs (CSV or XLSX: Number, Label, Country, City, Provider), all rows or none',
          consumes: SHEET_TYPES,
          querystring: importQuery,
          response: answers({ 200: importedDids }),
        },
      },
      async (request) => {
        const bytes = request.body;
        if (!Buffer.isBuffer(bytes))
          throw new Problem('unsupported_media_type', { detail: 'Send the sheet as text/csv, or as XLSX.' });
        const { dryRun, encoding = null } = request.query;
        const file = { bytes, encoding, isDryRun: dryRun === 'true' };
        const { rejected, isApplied, ...counts } = await importDids(deps, actorOf(request), readDidRow, file);
        return {
          ...counts,
          rejected: rejected.map(({ row, errors }) => ({
            row,
            errors: errors.map((error) => ({ ...error })),
          })),
          applied: isApplied,
        };
      },
    );
    done();
  });
}
