/** What a document charges, line by line, with taxes and totals. */
import { useState } from 'react';
import { NAMED_BY_THEIR_TEXT } from '../../../../src/domain/billing/document.ts';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import {
  dayText,
  durationText,
  figureText,
  isNegative,
  moneyText,
  percentText,
  placesOf,
} from '../../../ui/format.ts';
import { exchangeText } from '../../../ui/exchange-text.ts';
import type { DocumentBody } from './api.ts';
import { CallsBehindLine } from './behind-document.tsx';
import { lineTitle } from './document-text.tsx';

export function DocumentLines({ document }: Readonly<{ document: DocumentBody }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { lines, taxes, net, tax, total, currency, kind } = document;
  const places = placesOf([net, tax, total, ...lines.map(({ amount }) => amount)]);
  const figure = (amount: string) => (
    <span data-negative={isNegative(amount) || undefined}>
      {figureText(amount, currency, language, places)}
    </span>
  );
  return (
    <table className="tb-doc-lines" aria-label={t('billing.linesTitle')}>
      <thead>
        <tr>
          <th scope="col">{t('billing.line')}</th>
          <th scope="col" data-numeric>
            {t('billing.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, place) => (
          // Lines are never changed: their place is their name.
          // oxlint-disable-next-line react/no-array-index-key
          <Line key={place} document={document} line={line} place={place} figure={figure} />
        ))}
      </tbody>
      <tfoot>
        {lines.length === 0 && (
          <tr>
            <td colSpan={2}>{t('billing.noLines')}</td>
          </tr>
        )}
        {taxes.length > 0 && (
          <tr>
            <td>{t('billing.amounts.net')}</td>
            <td data-numeric>{figure(net)}</td>
          </tr>
        )}
        {taxes.map((each) => (
          <tr key={each.taxId}>
            <td>
              <bdi>{each.name}</bdi>
              {each.kind === 'percentage' && ` ${percentText(each.percent, language)}`}
              <small>
                {t(each.isInclusive ? 'billing.taxWithin' : 'billing.taxOn', {
                  base: moneyText(each.base, currency, language),
                })}
                {each.jurisdiction !== '' && (
                  <>
                    {' · '}
                    <bdi>{each.jurisdiction}</bdi>
                  </>
                )}
              </small>
            </td>
            <td data-numeric>{figure(each.amount)}</td>
          </tr>
        ))}
        <tr data-total>
          <th scope="row">{t(`billing.totalOf.${kind}`)}</th>
          <td data-numeric>
            <strong>{figure(total)}</strong>
          </td>
        </tr>
        {document.balance !== null && (
          <tr>
            <td>{t('billing.balanceAfter')}</td>
            <td data-numeric>{figure(document.balance.after)}</td>
          </tr>
        )}
      </tfoot>
    </table>
  );
}

type LineProps = Readonly<{
  document: DocumentBody;
  line: DocumentBody['lines'][number];
  place: number;
  figure: (amount: string) => React.ReactNode;
}>;

const lastMomentOf = (to: string) => new Date(Date.parse(to) - 1).toISOString();

function Line({ document, line, place, figure }: LineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { calls, product, quantity, unitPrice, method, counterparty, exchange, postedAt } = line;
  const isOwnText = line.text !== '' && !NAMED_BY_THEIR_TEXT.has(line.kind);
  const hasCalls = calls !== null && line.kind === 'calls' && document.kind !== 'credit_note';
  const count = new Intl.NumberFormat(language);
  const details = [
    quantity !== null &&
      unitPrice !== null &&
      t('billing.quantityOf', {
        quantity: new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(
          quantity as Intl.StringNumericLiteral,
        ),
        price: moneyText(unitPrice, document.currency, language),
      }),
    exchange !== null && exchangeText(exchange, document.currency, language),
    method !== null && t(`billing.methods.${method}`, { defaultValue: method }),
    counterparty !== null &&
      t(`billing.${line.kind === 'transfer_in' ? 'fromAccount' : 'toAccount'}`, { number: counterparty }),
    calls !== null &&
      t('billing.callsOf', {
        count: calls.calls,
        rows: count.format(calls.calls),
        talk: durationText(calls.talkSeconds),
      }),
    product !== null &&
      (product.to === null
        ? t(`billing.parts.${product.part}`)
        : t('billing.partOf', {
            part: t(`billing.parts.${product.part}`),
            from: dayText(product.from, document.timezone, language),
            to: dayText(lastMomentOf(product.to), document.timezone, language),
          }).trim()),
    calls?.isLate === true && t('billing.late'),
    postedAt !== null && dayText(postedAt, document.timezone, language),
  ].filter((detail) => detail !== false && detail !== '');
  return (
    <>
      <tr>
        <td>
          <bdi>{lineTitle(line, t)}</bdi>
          {isOwnText && (
            <small>
              <bdi>{line.text}</bdi>
            </small>
          )}
          {details.length > 0 && <small>{details.join(' · ')}</small>}
          {hasCalls && (
            <button type="button" className="tb-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? 'billing.hideCalls' : 'billing.showCalls')}
            </button>
          )}
        </td>
        <td data-numeric>{figure(line.amount)}</td>
      </tr>
      {isOpen && (
        <tr data-behind>
          <td colSpan={2}>
            <CallsBehindLine document={document} line={place} />
          </td>
        </tr>
      )}
    </>
  );
}
