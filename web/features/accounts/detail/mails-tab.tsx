/** What was written to the account, whether it arrived, and a new invitation. */
import { Button } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { sentInvite } from '../../../../src/schemas/accounts/invite.ts';
import type { mail, mailPage } from '../../../../src/schemas/mail/mail.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { get, post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { PagedList } from '../../../ui/record/paged-list.tsx';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { PdfButton } from '../billing/pdf-button.tsx';
import { NotificationsPanel } from './notifications-panel.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

type MailPage = z.output<typeof mailPage>;
type MailSummary = MailPage['items'][number];
type Mail = z.output<typeof mail>;

const PAGE_LIMIT = 25;
const TONES: Readonly<Record<MailSummary['status'], Tone>> = {
  failed: 'bad',
  kept: 'mute',
  queued: 'warn',
  sent: 'good',
};

const urlOf = (accountId: string) => `/accounts/${encodeURIComponent(accountId)}/mails`;

const mailsQuery = (accountId: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['accounts', 'one', accountId, 'mails', cursor ?? null],
    queryFn: ({ signal }) =>
      get<MailPage>(urlOf(accountId), { query: { cursor, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });

const mailQuery = (accountId: string, mailId: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', accountId, 'mail', mailId],
    queryFn: ({ signal }) => get<Mail>(`${urlOf(accountId)}/${encodeURIComponent(mailId)}`, { signal }),
    // It may hold a link that opens the account: not kept after the page.
    gcTime: 0,
  });

export function MailsTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const { cursor } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const [isInviting, setInviting] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const mails = useQuery(mailsQuery(account.id, cursor));
  const { timezone } = account.profile;
  const { email } = account.panelAccess;
  const may = useMay();
  const mayInvite =
    email !== null &&
    account.status !== 'closed' &&
    account.kind !== 'operator' &&
    account.id !== actor?.id &&
    may('sign_ins:reset');
  const columns = useMailColumns(timezone, setOpened);
  const invite = mayInvite ? (
    <Button variant="default" onClick={() => setInviting(true)}>
      {t('mails.invite')}
    </Button>
  ) : undefined;
  return (
    <>
      <NotificationsPanel account={account} />
      <PagedList
        words="mails"
        list={mails}
        columns={columns}
        rowKey={(row) => row.id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) =>
          void navigate({ search: next === undefined ? { tab: 'mails' } : { tab: 'mails', cursor: next } })
        }
        action={invite}
      />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(timezone, language) })}</p>
      {isInviting && email !== null && (
        <ConfirmDialog
          title={t('mails.invite')}
          text={t('mails.inviteText', { email })}
          submit={t('mails.invite')}
          act={() => post<z.output<typeof sentInvite>>(`/accounts/${account.id}/invite`, undefined)}
          onDone={async () => {
            setInviting(false);
            toast(t('mails.invited', { email }));
            await queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id, 'mails'] });
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {opened !== null && (
        <MailDialog
          accountId={account.id}
          mailId={opened}
          timezone={timezone}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** The text as it was sent. Not its HTML: the text says the same, and cannot run anything. */
function MailDialog({
  accountId,
  mailId,
  timezone,
  onClose,
}: Readonly<{ accountId: string; mailId: string; timezone: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const read = useQuery(mailQuery(accountId, mailId));
  const time = (at: string | null) => (at === null ? '–' : timeText(at, timezone, language));
  return (
    <Dialog size="lg" onClose={onClose} title={read.data?.subject ?? t('mails.one')}>
      {read.isPending && <Loading height={180} />}
      {read.isError && <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />}
      {read.data !== undefined && (
        <div className="tb-record">
          <Facts>
            <Fact name={t('mails.to')}>{read.data.to.join(', ')}</Fact>
            <Fact name={t('mails.status')}>
              <MailStatus mail={read.data} />
            </Fact>
            <Fact name={t('mails.written')}>{time(read.data.createdAt)}</Fact>
            {read.data.sentAt !== null && <Fact name={t('mails.sent')}>{time(read.data.sentAt)}</Fact>}
            {read.data.document !== null && (
              <Fact name={t('mails.attached')}>
                <Attached document={read.data.document} />
              </Fact>
            )}
            {read.data.nextAttemptAt !== null && (
              <Fact name={t('mails.nextAttempt')}>{time(read.data.nextAttemptAt)}</Fact>
            )}
          </Facts>
          <pre className="tb-example">{read.data.text}</pre>
          {read.data.link !== 'none' && read.data.link !== 'shown' && (
            <p className="tb-field-help">{t(`mails.noLink.${read.data.link}`)}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function MailStatus({ mail: { status, attempts, error } }: { mail: MailSummary }) {
  const { t } = useTranslation();
  return (
    <>
      <Tag tone={TONES[status]}>{t(`mails.statuses.${status}`)}</Tag>
      {status === 'kept' && <small className="tb-reason">{t('mails.keptText')}</small>}
      {error !== null && (
        <small className="tb-reason">
          {t('mails.attempts', { count: attempts })} <bdi>{error}</bdi>
        </small>
      )}
    </>
  );
}

function useMailColumns(timezone: string, onOpen: (mailId: string) => void): readonly Column<MailSummary>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'subject',
        header: t('mails.subject'),
        isHead: true,
        cell: (row) => (
          <button type="button" className="tb-link" onClick={() => onOpen(row.id)}>
            <bdi>{row.subject}</bdi>
          </button>
        ),
      },
      { id: 'kind', header: t('mails.kind'), cell: (row) => t(`mails.kinds.${row.kind}`) },
      { id: 'to', header: t('mails.to'), cell: (row) => <bdi>{row.to.join(', ')}</bdi> },
      {
        id: 'at',
        header: t('mails.written'),
        cell: (row) => <time dateTime={row.createdAt}>{timeText(row.createdAt, timezone, language)}</time>,
      },
      { id: 'status', header: t('mails.status'), cell: (row) => <MailStatus mail={row} /> },
    ],
    [t, timezone, language, onOpen],
  );
}

/** The document that came along; its number alone for whoever may not read documents. */
function Attached({ document }: { document: NonNullable<MailSummary['document']> }) {
  const may = useMay();
  return (
    <>
      <bdi>{document.number}</bdi> {may('documents:read') && <PdfButton document={document} isCompact />}
    </>
  );
}
