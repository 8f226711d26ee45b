import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { brandHost } from '../../../../src/schemas/accounts/brand.ts';
import { get, put } from '../../../api/client.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';

type BrandHost = z.output<typeof brandHost>;

const hostQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'brand-host'],
    queryFn: ({ signal }) => get<BrandHost>(`/accounts/${id}/brand-host`, { signal }),
  });

/** The host name by which a reseller's tree comes to the panel; staff give it. */
export function BrandHostPanel({ account }: { account: Account }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const known = useQuery(hostQuery(account.id));
  const host = known.data?.host ?? null;
  return (
    <Panel
      title={t('brand.host.title')}
      aside={
        account.status !== 'closed' &&
        known.isSuccess && (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t('brand.host.change')}
          </Button>
        )
      }
    >
      <p className="tb-list-help">{t('brand.host.help')}</p>
      {known.isError && <ProblemAlert error={known.error} onRetry={() => void known.refetch()} />}
      <Facts>
        <Fact name={t('brand.host.field.host.label')}>
          {host === null ? <span className="tb-none">{t('form.none')}</span> : <code>{host}</code>}
        </Fact>
      </Facts>
      {isEditing && (
        <FormDialog
          title={t('brand.host.title')}
          submit={t('record.save')}
          fields={[
            { name: 'host', input: 'text', inputMode: 'url', isMono: true, isWide: true, empty: 'null' },
          ]}
          words="brand.host.field"
          record={{ host }}
          zone="UTC"
          schema={async () => (await import('../../../../src/schemas/accounts/brand.ts')).brandHost}
          isChange
          save={(body) => put<BrandHost>(`/accounts/${account.id}/brand-host`, body)}
          onSaved={(saved) => {
            queryClient.setQueryData(hostQuery(account.id).queryKey, saved);
            toast(t('record.saved'));
            setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}
