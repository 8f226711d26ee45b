import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/jobs.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { RateChanges } from '../../ui/rate-changes.tsx';
import { RowSum } from '../../ui/row-sum.tsx';
import { RowMistakes } from '../../ui/row-mistakes.tsx';
import { ClosedAccounts } from './closed-accounts.tsx';
import { RefusedAccounts } from './refused-accounts.tsx';

/** What came of it, in figures; rows that could not be used say why. */
export function JobResult({ job, result }: { job: Job; result: NonNullable<Job['result']> }) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  if ('totals' in result)
    return (
      <Panel title={t('jobs.result')}>
        <Link to="/billing-runs" search={{ dryRun: job.id }}>
          {t('jobs.toDryRun')}
        </Link>
      </Panel>
    );
  if ('removed' in result) {
    return (
      <Panel title={t('jobs.result')}>
        <div className="tb-record">
          <Facts>
            <Fact name={t('jobs.removed')}>{count.format(result.removed)}</Fact>
            <Fact name={t('jobs.closed')}>{count.format(result.closed)}</Fact>
          </Facts>
          {result.closedAccounts.length > 0 && <ClosedAccounts accounts={result.closedAccounts} />}
        </div>
      </Panel>
    );
  }
  if ('changed' in result) {
    return (
      <Panel title={t('jobs.result')}>
        <div className="tb-record">
          <Facts>
            <Fact name={t('jobs.changed')}>{count.format(result.changed)}</Fact>
            <Fact name={t('jobs.same')}>{count.format(result.same)}</Fact>
            <Fact name={t('jobs.refused')}>{count.format(result.refused)}</Fact>
          </Facts>
          {result.refused > 0 && <RefusedAccounts accounts={result.refusedAccounts} />}
        </div>
      </Panel>
    );
  }
  if ('restored' in result) {
    return (
      <Panel title={t('jobs.result')}>
        <div className="tb-record">
          <Facts>
            <Fact name={t('jobs.restored')}>{count.format(result.restored)}</Fact>
            <Fact name={t('jobs.kept')}>{count.format(result.kept)}</Fact>
          </Facts>
          {result.kept > 0 && <RefusedAccounts accounts={result.keptAccounts} />}
        </div>
      </Panel>
    );
  }
  if ('coupons' in result) {
    return (
      <Panel title={t('jobs.result')}>
        <Link to="/coupons/$id" params={{ id: result.batchId }} search={{}}>
          {t('jobs.toCoupons', { count: result.coupons, rows: count.format(result.coupons) })}
        </Link>
      </Panel>
    );
  }
  if ('version' in result) {
    return (
      <Panel title={t('jobs.result')}>
        <div className="tb-record">
          <Facts>
            <Fact name={t('jobs.undoneVersion')}>{count.format(result.version)}</Fact>
            <Fact name={t('jobs.keptPrefixes')}>{count.format(result.keptPrefixes)}</Fact>
          </Facts>
        </div>
      </Panel>
    );
  }
  if ('imported' in result) {
    const { read, imported, rejectedRows, skipped, rejected, changes } = result;
    return (
      <Panel title={t('jobs.result')}>
        <div className="tb-record">
          <RowSum read={read} good={[t('sheet.good'), imported]} rejected={rejectedRows} blank={skipped} />
          <RateChanges changes={changes} />
          {rejectedRows > 0 && (
            <RowMistakes
              mistakes={rejected}
              rows={rejectedRows}
              fileName="rejected-rates.csv"
              label={(field) =>
                t([`sheet.rateField.${field}`, `sheet.field.${field}`], { defaultValue: field })
              }
            />
          )}
        </div>
      </Panel>
    );
  }
  const { read, created, invalid, skipped, mistakes } = result;
  return (
    <Panel title={t('jobs.result')}>
      <div className="tb-record">
        <Facts>
          <Fact name={t('jobs.read')}>{count.format(read)}</Fact>
          <Fact name={t('jobs.created')}>{count.format(created)}</Fact>
          <Fact name={t('jobs.invalid')}>{count.format(invalid)}</Fact>
          {job.kind === 'import_accounts' && <Fact name={t('jobs.skipped')}>{count.format(skipped)}</Fact>}
        </Facts>
        {invalid > 0 && <RowMistakes mistakes={mistakes} rows={invalid} fileName="rejected-rows.csv" />}
      </div>
    </Panel>
  );
}
