/** Decides a simulated call, and those that it goes on as, by the code that decides calls, on a book that nobody writes. */
import { known } from '../../domain/assert.ts';
import { authorize, payersOfAuthorize } from '../../domain/charging/authorize.ts';
import { emptyChanges, type Book, type BookWallet } from '../../domain/charging/book.ts';
import type { Onward } from '../../domain/charging/call-plan.ts';
import type { Catalogue, KnownDid } from '../../domain/charging/catalogue.ts';
import type { AuthorizeEvent, ChargingAnswer } from '../../domain/charging/events.ts';
import type { Frozen } from '../../domain/charging/frozen.ts';
import { longestTalk, type Ending } from '../../domain/charging/running.ts';
import type { UnknownCall } from '../../domain/charging/unknown-calls.ts';
import { lookAtTrunks, lookAtWallets } from '../../postgres/charging/load-batch.ts';
import type { Db } from '../../postgres/pool.ts';
import { onwardQuestion, QUESTIONS_MAX, readPlaces } from './plan-call.ts';
import { catalogueFor, type Concerned } from './simulated-catalogue.ts';

/** One of the calls; the first one is whoever's is asked for. */
export type DecidedCall = Readonly<{
  frozen: Frozen;
  /** The caller first. */
  payerIds: readonly bigint[];
  /** Null for a refused one. */
  longest: Readonly<{ seconds: number; ending: Ending }> | null;
}>;

/** Of trunks by share the one with the largest comes first: a draw of its own for each question would seem arbitrary. */
const SETTING = {
  draw: 0,
  folding: {
    sampleFor: () => null,
    sourceFor: ({ source }: UnknownCall) => source,
    before: () => undefined,
  },
  // A gateway that is to be tried again is tried by the next call: this is it.
  mayTry: () => true,
};

/** The calls in their order: each goes on as the next one, and only the last may be refused. */
export async function decideSimulated(
  db: Db,
  { concerned, event: first, at }: Readonly<{ concerned: Concerned; event: AuthorizeEvent; at: Date }>,
): Promise<Readonly<{ catalogue: Catalogue; calls: readonly [DecidedCall, ...DecidedCall[]] }>> {
  const wallets = new Map<bigint, BookWallet>();
  const book: Book = {
    wallets,
    trunks: await lookAtTrunks(db),
    sessions: new Map(),
    cdrs: new Map(),
    changes: emptyChanges(),
  };
  const asked: Asked[] = [];
  let [wanted, event, forwards] = [concerned, first, 0];
  let catalogue = await catalogueFor(db, wanted);
  for (;;) {
    const payers = payersOfAuthorize(catalogue, event);
    const missing = payers.map(({ wallet }) => wallet.id).filter((id) => !wallets.has(id));
    for (const [id, wallet] of await lookAtWallets(db, missing, at)) wallets.set(id, wallet);
    const answer = authorize(book, event, { catalogue, now: at, ...SETTING });
    asked.push({ sessionId: event.sessionId, payerIds: payers.map(({ account }) => account.id) });
    const onward = asked.length < QUESTIONS_MAX ? goesOn(answer, forwards) : null;
    const did = onward === null ? undefined : catalogue.dids.get(onward.number);
    if (onward === null || did === undefined) break;
    ({ forwards } = onward);
    wanted = withOnward(wanted, onward, did);
    catalogue = await catalogueFor(db, wanted);
    event = onwardQuestion(event, onward, {
      sessionId: event.sessionId,
      attemptId: String(asked.length),
    });
  }
  const [call, ...others] = asked.map((each) => decidedOf(book, each, at));
  return { catalogue, calls: [known(call, 'the call itself'), ...others] };
}

type Asked = Readonly<{ sessionId: string; payerIds: readonly bigint[] }>;

/** Each talks as long as money allows beside what the others hold. */
function decidedOf(book: Book, { sessionId, payerIds }: Asked, at: Date): DecidedCall {
  const session = book.sessions.get(sessionId) ?? null;
  const record = book.changes.newCdrs.find((cdr) => cdr.sessionId === sessionId);
  const frozen = known(session?.frozen ?? record?.frozen, 'what was decided');
  return { frozen, payerIds, longest: session === null ? null : longestTalk(book, session, at) };
}

/** Where a call leads that was granted; null where it stays, or may: phones that ring are taken to be answered. */
function goesOn(answer: ChargingAnswer, forwards: number): Onward | null {
  if (!answer.ok || !('gateways' in answer)) return null;
  const { onward } = readPlaces(answer, forwards);
  return onward?.when === 'always' ? onward.onward : null;
}

/** Whoever has the number is asked next, or dials from it to where it is forwarded. */
function withOnward(concerned: Concerned, { type, number }: Onward, did: KnownDid): Concerned {
  const holderId = did.accountId ?? did.ownerId;
  const numbers = [...concerned.numbers, number];
  if (type === 'number') return { ...concerned, numbers, holderIds: [...concerned.holderIds, holderId] };
  const forward = { accountId: holderId, dialled: `+${did.forward?.to ?? ''}` };
  return { ...concerned, numbers, forwards: [...concerned.forwards, forward] };
}
