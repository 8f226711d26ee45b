/** The views that somebody keeps: open one, keep what is shown, choose columns, rename or delete what is open. */
import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '../../../api/client.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { toast } from '../../../ui/toast.ts';
import { viewsQuery, type ListView } from '../api.ts';
import { listOf, listSearch, shownColumns, USUAL_SORT, type ListSearch } from '../search.ts';
import { ColumnsDialog } from './columns-dialog.tsx';

export function ViewsMenu({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const views = useQuery(viewsQuery).data?.items ?? [];
  const [asked, setAsked] = useState<'new' | 'rename' | 'remove' | 'columns' | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const shown = listOf(search);
  const open = views.find((view) => isSame(listSearch(view.search), shown));
  if (open !== undefined && open.id !== lastId) setLastId(open.id);
  // The view that was open before something in it was changed.
  const last = open === undefined ? views.find(({ id }) => id === lastId) : undefined;
  const show = (next: ListSearch) =>
    void navigate({
      to: '/accounts',
      search: Object.keys(next).length === 0 ? { sort: USUAL_SORT } : next,
    });
  const close = () => setAsked(null);
  const done = async () => {
    close();
    await queryClient.invalidateQueries(viewsQuery);
  };
  const changing = useMutation({
    mutationFn: ({ view, change }: { view: ListView; change: object }) =>
      patch<ListView>(`/me/account-views/${view.id}`, change),
    onSuccess: done,
    onError: (error) => toast(problemText(error, t)),
  });
  const kept = { ...shown, columns: shown.columns === undefined ? undefined : shownColumns(shown) };
  return (
    <>
      <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            <bdi>{open?.name ?? t('views.title')}</bdi>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.some(({ isDefault }) => isDefault) && (
            <Item isChecked={isSame(shown, {})} onClick={() => show({})}>
              {t('views.all')}
            </Item>
          )}
          {views.map((view) => (
            <Item key={view.id} isChecked={view === open} onClick={() => show(listSearch(view.search))}>
              <bdi>{view.name}</bdi>
            </Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          {open !== undefined && (
            <Item
              isChecked={open.isDefault}
              onClick={() => changing.mutate({ view: open, change: { isDefault: !open.isDefault } })}
            >
              {t('views.openWith')}
            </Item>
          )}
          {last !== undefined && (
            <Item onClick={() => changing.mutate({ view: last, change: { search: kept } })}>
              {t('views.keepIn', { name: last.name })}
            </Item>
          )}
          {open === undefined && <Item onClick={() => setAsked('new')}>{t('views.keep')}</Item>}
          <Item onClick={() => setAsked('columns')}>{t('views.columns')}</Item>
          {open !== undefined && (
            <>
              <Item onClick={() => setAsked('rename')}>{t('views.rename')}</Item>
              <Item onClick={() => setAsked('remove')}>{t('views.remove')}</Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'columns' && (
        <ColumnsDialog
          shown={shownColumns(shown)}
          onChosen={(columns) => {
            close();
            show(listSearch({ ...shown, columns }));
          }}
          onClose={close}
        />
      )}
      {(asked === 'new' || (asked === 'rename' && open !== undefined)) && (
        <FormDialog
          title={t(asked === 'new' ? 'views.keep' : 'views.rename')}
          submit={t('views.save')}
          words="views.field"
          zone="UTC"
          fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
          record={asked === 'rename' && open !== undefined ? { name: open.name } : {}}
          schema={async () => (await import('../../../../src/schemas/accounts/list-views.ts')).changeView}
          save={(body) =>
            asked === 'rename' && open !== undefined
              ? patch<ListView>(`/me/account-views/${open.id}`, body)
              : post<ListView>('/me/account-views', { ...body, search: kept })
          }
          onSaved={done}
          onClose={close}
        />
      )}
      {asked === 'remove' && open !== undefined && (
        <ConfirmDialog
          title={t('views.remove')}
          text={t('views.removeText', { name: open.name })}
          submit={t('views.remove')}
          act={() => remove(`/me/account-views/${open.id}`)}
          onDone={done}
          onClose={close}
        />
      )}
    </>
  );
}

function Item(props: Readonly<{ isChecked?: boolean; onClick: () => void; children: ReactNode }>) {
  const { isChecked = false, onClick, children } = props;
  return (
    <Menu.Item
      aria-current={isChecked}
      leftSection={isChecked ? <Icon name="check" size={14} /> : <span className="tb-no-check" />}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}

/** In any order of their keys; the order that the list has by itself need not be named. */
function isSame(one: ListSearch, other: ListSearch): boolean {
  const text = ({ q, kind, status, sort, columns }: ListSearch) =>
    JSON.stringify([q, kind, status, sort ?? USUAL_SORT, columns]);
  return text(one) === text(other);
}
