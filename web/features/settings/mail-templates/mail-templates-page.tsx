/** All mails that go to accounts, and whose words each has. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../../src/domain/languages.ts';
import { MAIL_TOPICS } from '../../../../src/domain/mail/mail.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { mailTemplatesQuery, SOURCE_TONES, type MailTemplateKind } from './api.ts';

const GROUPS = [...MAIL_TOPICS, 'others', 'always'] as const;

function groupOf({ topic, isNotice }: MailTemplateKind): (typeof GROUPS)[number] {
  return topic ?? (isNotice ? 'others' : 'always');
}

export function MailTemplatesPage() {
  const { t } = useTranslation();
  const list = useQuery(mailTemplatesQuery);
  const columns = useColumns();
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/settings" search={{}}>
          {t('settings.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>{t('mailTemplates.title')}</h1>
      </div>
      <p className="tb-list-help">{t('mailTemplates.help')}</p>
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading height={320} />}
      {list.data !== undefined &&
        GROUPS.map((group) => (
          <Panel key={group} title={t(`mailTemplates.group.${group}`)}>
            <p className="tb-list-help">{t(`mailTemplates.groupHelp.${group}`)}</p>
            <DataTable
              label={t(`mailTemplates.group.${group}`)}
              columns={columns}
              rows={list.data.items.filter((item) => groupOf(item) === group)}
              rowKey={({ kind }) => kind}
            />
          </Panel>
        ))}
    </>
  );
}

function useColumns(): readonly Column<MailTemplateKind>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'kind',
        header: t('mails.kind'),
        isHead: true,
        cell: ({ kind }) => (
          <Link to="/mail-templates/$kind" params={{ kind }} search={{}}>
            {t(`mails.kinds.${kind}`)}
          </Link>
        ),
      },
      ...LANGUAGES.map(
        (language): Column<MailTemplateKind> => ({
          id: language,
          header: t(`field.profile.language.option.${language}`),
          cell: ({ texts }) => {
            const source = texts.find((text) => text.language === language)?.source ?? 'ours';
            return <Tag tone={SOURCE_TONES[source]}>{t(`mailTemplates.source.${source}`)}</Tag>;
          },
        }),
      ),
    ],
    [t],
  );
}
