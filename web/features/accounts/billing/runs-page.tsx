/** What waits for somebody, and how runs of billing went. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { DryRunPanel } from './dry-run-panel.tsx';
import { ParkedPanel } from './parked-panel.tsx';
import { RunsPanel } from './runs-panel.tsx';

export function RunsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const hasRuns = may('billing_runs:read');
  return (
    <>
      <div className="tb-page-head">
        <h1>{t(hasRuns ? 'billing.runs.title' : 'billing.parked.title')}</h1>
      </div>
      <p className="tb-list-help">{t(hasRuns ? 'billing.runs.help' : 'billing.parked.help')}</p>
      <ParkedPanel zone={zone} />
      <DryRunPanel zone={zone} />
      {hasRuns && <RunsPanel zone={zone} />}
    </>
  );
}
