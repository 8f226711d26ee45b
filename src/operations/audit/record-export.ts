/** Says in the timeline who took which list as a file, and how much of it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { recordAudit } from './record-audit.ts';

/** A page of a list on its way into a file. */
export type OnRows = (rows: number) => void;

/**
 * The pieces of a file, and an event once they are taken: also for a download that broke off, with the rows that were read
 * until then. Nothing is said of a file that never began.
 */
export async function* recordedExport(
  context: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  {
    view,
    format,
  }: Readonly<{
    view: 'accounts' | 'calls' | 'coupons' | 'dids' | 'documents' | 'rates' | 'timeline';
    format: string;
  }>,
  make: (onRows: OnRows) => AsyncGenerator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  let rows = 0;
  let isBegun = false;
  const pieces = make((more) => {
    rows += more;
    isBegun = true;
  });
  try {
    yield* pieces;
  } finally {
    if (isBegun)
      await withTransaction(context.pool, (tx) =>
        recordAudit(tx, actor, {
          accountId: actor.accountId,
          action: 'export.taken',
          changes: [
            { field: 'export.view', before: null, after: view },
            { field: 'export.format', before: null, after: format },
            { field: 'export.rows', before: null, after: rows },
          ],
          happenedAt: context.now(),
        }),
      );
  }
}

/** The same pages, each counted. */
export async function* counted<Row>(
  pages: AsyncIterable<readonly Row[]>,
  onRows: OnRows,
): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) {
    onRows(page.length);
    yield page;
  }
}
