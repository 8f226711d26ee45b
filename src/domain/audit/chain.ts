/**
 * The chain over the timeline: each link has the hash of the one before and of its event. Whoever changes, removes, swaps
 * or puts in an event leaves a link that does not fit.
 */
import { assert } from '../assert.ts';

/** An event as the chain has it: everything but the personal values, of which it has hashes. */
export type ChainedEvent = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  actorId: bigint | null;
  asAccountId: bigint | null;
  via: string;
  action: string;
  addressHash: string;
  reasonHash: string;
  /** JSON as the database writes it. */
  changesText: string;
  happenedAtMicros: bigint;
}>;

export type Seal = Readonly<{
  /** 1, 2, 3, …: a gap is a link that is gone. */
  position: bigint;
  eventId: bigint;
  /** 64 hexadecimal digits. */
  previousHash: string;
  hash: string;
}>;

type Sha256 = (text: string) => string;

/** What the first link follows. */
const CHAIN_START = '0'.repeat(64);
/** Part of what is hashed, so that another form can be told apart. */
const FORM = 'tollbook audit 1';

/** The link of `event` behind `previous`; null = the first. */
export function sealOf(previous: Seal | null, event: ChainedEvent, sha256: Sha256): Seal {
  assert(previous === null || event.id > previous.eventId, 'events are linked in the order of their ids');
  const previousHash = previous?.hash ?? CHAIN_START;
  return {
    position: (previous?.position ?? 0n) + 1n,
    eventId: event.id,
    previousHash,
    hash: hashOf(previousHash, event, sha256),
  };
}

/** Says of each link behind `previous` what is wrong with it; an event that is not there any more is null. */
export function brokenLinks(
  previous: Seal | null,
  links: readonly Readonly<{ seal: Seal; event: ChainedEvent | null }>[],
  sha256: Sha256,
): readonly string[] {
  return links.flatMap(({ seal, event }, index) => {
    const before = index === 0 ? previous : (links[index - 1]?.seal ?? null);
    const found: string[] = [];
    const name = `link ${seal.position} (event ${seal.eventId})`;
    const isNext = seal.position === (before?.position ?? 0n) + 1n;
    if (!isNext) found.push(`${name}: what stood before it was removed`);
    if (before !== null && seal.eventId <= before.eventId)
      found.push(`${name}: its event is older than the one before, the order was changed`);
    if (isNext && seal.previousHash !== (before?.hash ?? CHAIN_START))
      found.push(`${name}: does not fit the link before, one of them was changed or put in`);
    if (event === null) found.push(`${name}: the event is gone`);
    else if (hashOf(seal.previousHash, event, sha256) !== seal.hash)
      found.push(`${name}: the event or its link was changed afterwards`);
    return found;
  });
}

/** Names a place of the chain, to be kept elsewhere: "17:3f…". */
export function headText({ position, hash }: Seal): string {
  return `${position}:${hash}`;
}

/** Reads what `headText` wrote; null for any other text. */
export function readHead(text: string): Pick<Seal, 'position' | 'hash'> | null {
  const match = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(text.trim());
  return match === null ? null : { position: BigInt(match[1] ?? ''), hash: match[2] ?? '' };
}

function hashOf(previousHash: string, event: ChainedEvent, sha256: Sha256): string {
  // JSON keeps ["a","bc"] apart from ["ab","c"].
  const content = JSON.stringify([
    FORM,
    previousHash,
    String(event.id),
    event.publicId,
    String(event.accountId),
    event.actorId === null ? '' : String(event.actorId),
    event.via,
    event.action,
    event.addressHash,
    event.reasonHash,
    event.changesText,
    String(event.happenedAtMicros),
    // Only where there is one: events that were linked before it could be keep their hash.
    ...(event.asAccountId === null ? [] : [String(event.asAccountId)]),
  ]);
  return sha256(content);
}
