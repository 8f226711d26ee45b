/** The last calls and movements of an account, with the way to all of them. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import {
  figureText,
  isNegative,
  numberText,
  placesOf,
  signedFigureText,
  timeText,
} from '../../../ui/format.ts';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { statementQuery, type Account } from '../api.ts';
import { OutcomeTag, Reason } from './call-outcome.tsx';
import { callsQuery } from './calls-api.ts';
import { Why } from './why.tsx';

/** What fits above the fold. */
const LINES_MAX = 5;

export function LastCalls({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const calls = useQuery(callsQuery(account.id, {}));
  const items = calls.data?.items.slice(0, LINES_MAX) ?? [];
  const places = placesOf(items.map(({ charge }) => charge));
  const { id } = account;
  return (
    <Panel
      title={t('account.lastCalls')}
      aside={
        <Link to="/accounts/$id" params={{ id }} search={{ tab: 'calls' }}>
          {t('account.tab.calls')}
        </Link>
      }
    >
      {calls.isSuccess && items.length === 0 && (
        <EmptyState title={t('calls.empty')}>{t('calls.emptyText')}</EmptyState>
      )}
      <ul className="tb-movements">
        {items.map((call) => (
          <li key={call.sessionId}>
            <span>
              <Link
                className="tb-mono"
                to="/accounts/$id"
                params={{ id }}
                search={{ tab: 'calls', call: call.sessionId }}
              >
                {call.destinationNumber === null ? call.dialledNumber : numberText(call.destinationNumber)}
              </Link>
              <small>
                {call.accountId !== id && (
                  <>
                    <bdi>{call.accountName}</bdi>
                    {' · '}
                  </>
                )}
                {timeText(call.startedAt, account.profile.timezone, language)}
                {call.reason !== null && (
                  <>
                    {' · '}
                    <Reason reason={call.reason} />
                  </>
                )}
              </small>
            </span>
            <span className="tb-figure">
              {call.outcome === 'answered' && call.currency !== null ? (
                figureText(call.charge, call.currency, language, places)
              ) : (
                <OutcomeTag call={call} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function LastMovements({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const statement = useQuery(statementQuery(account.id, {}));
  const items = statement.data?.items.slice(0, LINES_MAX) ?? [];
  const places = placesOf(items.map(({ amount }) => amount));
  const currency = statement.data?.currency ?? 'EUR';
  return (
    <Panel
      title={t('account.lastMovements')}
      aside={
        <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'statement' }}>
          {t('account.tab.statement')}
        </Link>
      }
    >
      {statement.isSuccess && items.length === 0 && (
        <EmptyState title={t('statement.none')}>{t('statement.emptyText')}</EmptyState>
      )}
      <ul className="tb-movements">
        {items.map((item) => (
          <li key={item.id}>
            <span>
              <Why accountId={account.id} movement={item} />
              <small>{timeText(item.at, account.profile.timezone, language)}</small>
            </span>
            <span className="tb-figure" data-negative={isNegative(item.amount) || undefined}>
              {signedFigureText(item.amount, currency, language, places)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
