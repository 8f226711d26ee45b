/** Routes of what belongs to an account and is edited row by row. */
import { z } from 'zod';
import type { Permission } from '../../domain/access/catalogue.ts';
import { isEmergencyNumber } from '../../domain/numbering/emergency-numbers.ts';
import type { FieldError } from '../../domain/problem.ts';
import { checkNetwork } from '../../operations/accounts/check-network.ts';
import {
  addItem,
  changeItem,
  removeItem,
  type ItemKind,
} from '../../operations/accounts/save-account-item.ts';
import {
  BLOCKED_PREFIXES,
  CALLER_IDS,
  findItem,
  IP_ADDRESSES,
  listItems,
  SPEED_DIALS,
  type ItemRow,
  type ItemTable,
  type ItemValues,
} from '../../postgres/accounts/account-items.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  blockedPrefix,
  callerId,
  changeBlockedPrefix,
  changeCallerId,
  changeIpAddress,
  changeSpeedDial,
  createBlockedPrefix,
  createCallerId,
  createIpAddress,
  createSpeedDial,
  ipAddress,
  itemParams,
  speedDial,
} from '../../schemas/accounts/account-items.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

type Resource = ItemKind &
  Readonly<{
    /** As in "List the … of an account". */
    plural: string;
    singular: string;
    item: z.ZodObject;
    create: z.ZodType<ItemValues>;
    change: z.ZodType<ItemValues>;
  }>;

const RESOURCES: readonly Resource[] = [
  {
    name: 'ip-addresses',
    plural: 'IP addresses',
    singular: 'an IP address',
    table: IP_ADDRESSES,
    isForHolder: false,
    check: checkNetwork,
    item: ipAddress,
    create: createIpAddress,
    change: changeIpAddress,
  },
  {
    name: 'caller-ids',
    plural: 'caller IDs',
    singular: 'a caller ID',
    table: CALLER_IDS,
    isForHolder: true,
    holderFields: ['number', 'label'],
    provesField: 'number',
    item: callerId,
    create: createCallerId,
    change: changeCallerId,
  },
  {
    name: 'speed-dials',
    plural: 'speed dials',
    singular: 'a speed dial',
    table: SPEED_DIALS,
    isForHolder: true,
    mistakeIn: emergencyMistake,
    item: speedDial,
    create: createSpeedDial,
    change: changeSpeedDial,
  },
  {
    name: 'blocked-prefixes',
    plural: 'blocked prefixes',
    singular: 'a blocked prefix',
    table: BLOCKED_PREFIXES,
    isForHolder: true,
    isOfResellers: true,
    item: blockedPrefix,
    create: createBlockedPrefix,
    change: changeBlockedPrefix,
  },
];

/** A key that calls for help is never a speed dial. */
function emergencyMistake(country: string | null, { digits }: ItemValues): FieldError | null {
  if (typeof digits !== 'string' || !isEmergencyNumber(digits, country)) return null;
  const message = 'This is an emergency number in the country of the account. Choose another key.';
  return { field: 'digits', code: 'emergency_number', message };
}

/** Registers list, create, change and delete of each kind. */
export function addItemRoutes(app: App, deps: HttpDeps): void {
  for (const resource of RESOURCES) addRoutesOf(app, deps, resource);
}

function addRoutesOf(app: App, deps: HttpDeps, resource: Resource): void {
  const { name, plural, singular, table, item, create, change } = resource;
  const tags = ['Numbers and addresses'];
  const url = `${API}/accounts/:id/${name}`;
  // Whoever calls from a listed address needs no password: it is what a phone is.
  const permission: Permission = resource.isForHolder ? 'numbers:edit' : 'devices:edit';

  app.get(
    url,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary: `List the ${plural} of an account`,
        params: idParams,
        response: answers({ 200: z.object({ items: z.array(item) }) }),
      },
    },
    async (request) => {
      const account = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      return { items: (await listItems(deps.reads, table, account.id)).map(bodyOf) };
    },
  );
  app.post(
    url,
    {
      config: { permission },
      schema: {
        tags,
        summary: `Add ${singular}`,
        params: idParams,
        body: create,
        response: answers({ 201: item }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const accountId = request.params.id;
      const itemId = await addItem(deps, actor, resource, { accountId, values: request.body });
      return reply.code(201).send(await read(deps, actor.scopePath, table, { id: accountId, itemId }));
    },
  );
  app.patch(
    `${url}/:itemId`,
    {
      config: { permission },
      schema: {
        tags,
        summary: `Change ${singular}`,
        params: itemParams,
        body: change,
        response: answers({ 200: item }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id: accountId, itemId } = request.params;
      await changeItem(deps, actor, resource, { accountId, itemId, values: request.body });
      return read(deps, actor.scopePath, table, request.params);
    },
  );
  app.delete(
    `${url}/:itemId`,
    {
      config: { permission },
      schema: {
        tags,
        summary: `Remove ${singular}`,
        params: itemParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const { id: accountId, itemId } = request.params;
      await removeItem(deps, actorOf(request), resource, { accountId, itemId });
      return { ok: true as const };
    },
  );
}

async function read(
  deps: HttpDeps,
  scopePath: string,
  table: ItemTable,
  { id, itemId }: Readonly<{ id: string; itemId: string }>,
) {
  const account = await findAccount(deps.reads, id, scopePath);
  return bodyOf(await findItem(deps.reads, table, account.id, itemId));
}

function bodyOf({ publicId, createdAt, ...fields }: ItemRow) {
  return { id: publicId, createdAt: createdAt.toISOString(), ...fields };
}
