/** Closing, changing the type and moving: what each would do, before it is done. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Finding } from '../../domain/accounts/findings.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { parseMoney } from '../../domain/money.ts';
import { moveAccount, previewMove } from '../../operations/accounts/move-account.ts';
import type { MovePlan } from '../../operations/accounts/plan-move.ts';
import { previewClosing } from '../../operations/accounts/preview-closing.ts';
import { previewTypeChange, type TypeChangePreview } from '../../operations/accounts/preview-type-change.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { account } from '../../schemas/accounts/account.ts';
import {
  accountTypeQuery,
  closingPreview,
  moveAccount as moveSchema,
  movePreview,
  moveQuery,
  typeChangePreview,
} from '../../schemas/accounts/account-life.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { readAccount, walletMoney } from './account-body.ts';

const tags = ['Accounts'];

/** Registers the previews, and the move. Closing and the type are changes of the account, by PATCH. */
export function addLifeRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/closing`,
    {
      config: { permission: 'accounts:close' },
      schema: {
        tags,
        summary: 'Preview closing an account (PATCH status "closed"): what ends, and what stands in the way',
        params: idParams,
        response: answers({ 200: closingPreview }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const node = await findAccount(deps.reads, request.params.id, actor.scopePath);
      const preview = await previewClosing(deps.reads, actor, request.params.id, deps.now());
      const { wallet, attached, openAccounts } = preview;
      return {
        status: node.status,
        ...findingsBody(preview),
        wallet: wallet === null ? null : { currency: wallet.currency, ...walletMoney(wallet) },
        liveCalls: wallet?.liveCalls ?? 0,
        devices: { count: attached.devices, first: attached.deviceNames },
        ipAddresses: { count: attached.addresses, first: attached.networks },
        openAccounts: {
          count: openAccounts.count,
          first: openAccounts.first.map(({ publicId: id, number, displayName, kind }) => ({
            id,
            number,
            displayName,
            kind,
          })),
        },
      };
    },
  );

  app.get(
    `${API}/accounts/:id/type-change`,
    {
      config: { permission: 'money:credit' },
      schema: {
        tags,
        summary: 'Preview changing prepaid to postpaid or back (PATCH billing.accountType)',
        params: idParams,
        querystring: accountTypeQuery,
        response: answers({ 200: typeChangePreview }),
      },
    },
    async (request) => {
      const { accountType, creditLimit } = request.query;
      const creditLimitMicros =
        creditLimit === undefined ? undefined : known(parseMoney(creditLimit), 'a limit that was checked');
      const asked = { accountType, creditLimitMicros };
      return typeChangeBody(await previewTypeChange(deps.reads, actorOf(request), request.params.id, asked));
    },
  );

  app.get(
    `${API}/accounts/:id/move`,
    {
      config: { permission: 'accounts:move' },
      schema: {
        tags,
        summary: 'Preview moving an account below another reseller',
        params: idParams,
        querystring: moveQuery,
        response: answers({ 200: movePreview }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { parentId = null, rateGroupId } = request.query;
      const now = deps.now();
      const plan = await previewMove(deps.reads, actor, request.params.id, { parentId, rateGroupId }, now);
      return moveBody(plan, actor, now);
    },
  );

  app.post(
    `${API}/accounts/:id/move`,
    {
      config: { permission: 'accounts:move' },
      schema: {
        tags,
        summary: 'Move an account, with everything below it, below another reseller',
        params: idParams,
        headers: idempotencyHeader,
        body: moveSchema,
        response: answers({ 200: account }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { reason = '', ...asked } = request.body;
      await moveAccount(deps, actor, request.params.id, { ...asked, reason }, idempotencyKeyOf(request));
      const node = await findAccount(deps.reads, request.params.id, actor.scopePath);
      return readAccount(deps.reads, node.id, actor.scopePath);
    },
  );
}

/** As the API shows what a preview found. */
export function findingsBody({
  obstacles,
  notes,
}: Readonly<{ obstacles: readonly Finding[]; notes: readonly Finding[] }>) {
  const body = ({ figures, ...rest }: Finding) => ({ ...rest, figures: { ...figures } });
  return { isAllowed: obstacles.length === 0, obstacles: obstacles.map(body), notes: notes.map(body) };
}

function typeChangeBody({ change, ...preview }: TypeChangePreview) {
  const { currency, balanceMicros, heldMicros, from, to } = change;
  const wallet = (creditLimitMicros: bigint) => walletMoney({ balanceMicros, heldMicros, creditLimitMicros });
  return {
    ...findingsBody(preview),
    before: { accountType: from, currency, ...wallet(change.creditLimitMicros) },
    after: { accountType: to, currency, ...wallet(change.newCreditLimitMicros) },
    liveCalls: change.liveCalls,
  };
}

function moveBody(plan: MovePlan, { scopePath }: Actor, now: Date) {
  const { row, node, parent, isThere, isNewIssuer } = plan;
  const place = (id: bigint) => {
    const { publicId, number, displayName } = known(plan.names.get(id), 'the name of an owner');
    return { id: publicId, number, displayName };
  };
  const fromId = known(node.parentId, 'the parent of an account');
  const isFromVisible = isWithin(known(plan.names.get(fromId), 'the name of an owner').path, scopePath);
  return {
    ...findingsBody(plan),
    isThere,
    from: isFromVisible ? place(fromId) : null,
    to: place(parent.id),
    sellerChanges: isNewIssuer,
    wallet: {
      currency: known(row.currency, 'the currency of a wallet'),
      ...walletMoney({
        balanceMicros: known(row.balanceMicros, 'the balance of a wallet'),
        heldMicros: known(row.heldMicros, 'what a wallet holds'),
        creditLimitMicros: known(row.creditLimitMicros, 'the credit limit of a wallet'),
      }),
    },
    asOf: now.toISOString(),
  };
}
