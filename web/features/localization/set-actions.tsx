import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { put, remove } from '../../api/client.ts';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { toast } from '../../ui/toast.ts';
import { localizationQuery, type Localization } from './api.ts';
import { NewSetDialog } from './new-set-dialog.tsx';

/** Rename, duplicate, delete; what is saved counts, not what is being typed. */
export function SetActions({ set }: { set: Localization }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'rename' | 'duplicate' | 'delete' | null>(null);
  const close = () => setAsked(null);
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: ['localizations', 'list'] });
    await queryClient.invalidateQueries({ queryKey: ['accounts', 'defaults'] });
  };
  return (
    <div className="tb-filters-end">
      {(['rename', 'duplicate', 'delete'] as const).map((what) => (
        <Button key={what} variant="default" onClick={() => setAsked(what)}>
          {t(`localization.${what}`)}
        </Button>
      ))}
      {asked === 'rename' && (
        <FormDialog
          title={t('localization.rename')}
          submit={t('record.save')}
          words="localization"
          zone="UTC"
          fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
          record={{ name: set.name }}
          schema={async () =>
            (await import('../../../src/schemas/numbering/localization.ts')).saveLocalization
          }
          isChange
          save={(body) => put<Localization>(`/localizations/${set.id}`, { ...body, rules: set.rules })}
          onSaved={async (saved) => {
            queryClient.setQueryData(localizationQuery(set.id).queryKey, saved);
            close();
            toast(t('record.saved'));
            await refresh();
          }}
          onClose={close}
        />
      )}
      {asked === 'duplicate' && (
        <NewSetDialog
          source={set}
          onMade={({ id }) => navigate({ to: '/localizations/$id', params: { id } })}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('localization.delete')}
          text={
            set.accounts > 0
              ? t('localization.deleteUsed', { count: set.accounts })
              : set.carriers > 0
                ? t('localization.deleteUsedByCarriers')
                : t('localization.deleteText', { name: set.name })
          }
          submit={t('localization.delete')}
          act={() => remove(`/localizations/${set.id}`)}
          onDone={async () => {
            close();
            toast(t('record.removed', { what: set.name }));
            await navigate({ to: '/localizations' });
            queryClient.removeQueries({ queryKey: localizationQuery(set.id).queryKey });
            await refresh();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
