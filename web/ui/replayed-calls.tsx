/** What calls cost, and what they would cost by other prices: together and by destination. */
import { useTranslation } from 'react-i18next';
import type { ReplayBody } from '../../src/schemas/charging/replay.ts';
import { useLanguage } from '../app/use-language.ts';
import { DataTable, type Column } from './data-table.tsx';
import {
  addAmounts,
  dayText,
  durationText,
  figureText,
  isZero,
  moneyText,
  negated,
  signedFigureText,
} from './format.ts';
import { Icon } from './icons.tsx';
import { EmptyState, Fact, Facts } from './panel.tsx';

type Destination = ReplayBody['destinations'][number];

/** What the two prices are called, where they are not those of then and of another rate group. */
type Names = Readonly<{ before: string; after: string }>;
type Props = Readonly<{ replay: ReplayBody; timezone: string; names?: Names }>;

/** The texts of `replay` must be there. */
export function ReplayedCalls({ replay, timezone, names }: Props) {
  const { t } = useTranslation();
  const { before, after } = names ?? { before: t('replay.then'), after: t('replay.now') };
  const language = useLanguage();
  const { currency, calls, unpriced, nonCli, from, to } = replay;
  const count = new Intl.NumberFormat(language);
  if (from === null || to === null)
    return <EmptyState title={t('replay.empty')}>{t('replay.emptyText')}</EmptyState>;
  const money = (amount: string) => moneyText(amount, currency, language);
  const share = shareText(replay, language);
  const all = calls + unpriced.calls;
  const [first, last] = [from, to].map((at) => dayText(at, timezone, language));
  return (
    <div className="tb-story">
      <p>
        {t('replay.span', {
          count: all,
          calls: count.format(all),
          days: first === last ? first : `${first} – ${last}`,
        })}
      </p>
      <Facts>
        <Fact name={t('replay.talk')}>{durationText(replay.talkSeconds)}</Fact>
        <Fact name={before}>{money(replay.charged)}</Fact>
        <Fact name={after}>{money(replay.replayed)}</Fact>
        <Fact name={t('replay.difference')}>
          {isZero(replay.difference)
            ? t('replay.same')
            : `${signedFigureText(replay.difference, currency, language, 0)}${share}`}
        </Fact>
      </Facts>
      {unpriced.calls > 0 && (
        <p className="tb-summary-note" data-tone="warn">
          <Icon name="warning" size={16} />{' '}
          <span>
            {t('replay.unpriced', {
              count: unpriced.calls,
              calls: count.format(unpriced.calls),
              charged: money(unpriced.charged),
            })}
          </span>
        </p>
      )}
      {nonCli.calls > 0 && (
        <p className="tb-field-help">
          {t('replay.nonCli', {
            count: nonCli.calls,
            calls: count.format(nonCli.calls),
            charged: money(nonCli.charged),
          })}
        </p>
      )}
      {replay.destinations.length > 0 && (
        <Destinations rows={replay.destinations} currency={currency} names={{ before, after }} />
      )}
    </div>
  );
}

/** Of as many as the server tells. */
const LISTED_MAX = 50;

function Destinations({
  rows,
  currency,
  names: { before, after },
}: Readonly<{ rows: readonly Destination[]; currency: string; names: Names }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = new Intl.NumberFormat(language);
  const columns: readonly Column<Destination>[] = [
    {
      id: 'prefix',
      header: t('sheet.rateField.code'),
      isHead: true,
      cell: ({ prefix }) => <span className="tb-mono">+{prefix}</span>,
    },
    {
      id: 'destination',
      header: t('sheet.rateField.destination'),
      cell: ({ destination }) => (destination === '' ? '–' : <bdi>{destination}</bdi>),
    },
    { id: 'calls', header: t('replay.calls'), isNumeric: true, cell: ({ calls }) => count.format(calls) },
    {
      id: 'talk',
      header: t('replay.talk'),
      isNumeric: true,
      cell: ({ talkSeconds }) => durationText(talkSeconds),
    },
    {
      id: 'then',
      header: before,
      isNumeric: true,
      amountOf: ({ charged }) => charged,
      cell: ({ charged }, places) => figureText(charged, currency, language, places),
    },
    {
      id: 'now',
      header: after,
      isNumeric: true,
      amountOf: ({ replayed }) => replayed,
      cell: ({ replayed }, places) => figureText(replayed, currency, language, places),
    },
    {
      id: 'difference',
      header: t('replay.difference'),
      isNumeric: true,
      amountOf: differenceOf,
      cell: (row, places) => signedFigureText(differenceOf(row), currency, language, places),
    },
  ];
  return (
    <>
      <h3>{t('replay.destinations')}</h3>
      {rows.length === LISTED_MAX && (
        <p className="tb-field-help">{t('replay.firstOf', { shown: count.format(rows.length) })}</p>
      )}
      <DataTable
        label={t('replay.destinations')}
        columns={columns}
        rows={rows}
        rowKey={({ prefix }) => prefix}
      />
    </>
  );
}

function differenceOf({ charged, replayed }: Destination): string {
  return addAmounts(replayed, negated(charged));
}

/** " (+12.5%)", a figure to look at; nothing where the calls cost nothing. */
function shareText({ charged, difference }: ReplayBody, language: string): string {
  if (isZero(charged)) return '';
  const format = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return ` (${format.format(Number(difference) / Number(charged))})`;
}
