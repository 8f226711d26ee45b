/** How the price of a call came about, in remarks. */
import { formatDecimal, trimmed } from '../money.ts';
import { billedSeconds, talkSecondsOf } from '../rating/price.ts';
import { PPM, SAME_CURRENCY_E10, type Rate } from '../rating/rate.ts';
import { commissionMicros } from './commission.ts';
import { levelCommissionMicros } from './costs-of-call.ts';
import { visibleLevels, type ExplainedCall, type Viewer } from './explained-call.ts';
import { freeSecondsOfLevel, hadFree, packagesOf } from './free-seconds.ts';
import type { FrozenLevel, WrittenTerms } from './frozen.ts';
import { figure, remark, type Figure, type Remark } from './remarks.ts';
import {
  MARK_UP_DIGITS,
  millionthsOf,
  paidTerms,
  readShownTerms,
  shownTerms,
  shownTermsOf,
  type ShownTerms,
} from './shown-terms.ts';

/** Line by line: what was talked, what each level paid for it, who kept or got what, and the carrier. */
export function arithmeticOf(call: ExplainedCall, viewer: Viewer): readonly Remark[] {
  const { frozen, grantedSeconds } = call;
  const talkSeconds = talkSecondsOf(call.talkMs);
  const talk = figure.seconds(trimmed(formatDecimal(BigInt(call.talkMs), 3)));
  const isRounded = call.talkMs !== talkSeconds * 1000;
  const lines = isRounded ? [remark('price.talk', { talk, seconds: figure.seconds(talkSeconds) })] : [];
  const isCapped = talkSeconds > grantedSeconds && (call.endedBy === 'limit' || !call.isOverrun);
  const paidSeconds = isCapped ? grantedSeconds : talkSeconds;
  const allowed = { seconds: figure.seconds(grantedSeconds) };
  if (isCapped) lines.push(remark('price.capped', allowed));
  if (call.isOverrun && !isCapped) lines.push(remark('price.overrun', allowed));
  if (call.isEstimated) lines.push(remark('price.estimate'));
  if (frozen.emergency !== undefined) lines.push(remark('price.emergency'));
  const visible = visibleLevels(frozen, viewer);
  for (const { who, level, index } of visible) {
    const micros = call.levelChargeMicros[index] ?? 0n;
    const freeSeconds = freeSecondsOfLevel(frozen, index, call.allowanceUsedSeconds);
    const price = { ...level, terms: shownTermsOf(frozen, index, viewer.seesMarkUps) };
    const isCovered = hadFree(level.packages);
    lines.push(priceRemark(figure.remark(who), price, { paidSeconds, freeSeconds, isCovered }, micros));
    for (const [place, { name, level: of }] of packagesOf(frozen).entries()) {
      const free = call.allowanceUsedSeconds[place] ?? 0;
      if (of !== index || free === 0) continue;
      lines.push(remark('price.free_by', { name: figure.text(name), free: figure.seconds(free) }));
    }
  }
  for (const { who, level, index } of visible.slice(1)) {
    const [income, cost] = [call.levelChargeMicros[index - 1] ?? 0n, call.levelChargeMicros[index] ?? 0n];
    const { currency } = level;
    if (visible[index - 1]?.level.currency !== currency) continue;
    const given = levelCommissionMicros(frozen, call.levelChargeMicros, index - 1);
    const sum = {
      who: figure.remark(who),
      income: figure.money(income, currency),
      cost: figure.money(cost, currency),
      margin: figure.money(income - cost - given, currency),
    };
    lines.push(
      given === 0n
        ? remark('price.margin', sum)
        : remark('price.margin_commission', { ...sum, commission: figure.money(given, currency) }),
    );
  }
  for (const [place, commission] of (frozen.commissions ?? []).entries()) {
    const who = viewer.commissions[place] ?? null;
    if (who === null) continue;
    const net = figure.money(
      call.levelChargeMicros[commission.level] ?? 0n,
      frozen.levels[commission.level]?.currency ?? '',
    );
    const percent = factorOf(BigInt(commission.ppm), 4);
    const amount = figure.money(commissionMicros(commission, call.levelChargeMicros), commission.currency);
    lines.push(remark('price.commission', { who: figure.remark(who), percent, net, amount }));
  }
  const route = frozen.routes.find(({ gatewayId }) => gatewayId === call.gatewayId);
  if (viewer.seesCarrier && route !== undefined && frozen.emergency === undefined) {
    const carrier = { ...route, terms: shownTerms(route.terms), rateCurrency: route.currency };
    const talked = { paidSeconds: talkSeconds, freeSeconds: 0, isCovered: false };
    lines.push(priceRemark(figure.text(route.trunk), carrier, talked, call.carrierCostMicros));
  }
  return lines;
}

