import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ownSignUpPage } from '../../../src/schemas/accounts/sign-up.ts';
import { get, put } from '../../api/client.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { useRecordForm } from '../../ui/record/use-record-form.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { SettingsForm } from './settings-form.tsx';

type OwnPage = z.output<typeof ownSignUpPage>;

const ownPageQuery = queryOptions({
  queryKey: ['settings', 'sign-up'],
  queryFn: ({ signal }) => get<OwnPage>('/settings/sign-up', { signal }),
});

const FIELDS: readonly RecordField[] = [
  { name: 'isOpen', input: 'check', isWide: true },
  { name: 'termsUrl', input: 'text', inputMode: 'url', isMono: true, isWide: true },
];

/** The page by which customers open an account below the operator or a reseller themselves. */
export function SignUpPanel() {
  const { t } = useTranslation();
  const page = useQuery(ownPageQuery);
  const isAllowed = page.data?.isAllowed ?? true;
  const isOpen = isAllowed && (page.data?.isOpen ?? false);
  return (
    <Panel
      title={t('signUp.settings.title')}
      aside={
        page.isSuccess && (
          <Tag tone={isOpen ? 'good' : 'mute'}>
            {t(isOpen ? 'signUp.settings.open' : 'signUp.settings.closed')}
          </Tag>
        )
      }
    >
      <p className="tb-list-help">{t('signUp.settings.help')}</p>
      {page.isError && <ProblemAlert error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <Loading height={120} />}
      {!isAllowed && (
        <p className="tb-notice" data-tone="warn">
          <span>{t('signUp.settings.notAllowed')}</span>
        </p>
      )}
      {page.data !== undefined && isAllowed && (
        <>
          {isOpen && <WayIn page={page.data} />}
          {/* What was saved is where the next change begins. */}
          <Switch key={JSON.stringify(page.data)} page={page.data} />
        </>
      )}
    </Panel>
  );
}

/** The link, and what becomes of its mails while none can go out. */
function WayIn({ page: { url, hasMailServer, ownerId } }: { page: OwnPage }) {
  const { t } = useTranslation();
  return (
    <>
      {url !== null && (
        <p className="tb-copyable tb-sign-up-link">
          <a href={url} target="_blank" rel="noopener noreferrer" dir="ltr">
            {url}
          </a>
          <CopyButton value={url} what={t('signUp.settings.link')} />
        </p>
      )}
      {!hasMailServer && (
        <p className="tb-notice" data-tone="warn">
          <span>
            {t('signUp.settings.noMail')}{' '}
            <Link to="/accounts/$id" params={{ id: ownerId }} search={{ tab: 'mails' }}>
              {t('signUp.settings.mails')}
            </Link>
          </span>
        </p>
      )}
    </>
  );
}

function Switch({ page: { isOpen, termsUrl } }: { page: OwnPage }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useRecordForm({
    fields: FIELDS,
    words: 'signUp.settings.field',
    record: { isOpen, termsUrl },
    zone: 'UTC',
    schema: async () => (await import('../../../src/schemas/accounts/sign-up.ts')).signUpPageInput,
    save: (body) => put<OwnPage>('/settings/sign-up', body),
    onSaved: async (saved) => {
      queryClient.setQueryData(ownPageQuery.queryKey, saved);
      toast(t('record.saved'));
      await queryClient.invalidateQueries(SETTINGS_TIMELINE);
    },
  });
  return <SettingsForm title={t('signUp.settings.title')} form={form} />;
}
