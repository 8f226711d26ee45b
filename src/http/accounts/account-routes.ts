/** Accounts: list, create, read, change. */
import { countAccounts } from '../../postgres/accounts/count-accounts.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { listAccounts } from '../../postgres/accounts/list-accounts.ts';
import { devicesOfAccount } from '../../postgres/accounts/sip-devices.ts';
import { changeAccount } from '../../operations/accounts/change-account.ts';
import { createAccount } from '../../operations/accounts/create-account.ts';
import { reserveNumber } from '../../operations/accounts/reserve-number.ts';
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import {
  account,
  accountCountQuery,
  accountDefaults,
  accountPage,
  accountQuery,
  changeAccount as changeSchema,
  createdAccount,
  defaultsQuery,
  numberReservation,
} from '../../schemas/accounts/account.ts';
import { createAccount as createSchema } from '../../schemas/accounts/create-account.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, rowCount } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { readAccount, summaryBody } from './account-body.ts';
import { readDefaults } from './account-defaults.ts';
import { deviceBody } from './device-body.ts';

const tags = ['Accounts'];

/** Registers the routes under /accounts but for those of devices and money. */
export function addAccountRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary: 'List accounts',
        querystring: accountQuery,
        response: answers({ 200: accountPage }),
      },
    },
    async (request) => {
      const { parentId, ...filter } = request.query;
      const { scopePath } = actorOf(request);
      const parentPath = await parentPathOf(deps, parentId, scopePath);
      const now = deps.now();
      const { rows, nextCursor } = await listAccounts(deps.reads, { ...filter, now, scopePath, parentPath });
      return { items: rows.map(summaryBody), nextCursor };
    },
  );

  app.get(
    `${API}/accounts/count`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary: 'How many accounts the list has by the same filters, counted up to 10,000',
        querystring: accountCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) => {
      const { parentId, ownAccount, ...filter } = request.query;
      const { scopePath, accountId } = actorOf(request);
      return countAccounts(deps.reads, {
        ...filter,
        now: deps.now(),
        scopePath,
        parentPath: await parentPathOf(deps, parentId, scopePath),
        leftOutId: ownAccount === 'left_out' ? accountId : null,
      });
    },
  );

  app.get(
    `${API}/accounts/defaults`,
    {
      config: {
        permission: [
          'accounts:create',
          'accounts:edit',
          'sign_ins:reset',
          'money:credit',
          'rates:assign',
          'staff:edit',
        ],
      },
      schema: {
        tags,
        summary: 'Defaults and choices of the form',
        querystring: defaultsQuery,
        response: answers({ 200: accountDefaults }),
      },
    },
    async (request) => readDefaults(deps.reads, actorOf(request), request.query),
  );

  app.post(
    `${API}/accounts/number-reservations`,
    {
      config: { permission: ['accounts:create', 'staff:edit'] },
      schema: {
        tags,
        summary: 'Reserve an account number for 30 minutes',
        response: answers({ 201: numberReservation }),
      },
    },
    async (request, reply) => {
      const { number, expiresAt } = await reserveNumber(deps, actorOf(request));
      return reply.code(201).send({ number, expiresAt: expiresAt.toISOString() });
    },
  );

  app.post(
    `${API}/accounts`,
    {
      config: { permission: ['accounts:create', 'staff:edit'] },
      schema: {
        tags,
        summary: 'Create a customer, reseller, admin or sub-admin',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 200: createdAccount, 201: createdAccount }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const created = await createAccount(deps, actor, request.body, idempotencyKeyOf(request));
      const node = await findAccount(deps.reads, created.accountId, actor.scopePath);
      const body = await readAccount(deps.reads, node.id, actor.scopePath);
      const sipDevice = await createdDevice(deps, node.id, created);
      const secrets = created.isRepeated ? { secretsOmitted: true as const } : {};
      return reply.code(created.isRepeated ? 200 : 201).send({ account: body, ...sipDevice, ...secrets });
    },
  );

  app.get(
    `${API}/accounts/:id`,
    {
      config: { permission: 'accounts:read' },
      schema: { tags, summary: 'Read an account', params: idParams, response: answers({ 200: account }) },
    },
    async (request) => readScoped(deps, actorOf(request), request.params.id),
  );

  app.patch(
    `${API}/accounts/:id`,
    {
      config: {
        permission: [
          'accounts:edit',
          'accounts:suspend',
          'accounts:close',
          'sign_ins:reset',
          'money:credit',
          'rates:assign',
          'staff:edit',
        ],
      },
      schema: {
        tags,
        summary: 'Change an account',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: account }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await changeAccount(deps, actor, request.params.id, request.body);
      return readScoped(deps, actor, request.params.id);
    },
  );
}

async function parentPathOf(deps: HttpDeps, parentId: string | undefined, scopePath: string) {
  return parentId === undefined ? undefined : (await findAccount(deps.reads, parentId, scopePath)).path;
}

async function readScoped(deps: HttpDeps, actor: Actor, id: string) {
  const node = await findAccount(deps.reads, id, actor.scopePath);
  return readAccount(deps.reads, node.id, actor.scopePath);
}

async function createdDevice(
  deps: HttpDeps,
  accountId: bigint,
  created: Readonly<{ deviceId: string | null; devicePassword: string | null }>,
) {
  if (created.deviceId === null) return {};
  const devices = await devicesOfAccount(deps.reads, accountId);
  const device = deviceBody(
    known(
      devices.find(({ publicId }) => publicId === created.deviceId),
      'the device that was made',
    ),
    deps.now(),
  );
  return {
    sipDevice: created.devicePassword === null ? device : { ...device, password: created.devicePassword },
  };
}
