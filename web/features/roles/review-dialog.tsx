/** What a change of a role gives and takes, and how many it acts on, before it is saved. */
import { Button, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { GrantedPermission } from '../../../src/domain/access/catalogue.ts';
import { post, put } from '../../api/client.ts';
import { useWrite } from '../../api/use-write.ts';
import { Loading } from '../../ui/loading.tsx';
import { permissionText } from '../../ui/permission-text.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { toast } from '../../ui/toast.ts';
import { roleQuery, type Role, type RolePreview } from './api.ts';
import { Dialog } from '../../ui/dialog.tsx';

type Values = Readonly<{
  name: string;
  description: string;
  permissions: GrantedPermission[];
  version: number;
}>;

export function ReviewDialog({
  role,
  values,
  onClose,
}: Readonly<{ role: Role; values: Values; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const preview = useQuery({
    queryKey: ['roles', 'one', role.id, 'preview', values],
    queryFn: ({ signal }) => post<RolePreview>(`/roles/${role.id}/preview`, values, { signal }),
    gcTime: 0,
  });
  const saving = useWrite({
    mutationFn: () => put<Role>(`/roles/${role.id}`, values),
    onSuccess: async (saved) => {
      toast(t('record.saved'));
      queryClient.setQueryData(roleQuery(role.id).queryKey, saved);
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['roles', 'list'] });
      await queryClient.invalidateQueries({ queryKey: ['accounts', 'defaults'] });
    },
  });
  const { added = [], removed = [], accounts = 0 } = preview.data ?? {};
  return (
    <Dialog onClose={onClose} title={t('roles.reviewTitle')}>
      <Stack>
        {preview.isError && <ProblemAlert error={preview.error} />}
        {saving.isError && <ProblemAlert error={saving.error} />}
        {preview.isPending && <Loading height={80} />}
        {preview.isSuccess && (
          <>
            <Changes tone="good" title={t('roles.added')} permissions={added} />
            <Changes tone="bad" title={t('roles.removed')} permissions={removed} />
            {added.length + removed.length === 0 && <p>{t('roles.sameRights')}</p>}
            <p>{accounts === 0 ? t('roles.nobody') : t('roles.acts', { count: accounts })}</p>
          </>
        )}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={!preview.isSuccess}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('record.save')}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}

function Changes({
  tone,
  title,
  permissions,
}: Readonly<{ tone: 'good' | 'bad'; title: string; permissions: readonly GrantedPermission[] }>) {
  const { t } = useTranslation();
  if (permissions.length === 0) return null;
  return (
    <section className="tb-role-changes" data-tone={tone} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {permissions.map((permission) => (
          <li key={permission}>{permissionText(permission, t)}</li>
        ))}
      </ul>
    </section>
  );
}
