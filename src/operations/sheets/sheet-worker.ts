/** The thread that reads one sheet, started by `read-sheet.ts`. The build has an entry for it. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { parseSheet } from './parse-sheet.ts';
import type { FromSheetWorker, SheetToRead } from './read-sheet.ts';

const port = known(parentPort, 'whoever started this thread');
const say = (message: FromSheetWorker) => port.postMessage(message);
const { bytes, encoding, rowsMax } = workerData as SheetToRead;
try {
  const frame = await parseSheet(bytes, encoding, rowsMax, async (row, cells) => {
    const areTaken = once(port, 'message');
    // One text is copied and read several times faster than a million of them.
    say({ row, cells: JSON.stringify(cells) });
    await areTaken;
  });
  say({ frame });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say({ problem: { code: error.code, details: error.details } });
}
port.close();
