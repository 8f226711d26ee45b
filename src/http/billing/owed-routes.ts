/** Where the billing of an account stands, what is owed by age, and what documents have of each tax. */
import { AGES, type Age } from '../../domain/billing/ageing.ts';
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import { readAgeingOf, readBilling, readTaxTotals } from '../../operations/billing/read-billing.ts';
import { answers } from '../../schemas/answers.ts';
import { accountBilling, ageing, ageingQuery } from '../../schemas/billing/owed.ts';
import { taxTotals, taxTotalsQuery } from '../../schemas/billing/tax-totals.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Documents'];
const config = { permission: 'documents:read' } as const;

/** Registers GET /accounts/{id}/billing, /billing/ageing and /documents/taxes. */
export function addOwedRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/billing`,
    {
      config,
      schema: {
        tags,
        summary: 'What of an account is billed, what is not yet, when it will be, and what is overdue',
        params: idParams,
        response: answers({ 200: accountBilling }),
      },
    },
    async (request) => {
      const state = await readBilling(deps, actorOf(request), request.params.id);
      return {
        currency: state.currency,
        accountType: state.accountType,
        periodFrom: state.period.from.toISOString(),
        nextBillingAt: state.period.to.toISOString(),
        billed: formatMoney(state.documentedMicros),
        unbilled: formatMoney(state.unbilledMicros),
        owed: formatMoney(state.openMicros),
        openInvoices: state.openInvoices,
        overdue: formatMoney(state.overdueMicros),
        overdueInvoices: state.overdueInvoices,
        isParked: state.isParked,
        isIssuedByYou: state.isIssuedByReader,
      };
    },
  );
  app.get(
    `${API}/billing/ageing`,
    {
      config,
      schema: {
        tags,
        summary: 'What is owed of invoices in your book, by how long it has been due',
        querystring: ageingQuery,
        response: answers({ 200: ageing }),
      },
    },
    async (request) => {
      const { asOf, rows, totals } = await readAgeingOf(deps, actorOf(request), request.query);
      return {
        asOf: asOf.toISOString(),
        totals: totals.map(({ currency, accounts, micros }) => ({ currency, accounts, ...agesBody(micros) })),
        items: rows.map(({ accountPublicId, accountNumber, accountName, currency, micros }) => ({
          accountId: accountPublicId,
          accountNumber,
          accountName,
          currency,
          ...agesBody(micros),
        })),
      };
    },
  );
  app.get(
    `${API}/documents/taxes`,
    {
      config,
      schema: {
        tags,
        summary: 'What the documents that you issued in a time have of each tax, for a tax return',
        querystring: taxTotalsQuery,
        response: answers({ 200: taxTotals }),
      },
    },
    async (request) => {
      const { from, to, currency } = request.query;
      const bounds = { from: new Date(from), to: new Date(to) };
      const rows = await readTaxTotals(deps, actorOf(request), { ...bounds, currency });
      return {
        from: bounds.from.toISOString(),
        to: bounds.to.toISOString(),
        items: rows.map(({ ratePpm, baseMicros, taxMicros, ...row }) => ({
          ...row,
          percent: formatDecimal(ratePpm, 4),
          base: formatMoney(baseMicros),
          tax: formatMoney(taxMicros),
        })),
      };
    },
  );
}

function agesBody(micros: Readonly<Record<Age, bigint>>) {
  const [not_due, to_30, to_60, to_90, over_90] = AGES.map((age) => formatMoney(micros[age]));
  return {
    ages: { not_due, to_30, to_60, to_90, over_90 } as Record<Age, string>,
    owed: formatMoney(AGES.reduce((sum, age) => sum + micros[age], 0n)),
  };
}
