import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Fragment, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Arrow } from '../../../ui/arrow.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { rateGroupQuery, trunkChoicesQuery, type RateGroup } from '../api.ts';
import { GroupDialog } from '../group-dialog.tsx';
import { percentText } from '../../../ui/format.ts';
import { incrementsText } from '../rate-text.ts';
import { ExportMenu } from './export-menu.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { PricesAndRates } from './prices-of-group.tsx';
import { RatesOfGroup } from './rates-of-group.tsx';
import { VersionsOfGroup } from './versions-of-group.tsx';
import { Allowed } from '../../../ui/allowed.tsx';
import { NotShown } from '../../../ui/not-shown.tsx';

const CompareDialog = lazy(async () => {
  const [{ CompareDialog: component }] = await Promise.all([
    import('./compare-dialog.tsx'),
    loadTexts('comparison'),
    loadTexts('replay'),
    loadTexts('sheets'),
  ]);
  return { default: component };
});

/** One price list: its terms, and its rates. */
export function RateGroupPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/rates/$id' });
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const [open, setOpen] = useState<'edit' | 'copy' | 'compare' | null>(null);
  const group = useQuery(rateGroupQuery(id));
  if (group.isPending) return <Loading height={220} />;
  if (group.isError) return <NotShown query={group} />;
  const { name, direction, status } = group.data;
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/rates" search={{}}>
          {t('rates.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p className="tb-account-line">
            <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`record.status.${status}`)}</Tag>
            <span>{t(`rates.directionLong.${direction}`)}</span>
          </p>
        </div>
        <div className="tb-actions">
          <ExportMenu group={group.data} />
          <Button variant="default" onClick={() => setOpen('compare')}>
            {t('rates.groups.compare')}
          </Button>
          <Allowed to="rates:edit">
            <Button variant="default" onClick={() => setOpen('copy')}>
              {t('rates.groups.copy')}
            </Button>
            <Button variant="default" onClick={() => setOpen('edit')}>
              {t('rates.groups.edit')}
            </Button>
          </Allowed>
        </div>
      </div>
      {status === 'inactive' && direction === 'origination' && (
        <div className="tb-notice" data-tone="warn" role="status">
          <p>{t('rates.inactiveText')}</p>
        </div>
      )}
      <Terms group={group.data} isStaff={may('carriers:read')} />
      {group.data.basis === 'purchase' ? (
        <PricesAndRates group={group.data} zone={actor?.timezone ?? 'UTC'} isStaff={may('carriers:read')} />
      ) : (
        <RatesOfGroup group={group.data} zone={actor?.timezone ?? 'UTC'} />
      )}
      <VersionsOfGroup group={group.data} zone={actor?.timezone ?? 'UTC'} />
      {open === 'edit' && (
        <GroupDialog group={group.data} onSaved={() => setOpen(null)} onClose={() => setOpen(null)} />
      )}
      {open === 'compare' && (
        <Suspense>
          <CompareDialog group={group.data} zone={actor?.timezone ?? 'UTC'} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      {open === 'copy' && <CopyDialog group={group.data} onClose={() => setOpen(null)} />}
    </>
  );
}

function Terms({ group, isStaff }: { group: RateGroup; isStaff: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isRouted = isStaff && group.direction === 'origination';
  const trunks = useQuery({ ...trunkChoicesQuery, enabled: isRouted && group.trunkIds.length > 0 });
  const nameOf = (id: string) => trunks.data?.items.find((trunk) => trunk.id === id)?.name ?? '…';
  const count = new Intl.NumberFormat(language);
  return (
    <Panel>
      <div className="tb-terms">
        <Facts>
          <Fact name={t('rates.field.currency.label')}>{group.currency}</Fact>
          {group.basis === 'purchase' && (
            <Fact name={t('rates.field.basis.label')}>
              {t(isStaff ? 'rates.basisOfReseller.label' : 'rates.basis.purchase')}
            </Fact>
          )}
          <Fact name={t('rates.field.markUpPercent.label')}>
            {percentText(group.markUpPercent, language)}
          </Fact>
          <Fact name={t('rates.increments')}>
            {group.basis === 'purchase'
              ? t('rates.incrementsPassedOn', { increments: incrementsText(group) })
              : incrementsText(group)}
          </Fact>
        </Facts>
        <Facts>
          <Fact name={t('rates.accounts')}>{count.format(group.accounts)}</Fact>
          {isRouted && (
            <>
              <Fact name={t('rates.field.routing.label')}>{t(`rates.routing.${group.routing}`)}</Fact>
              <Fact name={t('rates.field.trunkIds.label')}>
                {group.trunkIds.length === 0
                  ? t('rates.allTrunks')
                  : group.trunkIds.map((id, index) => (
                      <Fragment key={id}>
                        {index > 0 && <Arrow />} <bdi>{nameOf(id)}</bdi>
                        {group.routing === 'percentage' && group.trunkShares[id] !== undefined
                          ? ` ${group.trunkShares[id]} % `
                          : ' '}
                      </Fragment>
                    ))}
              </Fact>
            </>
          )}
        </Facts>
      </div>
    </Panel>
  );
}
