/** Says whether the server and its database answer. */
import { z } from 'zod';
import { okAnswer } from '../schemas/common.ts';
import { answers } from '../schemas/answers.ts';
import { API, type App, type HttpDeps } from './app.ts';

/** Registers GET /health; without a database it answers 503. */
export function addHealthRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/health`,
    { schema: { tags: ['Health'], summary: 'Is it up', security: [], response: answers({ 200: okAnswer }) } },
    async () => {
      await deps.reads.query('select 1');
      return z.parse(okAnswer, { ok: true });
    },
  );
}
