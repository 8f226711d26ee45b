/** Money that was, or became, another currency: "$100.00, 1 USD = 0.9215 EUR". */
import { moneyText } from './format.ts';

type Exchange = Readonly<{ amount: string; currency: string; rate: string; rateFrom: string }>;

export function exchangeText(
  { amount, currency, rate, rateFrom }: Exchange,
  own: string,
  language: string,
): string {
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: 10 });
  const rateTo = rateFrom === currency ? own : currency;
  const unit = `1 ${rateFrom} = ${figure.format(rate as Intl.StringNumericLiteral)} ${rateTo}`;
  return `${moneyText(amount, currency, language)}, ${unit}`;
}
