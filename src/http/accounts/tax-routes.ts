/** Taxes, to be chosen at accounts. */
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import { changeTax, createTax, removeTax } from '../../operations/accounts/save-tax.ts';
import { listTaxes, type TaxRow } from '../../postgres/accounts/taxes.ts';
import {
  changeTax as changeSchema,
  createTax as createSchema,
  tax,
  taxList,
} from '../../schemas/accounts/taxes.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];
const url = `${API}/taxes`;
const edits = { permission: 'taxes:edit' } as const;

/** Each owner (the operator, a reseller) has its own. */
export function addTaxRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'settings:read' },
      schema: { tags, summary: 'List your taxes, by name', response: answers({ 200: taxList }) },
    },
    async (request) => ({
      items: (await listTaxes(deps.reads, actorOf(request).ownerId)).map(bodyOf),
    }),
  );
  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Add a tax: a percentage or a fixed amount a document, to be chosen at accounts',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: tax }),
      },
    },
    async (request, reply) => {
      const made = await createTax(deps, actorOf(request), request.body, idempotencyKeyOf(request));
      return reply.code(201).send(bodyOf(made));
    },
  );
  app.patch(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Change a tax; an inactive one is not offered any more, and accounts keep it',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: tax }),
      },
    },
    async (request) => bodyOf(await changeTax(deps, actorOf(request), request.params.id, request.body)),
  );
  app.delete(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Delete a tax that no account has',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeTax(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

function bodyOf({ publicId, accounts, jurisdiction, ...values }: TaxRow) {
  return { ...offeredTaxBody({ publicId, ...values }), jurisdiction, accounts };
}

/** A tax as the form of an account offers it, with what decides how it is computed. */
export function offeredTaxBody(row: Omit<TaxRow, 'accounts' | 'jurisdiction'>) {
  const {
    publicId: id,
    name,
    kind,
    ratePpm,
    fixedMicros,
    fixedCurrency,
    isCompound,
    isInclusive,
    status,
  } = row;
  return {
    id,
    name,
    kind,
    percent: kind === 'fixed' ? null : formatDecimal(BigInt(ratePpm), 4),
    amount: kind === 'fixed' ? formatMoney(fixedMicros) : null,
    currency: fixedCurrency,
    isCompound,
    isInclusive,
    status,
  };
}
