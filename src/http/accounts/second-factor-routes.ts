/** One's own second factor, and taking away that of an account below. */
import { lacksSecondFactor } from '../../domain/accounts/second-factor.ts';
import { readSettings } from '../../operations/accounts/draw-number.ts';
import { resetSecondFactor } from '../../operations/accounts/reset-second-factor.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  turnOffSecondFactor,
} from '../../operations/accounts/second-factor.ts';
import { passkeysOf } from '../../postgres/accounts/passkeys.ts';
import { countRecoveryCodes, secondFactorOf } from '../../postgres/accounts/second-factors.ts';
import {
  beginSecondFactor as beginSchema,
  begunSecondFactor,
  confirmSecondFactor as confirmSchema,
  recoveryCodes,
  renewRecoveryCodes as renewSchema,
  secondFactor,
  secondFactorProof,
} from '../../schemas/accounts/security.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { sessionTokenOf } from '../cookies.ts';

const tags = ['Sign-in'];
const config = { permission: 'self' } as const;
const url = `${API}/me/second-factor`;

/** Registers the routes under /me/second-factor, and the reset. Secrets and codes are answered once. */
export function addSecondFactorRoutes(app: App, deps: HttpDeps): void {
  const { signInLimiter } = deps;

  app.get(
    url,
    {
      config,
      schema: { tags, summary: "Read one's second factor", response: answers({ 200: secondFactor }) },
    },
    async (request) => {
      const { accountId, operatorId, kind } = actorOf(request);
      const row = await secondFactorOf(deps.reads, accountId);
      const settings = await readSettings(deps.reads, operatorId);
      return {
        isOn: row !== null && row.confirmedAt !== null,
        passkeys: (await passkeysOf(deps.reads, accountId)).length,
        since: row?.confirmedAt?.toISOString() ?? null,
        recoveryCodesLeft: await countRecoveryCodes(deps.reads, accountId),
        isRequired: lacksSecondFactor({ kind, hasSecondFactor: false }, settings),
      };
    },
  );

  app.post(
    url,
    {
      config,
      schema: {
        tags,
        summary: 'Begin a second factor; it counts once a code confirms it',
        body: beginSchema,
        response: answers({ 201: begunSecondFactor }),
      },
    },
    async (request, reply) => {
      const { password } = request.body;
      const begun = await beginSecondFactor(deps, signInLimiter, actorOf(request), password);
      return reply.code(201).header('cache-control', 'no-store').send(begun);
    },
  );

  app.post(
    `${url}/confirm`,
    {
      config,
      schema: {
        tags,
        summary: 'Turn the second factor on by a first code; all other sessions end',
        body: confirmSchema,
        response: answers({ 200: recoveryCodes }),
      },
    },
    async (request, reply) => {
      const input = { code: request.body.code, token: sessionTokenOf(request, deps) };
      const codes = await confirmSecondFactor(deps, signInLimiter, actorOf(request), input);
      void reply.header('cache-control', 'no-store');
      return { recoveryCodes: codes };
    },
  );

  app.post(
    `${url}/recovery-codes`,
    {
      config,
      schema: {
        tags,
        summary: 'Make new recovery codes; those before end',
        body: renewSchema,
        response: answers({ 200: recoveryCodes }),
      },
    },
    async (request, reply) => {
      const codes = await renewRecoveryCodes(deps, signInLimiter, actorOf(request), request.body);
      void reply.header('cache-control', 'no-store');
      return { recoveryCodes: codes };
    },
  );

  app.post(
    `${url}/turn-off`,
    {
      config,
      schema: {
        tags,
        summary: 'Turn the second factor off',
        body: secondFactorProof,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await turnOffSecondFactor(deps, signInLimiter, actorOf(request), request.body);
      return { ok: true as const };
    },
  );

  app.delete(
    `${API}/accounts/:id/second-factor`,
    {
      config: { permission: 'sign_ins:reset' },
      schema: {
        tags,
        summary: 'Take the second factor of an account away, for a person who lost it; its sessions end',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await resetSecondFactor(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}
