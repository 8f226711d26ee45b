/** Calling cards: calls to access numbers, wrong PINs, pauses, and the access numbers that one may call. */
import { isPaused } from '../../domain/cards/pin-patience.ts';
import { mayUseAccess } from '../../domain/charging/identify.ts';
import { releasePause } from '../../operations/cards/release-pause.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  listCardCalls,
  listPinFailures,
  listPinPauses,
  type Listed,
  type ListedAccount,
} from '../../postgres/cards/list-cards.ts';
import { answers } from '../../schemas/answers.ts';
import {
  cardCallPage,
  cardCallQuery,
  pinFailurePage,
  pinFailureQuery,
  pinPausePage,
  pinPauseQuery,
  releasePause as releaseSchema,
  usableAccessNumbers,
  type CardCallBody,
  type PinFailureBody,
  type PinPauseBody,
  type UsableAccessNumber,
} from '../../schemas/cards/cards.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { countryOfNumber } from '../../schemas/numbering/phone-number.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { priceBody } from '../numbering/did-body.ts';

const tags = ['Calling cards'];

export function addCardRoutes(app: App, deps: HttpDeps): void {
  const listedBy = async (
    scopePath: string,
    {
      accountId,
      ...query
    }: Readonly<{ accountId?: string | undefined; cursor?: string | undefined; limit: number }>,
  ): Promise<Listed> => {
    const account = accountId === undefined ? null : await findAccount(deps.reads, accountId, scopePath);
    return { ...query, scopePath, accountId: account?.id };
  };
  app.get(
    `${API}/card-calls`,
    {
      config: { permission: 'access_numbers:read' },
      schema: {
        tags,
        summary:
          'List calls to access numbers, the newest first: whose card it was, and how many calls it made',
        querystring: cardCallQuery,
        response: answers({ 200: cardCallPage }),
      },
    },
    async (request) => {
      const listed = await listedBy(actorOf(request).scopePath, request.query);
      const { rows, nextCursor } = await listCardCalls(deps.reads, listed);
      const items = rows.map(
        ({
          id,
          accessNumber,
          callerNumber,
          startedAt,
          endedAt,
          calls,
          accessSessionId,
          ...row
        }): CardCallBody => ({
          id,
          accessNumber,
          callerNumber,
          account: accountBody(row),
          startedAt: startedAt.toISOString(),
          endedAt: endedAt?.toISOString() ?? null,
          calls,
          accessSessionId,
        }),
      );
      return { items, nextCursor };
    },
  );
  app.get(
    `${API}/pin-failures`,
    {
      config: { permission: 'access_numbers:read' },
      schema: {
        tags,
        summary: 'List wrong card numbers and PINs at access numbers, the newest first',
        querystring: pinFailureQuery,
        response: answers({ 200: pinFailurePage }),
      },
    },
    async (request) => {
      const listed = await listedBy(actorOf(request).scopePath, request.query);
      const { rows, nextCursor } = await listPinFailures(deps.reads, listed);
      const items = rows.map(
        ({
          id,
          accessNumber,
          callerNumber,
          callingCardNumber,
          source,
          failedAt,
          ...row
        }): PinFailureBody => ({
          id,
          accessNumber,
          callerNumber,
          account: accountBody(row),
          callingCardNumber,
          source,
          failedAt: failedAt.toISOString(),
        }),
      );
      return { items, nextCursor };
    },
  );
  app.get(
    `${API}/pin-pauses`,
    {
      config: { permission: 'access_numbers:read' },
      schema: {
        tags,
        summary: 'List pauses after wrong PINs, the newest first: for whom no PIN is taken, and until when',
        querystring: pinPauseQuery,
        response: answers({ 200: pinPausePage }),
      },
    },
    async (request) => {
      const { paused, ...query } = request.query;
      const now = deps.now();
      const listed = await listedBy(actorOf(request).scopePath, query);
      const { rows, nextCursor } = await listPinPauses(deps.reads, { ...listed, isPaused: paused, now });
      const items = rows.map(
        ({
          id,
          kind,
          accessNumber,
          callerNumber,
          callingCardNumber,
          pausedAt,
          releasedAt,
          ...row
        }): PinPauseBody => ({
          id,
          kind,
          accessNumber,
          callerNumber,
          account: accountBody(row),
          callingCardNumber,
          pausedAt: pausedAt.toISOString(),
          pausedUntil: row.pausedUntil.toISOString(),
          isPaused: releasedAt === null && isPaused(row, now),
          released:
            releasedAt === null
              ? null
              : { at: releasedAt.toISOString(), by: row.releasedBy, reason: row.releaseReason },
        }),
      );
      return { items, nextCursor };
    },
  );
  app.post(
    `${API}/pin-pauses/:id/release`,
    {
      config: { permission: 'access_numbers:edit' },
      schema: {
        tags,
        summary: 'Let a caller, or a card, enter PINs again; what was wrong before counts no more',
        params: idParams,
        body: releaseSchema,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await releasePause(deps, actorOf(request), request.params.id, request.body.reason);
      return { ok: true as const };
    },
  );
  app.get(
    `${API}/me/access-numbers`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'List the access numbers that the own calling card may call, with what a call to them costs',
        response: answers({ 200: usableAccessNumbers }),
      },
    },
    async (request) => ({ items: usableBy(deps, actorOf(request).accountId) }),
  );
}

function accountBody({ accountPublicId: id, accountNumber: number, displayName }: ListedAccount) {
  return id === null ? null : { id, number: number ?? '', displayName: displayName ?? '' };
}

/** In the order of the numbers; none for whoever has no card. */
function usableBy({ catalogue: read }: HttpDeps, accountId: bigint | null): UsableAccessNumber[] {
  const catalogue = read();
  const account = accountId === null ? undefined : catalogue?.accounts.get(accountId);
  if (catalogue === null || account === undefined) return [];
  return [...catalogue.dids.values()]
    .filter((did) => did.access?.isActive === true && mayUseAccess(catalogue, account, did))
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
    .flatMap(({ number, access }) =>
      access === null
        ? []
        : [
            {
              number,
              country: countryOfNumber(number),
              language: access.language,
              price: priceBody(access.price),
            },
          ],
    );
}
