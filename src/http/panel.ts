/** Serves the built panel, and its first page for every address that the panel routes itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { Problem } from '../domain/problem.ts';
import type { App } from './app.ts';
import { sendProblem } from './problems.ts';
import { drawNonce, policyOfPanel } from './security-headers.ts';

/** Files with a hash in their name never change. */
const YEAR_MS = 365 * 24 * 3600 * 1000;
/** Stands in the page where the nonce of each answer belongs. */
const NONCE_PLACE = '__CSP_NONCE__';

/** Adds the panel and the answer for everything that is not there. */
export async function addPanel(app: App, webFolder: string): Promise<void> {
  const file = join(webFolder, 'index.html');
  const page = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: true,
      // The first page is no file: each answer is another one.
      index: false,
      allowedPath: (path) => path !== '/index.html',
      setHeaders: (reply, path) => {
        const isHashed = path.includes('/assets/');
        void reply.setHeader(
          'cache-control',
          isHashed ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache',
        );
      },
      cacheControl: false,
    });
    app.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply, page));
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !request.url.startsWith('/api/') &&
      !hasExtension(request.url);
    if (page !== null && isPage) return sendPage(reply, page);
    sendProblem(new Problem('not_found'), request, reply);
    return reply;
  });
}

/** A nonce that was used before is none, so the page is kept nowhere. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = drawNonce();
  return reply
    .code(200)
    .header('cache-control', 'no-store')
    .header('content-security-policy', policyOfPanel(nonce))
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_PLACE, nonce));
}

/** A missing file must not be answered with a page: the browser would run it as a script. */
function hasExtension(url: string): boolean {
  return /\.[A-Za-z0-9]+$/.test(url.split('?')[0] ?? '');
}
