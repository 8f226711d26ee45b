/** However a call is cut into slices, whatever is repeated and in whatever order its events come, it costs the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuthorizeEvent } from '../../src/domain/charging/events.ts';
import { anyTerms, oraclePriceMicros } from '../../src/domain/rating/rating.fixtures.ts';
import type { Terms } from '../../src/domain/rating/rate.ts';
import { endOf, pureCatalogue, pureEngine } from './pure-engine.ts';

const CASES = Number(process.env.SLICE_CASES ?? 100_000);
/** What the switch's timer may be late; one that was pushed a limit has some more time before it counts as broken. */
const LATE_SECONDS = 2;
const LATE_LIMIT_SECONDS = 10;

type Call = Readonly<{ extensions: number; lost: number; talk: number; isOurEnd: boolean }>;

const anyCall: fc.Arbitrary<Call> = fc.record({
  extensions: fc.integer({ min: 0, max: 6 }),
  /** Which of the extensions' pushes were lost, as bits. */
  lost: fc.integer({ min: 0, max: 63 }),
  /** As a share of what was granted in the end. */
  talk: fc.integer({ min: 0, max: 1100 }).map((permille) => permille / 1000),
  isOurEnd: fc.boolean(),
});
const CALLS_EACH = 4;

test(`each of ${CASES} calls costs its price by an independent oracle, in however many slices it was held`, {
  timeout: 240_000,
}, () => {
  const kinds = { refused: 0, whole: 0, ours: 0, overrun: 0, sliced: 0 };
  fc.assert(
    fc.property(
      fc.record({
        caller: anyTerms,
        seller: anyTerms,
        balance: fc.oneof(fc.bigInt({ min: 0n, max: 20_000_000n }), fc.constant(10n ** 15n)),
        sellerBalance: fc.oneof(fc.constant(10n ** 15n), fc.bigInt({ min: 0n, max: 50_000_000n })),
        sliceSeconds: fc.integer({ min: 1, max: 120 }),
        callSecondsMax: fc.constantFrom(60, 601, 14_400),
        calls: fc.array(anyCall, { minLength: CALLS_EACH, maxLength: CALLS_EACH }),
      }),
      ({ calls, balance, sellerBalance, ...given }) => {
        const engine = pureEngine(pureCatalogue(given, given), { caller: balance, seller: sellerBalance });
        for (const [n, call] of calls.entries()) {
          const kind = chargedRightly(engine, engine.question(n + 1), call, [given.caller, given.seller]);
          if (kind === null) return false;
          for (const each of kind) kinds[each] += 1;
        }
        return true;
      },
    ),
    { numRuns: Math.ceil(CASES / CALLS_EACH) },
  );
  // The generator reaches every kind of end, or the property says little.
  for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(CASES / 500);
});

type Kind = 'refused' | 'whole' | 'ours' | 'overrun' | 'sliced';

/** Runs a call from its question to its end; what it was like, or null when money is not what it must be. */
function chargedRightly(
  engine: ReturnType<typeof pureEngine>,
  question: AuthorizeEvent,
  { extensions, lost, talk, isOurEnd }: Call,
  terms: readonly Terms[],
): readonly Kind[] | null {
  const { sessionId } = question;
  const wallets = [engine.caller, engine.seller];
  const before = wallets.map(({ balanceMicros }) => balanceMicros);
  const isFree = () => wallets.every(({ heldMicros, liveCalls }) => heldMicros === 0n && liveCalls === 0);
  if (!('grantedSeconds' in engine.apply(question))) return isFree() ? ['refused'] : null;
  const answeredAt = engine.now();
  engine.apply({ type: 'answered', sessionId, switchId: 6n, gatewayId: 'gw1', answeredAt });
  for (let n = 0; n < extensions; n++) {
    engine.advance(500);
    const { sliceNumber, offeredSeconds, grantedSeconds } = engine.sessions.get(sessionId)!;
    const next = sliceNumber + (offeredSeconds > grantedSeconds ? 0 : 1);
    const extended = engine.apply({ type: 'extend', sessionId, sliceNumber: next });
    const isPushed = 'push' in extended && extended.push !== null && ((lost >> n) & 1) === 0;
    if (isPushed) engine.apply({ type: 'pushed', sessionId, sliceNumber: extended.sliceNumber });
  }
  const { offeredSeconds, sliceNumber } = engine.sessions.get(sessionId)!;
  // Nobody is ever held for more than there is; a free call may come from a wallet in debt.
  if (wallets.some(({ heldMicros, balanceMicros }) => heldMicros > 0n && heldMicros > balanceMicros))
    return null;
  const talkMs = Math.round(talk * offeredSeconds * 1000);
  const talkSeconds = Math.ceil(talkMs / 1000);
  engine.apply(endOf(sessionId, talkMs, isOurEnd ? { endedBy: 'limit' } : {}));
  const isOverrun = talkSeconds > offeredSeconds + LATE_SECONDS;
  const paidSeconds = isOverrun && !isOurEnd ? talkSeconds : Math.min(talkSeconds, offeredSeconds);
  const due = terms.map((each) => oraclePriceMicros(each, paidSeconds));
  const [cdr] = engine.cdrs.get(sessionId)!;
  const isRight = wallets.every(
    ({ balanceMicros }, level) =>
      cdr!.levelChargeMicros[level] === due[level] &&
      balanceMicros === before[level]! - due[level]! &&
      (balanceMicros >= 0n || paidSeconds > offeredSeconds || due[level] === 0n),
  );
  if (!isRight || !isFree()) return null;
  const isBroken = talkSeconds > offeredSeconds + (isOurEnd ? LATE_LIMIT_SECONDS : LATE_SECONDS);
  // Marked only when it ran on, and always when nobody's timer explains it.
  if (cdr!.isOverrun ? !isOverrun : isBroken) return null;
  const kind = isOverrun ? 'overrun' : talkSeconds > offeredSeconds ? 'ours' : 'whole';
  return sliceNumber > 1 ? [kind, 'sliced'] : [kind];
}
