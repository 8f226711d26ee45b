import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { get, put } from '../../../api/client.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';

type Names = Readonly<Record<string, string | null>>;
/** The last part of the address that reads and writes it, its only field, and its texts below `brand`. */
type Given = Readonly<{
  at: string;
  field: string;
  words: 'host' | 'sipDomain';
  schema: () => Promise<z.ZodObject>;
}>;

const HOST: Given = {
  at: 'brand-host',
  field: 'host',
  words: 'host',
  schema: async () => (await import('../../../../src/schemas/accounts/brand.ts')).brandHost,
};
const SIP_DOMAIN: Given = {
  at: 'sip-domain',
  field: 'domain',
  words: 'sipDomain',
  schema: async () => (await import('../../../../src/schemas/accounts/brand.ts')).sipDomain,
};

/** The names that staff give a reseller: the host by which its tree comes to the panel, the domain of its phones. */
export function BrandHostPanel({ account }: { account: Account }) {
  return (
    <>
      <GivenName account={account} given={HOST} />
      <GivenName account={account} given={SIP_DOMAIN} />
    </>
  );
}

function GivenName({ account, given }: { account: Account; given: Given }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const { at, field, schema } = given;
  const words = `brand.${given.words}` as const;
  const path = `/accounts/${account.id}/${at}`;
  const queryKey = ['accounts', 'one', account.id, at];
  const known = useQuery({ queryKey, queryFn: ({ signal }) => get<Names>(path, { signal }) });
  const name = known.data?.[field] ?? null;
  return (
    <Panel
      title={t(`${words}.title`)}
      aside={
        account.status !== 'closed' &&
        known.isSuccess && (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t(`${words}.change`)}
          </Button>
        )
      }
    >
      <p className="tb-list-help">{t(`${words}.help`)}</p>
      {known.isError && <ProblemAlert error={known.error} onRetry={() => void known.refetch()} />}
      <Facts>
        <Fact name={t(`${words}.name`)}>
          {name === null ? <span className="tb-none">{t('form.none')}</span> : <code>{name}</code>}
        </Fact>
      </Facts>
      {isEditing && (
        <FormDialog
          title={t(`${words}.title`)}
          submit={t('record.save')}
          fields={[
            { name: field, input: 'text', inputMode: 'url', isMono: true, isWide: true, empty: 'null' },
          ]}
          words={`${words}.field`}
          record={{ [field]: name }}
          zone="UTC"
          schema={schema}
          isChange
          save={(body) => put<Names>(path, body)}
          onSaved={(saved) => {
            queryClient.setQueryData(queryKey, saved);
            toast(t('record.saved'));
            setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}
