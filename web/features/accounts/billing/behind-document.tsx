/** The calls and movements that a document was made of. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import {
  durationText,
  figureText,
  isNegative,
  numberText,
  placesOf,
  signedFigureText,
  timeText,
} from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { sentenceOf } from '../detail/why.tsx';
import { documentCallsQuery, documentTransfersQuery, type DocumentBody } from './api.ts';

export function CallsBehindLine({ document, line }: Readonly<{ document: DocumentBody; line: number }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const calls = useInfiniteQuery(documentCallsQuery(document.id, line));
  const items = calls.data?.pages.flatMap((page) => page.items) ?? [];
  const places = placesOf(items.map(({ charge }) => charge));
  const { timezone, currency } = document;
  if (calls.isPending) return <Loading height={90} />;
  if (calls.isError) return <ProblemAlert error={calls.error} onRetry={() => void calls.refetch()} />;
  return (
    <>
      <ul className="tb-movements">
        {items.map((call) => {
          const number = call.destinationNumber ?? call.dialledNumber;
          const shown = number === null ? t('billing.hiddenNumber') : numberText(number);
          return (
            <li key={call.sessionId}>
              <span>
                {call.accountId === null ? (
                  <span className="tb-mono">{shown}</span>
                ) : (
                  <Link
                    className="tb-mono"
                    to="/accounts/$id"
                    params={{ id: call.accountId }}
                    search={{ tab: 'calls', call: call.sessionId }}
                  >
                    {shown}
                  </Link>
                )}
                <small>
                  {timeText(call.startedAt, timezone, language)} · {durationText(call.talkMs / 1000)}
                  {call.callerNumber !== null && (
                    <>
                      {' · '}
                      <span className="tb-mono">{numberText(call.callerNumber)}</span>
                    </>
                  )}
                  {call.isLate && ` · ${t('billing.late')}`}
                </small>
              </span>
              <span className="tb-figure">{figureText(call.charge, currency, language, places)}</span>
            </li>
          );
        })}
      </ul>
      {items.length === 0 && <p className="tb-none">{t('billing.noCalls')}</p>}
      <More query={calls} />
    </>
  );
}

/** Its movements in the ledger, and the way to the statement of its period. */
export function BehindDocument({ document }: Readonly<{ document: DocumentBody }>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { accountId, periodFrom, periodTo, issuedAt, timezone } = document;
  const day = (at: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(new Date(at));
  // With the tax and the rounding, which are posted when it is issued.
  const bounds =
    periodFrom === null || periodTo === null
      ? { from: day(issuedAt), to: day(issuedAt) }
      : { from: day(periodFrom), to: day(issuedAt) };
  return (
    <section className="tb-doc-behind">
      <div className="tb-row-actions">
        <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'billing.hideEntries' : 'billing.showEntries')}
        </Button>
        {accountId !== null && (
          <Button
            variant="default"
            size="xs"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/accounts/$id"
                params={{ id: accountId }}
                search={{ tab: 'statement', ...bounds }}
              />
            )}
          >
            {t('billing.toStatement')}
          </Button>
        )}
      </div>
      {isOpen && <Entries document={document} />}
    </section>
  );
}

function Entries({ document }: Readonly<{ document: DocumentBody }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const entries = useInfiniteQuery(documentTransfersQuery(document.id));
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const places = placesOf(items.map(({ amount }) => amount));
  const figures = new Intl.NumberFormat(language);
  if (entries.isPending) return <Loading height={90} />;
  if (entries.isError) return <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />;
  return (
    <>
      <p className="tb-field-help">{t('billing.entriesHelp')}</p>
      <ul className="tb-movements">
        {items.map((entry) => (
          <li key={entry.id}>
            <span>
              <bdi>
                {sentenceOf(entry, t, figures)}
                {entry.reason.note !== '' && (
                  <>
                    : <bdi>{entry.reason.note}</bdi>
                  </>
                )}
              </bdi>
              <small>{timeText(entry.at, document.timezone, language)}</small>
            </span>
            <span className="tb-figure" data-negative={isNegative(entry.amount) || undefined}>
              {signedFigureText(entry.amount, document.currency, language, places)}
            </span>
          </li>
        ))}
      </ul>
      {items.length === 0 && <p className="tb-none">{t('billing.noEntries')}</p>}
      <More query={entries} />
    </>
  );
}

function More({
  query,
}: Readonly<{
  query: Readonly<{ hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }>;
}>) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('billing.moreRows')}
    </Button>
  );
}
