/** Live calls as the API writes them. */
import { costSoFarMicros, secondsLeftAt } from '../../domain/charging/live-call.ts';
import { remarkText } from '../../domain/charging/remarks.ts';
import { formatMoney } from '../../domain/money.ts';
import type { LiveCall } from '../../operations/charging/live-reader.ts';
import type { LiveCallFacts } from '../../schemas/charging/live-calls.ts';
import { whoBody } from './explanation-body.ts';

/** What stays as it is until something happens to the call. */
export function liveFactsBody(call: LiveCall): LiveCallFacts {
  const { account, startedAt, answeredAt, switchUnknownAt, longest, levels, route, ...rest } = call;
  return {
    ...rest,
    accountId: account.publicId,
    accountNumber: account.number,
    accountName: account.name,
    startedAt: startedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    switchUnknownSince: switchUnknownAt?.toISOString() ?? null,
    longest: longest && {
      seconds: longest.seconds,
      ending: remarkText(longest.ending),
      endingRemark: longest.ending,
    },
    levels: levels.map(({ account: payer, who, heldMicros, ...level }) => ({
      ...level,
      accountId: payer.publicId,
      ...whoBody(who),
      held: formatMoney(heldMicros),
    })),
    carrier: route && {
      trunk: route.trunk,
      gateway: route.gateway,
      currency: route.cost?.currency ?? null,
      terms: route.cost?.terms ?? null,
    },
  };
}

/** The same at a moment, for whoever does not count on. `accountId`: whose money is looked at. */
export function liveCallBody(call: LiveCall, { at, accountId }: Readonly<{ at: Date; accountId?: bigint }>) {
  const [own] = call.levels;
  const asked = call.levels.find(({ account }) => account.id === accountId);
  return {
    ...liveFactsBody(call),
    // Whole ones that are over, as a clock shows them; a started second is paid for.
    talkSeconds:
      call.answeredAt === null
        ? null
        : Math.floor(Math.max(0, at.getTime() - call.answeredAt.getTime()) / 1000),
    held: asked === undefined ? null : formatMoney(asked.heldMicros),
    cost: own === undefined ? null : formatMoney(costSoFarMicros(own.terms, call, at, own.freeSeconds)),
    currency: own?.currency ?? null,
    secondsLeft: call.answeredAt === null ? null : secondsLeftAt(call, call.grantedSeconds, at),
  };
}
