/** The letterhead of the operator, and of resellers that have one of their own. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { LOGO_BYTES_MAX } from '../../domain/accounts/brand.ts';
import { readLetterhead } from '../../operations/billing/read-letterhead.ts';
import { saveLetterhead, saveLetterheadLogo } from '../../operations/billing/save-letterhead.ts';
import { ownAccount } from '../../postgres/accounts/find-account.ts';
import { answers } from '../../schemas/answers.ts';
import { letterhead, letterheadInput } from '../../schemas/billing/letterhead.ts';
import { addUploadRoutes, LOGO_TYPES, logoUrl, pictureOf } from '../accounts/logo-upload.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];
const url = `${API}/letterhead`;
const edits = { permission: 'settings:edit' } as const;

export function addLetterheadRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'settings:read' },
      schema: {
        tags,
        summary: 'Read the letterhead that documents of one’s accounts have',
        response: answers({ 200: letterhead }),
      },
    },
    async (request) => bodyFor(deps, actorOf(request)),
  );
  app.put(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Set one’s own letterhead; documents that were issued stay as they are',
        body: letterheadInput,
        response: answers({ 200: letterhead }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { logo: logoFrom, ...input } = request.body;
      await saveLetterhead(deps, actor, { ...input, logoFrom });
      return bodyFor(deps, actor);
    },
  );
  addUploadRoutes(app, (scope) => {
    scope.put(
      `${url}/logo`,
      {
        config: edits,
        bodyLimit: LOGO_BYTES_MAX,
        schema: {
          tags,
          summary: 'Set the logo of one’s own letterhead: PNG, JPEG or WebP, 256 kB at most',
          consumes: LOGO_TYPES,
          response: answers({ 200: letterhead }),
        },
      },
      async (request) => {
        const actor = actorOf(request);
        await saveLetterheadLogo(deps, actor, pictureOf(request.body));
        return bodyFor(deps, actor);
      },
    );
    scope.delete(
      `${url}/logo`,
      {
        config: edits,
        schema: {
          tags,
          summary: 'Take the logo of one’s own letterhead away',
          response: answers({ 200: letterhead }),
        },
      },
      async (request) => {
        const actor = actorOf(request);
        await saveLetterheadLogo(deps, actor, null);
        return bodyFor(deps, actor);
      },
    );
  });
}

async function bodyFor(deps: HttpDeps, actor: Actor) {
  const { path } = await ownAccount(deps.reads, actor.ownerId);
  const { printed, row, isFilledIn, ownerId, ofProfile } = await readLetterhead(deps.reads, path);
  const { name, address, taxNumber } = ofProfile;
  return {
    name: printed.name,
    address: [...printed.address],
    taxNumber: printed.taxNumber,
    footer: [...printed.footer],
    logo: row.logoFrom,
    logoUrl: logoUrl(printed.logoHash),
    hasOwnLogo: row.logoHash !== null,
    isFilledIn,
    isOwn: ownerId === actor.ownerId,
    ofProfile: { name, address: [...address], taxNumber },
  };
}
