/** The PDFs of a list in one ZIP, made while it is taken. */
import { Zip, ZipPassThrough } from 'fflate';
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { listDocuments, type DocumentFilter } from '../../postgres/billing/list-documents.ts';
import { recordedExport, type OnRows } from '../audit/record-export.ts';
import { fileOf, type FileContext } from './document-file.ts';

/** More would keep a browser waiting for minutes. */
const DOWNLOADED_MAX = 1000;
const PAGE = 100;
const MORE = 'MORE-DOCUMENTS.txt';

type Deps = FileContext & Readonly<{ reads: pg.Pool }>;

/** The newest documents of the filter, each named by its number. Where there are more, a text in the ZIP says so. */
export function downloadDocuments(
  deps: Deps,
  actor: Actor,
  filter: DocumentFilter,
): AsyncGenerator<string | Uint8Array> {
  return recordedExport(deps, actor, { view: 'documents', format: 'zip' }, (onRows) =>
    zipped(filesOf(deps, filter, onRows)),
  );
}

type File = Readonly<{ name: string; bytes: Uint8Array }>;

async function* filesOf(deps: Deps, filter: DocumentFilter, onRows: OnRows): AsyncGenerator<File> {
  const names = new Set<string>();
  let taken = 0;
  onRows(0);
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listDocuments(deps.reads, filter, { cursor, limit: PAGE });
    for (const { id, number, accountNumber, publicId } of page.rows) {
      // Issuers number their documents themselves: two may have the same.
      const wanted = [number, `${number} ${accountNumber}`, `${number} ${publicId}`].map(fileName);
      const name = wanted.find((each) => !names.has(each)) ?? publicId;
      names.add(name);
      const { pdf } = await fileOf(deps, id);
      yield { name: `${name}.pdf`, bytes: pdf };
      taken += 1;
      onRows(1);
    }
    cursor = page.nextCursor;
    if (cursor !== null && taken >= DOWNLOADED_MAX) {
      const text = `Only the newest ${DOWNLOADED_MAX} documents of this list are in this file. Narrow the filters to get the others.\n`;
      yield { name: MORE, bytes: Buffer.from(text) };
      return;
    }
  }
}

/** A number as a name that every system takes. */
export function fileName(number: string): string {
  return number.replaceAll(/[^\p{L}\p{N}. _-]/gu, '_').replace(/^[. ]+/, '_');
}

/** PDFs are compressed already: they are only put together. */
async function* zipped(files: AsyncIterable<File>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    pieces.push(piece);
  });
  for await (const { name, bytes } of files) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
    yield* pieces.splice(0);
  }
  zip.end();
  yield* pieces.splice(0);
}
