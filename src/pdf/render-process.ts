/** The process that writes documents as PDF, started by `document-renderer.ts`. The build has an entry for it. */
import { setPriority } from 'node:os';
import type { BillingDocument } from '../domain/billing/document.ts';
import { printDocument, type Annex } from '../domain/billing/print-document.ts';
import { createCompiler, type Logo } from './compile-document.ts';

export type ToRender = Readonly<{ document: BillingDocument; annex: Annex | null; logo: Logo | null }>;
/** `isFull`: it has grown, and is to be ended. */
export type Rendered =
  | Readonly<{ pdf: Uint8Array; isFull: boolean }>
  | Readonly<{ error: string; isFull: boolean }>;

const MEMORY_BYTES_MAX = 400 * 1024 * 1024;

// Calls come first.
setPriority(10);
const compile = createCompiler();
process.on('message', (asked: ToRender) => {
  process.send?.(answerTo(asked));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());

function answerTo({ document, annex, logo }: ToRender): Rendered {
  const isFull = () => process.memoryUsage().rss > MEMORY_BYTES_MAX;
  try {
    return { pdf: compile(printDocument(document, annex), logo), isFull: isFull() };
  } catch (error) {
    return { error: String(error), isFull: isFull() };
  }
}
