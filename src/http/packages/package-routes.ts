/** Packages, and who has them. */
import {
  assignPackage,
  changeAssignment,
  removeAssignment,
} from '../../operations/packages/assign-package.ts';
import { readAccountPackages, type PackageLeft } from '../../operations/packages/read-account-packages.ts';
import { changePackage, createPackage, removePackage } from '../../operations/packages/save-package.ts';
import { listPackages, type PackageInfo } from '../../postgres/packages/packages.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import {
  accountPackageList,
  assignmentParams,
  assignPackage as assignSchema,
  changeAssignment as changeAssignmentSchema,
  changePackage as changeSchema,
  createPackage as createSchema,
  packageBody,
  packageList,
  type AccountPackageBody,
  type PackageBody,
} from '../../schemas/packages/packages.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Packages'];
const url = `${API}/packages`;
const edits = { permission: 'rates:edit' } as const;

/** Registers the routes of /packages. Each owner (the operator, a reseller) has its own. */
export function addPackageRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'rates:read' },
      schema: { tags, summary: 'List your packages, by name', response: answers({ 200: packageList }) },
    },
    async (request) => {
      const rows = await listPackages(deps.reads, actorOf(request).ownerId, deps.now());
      return { items: rows.map(bodyOf) };
    },
  );
  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Add a package: seconds that are free for a period, to be given to accounts',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: packageBody }),
      },
    },
    async (request, reply) => {
      const made = await createPackage(deps, actorOf(request), request.body, idempotencyKeyOf(request));
      return reply.code(201).send(bodyOf(made));
    },
  );
  app.patch(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Change a package; other seconds count from the next period of each account on',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: packageBody }),
      },
    },
    async (request) => bodyOf(await changePackage(deps, actorOf(request), request.params.id, request.body)),
  );
  app.delete(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Delete a package that no account has or had',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removePackage(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
  addRoutesOfAccounts(app, deps);
}

const urlOfAccount = `${API}/accounts/:id/packages`;
const assigns = { permission: 'rates:assign' } as const;

function addRoutesOfAccounts(app: App, deps: HttpDeps): void {
  const listOf = async (request: Parameters<typeof actorOf>[0], id: string) => {
    const { items, offered } = await readAccountPackages(deps.reads, actorOf(request), id, deps.now());
    return { items: items.map(leftBody), offered: [...offered] };
  };
  app.get(
    urlOfAccount,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary: 'List the packages of an account, with what is left of them',
        params: idParams,
        response: answers({ 200: accountPackageList }),
      },
    },
    async (request) => listOf(request, request.params.id),
  );
  app.post(
    urlOfAccount,
    {
      config: assigns,
      schema: {
        tags,
        summary: 'Give an account a package of whoever sells to it',
        params: idParams,
        headers: idempotencyHeader,
        body: assignSchema,
        response: answers({ 201: accountPackageList }),
      },
    },
    async (request, reply) => {
      const { packageId, from, to } = request.body;
      const dateOf = (text: string) => new Date(text);
      const key = idempotencyKeyOf(request);
      await assignPackage(deps, actorOf(request), request.params.id, {
        packageId,
        from: from === undefined ? undefined : dateOf(from),
        to: to === undefined || to === null ? null : dateOf(to),
        key,
      });
      return reply.code(201).send(await listOf(request, request.params.id));
    },
  );
  app.patch(
    `${urlOfAccount}/:itemId`,
    {
      config: assigns,
      schema: {
        tags,
        summary: 'Change until when an account has a package',
        params: assignmentParams,
        body: changeAssignmentSchema,
        response: answers({ 200: accountPackageList }),
      },
    },
    async (request) => {
      const { id: accountId, itemId } = request.params;
      const { to } = request.body;
      const until = to === null ? null : new Date(to);
      await changeAssignment(deps, actorOf(request), { accountId, itemId }, until);
      return listOf(request, accountId);
    },
  );
  app.delete(
    `${urlOfAccount}/:itemId`,
    {
      config: assigns,
      schema: {
        tags,
        summary: 'Take a package away that no call of the account used',
        params: assignmentParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const { id: accountId, itemId } = request.params;
      await removeAssignment(deps, actorOf(request), { accountId, itemId });
      return { ok: true as const };
    },
  );
}

function bodyOf({
  publicId: id,
  name,
  status,
  period,
  includedSeconds,
  priority,
  prefixes,
  accounts,
}: PackageInfo): PackageBody {
  return { id, name, status, period, includedSeconds, priority, prefixes: [...prefixes], accounts };
}

function leftBody({ assignment, allowance, leftSeconds, isInForce }: PackageLeft): AccountPackageBody {
  const { publicId: id, packagePublicId: packageId, validFrom, validTo, ...pack } = assignment;
  const { name, status, period, prefixes } = pack;
  const { includedSeconds, usedSeconds, heldSeconds, startsAtMs, endsAtMs } = allowance;
  return {
    id,
    packageId,
    name,
    status,
    period,
    prefixes: [...prefixes],
    from: validFrom.toISOString(),
    to: validTo?.toISOString() ?? null,
    isInForce,
    includedSeconds,
    usedSeconds,
    heldSeconds,
    leftSeconds,
    periodFrom: new Date(startsAtMs).toISOString(),
    periodTo: endsAtMs === null ? null : new Date(endsAtMs).toISOString(),
  };
}
