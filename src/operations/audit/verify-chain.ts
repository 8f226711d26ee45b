/** Proves the chain over the timeline, link by link, and that what is kept of people is what was recorded. */
import { brokenLinks, headText, type Seal } from '../../domain/audit/chain.ts';
import { missingOf, wronglyKept } from '../../domain/audit/personal-values.ts';
import {
  erasingEvents,
  keptAfter,
  keptOfNothing,
  lastSeal,
  linksAfter,
  sealAt,
  unlinkedEvents,
  waitingEvents,
  type KeptRow,
} from '../../postgres/audit/audit-chain.ts';
import { retentionMark } from '../../postgres/audit/retention.ts';
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
  tell(
    (await keptOfNothing(db, namedMax)).map(
      (id) => `event ${id}: is gone, what was personal in it is still kept`,
    ),
  );
  const causes = { erasedBy: await erasingEvents(db), endedBefore: await retentionMark(db, 'timeline') };
  await eachEvent(db, (row) => tell([...wrongIn(row), ...missingIn(row, causes)]));
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

async function eachEvent(db: Db, visit: (row: KeptRow) => void): Promise<void> {
  let after = 0n;
  for (;;) {
    const page = await keptAfter(db, after, AT_ONCE);
    page.forEach(visit);
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    after = last.id;
  }
}

function wrongIn({ id, kept, ...event }: KeptRow): string[] {
  return wronglyKept(event, kept ?? {}, { sha256 }).map(
    (place) => `event ${id}: what is kept as "${place}" is not what was recorded`,
  );
}

type Causes = Readonly<{
  /** By account: the event that says it was erased or taken back. */
  erasedBy: ReadonlyMap<bigint, bigint>;
  /** What happened before was ended by its retention. */
  endedBefore: Date | null;
}>;

/** Erasing an account takes everything about it, and the address of what it did to others; both before it was erased. */
function missingIn(row: KeptRow, { erasedBy, endedBefore }: Causes): string[] {
  const { id, accountId, actorId, happenedAt, kept } = row;
  const isErased = (account: bigint | null) => account !== null && (erasedBy.get(account) ?? 0n) > id;
  if (isErased(accountId) || (endedBefore !== null && happenedAt < endedBefore)) return [];
  return missingOf(row, kept ?? {})
    .filter((place) => place !== 'address' || !isErased(actorId))
    .map((place) => `event ${id}: what was kept as "${place}" is gone, and nothing says why`);
}
