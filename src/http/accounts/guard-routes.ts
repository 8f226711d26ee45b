/** Guards of a customer. */
import { CAPS, UNCAPPED, type Cap, type DestinationClass } from '../../domain/accounts/guards.ts';
import { limitOfStored, storedLimit } from '../../domain/accounts/limits.ts';
import { known } from '../../domain/assert.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { changeGuards, type GuardsChange } from '../../operations/accounts/change-guards.ts';
import { readGuards, type GuardsRead } from '../../operations/accounts/read-guards.ts';
import {
  changeGuards as changeSchema,
  guards,
  type ChangeGuards,
  type GuardsBody,
} from '../../schemas/accounts/guards.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Accounts'];

/** Registers GET and PATCH /accounts/{id}/guards. */
export function addGuardRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/guards`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary:
          'Read the guards of a customer: spend caps with what is used of them, and closed destinations',
        params: idParams,
        response: answers({ 200: guards }),
      },
    },
    async (request) =>
      guardsBody(await readGuards(deps.reads, actorOf(request), request.params.id, deps.now())),
  );
  app.patch(
    `${API}/accounts/:id/guards`,
    {
      config: { permission: 'guards:edit' },
      schema: {
        tags,
        summary: 'Give a customer guards of its own, or go back to those of the settings',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: guards }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await changeGuards(deps, actor, request.params.id, changeOf(request.body));
      return guardsBody(await readGuards(deps.reads, actor, request.params.id, deps.now()));
    },
  );
}

function changeOf(body: ChangeGuards): GuardsChange {
  const caps: [Cap, bigint | null][] = CAPS.flatMap((cap) => {
    const text = body[cap];
    return text === undefined ? [] : [[cap, text === null ? null : microsOf(text)]];
  });
  const classes = { satellite: body.satellite, premium: body.premium, high_risk: body.highRisk };
  const given = Object.entries(classes).filter(([, isOpen]) => isOpen !== undefined);
  return {
    capMicros: Object.fromEntries(caps),
    isOpen: Object.fromEntries(given) as GuardsChange['isOpen'],
    ...(body.riskyPrefixes === undefined ? {} : { riskyPrefixesMax: storedLimit(body.riskyPrefixes) }),
    ...(body.callSeconds === undefined ? {} : { callSecondsMax: body.callSeconds }),
  };
}

function microsOf(text: string): bigint {
  return text === 'unlimited' ? UNCAPPED : known(parseMoney(text), 'an amount that was checked');
}

/** As the API writes them. */
export function guardsBody({
  currency,
  own,
  caps,
  heldMicros,
  classes,
  riskyPrefixes,
  callSeconds,
  steps,
  block,
}: GuardsRead): GuardsBody {
  const cap = (name: Cap) => {
    const { micros, settingsMicros, from } = caps[name];
    const set = own.capMicros[name];
    return {
      own: set === null ? null : set === UNCAPPED ? ('unlimited' as const) : formatMoney(set),
      inForce: micros === null ? null : formatMoney(micros),
      bySettings: settingsMicros === null ? null : formatMoney(settingsMicros),
      from,
    };
  };
  const used = (name: Cap) => ({
    ...cap(name),
    used: formatMoney(caps[name].usedMicros ?? 0n),
    held: formatMoney(heldMicros),
  });
  const kind = (name: DestinationClass) => ({ own: own.isOpen[name], ...classes[name] });
  return {
    currency,
    spendPerHour: used('spendPerHour'),
    spendPerDay: used('spendPerDay'),
    callCost: cap('callCost'),
    satellite: kind('satellite'),
    premium: kind('premium'),
    highRisk: kind('high_risk'),
    riskyPrefixes: {
      own: limitOfStored(own.riskyPrefixesMax),
      inForce: riskyPrefixes.max,
      bySettings: riskyPrefixes.settingsMax,
      from: riskyPrefixes.from,
    },
    callSeconds: {
      own: own.callSecondsMax,
      inForce: callSeconds.max,
      bySettings: callSeconds.settingsMax,
      from: callSeconds.from,
    },
    steps: { riskyPrefixes: steps.risky_prefixes, spendCap: steps.spend_cap },
    block: block === null ? null : { ...block, since: block.since.toISOString() },
  };
}
