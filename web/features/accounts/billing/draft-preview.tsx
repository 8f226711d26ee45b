import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { durationText, figureText, isNegative, moneyText, placesOf } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Preview } from './api.ts';
import { lineTitle, previewLine } from './document-text.tsx';

type Props = Readonly<{
  preview: UseQueryResult<Preview>;
  /** What is typed is what was saved. */
  isCurrent: boolean;
}>;

/** What the draft would be as an invoice: with what is open, taxes and the total. */
export function DraftPreview({ preview, isCurrent }: Props) {
  const { t } = useTranslation();
  const { data } = preview;
  return (
    <Panel
      title={t('billing.draft.preview')}
      aside={
        (!isCurrent || preview.isPlaceholderData) && (
          <span className="tb-field-help">{t('billing.draft.older')}</span>
        )
      }
    >
      {preview.isPending && <Loading height={160} />}
      {preview.isError && <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />}
      {data !== undefined && !preview.isError && <Table preview={data} />}
    </Panel>
  );
}

function Table({ preview: { lines, taxes, net, total, currency } }: Readonly<{ preview: Preview }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const places = placesOf([net, total, ...[...lines, ...taxes].map(({ amount }) => amount)]);
  const figure = (amount: string) => (
    <span data-negative={isNegative(amount) || undefined}>
      {figureText(amount, currency, language, places)}
    </span>
  );
  if (lines.length === 0) return <p className="tb-none">{t('billing.draft.nothing')}</p>;
  return (
    <table className="tb-doc-lines" aria-label={t('billing.draft.preview')} aria-live="polite">
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
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={place}>
            <td>
              <bdi>{lineTitle(previewLine(line), t)}</bdi>
              {line.calls !== null && (
                <small>
                  {t('billing.callsOf', {
                    count: line.calls,
                    rows: new Intl.NumberFormat(language).format(line.calls),
                    talk: durationText(line.talkSeconds ?? 0),
                  })}
                  {line.isLate && ` · ${t('billing.late')}`}
                </small>
              )}
            </td>
            <td data-numeric>{figure(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {taxes.length > 0 && (
          <tr>
            <td>{t('billing.amounts.net')}</td>
            <td data-numeric>{figure(net)}</td>
          </tr>
        )}
        {taxes.map(({ name, isInclusive, base, amount }, place) => (
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={place}>
            <td>
              <bdi>{name}</bdi>
              <small>
                {t(isInclusive ? 'billing.taxWithin' : 'billing.taxOn', {
                  base: moneyText(base, currency, language),
                })}
              </small>
            </td>
            <td data-numeric>{figure(amount)}</td>
          </tr>
        ))}
        <tr data-total>
          <th scope="row">{t('billing.totalOf.invoice')}</th>
          <td data-numeric>
            <strong>{figure(total)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
