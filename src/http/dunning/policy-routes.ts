/** What happens about invoices that are not paid. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import type { DunningPolicy } from '../../domain/dunning/policy.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { previewPolicy } from '../../operations/dunning/preview-policy.ts';
import { savePolicy } from '../../operations/dunning/save-policy.ts';
import { ownAccount } from '../../postgres/accounts/find-account.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import { readPolicy } from '../../postgres/dunning/policies.ts';
import { answers } from '../../schemas/answers.ts';
import {
  dunningPolicy,
  dunningPolicyInput,
  policyPreview,
  policyPreviewInput,
  type DunningPolicyInput,
} from '../../schemas/dunning/dunning.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Dunning'];
const url = `${API}/dunning/policy`;

/** Registers the policy of the operator or a distributor, and what one would do. */
export function addDunningPolicyRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'dunning:read' },
      schema: {
        tags,
        summary: 'Read what happens about invoices of yours that are not paid',
        response: answers({ 200: dunningPolicy }),
      },
    },
    async (request) => bodyFor(deps, actorOf(request)),
  );
  app.put(
    url,
    {
      config: { permission: 'dunning:edit' },
      schema: {
        tags,
        summary:
          'Set what happens about invoices of yours that are not paid: it counts at once, and reminders of more than a day ago are not sent',
        body: dunningPolicyInput,
        response: answers({ 200: dunningPolicy }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await savePolicy(deps, actor, policyOf(request.body));
      return bodyFor(deps, actor);
    },
  );
  app.post(
    `${url}/preview`,
    {
      config: { permission: 'dunning:read' },
      schema: {
        tags,
        summary: 'The days of a policy for an invoice, and what it would do at once; nothing is changed',
        body: policyPreviewInput,
        response: answers({ 200: policyPreview }),
      },
    },
    async (request) => {
      const { policy, dueAt } = request.body;
      const preview = await previewPolicy(deps, actorOf(request), policyOf(policy), new Date(dueAt));
      return { ...preview, steps: preview.steps.map((step) => ({ ...step, at: step.at.toISOString() })) };
    },
  );
}

function policyOf({ minimums, ...policy }: DunningPolicyInput): DunningPolicy {
  const amounts = minimums.map(({ currency, amount }) => {
    const micros = known(parseMoney(amount), 'an amount that was checked');
    return [currency, formatMoney(micros)] as const;
  });
  return { ...policy, minimums: Object.fromEntries(amounts) };
}

async function bodyFor({ reads }: HttpDeps, actor: Actor) {
  const owner = await ownAccount(reads, actor.ownerId);
  const { policy, isOwn } = await readPolicy(reads, owner.id);
  const { timezone } = known(await loadAccount(reads, owner.id), 'the profile of an owner');
  return {
    isActive: policy.isActive,
    steps: [...policy.steps],
    hour: policy.hour,
    minimums: Object.entries(policy.minimums).map(([currency, amount]) => ({ currency, amount })),
    isOwn,
    timezone,
    mayChange: owner.kind === 'operator' || owner.resellerType === 'distributor',
  };
}
