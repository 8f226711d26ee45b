/** One's own API keys: a program that has one does what its owner may do. */
import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { apiKey, apiKeyList, apiKeyWithSecret } from '../../../src/schemas/accounts/sign-in.ts';
import { actorQuery } from '../../api/actor.ts';
import { get, post, remove } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { KeyDialog } from '../../ui/key-dialog.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { EmptyState } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { permissionText } from '../../ui/permission-text.ts';
import type { RecordBody, RecordField } from '../../ui/record/record.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';

type ApiKey = z.output<typeof apiKey>;
type ApiKeyWithSecret = z.output<typeof apiKeyWithSecret>;

const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => get<z.output<typeof apiKeyList>>('/api-keys', { signal }),
});

const ACCESS = ['all', 'read', 'chosen'] as const;

const FIELDS: readonly RecordField[] = [
  { name: 'name', input: 'text', isRequired: true, isWide: true },
  { name: 'expiresAt', input: 'instant', empty: 'null', isWide: true },
  { name: 'addresses', input: 'words', isMono: true, isWide: true },
];

const TONES = { soon: 'warn', expired: 'bad' } as const;

export function ApiKeysPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const keys = useQuery(apiKeysQuery);
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<ApiKeyWithSecret | null>(null);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const zone = actor?.timezone ?? 'UTC';
  const columns = useColumns(zone, setRevoked);
  const held = useMemo(
    () => (actor?.permissions ?? []).flatMap((permission) => (permission === 'self' ? [] : [permission])),
    [actor],
  );
  const items = keys.data?.items ?? [];
  const fields = useMemo(
    (): readonly RecordField[] => [
      ...FIELDS,
      {
        name: 'access',
        input: 'choice',
        isWide: true,
        options: ACCESS.map((value) => ({ value, label: t(`apiKeys.access.${value}`) })),
      },
      {
        name: 'scopes',
        input: 'ordered',
        isWide: true,
        isShown: ({ access }) => access === 'chosen',
        options: held.map((value) => ({ value, label: permissionText(value, t) })),
      },
    ],
    [t, held],
  );
  const refresh = () => queryClient.invalidateQueries(apiKeysQuery);
  const add = (
    <Allowed to="api_keys:create">
      <Button onClick={() => setAdding(true)}>{t('apiKeys.add')}</Button>
    </Allowed>
  );
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('apiKeys.title')}</h1>
        {items.length > 0 && add}
      </div>
      <p className="tb-list-help">
        {t('apiKeys.help')} <a href="/api/v1/docs">{t('apiKeys.docs')}</a>
        {actor?.permissions.includes('accounts:read') === true && (
          <>
            {' · '}
            <Link to="/accounts/$id" params={{ id: actor.id }} search={{ tab: 'timeline', about: 'access' }}>
              {t('apiKeys.timeline')}
            </Link>
          </>
        )}
      </p>
      {keys.isError && <ProblemAlert error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isSuccess && items.length === 0 ? (
        <EmptyState title={t('apiKeys.empty')} action={add}>
          {t('apiKeys.emptyText')}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t('apiKeys.title')}
            columns={columns}
            rows={items}
            rowKey={(row) => row.id}
            isLoading={keys.isPending}
          />
          <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
        </>
      )}
      {isAdding && (
        <FormDialog
          title={t('apiKeys.add')}
          submit={t('apiKeys.add')}
          words="apiKeys.field"
          zone={zone}
          fields={fields}
          record={{ access: 'all' }}
          schema={async () => {
            const { createApiKey } = await import('../../../src/schemas/accounts/sign-in.ts');
            return { safeParse: (body) => createApiKey.safeParse(keyOf(body as RecordBody, held)) };
          }}
          save={(body, idempotencyKey) =>
            post<ApiKeyWithSecret>('/api-keys', keyOf(body, held), { idempotencyKey })
          }
          onSaved={async (saved) => {
            setAdding(false);
            setMade(saved);
            await refresh();
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made?.key === null && (
        <Dialog title={t('apiKeys.madeBefore')} onClose={() => setMade(null)}>
          <p>{t('apiKeys.madeBeforeText', { name: made.name })}</p>
          <div className="tb-record-foot">
            <Button onClick={() => setMade(null)}>{t('common.close')}</Button>
          </div>
        </Dialog>
      )}
      {typeof made?.key === 'string' && (
        <KeyDialog
          title={t('apiKeys.keyTitle')}
          text={t('apiKeys.keyText', { name: made.name })}
          value={made.key}
          what={t('apiKeys.one')}
          onClose={() => setMade(null)}
        >
          <pre className="tb-example">{`curl -H 'Authorization: Bearer …' ${location.origin}/api/v1/me`}</pre>
        </KeyDialog>
      )}
      {revoked !== null && (
        <ConfirmDialog
          title={t('apiKeys.revokeTitle')}
          text={t('apiKeys.revokeText', { name: revoked.name })}
          submit={t('apiKeys.revoke')}
          act={() => remove(`/api-keys/${revoked.id}`)}
          onDone={async () => {
            setRevoked(null);
            toast(t('apiKeys.revoked', { name: revoked.name }));
            await refresh();
          }}
          onClose={() => setRevoked(null)}
        />
      )}
    </>
  );
}

/** "Only reading" is what of one's own permissions changes nothing. */
function keyOf({ access, scopes, ...rest }: RecordBody, held: readonly string[]) {
  if (access === 'chosen') return { ...rest, scopes };
  return {
    ...rest,
    scopes: access === 'read' ? held.filter((permission) => permission.endsWith(':read')) : null,
  };
}

function useColumns(zone: string, onRevoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
    return [
      {
        id: 'name',
        header: t('apiKeys.field.name.label'),
        isHead: true,
        cell: (row) => <bdi>{row.name}</bdi>,
      },
      { id: 'created', header: t('apiKeys.created'), cell: (row) => time(row.createdAt) },
      {
        id: 'used',
        header: t('apiKeys.lastUsed'),
        cell: (row) => (row.lastUsedAt === null ? t('common.never') : time(row.lastUsedAt)),
      },
      {
        id: 'expires',
        header: t('apiKeys.expires'),
        cell: ({ state, expiresAt }) =>
          expiresAt === null ? (
            t('common.never')
          ) : (
            <>
              {time(expiresAt)}
              {state !== 'active' && (
                <>
                  {' '}
                  <Tag tone={TONES[state]}>{t(`apiKeys.${state}`)}</Tag>
                </>
              )}
            </>
          ),
      },
      {
        id: 'addresses',
        header: t('apiKeys.addresses'),
        cell: ({ addresses }) =>
          addresses.length === 0 ? (
            t('apiKeys.everywhere')
          ) : (
            <bdi className="tb-mono">{addresses.join(', ')}</bdi>
          ),
      },
      {
        id: 'scopes',
        header: t('apiKeys.may'),
        cell: ({ scopes }) => {
          if (scopes === null) return t('apiKeys.access.all');
          const names = scopes.map((scope) => permissionText(scope, t)).join(', ');
          if (scopes.every((scope) => scope.endsWith(':read')))
            return <span title={names}>{t('apiKeys.access.read')}</span>;
          return (
            <bdi className="tb-cut" title={names}>
              {names}
            </bdi>
          );
        },
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => (
          <span className="tb-row-actions">
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('apiKeys.revokeWhat', { name: row.name })}
              onClick={() => onRevoke(row)}
            >
              {t('apiKeys.revoke')}
            </Button>
          </span>
        ),
      },
    ];
  }, [t, language, zone, onRevoke]);
}
