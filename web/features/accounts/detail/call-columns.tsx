/** The columns of lists of calls. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../ui/data-table.tsx';
import { durationText, figureText, isNegative, numberText, timeText } from '../../../ui/format.ts';
import { opensRow } from '../../../ui/row-drawer.tsx';
import { DirectionTag, MoreLikeIt, OutcomeTag, Reason } from './call-outcome.tsx';
import type { CallSummary } from './calls-api.ts';

function digitsOf(text: string): string {
  return text.replaceAll(/[^\d*#]/g, '');
}

/** Whose call it was. */
function whoColumn<Row extends CallSummary>(id: string, header: string): Column<Row> {
  return {
    id: 'who',
    header,
    cell: ({ accountId, accountName }) =>
      accountId === id ? (
        <bdi>{accountName}</bdi>
      ) : (
        <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'calls' }}>
          <bdi>{accountName}</bdi>
        </Link>
      ),
  };
}

/** What a call brought in and cost whoever reads it. */
type Amount = 'revenue' | 'cost' | 'commission' | 'margin';
const NO_AMOUNTS: readonly Amount[] = [];

function amountColumn<Row extends CallSummary>(field: Amount, header: string, language: string): Column<Row> {
  return {
    id: field,
    header,
    isNumeric: true,
    amountOf: (row) => row[field]?.amount ?? null,
    cell: ({ [field]: money }, places) =>
      money === null ? (
        '–'
      ) : (
        <span data-negative={isNegative(money.amount) || undefined}>
          {figureText(money.amount, money.currency, language, places)}
        </span>
      ),
  };
}

/**
 * `who`: the account whose own calls are not linked to it; null = all calls are of one account. `sought`: a call that is found
 * by the number that its phone sent shows that number, too. `amounts`: columns of what it brought in and cost.
 */
export function useCallColumns<Row extends CallSummary = CallSummary>(
  {
    timezone,
    language,
    who,
    sought,
    amounts = NO_AMOUNTS,
  }: Readonly<{
    timezone: string;
    language: string;
    who: string | null;
    sought?: string | undefined;
    amounts?: readonly Amount[];
  }>,
  onOpen: (sessionId: string) => void,
): readonly Column<Row>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'to',
        header: t('calls.to'),
        isHead: true,
        cell: (row) => (
          <>
            <button
              type="button"
              className="tb-link tb-mono"
              aria-haspopup="dialog"
              {...opensRow(row.sessionId)}
              onClick={() => onOpen(row.sessionId)}
            >
              {row.destinationNumber === null ? row.dialledNumber : numberText(row.destinationNumber)}
            </button>{' '}
            <DirectionTag call={row} />
          </>
        ),
      },
      ...(who === null ? [] : [whoColumn<Row>(who, t('usage.live.who'))]),
      {
        id: 'at',
        header: t('calls.startedAt'),
        cell: (row) => <time dateTime={row.startedAt}>{timeText(row.startedAt, timezone, language)}</time>,
      },
      {
        id: 'from',
        header: t('calls.from'),
        cell: ({ callerNumber, givenNumber }) => (
          <>
            <span className="tb-mono">{callerNumber === null ? '–' : numberText(callerNumber)}</span>
            {givenNumber !== null && sought !== undefined && givenNumber.includes(digitsOf(sought)) && (
              <small className="tb-reason tb-mono">{t('usage.calls.givenAs', { number: givenNumber })}</small>
            )}
          </>
        ),
      },
      {
        id: 'outcome',
        header: t('calls.outcome'),
        cell: (row) => (
          <>
            <OutcomeTag call={row} />
            {row.reason !== null && (
              <small className="tb-reason">
                <Reason reason={row.reason} />
              </small>
            )}
            <MoreLikeIt call={row} />
          </>
        ),
      },
      {
        id: 'talk',
        header: t('calls.talk'),
        isNumeric: true,
        cell: (row) => (row.outcome === 'answered' ? durationText(row.talkMs / 1000) : '–'),
      },
      {
        id: 'billed',
        header: t('calls.billed'),
        isNumeric: true,
        cell: (row) => (row.outcome === 'answered' ? durationText(row.billedSeconds) : '–'),
      },
      {
        id: 'charge',
        header: t('calls.charge'),
        isNumeric: true,
        amountOf: (row) => row.charge,
        cell: (row, places) =>
          row.currency === null || row.outcome !== 'answered'
            ? '–'
            : figureText(row.charge, row.currency, language, places),
      },
      ...amounts.map((field) => amountColumn<Row>(field, t(`traffic.${field}`), language)),
    ],
    [t, who, sought, amounts, timezone, language, onOpen],
  );
}
