/** Writes documents that nobody has asked for yet, so that nobody waits for one, and what was issued is kept as bytes. */
import { documentsWithoutFile } from '../../postgres/billing/document-files.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { fileOf, type FileContext } from './document-file.ts';

export type Rendering = Readonly<{
  /** Writes what there is, one document at a time; returns how many. */
  renderAll: (isStopping?: () => boolean) => Promise<number>;
}>;

const BATCH = 20;
/** Ids are taken before documents are written: one may come after others with larger ids. */
const SETTLED_MS = 600_000;

/**
 * One server of a database at a time. A document that cannot be written is told once and left for whoever asks for it, or for
 * the next start.
 */
export function createRendering(
  context: FileContext,
  onError: (error: unknown, documentId: bigint) => void,
): Rendering {
  /** Everything up to it was looked at: it is not gone through again and again. */
  let place = 0n;
  const failed = new Set<bigint>();

  const renderBatch = async (isStopping: () => boolean): Promise<number> => {
    const due = await documentsWithoutFile(context.pool, {
      after: place,
      limit: BATCH,
      leftOut: [...failed],
    });
    let rendered = 0;
    for (const { id, issuedAt } of due) {
      if (isStopping()) break;
      try {
        await fileOf(context, id);
        rendered += 1;
      } catch (error) {
        failed.add(id);
        onError(error, id);
      }
      if (context.now().getTime() - issuedAt.getTime() > SETTLED_MS) place = id;
    }
    return rendered;
  };
  return {
    renderAll: async (isStopping = () => false) => {
      let rendered = 0;
      await runAlone(context.pool, 'documents', async () => {
        for (let more = BATCH; more > 0 && !isStopping(); rendered += more)
          more = await renderBatch(isStopping);
      });
      return rendered;
    },
  };
}
