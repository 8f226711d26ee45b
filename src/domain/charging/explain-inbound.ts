/** What is said of a call that comes in by a DID, goes on to one, or goes on from one. */
import { incrementsOf, pricesRemark } from './explain-price.ts';
import type { Viewer } from './explained-call.ts';
import { readTerms, type Frozen, type FrozenLevel } from './frozen.ts';
import { figure, remark, type Remark } from './remarks.ts';

const international = (digits: string) => figure.text(`+${digits}`);

/** Such a call leaves over no trunk. */
export function staysInside({ local, inbound, ownNumber, access }: Partial<Frozen>): boolean {
  return local !== undefined || inbound !== undefined || ownNumber !== undefined || access !== undefined;
}

/** Null for a call that no calling card made. */
export function cardIdentityRemark({
  card,
  access = card,
  callerGiven,
}: Pick<Frozen, 'card' | 'access' | 'callerGiven'>): Remark | null {
  if (access === undefined) return null;
  const number = { access: international(access.number) };
  return callerGiven === null
    ? remark('identity.card_from_unknown', number)
    : remark('identity.card', { ...number, caller: figure.text(callerGiven) });
}

/** Null for a call that a phone or an address of the account made. Which carrier it was is for who may see carriers. */
export function inboundIdentityRemark(
  { inbound, forwarded, source }: Frozen,
  { seesCarrier }: Viewer,
): Remark | null {
  if (forwarded !== undefined)
    return remark('identity.forwarded', { number: international(forwarded.number) });
  if (inbound === undefined) return null;
  const { trunk } = inbound;
  if (trunk === undefined) return remark('identity.own_call');
  if (!seesCarrier) return remark('identity.carrier');
  return remark('identity.gateway', { trunk: figure.text(trunk), source: figure.text(source) });
}

export function accessRateRemark({ rateCurrency, terms }: FrozenLevel): Remark {
  const read = readTerms(terms);
  if (read.costPerMinuteNanos === 0n && read.connectionCostMicros === 0n) return remark('rate.access_free');
  const price = figure.remark(pricesRemark(terms, rateCurrency));
  return remark('rate.access', { price, increments: incrementsOf(read) });
}

export function inboundRateRemark({ rateCurrency, terms }: FrozenLevel): Remark {
  const read = readTerms(terms);
  if (read.costPerMinuteNanos === 0n && read.connectionCostMicros === 0n) return remark('rate.inbound_free');
  const price = figure.remark(pricesRemark(terms, rateCurrency));
  return remark('rate.inbound', { price, increments: incrementsOf(read) });
}

export function inboundRouteRemarks({ ownNumber, inbound, access }: Frozen): readonly Remark[] {
  if (access !== undefined) return [remark('route.access')];
  if (ownNumber !== undefined) return [remark('route.goes_on')];
  if (inbound === undefined) return [remark('route.device')];
  const { devices, forward } = inbound;
  const names = devices.map(({ username }) => username);
  const phones = names.length === 0 ? [] : [remark('route.phones', { devices: figure.list(names) })];
  if (forward === undefined) return phones;
  const number = international(forward.to);
  if (forward.when === 'always') return [...phones, remark('route.forward_always', { number })];
  const unregistered = remark('route.forward_unregistered', { number });
  if (forward.when === 'unregistered') return [...phones, unregistered];
  const seconds = figure.seconds(forward.afterSeconds);
  return [...phones, unregistered, remark('route.forward_no_answer', { seconds, number })];
}

/** Null for the name of a device: a number has digits alone, and may be masked. */
export function noPhoneRemark(number: string): Remark | null {
  return /^[1-9]\d*(xxxx)?$/.test(number)
    ? remark('number.no_phone', { number: international(number) })
    : null;
}
