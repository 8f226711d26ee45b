/** Proves the chain over the timeline, link by link, and that what is kept of people is what was recorded. */
import { brokenLinks, headText, type Seal } from '../../domain/audit/chain.ts';
import { wronglyKept } from '../../domain/audit/personal-values.ts';
import {
  keptAfter,
  lastSeal,
  linksAfter,
  sealAt,
  unlinkedEvents,
  waitingEvents,
  type KeptRow,
} from '../../postgres/audit/audit-chain.ts';
import type { Db } from '../../postgres/pool.ts';
import { sha256 } from '../secrets.ts';

const AT_ONCE = 2000;

export type ChainReport = Readonly<{
  links: bigint;
  /** The end of the chain, to be kept elsewhere; null = nothing is linked yet. */
  head: string | null;
  /** Events that are not linked yet, and since when. */
  waiting: bigint;
  waitingSince: Date | null;
  broken: readonly string[];
}>;

/** `keptHead` is a head that somebody kept elsewhere: it must still be part of the chain. At most `namedMax` are named. */
export async function verifyChain(
  db: Db,
  { keptHead, namedMax }: Readonly<{ keptHead: Pick<Seal, 'position' | 'hash'> | null; namedMax: number }>,
): Promise<ChainReport> {
  const broken: string[] = [];
  const tell = (found: readonly string[]) => {
    broken.push(...found.slice(0, Math.max(0, namedMax - broken.length)));
  };
  let last: Seal | null = null;
  let links = 0n;
  for (;;) {
    const page = await linksAfter(db, last?.position ?? 0n, AT_ONCE);
    tell(brokenLinks(last, page, sha256));
    links += BigInt(page.length);
    last = page.at(-1)?.seal ?? last;
    if (page.length < AT_ONCE) break;
  }
  tell((await unlinkedEvents(db, namedMax)).map((id) => `event ${id}: was put in behind the chain`));
  await eachKept(db, (row) => tell(wrongIn(row)));
  if (keptHead !== null && (await sealAt(db, keptHead.position))?.hash !== keptHead.hash)
    tell([
      `link ${keptHead.position}: is not the one that was kept elsewhere, the chain was cut or made anew`,
    ]);
  const { count: waiting, since: waitingSince } = await waitingEvents(db);
  return { links, head: last === null ? null : headText(last), waiting, waitingSince, broken };
}

/** The end of the chain now, as `verifyChain` takes it. */
export async function chainHead(db: Db): Promise<string | null> {
  const last = await lastSeal(db);
  return last === null ? null : headText(last);
}

async function eachKept(db: Db, visit: (row: KeptRow) => void): Promise<void> {
  let after = 0n;
  for (;;) {
    const page = await keptAfter(db, after, AT_ONCE);
    page.forEach(visit);
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    after = last.eventId;
  }
}

function wrongIn({ eventId, addressHash, reasonHash, changes, kept }: KeptRow): string[] {
  if (addressHash === null || reasonHash === null || changes === null)
    return [`event ${eventId}: is gone, what was personal in it is still kept`];
  return wronglyKept({ addressHash, reasonHash, changes }, kept, { sha256 }).map(
    (place) => `event ${eventId}: what is kept as "${place}" is not what was recorded`,
  );
}
