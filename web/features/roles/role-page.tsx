/** One role: what it may do, who has it, and the panel as it sees it. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { AS_DATA } from '../../app/i18n.ts';
import { post, remove } from '../../api/client.ts';
import { asSeen, setSeenRole } from '../../api/see-as.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { roleWords } from './role-words.ts';
import { HOLDERS_MAX, holdersQuery, roleQuery, type Role } from './api.ts';
import { RoleEditor } from './role-editor.tsx';
import { NotShown } from '../../ui/not-shown.tsx';

export function RolePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/roles/$id' });
  const role = useQuery(roleQuery(id));
  if (role.isPending) return <Loading height={320} />;
  if (role.data === undefined) return <NotShown query={role} />;
  const { audience } = role.data;
  const { name, description } = roleWords(role.data, t);
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/roles" search={{}}>
          {t('roles.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p className="tb-account-line">
            <Tag tone={audience === 'staff' ? 'good' : 'mute'}>{t(`roles.audience.${audience}`)}</Tag>
            <bdi>{description}</bdi>
          </p>
        </div>
        <Actions role={role.data} />
      </div>
      {/* What somebody else saved meanwhile is where the next change begins. */}
      <RoleEditor key={`${id} ${role.data.version}`} role={role.data} />
      <Holders role={role.data} />
    </>
  );
}

function Actions({ role }: { role: Role }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'copy' | 'delete' | null>(null);
  const close = () => setAsked(null);
  const seeAs = async () => {
    setSeenRole(role);
    queryClient.setQueryData(actorQuery.queryKey, (actor) => (actor ? asSeen(actor) : actor));
    await router.invalidate();
    await navigate({ to: '/' });
  };
  return (
    <div className="tb-actions">
      <Button variant="default" onClick={() => void seeAs()}>
        {t('roles.seeAs')}
      </Button>
      <Allowed to="roles:edit">
        <Button variant="default" onClick={() => setAsked('copy')}>
          {t('roles.copy')}
        </Button>
        {role.mayEdit && (
          <Button
            variant="default"
            disabled={role.accounts > 0}
            title={role.accounts > 0 ? t('roles.deleteUsed') : undefined}
            onClick={() => setAsked('delete')}
          >
            {t('roles.delete')}
          </Button>
        )}
      </Allowed>
      {asked === 'copy' && (
        <FormDialog
          title={t('roles.copy')}
          submit={t('roles.copy')}
          words="roles.field"
          zone="UTC"
          fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
          record={{ name: t('roles.copyOf', { name: role.name, ...AS_DATA }).slice(0, 100) }}
          schema={async () => (await import('../../../src/schemas/access/roles.ts')).copyRole}
          save={(body, idempotencyKey) => post<Role>(`/roles/${role.id}/copies`, body, { idempotencyKey })}
          onSaved={async ({ id }) => {
            close();
            await queryClient.invalidateQueries({ queryKey: ['roles', 'list'] });
            await navigate({ to: '/roles/$id', params: { id } });
          }}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('roles.delete')}
          text={t('roles.deleteText', { name: role.name })}
          submit={t('roles.delete')}
          act={() => remove(`/roles/${role.id}`)}
          onDone={async () => {
            close();
            toast(t('record.removed', { what: role.name }));
            await navigate({ to: '/roles', search: {} });
            queryClient.removeQueries({ queryKey: roleQuery(role.id).queryKey });
            await queryClient.invalidateQueries({ queryKey: ['roles', 'list'] });
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

function Holders({ role }: { role: Role }) {
  const { t } = useTranslation();
  const holders = useQuery(holdersQuery(role.id));
  const items = holders.data?.items ?? [];
  return (
    <Panel title={t('roles.accounts')} aside={<span>{t('roles.holders', { count: role.accounts })}</span>}>
      {holders.isError && <ProblemAlert error={holders.error} onRetry={() => void holders.refetch()} />}
      {holders.isPending && <Loading height={80} />}
      {holders.isSuccess && items.length === 0 && <p className="tb-list-help">{t('roles.nobody')}</p>}
      <ul className="tb-movements">
        {items.map(({ id, displayName, number, kind, status }) => (
          <li key={id}>
            <span>
              <Link to="/accounts/$id" params={{ id }} search={{ tab: 'profile' }}>
                <bdi>{displayName}</bdi>
              </Link>
              <small>
                {t(`kind.${kind}`)} · <span className="tb-mono">{number}</span>
              </small>
            </span>
            {status !== 'active' && <Tag tone="mute">{t(`status.${status}`)}</Tag>}
          </li>
        ))}
      </ul>
      {typeof holders.data?.nextCursor === 'string' && (
        <p className="tb-list-help">{t('roles.more', { most: HOLDERS_MAX })}</p>
      )}
    </Panel>
  );
}
