/** Writes issued documents as PDF, a little after they were issued. */
import { createRendering } from '../operations/billing/render-documents.ts';
import type { FileContext } from '../operations/billing/document-file.ts';
import { runEvery } from './run-every.ts';

/** Whoever asks sooner waits for its own only. */
const LOOK_EVERY_MS = 5000;

/** The returned function stops it: what is not written yet is written after the next start. */
export function startDocuments(
  context: FileContext,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let isStopping = false;
  const told = onError('writing a document');
  const rendering = createRendering(context, (error) => told(error));
  const job = runEvery(
    LOOK_EVERY_MS,
    () => rendering.renderAll(() => isStopping),
    onError('writing documents'),
  );
  return async () => {
    isStopping = true;
    await job.stop();
  };
}
