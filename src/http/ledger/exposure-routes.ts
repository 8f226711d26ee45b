/** What whoever asks may lose by those who buy from it. */
import { formatMoney } from '../../domain/money.ts';
import { bookOf, readExposure } from '../../operations/ledger/read-exposure.ts';
import { listCredit } from '../../postgres/ledger/exposure.ts';
import { answers } from '../../schemas/answers.ts';
import { creditPage, creditQuery, exposure } from '../../schemas/ledger/exposure.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Money'];

/** Registers GET /exposure and /exposure/credit. */
export function addExposureRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/exposure`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'Money held by live calls of your buyers, what they may cost at most, credit given and used',
        response: answers({ 200: exposure }),
      },
    },
    async (request) => {
      const currencies = await readExposure(deps, actorOf(request));
      return {
        asOf: deps.now().toISOString(),
        currencies: currencies.map(({ currency, calls, creditAccounts, ...micros }) => ({
          currency,
          calls,
          held: formatMoney(micros.heldMicros),
          most: micros.mostMicros === null ? null : formatMoney(micros.mostMicros),
          creditAccounts,
          creditGiven: formatMoney(micros.creditMicros),
          creditUsed: formatMoney(micros.usedMicros),
        })),
      };
    },
  );
  app.get(
    `${API}/exposure/credit`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'Who has credit of yours, whoever uses most of it first',
        querystring: creditQuery,
        response: answers({ 200: creditPage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listCredit(deps.reads, {
        issuerId: bookOf(actorOf(request)),
        ...request.query,
      });
      return {
        items: rows.map(({ walletId: _wallet, accountPublicId, accountNumber, accountName, ...row }) => ({
          accountId: accountPublicId,
          accountNumber,
          accountName,
          currency: row.currency,
          creditGiven: formatMoney(row.givenMicros),
          creditUsed: formatMoney(row.usedMicros),
          held: formatMoney(row.heldMicros),
          available: formatMoney(row.availableMicros),
        })),
        nextCursor,
      };
    },
  );
}
