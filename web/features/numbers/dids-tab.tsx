import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES } from '../../../src/domain/accounts/places.ts';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Chips } from '../../ui/filters.tsx';
import { countryOptions } from '../../ui/places.ts';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { toast } from '../../ui/toast.ts';
import { didsQuery, digitsOf, type Did } from './api.ts';
import { DidDialogs, type OpenDialog } from './did-dialogs.tsx';
import { useDidColumns } from './did-columns.tsx';
import { MoreMenu } from './more-menu.tsx';
import { USES } from './search.ts';
import { useNumbersSearch } from './use-numbers-search.ts';
import { TypeAhead } from '../../ui/type-ahead.tsx';

/** Every number one owns, or that an account below has. */
export function DidsTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const isStaff = useMay()('dids:edit');
  const { search, change, clear } = useNumbersSearch();
  const { new: isNew, tab: _tab, ...filter } = search;
  const list = useQuery(didsQuery(filter));
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const columns = useDidColumns(setOpen);
  const countries = useMemo(() => countryOptions(COUNTRIES, language), [language]);
  const close = () => {
    setOpen(null);
    if (isNew !== undefined) change({ new: undefined });
  };
  const done = async (message: string) => {
    close();
    toast(message);
    const changed = [['dids'], ['subscriptions'], ['products']];
    await Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  const { cursor: _page, ...shown } = filter;
  const addButtons = (
    <>
      <Button variant="default" onClick={() => change({ new: 'range' })}>
        {t('dids.dids.addRange')}
      </Button>
      <Button onClick={() => change({ new: 'one' })}>{t('dids.dids.add')}</Button>
    </>
  );
  // Saved a moment ago, the row is newer than what was opened.
  const dialog =
    (open && withRow(open, list.data?.items ?? [])) ??
    (isNew === undefined || !isStaff ? null : { kind: isNew, did: null });
  return (
    <>
      <p className="tb-list-help">{t(isStaff ? 'dids.dids.help' : 'dids.dids.helpReseller')}</p>
      <PagedList<Did>
        words="dids.dids"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        askCount={{
          area: 'dids',
          path: '/dids',
          query: { q: digitsOf(search.q), use: search.use, country: search.country },
        }}
        search={search}
        onSearch={change}
        sort={search.sort ?? 'number'}
        onSort={(sort) => change({ sort: sort as NonNullable<typeof search.sort> })}
        isFiltered={search.use !== undefined || search.country !== undefined}
        onClear={clear}
        emptyText={t(isStaff ? 'dids.dids.emptyText' : 'dids.dids.emptyTextReseller')}
        action={
          <>
            <MoreMenu
              filter={{ ...shown, q: digitsOf(shown.q) }}
              {...(isStaff && { onImport: () => change({ new: 'import' }) })}
            />
            {isStaff && addButtons}
          </>
        }
        emptyAction={
          isStaff ? (
            <Group justify="center">
              <Button variant="default" onClick={() => change({ new: 'import' })}>
                {t('dids.dids.import')}
              </Button>
              {addButtons}
            </Group>
          ) : (
            <></>
          )
        }
        filters={
          <>
            <Chips
              label={t('dids.use.label')}
              values={USES}
              chosen={search.use}
              text={(use) => t(`dids.use.${use}`)}
              onChange={(use) => change({ use })}
            />
            <TypeAhead
              w={180}
              aria-label={t('dids.field.country.label')}
              placeholder={t('dids.allCountries')}
              data={countries}
              clearable
              value={search.country ?? null}
              onChange={(country) => change({ country: country ?? undefined })}
            />
          </>
        }
      />
      {dialog !== null && (
        <DidDialogs
          open={dialog}
          isStaff={isStaff}
          onOpen={setOpen}
          zone={actor?.timezone ?? 'UTC'}
          onDone={(message) => void done(message)}
          onClose={close}
        />
      )}
    </>
  );
}

function withRow(open: OpenDialog, rows: readonly Did[]): OpenDialog {
  const { did } = open;
  return did === null ? open : { ...open, did: rows.find(({ id }) => id === did.id) ?? did };
}
