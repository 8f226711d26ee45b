/** What whoever asks may lose: credit it gives in its own book, and what calls that go on may still cost there. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import type { BookWallet, LiveSession } from '../../domain/charging/book.ts';
import { mostMicros } from '../../domain/charging/running.ts';
import { lookAtWallets } from '../../postgres/charging/load-batch.ts';
import { creditSums, heldSums, payingSessions } from '../../postgres/ledger/exposure.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

/** So many calls are weighed in a tenth of a second; of more it is not said what they may cost. */
const WEIGHED_MAX = 5000;

export type Exposure = Readonly<{
  currency: string;
  calls: number;
  heldMicros: bigint;
  /** What those calls may cost in all, at most what each account has; null = there are too many of them. */
  mostMicros: bigint | null;
  creditAccounts: number;
  creditMicros: bigint;
  usedMicros: bigint;
}>;

/** The book of staff is the operator's. */
export function bookOf({ scopePath }: Pick<Actor, 'scopePath'>): bigint {
  return known(idsOfPath(scopePath).at(-1), 'the account of a path');
}

/** By currency; nothing for whoever sells nothing. */
export async function readExposure(
  { reads, now }: Readonly<{ reads: pg.Pool; now: () => Date }>,
  actor: Actor,
): Promise<readonly Exposure[]> {
  const issuerId = bookOf(actor);
  const held = await heldSums(reads, issuerId);
  const credit = await creditSums(reads, issuerId);
  const sessions = held.length === 0 ? [] : await payingSessions(reads, actor.scopePath, WEIGHED_MAX + 1);
  const most = sessions.length > WEIGHED_MAX ? null : await mostOf(reads, issuerId, sessions, now());
  const currencies = [...new Set([...held, ...credit].map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const of = held.find((each) => each.currency === currency);
    const given = credit.find((each) => each.currency === currency);
    return {
      currency,
      calls: of?.calls ?? 0,
      heldMicros: of?.micros ?? 0n,
      mostMicros: most === null ? null : (most.get(currency) ?? 0n),
      creditAccounts: given?.accounts ?? 0,
      creditMicros: given?.givenMicros ?? 0n,
      usedMicros: given?.usedMicros ?? 0n,
    };
  });
}

/** By currency. Calls of one account may each take all its money, together no more than it has. */
async function mostOf(
  reads: pg.Pool,
  issuerId: bigint,
  sessions: readonly LiveSession[],
  now: Date,
): Promise<ReadonlyMap<string, bigint>> {
  const ids = [...new Set(sessions.flatMap(({ levelWalletIds }) => levelWalletIds))];
  // How long a call may go on is also a matter of those above.
  const wallets = await inFrontOfWall(() => lookAtWallets(reads, ids, now));
  const byWallet = new Map<bigint, Readonly<{ currency: string; micros: bigint }>>();
  for (const session of sessions) {
    const level = session.frozen.levels.findIndex((each) => BigInt(each.issuerId) === issuerId);
    const { walletId, currency } = session.frozen.levels[level] ?? {};
    // A wallet that was closed meanwhile holds nothing.
    if (walletId === undefined || currency === undefined) continue;
    if (!session.levelWalletIds.every((id) => wallets.has(id))) continue;
    const before = byWallet.get(BigInt(walletId))?.micros ?? 0n;
    const micros = before + (mostMicros({ wallets }, session, now)[level] ?? 0n);
    byWallet.set(BigInt(walletId), { currency, micros });
  }
  const sums = new Map<string, bigint>();
  for (const [id, { currency, micros }] of byWallet) {
    const has = moneyOf(known(wallets.get(id), `wallet ${id} of a live call`));
    sums.set(currency, (sums.get(currency) ?? 0n) + (micros < has ? micros : has));
  }
  return sums;
}

/** What calls can take of a wallet, what is held included. */
function moneyOf({ balanceMicros, creditLimitMicros, heldMicros }: BookWallet): bigint {
  const all = balanceMicros + creditLimitMicros;
  return all > heldMicros ? all : heldMicros;
}
