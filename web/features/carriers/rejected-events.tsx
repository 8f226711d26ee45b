/** Events of switches that could not be applied: somebody looks at each, and says what became of it. */
import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { rejectedEventPage } from '../../../src/schemas/charging/rejected-events.ts';
import { get, post } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { toast } from '../../ui/toast.ts';

type Page = z.output<typeof rejectedEventPage>;
type RejectedEvent = Page['items'][number];

const SHOWN_MAX = 20;

const openEventsQuery = queryOptions({
  queryKey: ['rejected-events'],
  queryFn: ({ signal }) =>
    get<Page>('/rejected-events', { query: { open: 'true', limit: SHOWN_MAX }, signal }),
});

/** Nothing while there is none: most switches never have one. */
export function RejectedEvents({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const list = useQuery(openEventsQuery);
  const [closing, setClosing] = useState<RejectedEvent | null>(null);
  if (list.isError) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="tb-versions" aria-label={t('carriers.rejected.title')}>
      <h2>{t('carriers.rejected.title')}</h2>
      <p className="tb-list-help">{t('carriers.rejected.help')}</p>
      {items.map((event) => (
        <EventPanel key={event.id} event={event} zone={zone} onClose={() => setClosing(event)} />
      ))}
      {closing !== null && <CloseDialog event={closing} onClose={() => setClosing(null)} />}
    </section>
  );
}

type PanelProps = Readonly<{ event: RejectedEvent; zone: string; onClose: () => void }>;

function EventPanel({ event: { id, switchName, rejectedAt, reason, event }, zone, onClose }: PanelProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  return (
    <Panel
      title={t('carriers.rejected.event', { id })}
      aside={
        may('switches:edit') && (
          <Button variant="default" size="xs" onClick={onClose}>
            {t('carriers.rejected.close')}
          </Button>
        )
      }
    >
      <Facts>
        <Fact name={t('carriers.rejected.at')}>
          <time dateTime={rejectedAt}>{timeText(rejectedAt, zone, language)}</time>
        </Fact>
        <Fact name={t('carriers.rejected.switch')}>
          <bdi>{switchName ?? t('form.none')}</bdi>
        </Fact>
        <Fact name={t('carriers.rejected.why')}>
          <bdi className="tb-mono">{reason}</bdi>
        </Fact>
      </Facts>
      <details>
        <summary>{t('carriers.rejected.what')}</summary>
        <pre className="tb-example" dir="ltr">
          {JSON.stringify(event, null, 2)}
        </pre>
      </details>
    </Panel>
  );
}

function CloseDialog({ event, onClose }: Readonly<{ event: RejectedEvent; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('carriers.rejected.closeWhat', { id: event.id })}
      submit={t('carriers.rejected.close')}
      fields={[{ name: 'reason', input: 'text', isRequired: true, isWide: true }]}
      words="carriers.rejected.field"
      record={{ reason: '' }}
      zone="UTC"
      schema={async () => (await import('../../../src/schemas/charging/rejected-events.ts')).closeRejected}
      save={(body) => post<RejectedEvent>(`/rejected-events/${event.id}/close`, body)}
      onSaved={async () => {
        toast(t('carriers.rejected.closed'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: openEventsQuery.queryKey });
      }}
      onClose={onClose}
    />
  );
}
