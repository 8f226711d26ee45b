/** The import of DIDs: a carrier's sheet as the body. */
import { importDids } from '../../operations/numbering/import-dids.ts';
import { answers } from '../../schemas/answers.ts';
import { importedDids, importQuery, readDidRow } from '../../schemas/numbering/dids.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { rejectedBody, SHEET_TYPES, sheetOf, withSheets } from '../sheet-body.ts';

/** 10,000 rows with long labels are about 3 MB. */
const SHEET_BYTES_MAX = 10 * 1024 * 1024;

/** Takes the file as it is; the parsers for it exist nowhere else. */
export function addDidImportRoute(parent: App, deps: HttpDeps): void {
  withSheets(parent, SHEET_BYTES_MAX, (app) => {
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
        const bytes = sheetOf(request.body);
        const { dryRun, encoding = null } = request.query;
        const file = { bytes, encoding, isDryRun: dryRun === 'true' };
        const { rejected, leftOut, isApplied, ...counts } = await importDids(
          deps,
          actorOf(request),
          readDidRow,
          file,
        );
        return {
          ...counts,
          rejected: rejectedBody(rejected),
          leftOut: [...leftOut],
          applied: isApplied,
        };
      },
    );
  });
}