type PricedSeconds = Readonly<{
  paidSeconds: number;
  freeSeconds: number;
  /** By packages: where these leave no second to pay, connecting is not due either. */
  isCovered: boolean;
}>;

/** How a price comes about: of a level or a carrier, or of nobody in particular. */
export function priceRemark(
  who: Figure | null,
  {
    terms,
    rateCurrency,
    currency,
  }: Pick<FrozenLevel, 'rateCurrency' | 'currency'> & Readonly<{ terms: ShownTerms }>,
  { paidSeconds, freeSeconds, isCovered }: PricedSeconds,
  micros: bigint,
): Remark {
  if (paidSeconds === 0) return who === null ? remark('price.alone_none') : remark('price.none', { who });
  const seconds = billedSeconds(readShownTerms(terms), paidSeconds);
  const [markUpPpm, exchangeRateE10] = [BigInt(terms.markUpPpm), BigInt(terms.exchangeRateE10)];
  const billed = figure.seconds(seconds);
  let sum = remark('price.minutes', {
    rate: rateFigure(terms, rateCurrency),
    billed: figure.seconds(seconds - freeSeconds),
  });
  const price = () => ({ price: figure.remark(sum) });
  const hasConnection = terms.connectionCostMicros !== '0';
  if (hasConnection) {
    const connection = connectionFigure(terms, rateCurrency);
    sum = remark('price.connection', { connection, ...price() });
  }
  const hasFactors = markUpPpm !== 0n || exchangeRateE10 !== SAME_CURRENCY_E10;
  if (hasFactors && hasConnection) sum = remark('price.brackets', price());
  if (markUpPpm !== 0n)
    sum = remark('price.mark_up', { ...price(), factor: factorOf(PPM + markUpPpm, MARK_UP_DIGITS) });
  if (rateCurrency !== currency) {
    const factor = factorOf(exchangeRateE10, 10);
    sum = remark('price.exchange', {
      ...price(),
      factor,
      from: figure.text(rateCurrency),
      to: figure.text(currency),
    });
  }
  const increments = incrementsOf(terms);
  const line = { increments, ...price(), amount: figure.money(micros, currency) };
  const rounded = { ...line, paid: figure.seconds(paidSeconds), billed };
  if (who !== null && isCovered && freeSeconds === seconds && hasConnection)
    return remark('price.all_covered', { who, increments, paid: rounded.paid, billed });
  if (who !== null && freeSeconds > 0) {
    if (freeSeconds === seconds)
      return remark('price.all_free', { who, increments, paid: rounded.paid, billed });
    return remark('price.line_free', { who, ...rounded, free: figure.seconds(freeSeconds) });
  }
  if (seconds === paidSeconds)
    return who === null ? remark('price.alone', line) : remark('price.line', { who, ...line });
  return who === null
    ? remark('price.alone_rounded', rounded)
    : remark('price.line_rounded', { who, ...rounded });
}

function factorOf(value: bigint, digits: number): Figure {
  return figure.number(trimmed(formatDecimal(value, digits)));
}

/** "60/6", with what is free before it. */
export function incrementsOf({
  graceSeconds,
  initialIncrementSeconds,
  incrementSeconds,
}: Pick<Rate, 'graceSeconds' | 'initialIncrementSeconds' | 'incrementSeconds'>): Figure {
  const increments = figure.text(`${initialIncrementSeconds}/${incrementSeconds}`);
  if (graceSeconds === 0) return increments;
  return figure.remark(remark('rate.grace', { increments, grace: figure.seconds(graceSeconds) }));
}

/** What connecting and a minute cost with the mark-up, in the currency of the rate: the price that is paid. */
export function pricesRemark(written: WrittenTerms, currency: string): Remark {
  const terms = paidTerms(written);
  const rate = rateFigure(terms, currency);
  if (terms.connectionCostMicros === '0') return remark('rate.minute', { rate });
  return remark('rate.connection', { connection: connectionFigure(terms, currency), rate });
}

function rateFigure({ costPerMinuteNanos }: ShownTerms, currency: string): Figure {
  return figure.rate(millionthsOf(costPerMinuteNanos), currency, MARK_UP_DIGITS);
}

function connectionFigure({ connectionCostMicros }: ShownTerms, currency: string): Figure {
  return figure.money(millionthsOf(connectionCostMicros), currency, MARK_UP_DIGITS);
}
