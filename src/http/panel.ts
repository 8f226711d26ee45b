/** Serves the built panel, and its first page for every address that the panel routes itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Problem } from '../domain/problem.ts';
import type { App } from './app.ts';
import { sendProblem } from './problems.ts';

/** Files with a hash in their name never change. */
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Adds the panel and the answer for everything that is not there. */
export async function addPanel(app: App, webFolder: string): Promise<void> {
  const hasPanel = existsSync(join(webFolder, 'index.html'));
  if (hasPanel) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: true,
      setHeaders: (reply, path) => {
        const isHashed = path.includes('/assets/');
        void reply.setHeader(
          'cache-control',
          isHashed ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache',
        );
      },
      cacheControl: false,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !request.url.startsWith('/api/') &&
      !hasExtension(request.url);
    if (hasPanel && isPage) return reply.code(200).header('cache-control', 'no-cache').sendFile('index.html');
    sendProblem(new Problem('not_found'), request, reply);
    return reply;
  });
}

/** A missing file must not be answered with a page: the browser would run it as a script. */
function hasExtension(url: string): boolean {
  return /\.[A-Za-z0-9]+$/.test(url.split('?')[0] ?? '');
}
