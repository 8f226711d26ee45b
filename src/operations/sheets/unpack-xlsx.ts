/** Unpacks the parts of an XLSX file that are read, piece by piece, so that a bomb is refused while it is small. */
import { Unzip, UnzipInflate } from 'fflate';
import { fileProblem } from './sheet.ts';

/** 50,000 rows of accounts are about 40 MB of XML. */
const UNPACKED_BYTES_MAX = 80 * 1024 * 1024;
const ENTRIES_MAX = 2000;
/** Deflate makes at most 1032 bytes of one, so that this makes 4 MB at most before the count is looked at. */
const PIECE = 4096;

const WANTED = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

/** The parts by name. What is counted is what was really unpacked: sizes that the file states are not believed. */
export function unpackXlsx(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const parts = new Map<string, Uint8Array[]>();
  let unpacked = 0;
  let entries = 0;
  let problem: Error | null = null;
  const fail = (code: string, message: string) => (problem ??= fileProblem(code, message));
  const unzip = new Unzip((file) => {
    entries += 1;
    if (entries > ENTRIES_MAX)
      fail('too_large', 'The file has too many parts for a spreadsheet. Save it as XLSX or CSV again.');
    if (problem !== null || !WANTED.test(file.name)) return;
    const pieces: Uint8Array[] = [];
    parts.set(file.name, pieces);
    file.ondata = (error, data) => {
      if (error !== null) fail('malformed_xlsx', 'The file is damaged: a part of it cannot be unpacked.');
      else {
        unpacked += data.length;
        if (unpacked > UNPACKED_BYTES_MAX)
          fail('too_large', 'The sheet is too large when unpacked. Send it as CSV, or in parts.');
        else pieces.push(data);
      }
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let start = 0; start < bytes.length && problem === null; start += PIECE) {
    const end = Math.min(start + PIECE, bytes.length);
    try {
      unzip.push(bytes.subarray(start, end), end === bytes.length);
    } catch (error) {
      // fflate throws plain errors for archives that it cannot read.
      if (!(error instanceof Error)) throw error;
      fail('malformed_xlsx', 'The file is no spreadsheet that can be read. Save it as XLSX or CSV again.');
    }
  }
  if (problem !== null) throw problem as Error;
  return new Map([...parts].map(([name, pieces]) => [name, Buffer.concat(pieces)]));
}
