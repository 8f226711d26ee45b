/** The views that somebody keeps: open one, keep what is shown, rename or delete what is open. */
import { Button, Menu } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { listView, listViews } from '../../../../src/schemas/accounts/list-views.ts';
import { get, patch, post, remove } from '../../../api/client.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { listSearch, type ListSearch } from '../search.ts';

type View = z.output<typeof listView>;

const viewsQuery = queryOptions({
  queryKey: ['account-views'],
  queryFn: ({ signal }) => get<z.output<typeof listViews>>('/me/account-views', { signal }),
  staleTime: 60_000,
});

export function ViewsMenu({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const views = useQuery(viewsQuery).data?.items ?? [];
  const [asked, setAsked] = useState<'new' | 'rename' | 'remove' | null>(null);
  const { cursor: _page, ...shown } = search;
  const open = views.find((view) => isSame(listSearch(view.search), shown));
  const close = () => setAsked(null);
  const done = async () => {
    close();
    await queryClient.invalidateQueries(viewsQuery);
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            <bdi>{open?.name ?? t('accounts.views')}</bdi>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              aria-current={view === open}
              leftSection={view === open ? <Icon name="check" size={14} /> : <span className="tb-no-check" />}
              onClick={() => void navigate({ to: '/accounts', search: listSearch(view.search) })}
            >
              <bdi>{view.name}</bdi>
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          {open === undefined ? (
            <Menu.Item onClick={() => setAsked('new')}>{t('accounts.keepView')}</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={() => setAsked('rename')}>{t('accounts.renameView')}</Menu.Item>
              <Menu.Item onClick={() => setAsked('remove')}>{t('accounts.removeView')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {(asked === 'new' || (asked === 'rename' && open !== undefined)) && (
        <FormDialog
          title={t(asked === 'new' ? 'accounts.keepView' : 'accounts.renameView')}
          submit={t('accounts.saveView')}
          words="accounts.viewField"
          zone="UTC"
          fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
          record={asked === 'rename' && open !== undefined ? { name: open.name } : {}}
          schema={async () => (await import('../../../../src/schemas/accounts/list-views.ts')).changeView}
          save={(body) =>
            asked === 'rename' && open !== undefined
              ? patch<View>(`/me/account-views/${open.id}`, body)
              : post<View>('/me/account-views', { ...body, search: shown })
          }
          onSaved={done}
          onClose={close}
        />
      )}
      {asked === 'remove' && open !== undefined && (
        <ConfirmDialog
          title={t('accounts.removeView')}
          text={t('accounts.removeViewText', { name: open.name })}
          submit={t('accounts.removeView')}
          act={() => remove(`/me/account-views/${open.id}`)}
          onDone={done}
          onClose={close}
        />
      )}
    </>
  );
}

/** In any order of their keys; the order that the list has by itself need not be named. */
function isSame(one: ListSearch, other: ListSearch): boolean {
  const text = ({ q, kind, status, sort }: ListSearch) =>
    JSON.stringify([q, kind, status, sort ?? '-createdAt']);
  return text(one) === text(other);
}
