/** Documents that look wrong: why, what is usual, and the button that lets them go. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isNegative, moneyText, negated, timeText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState, Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import { periodText } from './document-text.tsx';
import { parkedQuery, type Parked } from './api.ts';

export function ParkedPanel({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const parked = useQuery(parkedQuery);
  const [releasing, setReleasing] = useState<Parked | null>(null);
  const items = parked.data?.items ?? [];
  return (
    <Panel title={t('billing.parked.title')}>
      {parked.isError && <ProblemAlert error={parked.error} onRetry={() => void parked.refetch()} />}
      {parked.isPending && <Loading height={90} />}
      {parked.isSuccess && items.length === 0 && (
        <EmptyState title={t('billing.parked.none')}>{t('billing.parked.noneText')}</EmptyState>
      )}
      <ul className="tb-parked">
        {items.map((each) => (
          <li key={each.account.id}>
            <One parked={each} zone={zone} onRelease={() => setReleasing(each)} />
          </li>
        ))}
      </ul>
      {releasing !== null && (
        <ConfirmDialog
          title={t('billing.parked.releaseOf', { name: releasing.account.displayName })}
          text={t('billing.parked.releaseText')}
          submit={t('billing.parked.release')}
          act={() => post(`/billing/parked/${releasing.account.id}/release`, undefined)}
          onDone={async () => {
            toast(t('billing.parked.released'));
            setReleasing(null);
            await queryClient.invalidateQueries({ queryKey: parkedQuery.queryKey });
            await queryClient.invalidateQueries({ queryKey: ['accounts'] });
          }}
          onClose={() => setReleasing(null)}
        >
          <Figures parked={releasing} zone={zone} />
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function One({ parked, zone, onRelease }: Readonly<{ parked: Parked; zone: string; onRelease: () => void }>) {
  const { t } = useTranslation();
  const { account, releasedAt } = parked;
  return (
    <>
      <div className="tb-panel-row">
        <h3>
          <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents' }}>
            <bdi>{account.displayName}</bdi>
          </Link>{' '}
          <span className="tb-mono">{account.number}</span>
        </h3>
        {releasedAt === null ? (
          <span className="tb-row-actions">
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/accounts/$id"
                  params={{ id: account.id }}
                  search={{ tab: 'statement', from: dateOf(parked.periodFrom, zone) }}
                />
              )}
            >
              {t('billing.toStatement')}
            </Button>
            <Button size="xs" onClick={onRelease}>
              {t('billing.parked.release')}
            </Button>
          </span>
        ) : (
          <Tag tone="good">{t('billing.parked.isReleased')}</Tag>
        )}
      </div>
      <p>{t(`billing.parked.reasons.${parked.reason}`)}</p>
      <Figures parked={parked} zone={zone} />
    </>
  );
}

function Figures({ parked, zone }: Readonly<{ parked: Parked; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { total, usual, currency } = parked;
  const money = (amount: string) => moneyText(amount, currency, language);
  const day = (at: string) => dayText(at, zone, language);
  return (
    <Facts>
      <Fact name={t('billing.parked.total')}>
        <strong>
          {isNegative(total) ? t('billing.parked.inFavour', { amount: money(negated(total)) }) : money(total)}
        </strong>
      </Fact>
      <Fact name={t('billing.parked.usual')}>
        {usual === null ? t('billing.parked.tooFew') : money(usual)}
      </Fact>
      <Fact name={t('billing.period')}>
        {periodText({ from: parked.periodFrom, to: parked.periodTo }, day, t)}
      </Fact>
      <Fact name={t('billing.parked.since')}>{timeText(parked.parkedAt, zone, language)}</Fact>
    </Facts>
  );
}

function dateOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));
}
