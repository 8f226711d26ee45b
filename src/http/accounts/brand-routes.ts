/** Brands: what the panel calls itself, its colours and its logo. */
import { z } from 'zod';
import { LOGO_BYTES_MAX } from '../../domain/accounts/brand.ts';
import { Problem } from '../../domain/problem.ts';
import { readBrand, readOwnBrand, type Brand } from '../../operations/accounts/read-brand.ts';
import { saveBrand, saveLogo } from '../../operations/accounts/save-brand.ts';
import { saveBrandHost } from '../../operations/accounts/save-brand-host.ts';
import { saveSipDomain } from '../../operations/accounts/save-sip-domain.ts';
import { brandHostOf, logoOf, pathOfBrandHost, sipDomainOf } from '../../postgres/accounts/brands.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { brand, brandHost, brandInput, logoParams, sipDomain } from '../../schemas/accounts/brand.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { addUploadRoutes, LOGO_TYPES, logoUrl, pictureOf } from './logo-upload.ts';

const tags = ['Settings'];
const edits = { permission: 'settings:edit' } as const;
/** A picture runs nothing, wherever somebody opens it. */
const LOGO_CSP = "default-src 'none'; sandbox";

/** Registers the brand that one sees, one's own to change, and the pictures. */
export function addBrandRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/brand`,
    {
      schema: {
        tags,
        summary: 'How the panel looks before anybody has signed in',
        security: [],
        response: answers({ 200: brand }),
      },
    },
    async (request) =>
      brandBody(await readBrand(deps.reads, await pathOfBrandHost(deps.reads, request.hostname))),
  );
  app.get(
    `${API}/brand/logos/:hash`,
    {
      schema: {
        tags,
        summary: 'The picture of a brand',
        security: [],
        params: logoParams,
        produces: LOGO_TYPES.slice(0, 3),
        response: answers({ 200: z.unknown() }),
      },
    },
    async (request, reply) => {
      const { hash } = request.params;
      const logo = /^[0-9a-f]{64}$/.test(hash) ? await inFrontOfWall(() => logoOf(deps.reads, hash)) : null;
      if (logo === null) throw new Problem('not_found');
      return reply
        .type(logo.type)
        .header('content-security-policy', LOGO_CSP)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(logo.content);
    },
  );
  app.get(
    `${API}/me/brand`,
    {
      config: { permission: 'self' },
      schema: {
        tags,
        summary: 'How the panel looks to whoever is signed in',
        response: answers({ 200: brand }),
      },
    },
    async (request) => brandBody(await readBrand(deps.reads, actorOf(request).scopePath)),
  );
  app.get(
    `${API}/settings/brand`,
    {
      config: { permission: 'settings:read' },
      schema: { tags, summary: 'Read one’s own brand', response: answers({ 200: brand }) },
    },
    async (request) => brandBody(await readOwnBrand(deps.reads, actorOf(request).ownerId)),
  );
  app.put(
    `${API}/settings/brand`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Set name and colours of one’s own brand',
        body: brandInput,
        response: answers({ 200: brand }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await saveBrand(deps, actor, request.body);
      return brandBody(await readOwnBrand(deps.reads, actor.ownerId));
    },
  );
  addUploadRoutes(app, (scope) => {
    scope.put(
      `${API}/settings/brand/logo`,
      {
        config: edits,
        bodyLimit: LOGO_BYTES_MAX,
        schema: {
          tags,
          summary: 'Set the logo of one’s own brand: PNG, JPEG or WebP, 256 kB at most',
          consumes: LOGO_TYPES,
          response: answers({ 200: brand }),
        },
      },
      async (request) => {
        const actor = actorOf(request);
        await saveLogo(deps, actor, pictureOf(request.body));
        return brandBody(await readOwnBrand(deps.reads, actor.ownerId));
      },
    );
    scope.delete(
      `${API}/settings/brand/logo`,
      {
        config: edits,
        schema: {
          tags,
          summary: 'Take the logo of one’s own brand away',
          response: answers({ 200: brand }),
        },
      },
      async (request) => {
        const actor = actorOf(request);
        await saveLogo(deps, actor, null);
        return brandBody(await readOwnBrand(deps.reads, actor.ownerId));
      },
    );
  });
  addHostRoutes(app, deps);
  addSipDomainRoutes(app, deps);
}

/** By which host name a reseller's tree comes; the operator gives it. */
function addHostRoutes(app: App, deps: HttpDeps): void {
  const url = `${API}/accounts/:id/brand-host`;
  app.get(
    url,
    {
      config: { permission: 'brand_hosts:edit' },
      schema: {
        tags,
        summary: 'Read the host name of a reseller',
        params: idParams,
        response: answers({ 200: brandHost }),
      },
    },
    async (request) => {
      const { id } = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      return { host: await brandHostOf(deps.reads, id) };
    },
  );
  app.put(
    url,
    {
      config: { permission: 'brand_hosts:edit' },
      schema: {
        tags,
        summary:
          'Give a reseller a host name: its sign-in page has its brand, and takes accounts of its tree only',
        params: idParams,
        body: brandHost,
        response: answers({ 200: brandHost }),
      },
    },
    async (request) => {
      await saveBrandHost(deps, actorOf(request), request.params.id, request.body.host);
      return request.body;
    },
  );
}

/** In which domain phones of a reseller's tree register; the operator gives it. */
function addSipDomainRoutes(app: App, deps: HttpDeps): void {
  const url = `${API}/accounts/:id/sip-domain`;
  app.get(
    url,
    {
      config: { permission: 'brand_hosts:edit' },
      schema: {
        tags,
        summary: 'Read the SIP domain of a reseller',
        params: idParams,
        response: answers({ 200: sipDomain }),
      },
    },
    async (request) => {
      const { id } = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      return { domain: await sipDomainOf(deps.reads, id) };
    },
  );
  app.put(
    url,
    {
      config: { permission: 'brand_hosts:edit' },
      schema: {
        tags,
        summary:
          'Give a reseller a SIP domain: devices that are made in its tree from then on have it for good, and names of their own',
        params: idParams,
        body: sipDomain,
        response: answers({ 200: sipDomain }),
      },
    },
    async (request) => {
      await saveSipDomain(deps, actorOf(request), request.params.id, request.body.domain);
      return request.body;
    },
  );
}

/** A brand with the address of its picture. */
export function brandBody({ logoHash, ...rest }: Brand) {
  return { ...rest, logoUrl: logoUrl(logoHash) };
}
