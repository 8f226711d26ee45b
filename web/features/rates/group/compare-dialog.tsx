/** This price list beside another one, and what the other one would have meant for last month's calls. */
import { Button, Chip, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf } from '../../../../src/domain/zoned-time.ts';
import { download } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { isZero, moneyText, rateText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { fieldText, problemText } from '../../../ui/problem-text.ts';
import { LookupSelect } from '../../../ui/record/lookup-select.tsx';
import { ReplayedCalls } from '../../../ui/replayed-calls.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { toast } from '../../../ui/toast.ts';
import { comparisonQuery, lookForRateGroups, type Comparison, type RateGroup } from '../api.ts';

type Difference = Comparison['first'][number];
type Asked = Readonly<{ with: string; withAt?: string }>;

const KINDS = ['raised', 'lowered', 'changed', 'new', 'missing'] as const;
const ORDER = ['label', 'input', 'error', 'description'] as const;

export function CompareDialog({
  group,
  zone,
  onClose,
}: Readonly<{ group: RateGroup; zone: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [at, setAt] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isMissing, setMissing] = useState(false);
  const comparison = useQuery({
    ...comparisonQuery(group.id, asked ?? { with: '' }),
    enabled: asked !== null,
  });
  const errors = comparison.error instanceof ApiProblem ? comparison.error.errors : [];
  const refused = (field: string) => {
    const message = errors.find((each) => each.field === field)?.message;
    return message === undefined ? undefined : fieldText(message);
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === null);
    if (chosen === null) return;
    const next = { with: chosen, ...(at !== '' && { withAt: instantOf(at, zone) }) };
    if (JSON.stringify(next) === JSON.stringify(asked)) void comparison.refetch();
    else setAsked(next);
  };
  return (
    <Dialog onClose={onClose} size="xl" title={t('comparison.title', { name: group.name })}>
      <form onSubmit={ask} noValidate>
        <Stack>
          <p className="tb-list-help">{t('comparison.help')}</p>
          <div className="tb-fields">
            <LookupSelect
              data-autofocus
              label={t('comparison.other')}
              description={t('comparison.otherHelp')}
              error={isMissing ? t('comparison.choose') : refused('with')}
              inputWrapperOrder={[...ORDER]}
              lookup={{
                key: ['rate-groups', 'choices', group.direction],
                find: (q, signal) => lookForRateGroups(group.direction, q, signal),
              }}
              value={chosen}
              onChange={(id) => {
                setChosen(id);
                setMissing(false);
              }}
            />
            <TextInput
              type="datetime-local"
              label={t('comparison.at')}
              description={t('comparison.atHelp', { zone })}
              error={refused('withAt')}
              inputWrapperOrder={[...ORDER]}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          </div>
          <div className="tb-record-foot">
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            <Button type="submit" loading={comparison.isFetching}>
              {t('comparison.ask')}
            </Button>
          </div>
        </Stack>
      </form>
      <div role="status" className="tb-simulated">
        {comparison.isError && errors.length === 0 && <ProblemAlert error={comparison.error} />}
        {comparison.isLoading && <Loading height={160} />}
        {comparison.data !== undefined && asked !== null && (
          <Result comparison={comparison.data} group={group} asked={asked} zone={zone} />
        )}
      </div>
    </Dialog>
  );
}

function Result({
  comparison,
  group,
  asked,
  zone,
}: Readonly<{ comparison: Comparison; group: RateGroup; asked: Asked; zone: string }>) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const { counts, effect } = comparison;
  const isSame = KINDS.every((kind) => counts[kind] === 0);
  return (
    <div className="tb-story">
      <Facts>
        {[...KINDS, 'unchanged' as const].map((kind) => (
          <Fact key={kind} name={t(`comparison.kind.${kind}`)}>
            {count.format(counts[kind])}
          </Fact>
        ))}
      </Facts>
      {isSame ? <p>{t('comparison.same')}</p> : <Differences comparison={comparison} />}
      {counts.missing > 0 && <p className="tb-field-help">{t('comparison.missingText')}</p>}
      {!isSame && <ExportDifferences group={group} asked={asked} />}
      {(group.direction === 'origination' || effect !== null) && (
        <>
          <h3>{t('comparison.effect')}</h3>
          {effect === null ? (
            <p>{t('comparison.noEffect')}</p>
          ) : (
            <>
              <p className="tb-field-help">
                {t(`comparison.effectHelp.${group.direction}`, {
                  name: comparison.rateGroup,
                  other: comparison.with,
                })}{' '}
                {effect.isPartial && t('comparison.effectPartial')}
              </p>
              <ReplayedCalls replay={effect} timezone={zone} />
            </>
          )}
        </>
      )}
    </div>
  );
}

function Differences({ comparison }: Readonly<{ comparison: Comparison }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const { counts, first, currency } = comparison;
  const kinds = KINDS.filter((kind) => counts[kind] > 0);
  const [asked, setAsked] = useState<Difference['change'] | null>(null);
  const kind = asked !== null && kinds.includes(asked) ? asked : kinds[0];
  if (kind === undefined) return null;
  const rows = first.filter(({ change }) => change === kind);
  const price = ({ costPerMinute, connectionCost, increments }: Difference['before']) =>
    costPerMinute === null ? (
      '–'
    ) : (
      <>
        {rateText(costPerMinute, currency, language)}
        <small className="tb-reason">
          {increments}
          {connectionCost !== null &&
            !isZero(connectionCost) &&
            ` · ${t('comparison.connection', { amount: moneyText(connectionCost, currency, language) })}`}
        </small>
      </>
    );
  const columns: readonly Column<Difference>[] = [
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
    { id: 'before', header: comparison.rateGroup, isNumeric: true, cell: ({ before }) => price(before) },
    {
      id: 'after',
      header: comparison.with === comparison.rateGroup ? t('comparison.after') : comparison.with,
      isNumeric: true,
      cell: ({ after }) => price(after),
    },
  ];
  return (
    <section>
      <div className="tb-filters">
        <div role="group" aria-label={t('comparison.differences')} className="tb-chips">
          {kinds.map((each) => (
            <Chip key={each} size="xs" checked={each === kind} onChange={() => setAsked(each)}>
              {`${t(`comparison.kind.${each}`)} · ${number.format(counts[each])}`}
            </Chip>
          ))}
        </div>
        {counts[kind] > rows.length && (
          <p className="tb-field-help">
            {t('comparison.firstOf', { shown: number.format(rows.length), all: number.format(counts[kind]) })}
          </p>
        )}
      </div>
      <DataTable
        label={t('comparison.differences')}
        columns={columns}
        rows={rows}
        rowKey={({ prefix }) => prefix}
      />
    </section>
  );
}

function ExportDifferences({ group, asked }: Readonly<{ group: RateGroup; asked: Asked }>) {
  const { t } = useTranslation();
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') =>
      saveFile(
        await download(`/rate-groups/${group.id}/comparison/export`, { query: { ...asked, format } }),
        `rate-differences-${new Date().toISOString().slice(0, 10)}.${format}`,
      ),
    onSuccess: () => toast(t('comparison.export.done')),
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <div className="tb-actions">
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          size="xs"
          disabled={exporting.isPending}
          onClick={() => exporting.mutate(format)}
        >
          {t(`comparison.export.${format}`)}
        </Button>
      ))}
    </div>
  );
}
