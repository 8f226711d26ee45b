/** The process that writes documents as PDF, started by `document-renderer.ts`. The build has an entry for it. */
import { setPriority } from 'node:os';
import type { PrintedDocument } from '../domain/billing/print-document.ts';
import { createCompiler, type Logo } from './compile-document.ts';

export type ToRender = Readonly<{ document: PrintedDocument; logo: Logo | null }>;
/** `isFull`: it has grown, and is to be ended. */
export type Rendered =
  | Readonly<{ pdf: Uint8Array; isFull: boolean }>
  | Readonly<{ error: string; isFull: boolean }>;

const MEMORY_BYTES_MAX = 400 * 1024 * 1024;

// Calls come first.
setPriority(10);
const compile = createCompiler();
process.on('message', ({ document, logo }: ToRender) => {
  process.send?.(answerTo({ document, logo }));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());

function answerTo({ document, logo }: ToRender): Rendered {
  const isFull = () => process.memoryUsage().rss > MEMORY_BYTES_MAX;
  try {
    return { pdf: compile(document, logo), isFull: isFull() };
  } catch (error) {
    return { error: String(error), isFull: isFull() };
  }
}
