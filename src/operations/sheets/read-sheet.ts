/**
 * Reads a sheet in a thread of its own: the process that charges calls only takes the rows that come out, some at a time, and stops the
 * thread when a hostile file makes it work for too long.
 */
import { Worker } from 'node:worker_threads';
import { Problem, type ProblemCode, type ProblemDetails } from '../../domain/problem.ts';
import type { SheetFrame } from './parse-sheet.ts';
import { fileProblem, SHEET_ROWS_MAX, type Sheet, type SheetRow } from './sheet.ts';

export type SheetToRead = Readonly<{ bytes: Uint8Array; encoding: string | null; rowsMax: number }>;
export type FromSheetWorker =
  | Readonly<{ row: number; cells: string }>
  | Readonly<{ frame: SheetFrame }>
  | Readonly<{ problem: Readonly<{ code: ProblemCode; details: ProblemDetails }> }>;

/** How long a thread may read, and with how much memory. */
type Limits = Readonly<{ timeMs: number; memoryMb: number }>;

/** What it takes to unpack 80 MB and to keep the texts that cells share. */
const MEMORY_MB = 512;
/** A million rates take seconds; another file may take these, and more the larger it is. */
const TIME_MS = 20_000;
const TIME_MS_A_MB = 1000;

/** Built beside this file; the build of the sources has it in a folder of its own (`scripts/build.mjs`). */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/workers/sheet-worker.mjs' : './sheet-worker.mjs',
  import.meta.url,
);

/** One at a time: the other processor is for calls. */
let last: Promise<unknown> = Promise.resolve();

/** Throws `invalid_input` at `file` when it is no sheet or passes a bound. */
export async function readSheet(
  bytes: Uint8Array,
  encoding: string | null,
  rowsMax = SHEET_ROWS_MAX,
  limits?: Limits,
): Promise<Sheet> {
  const timeMs = TIME_MS + (bytes.length / 1e6) * TIME_MS_A_MB;
  const read = () => readInThread({ bytes, encoding, rowsMax }, limits ?? { timeMs, memoryMb: MEMORY_MB });
  const sheet = last.then(read, read);
  last = sheet.catch(() => null);
  return sheet;
}

async function readInThread(workerData: SheetToRead, { timeMs, memoryMb }: Limits): Promise<Sheet> {
  const worker = new Worker(WORKER, { workerData, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const rows: SheetRow[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const frame = await new Promise<SheetFrame>((resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow()), timeMs);
      worker.on('message', (message: FromSheetWorker) => {
        if ('frame' in message) resolve(message.frame);
        else if ('problem' in message) reject(new Problem(message.problem.code, message.problem.details));
        else {
          const taken = JSON.parse(message.cells) as string[][];
          for (const [index, cells] of taken.entries()) rows.push({ row: message.row + index, cells });
          // In another turn of the loop: what else waits comes first.
          setImmediate(() => worker.postMessage('taken'));
        }
      });
      worker.on('error', (error) => reject(isOutOfMemory(error) ? tooMuchMemory() : error));
      worker.on('exit', (code) => reject(new Error(`The thread that reads a sheet ended with ${code}.`)));
    });
    return { ...frame, rows };
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooSlow(): Problem {
  return fileProblem('too_slow', 'The sheet takes too long to read. Send it as CSV, or in parts.');
}

function tooMuchMemory(): Problem {
  return fileProblem('too_large', 'The sheet takes too much memory to read. Send it as CSV, or in parts.');
}
