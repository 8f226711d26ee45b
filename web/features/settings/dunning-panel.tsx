/** What happens about invoices that nobody pays: steps around the due day, and what they come to on the calendar. */
import { Button, Select, Switch } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type {
  DunningPolicyBody,
  DunningPolicyInput,
  policyPreview,
} from '../../../src/schemas/dunning/dunning.ts';
import { get, post, put } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AskBeforeLeaving } from '../../ui/record/ask-before-leaving.tsx';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { DunningMinimums } from './dunning-minimums.tsx';
import { DunningPreview } from './dunning-preview.tsx';
import { DunningSteps } from './dunning-steps.tsx';
import { bodyOfTyped, typedOf, type TypedPolicy } from './dunning-typed.ts';

export type PolicyPreview = z.output<typeof policyPreview>;

const query = queryOptions({
  queryKey: ['settings', 'dunning'],
  queryFn: ({ signal }) => get<DunningPolicyBody>('/dunning/policy', { signal }),
});

export function DunningPanel() {
  const { t } = useTranslation();
  const found = useQuery(query);
  const { data } = found;
  if (data?.mayChange === false) return null;
  return (
    <Panel
      title={t('dunning.title')}
      aside={
        data !== undefined && (
          <Tag tone={data.isActive ? 'good' : 'mute'}>{t(data.isActive ? 'dunning.on' : 'dunning.off')}</Tag>
        )
      }
    >
      <p className="tb-list-help">{t('dunning.help')}</p>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading height={320} />}
      {data !== undefined && (
        // What was saved is where the next change begins.
        <PolicyForm key={JSON.stringify(data)} saved={data} />
      )}
    </Panel>
  );
}

const DAY_MS = 86_400_000;
/** As far away as an invoice of today is due at most issuers. */
const SAMPLE_DAYS = 14;

function PolicyForm({ saved }: Readonly<{ saved: DunningPolicyBody }>) {
  const { t } = useTranslation();
  const may = useMay();
  const queryClient = useQueryClient();
  const [initial] = useState(() => typedOf(saved));
  const [typed, setTyped] = useState<TypedPolicy>(initial);
  const [dueAt] = useState(() => new Date(Date.now() + SAMPLE_DAYS * DAY_MS).toISOString());
  const [mistakes, setMistakes] = useState<Readonly<Record<string, string>>>({});
  const body = bodyOfTyped(typed);
  const mayEdit = may('dunning:edit');
  const isDirty = JSON.stringify(typed) !== JSON.stringify(initial);
  const change = (next: Partial<TypedPolicy>) => {
    setTyped((now) => ({ ...now, ...next }));
    setMistakes({});
  };
  const preview = useQuery({
    queryKey: ['settings', 'dunning', 'preview', body, dueAt],
    queryFn: () => post<PolicyPreview>('/dunning/policy/preview', { policy: body, dueAt }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const saving = useWrite({
    mutationFn: (policy: DunningPolicyInput) => put<DunningPolicyBody>('/dunning/policy', policy),
    onSuccess: async (answer) => {
      queryClient.setQueryData(query.queryKey, answer);
      toast(t('record.saved'));
      await queryClient.invalidateQueries(SETTINGS_TIMELINE);
    },
    onError: (error) => {
      if (error instanceof ApiProblem)
        setMistakes(Object.fromEntries(error.errors.map(({ field, message }) => [field, message])));
    },
  });
  const refused = preview.error instanceof ApiProblem ? preview.error.errors : [];
  const told = {
    ...Object.fromEntries(refused.map(({ field, message }) => [field.replace(/^policy\./, ''), message])),
    ...mistakes,
  };
  const hasMistakes = Object.keys(told).length > 0;
  return (
    <form
      className="tb-record"
      aria-label={t('dunning.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate(body);
      }}
    >
      <AskBeforeLeaving isUnsaved={() => isDirty} />
      {saving.isError && !hasMistakes && <ProblemAlert error={saving.error} />}
      {!mayEdit && <p className="tb-field-note">{t('record.readOnly')}</p>}
      <div className="tb-dunning">
        <fieldset className="tb-bare" disabled={!mayEdit}>
          <div>
            <Switch
              label={t('dunning.isActive')}
              description={t('dunning.isActiveHelp')}
              checked={typed.isActive}
              onChange={(event) => change({ isActive: event.currentTarget.checked })}
            />
            <h3>{t('dunning.steps')}</h3>
            <DunningSteps steps={typed.steps} mistakes={told} onChange={(steps) => change({ steps })} />
            <Select
              label={t('dunning.hour')}
              description={t('dunning.hourHelp', { zone: saved.timezone })}
              allowDeselect={false}
              value={String(typed.hour)}
              data={Array.from({ length: 24 }, (_, hour) => ({
                value: String(hour),
                label: `${String(hour).padStart(2, '0')}:00`,
              }))}
              onChange={(hour) => change({ hour: Number(hour ?? typed.hour) })}
            />
            <h3>{t('dunning.minimums')}</h3>
            <DunningMinimums
              minimums={typed.minimums}
              mistakes={told}
              onChange={(minimums) => change({ minimums })}
            />
          </div>
        </fieldset>
        <DunningPreview preview={preview.data} isActive={typed.isActive} dueAt={dueAt} isChanged={isDirty} />
      </div>
      {mayEdit && (
        <div className="tb-record-foot">
          {isDirty && <p role="status">{t('record.leaving')}</p>}
          <Button type="submit" loading={saving.isPending} variant={isDirty ? 'filled' : 'default'}>
            {t('record.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
