/** Named sets of permissions, for staff and for resellers. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLE_AUDIENCES } from '../../../src/domain/access/role.ts';
import { actorQuery } from '../../api/actor.ts';
import { post } from '../../api/client.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Chips } from '../../ui/filters.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { defined } from '../../ui/search-params.ts';
import { Tag } from '../../ui/tag.tsx';
import { roleWords } from './role-words.ts';
import { rolesQuery, type Role, type RolesSearch } from './api.ts';

export function RolesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/roles' });
  const navigate = useNavigate({ from: '/roles' });
  const { data: actor } = useQuery(actorQuery);
  const roles = useQuery(rolesQuery(search));
  const isReseller = actor?.kind === 'reseller';
  const columns = useRoleColumns(isReseller);
  const change = (next: { [K in keyof RolesSearch]?: RolesSearch[K] | undefined }) =>
    void navigate({
      search: (now) => defined({ ...now, ...next }) as RolesSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('roles.title')}</h1>
      </div>
      <p className="tb-list-help">{t('roles.help')}</p>
      <PagedList
        words="roles"
        needs="roles:edit"
        list={roles}
        columns={columns}
        rowKey={(row) => row.id}
        search={{ q: search.q }}
        onSearch={({ q }) => change({ q: q === '' ? undefined : q })}
        isFiltered={search.audience !== undefined}
        onClear={() => void navigate({ search: {} })}
        action={<Button onClick={() => change({ new: '1' })}>{t('roles.add')}</Button>}
        filters={
          !isReseller && (
            <Chips
              label={t('roles.field.audience.label')}
              values={ROLE_AUDIENCES}
              chosen={search.audience}
              text={(audience) => t(`roles.audience.${audience}`)}
              onChange={(audience) => change({ audience })}
            />
          )
        }
      />
      {search.new !== undefined && (
        <NewRoleDialog
          isReseller={isReseller}
          onMade={({ id }) => void navigate({ to: '/roles/$id', params: { id } })}
          onClose={() => change({ new: undefined })}
        />
      )}
    </>
  );
}

/** A name first; what it may do is chosen on its page. */
function NewRoleDialog({
  isReseller,
  onMade,
  onClose,
}: Readonly<{ isReseller: boolean; onMade: (role: Role) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('roles.add')}
      submit={t('roles.add')}
      words="roles.field"
      zone="UTC"
      record={{ audience: isReseller ? 'reseller' : 'staff', permissions: [] }}
      fields={[
        { name: 'name', input: 'text', isRequired: true, isWide: true },
        { name: 'description', input: 'text', isWide: true },
        ...(isReseller
          ? []
          : [
              {
                name: 'audience',
                input: 'choice' as const,
                isWide: true,
                options: ROLE_AUDIENCES.map((value) => ({ value, label: t(`roles.audience.${value}`) })),
              },
            ]),
      ]}
      schema={async () => {
        const { createRole } = await import('../../../src/schemas/access/roles.ts');
        return createRole.omit({ permissions: true }).partial({ audience: true });
      }}
      save={(body, idempotencyKey) =>
        post<Role>('/roles', { audience: 'reseller', permissions: [], ...body }, { idempotencyKey })
      }
      onSaved={async (made) => {
        await queryClient.invalidateQueries({ queryKey: ['roles'] });
        onMade(made);
      }}
      onClose={onClose}
    />
  );
}

function useRoleColumns(isReseller: boolean): readonly Column<Role>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const columns: readonly (Column<Role> | false)[] = [
      {
        id: 'name',
        header: t('roles.field.name.label'),
        isHead: true,
        cell: (row) => (
          <>
            <Link to="/roles/$id" params={{ id: row.id }} className="tb-row-link">
              <bdi>{roleWords(row, t).name}</bdi>
            </Link>
            {row.isBuiltIn && (
              <>
                {' '}
                <Tag tone="mute">{t('roles.builtIn')}</Tag>
              </>
            )}
            {row.newPermissions.length > 0 && (
              <>
                {' '}
                <Tag tone="warn">{t('roles.newCount', { count: row.newPermissions.length })}</Tag>
              </>
            )}
            {roleWords(row, t).description !== '' && (
              <small className="tb-reason">
                <bdi>{roleWords(row, t).description}</bdi>
              </small>
            )}
          </>
        ),
      },
      !isReseller && {
        id: 'audience',
        header: t('roles.field.audience.label'),
        cell: (row) => (
          <Tag tone={row.audience === 'staff' ? 'good' : 'mute'}>{t(`roles.audience.${row.audience}`)}</Tag>
        ),
      },
      {
        id: 'permissions',
        header: t('roles.count'),
        isNumeric: true,
        cell: (row) => row.permissions.length,
      },
      { id: 'accounts', header: t('roles.accounts'), isNumeric: true, cell: (row) => row.accounts },
    ];
    return columns.filter((column) => column !== false);
  }, [t, isReseller]);
}
