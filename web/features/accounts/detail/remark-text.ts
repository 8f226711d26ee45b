import { useTranslation } from 'react-i18next';
import type { Figure, Remark } from '../../../../src/domain/charging/remarks.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText, rateText, secondsText, timeText, zoneText } from '../../../ui/format.ts';
import { isolate } from '../../../ui/isolate.ts';

/** What is said about a call, in the reader's language, with figures as people write them there. */
export function useRemarkText(timezone: string): (remark: Remark) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const sentence = ({ code, figures }: Remark): string =>
    t(
      `remark.${code}`,
      Object.fromEntries(Object.entries(figures).map(([place, figure]) => [place, figureText(figure)])),
    );
  const figureText = (figure: Figure): string => {
    switch (figure.type) {
      case 'text':
        return figure.text;
      case 'list':
        return new Intl.ListFormat(language, { type: 'unit' }).format(figure.texts.map(isolate));
      case 'number':
        return new Intl.NumberFormat(language, { maximumFractionDigits: 10 }).format(
          figure.number as Intl.StringNumericLiteral,
        );
      case 'seconds':
        return secondsText(figure.seconds, language);
      case 'money':
        return moneyText(figure.amount, figure.currency, language);
      case 'rate':
        return rateText(figure.costPerMinute, figure.currency, language);
      case 'instant':
        return `${timeText(figure.at, timezone, language)} ${zoneText(timezone, language)}`;
      case 'remark':
        return sentence(figure.remark);
    }
  };
  return sentence;
}
