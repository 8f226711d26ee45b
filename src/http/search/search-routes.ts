/** The search over everything. */
import type { z } from 'zod';
import { searchEverything, type Hit } from '../../operations/search/search-everything.ts';
import { answers } from '../../schemas/answers.ts';
import { searchAnswer, searchEverythingQuery, type hit } from '../../schemas/search/search.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

/** Registers /search. */
export function addSearchRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/search`,
    {
      config: { permission: ['accounts:read', 'dids:read', 'calls:read', 'rates:read', 'carriers:read'] },
      schema: {
        tags: ['Search'],
        summary: 'Find accounts, numbers, networks, devices, calls, prices and routes by one text',
        querystring: searchEverythingQuery,
        response: answers({ 200: searchAnswer }),
      },
    },
    async (request) => {
      const { hits, isIncomplete } = await searchEverything(deps, actorOf(request), request.query.q);
      return { hits: hits.map(hitBody), isIncomplete };
    },
  );
}

function hitBody(row: Hit): z.input<typeof hit> {
  return {
    kind: row.kind as z.input<typeof hit>['kind'],
    id: row.publicId,
    title: row.title,
    subtitle: row.subtitle,
    status: row.status,
    accountId: row.accountPublicId,
    trunkId: row.trunkPublicId,
    startedAt: row.startedAt?.toISOString() ?? null,
  };
}
