/** One kind of mail: its words in each language, beside how they look. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../../src/domain/languages.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { bringIntoView } from '../../../ui/bring-into-view.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { mailTemplateQuery, mailTemplatesQuery, SOURCE_TONES, type MailTemplateKind } from './api.ts';
import { TemplateEditor } from './template-editor.tsx';

export function MailTemplatePage() {
  const { t } = useTranslation();
  const { kind } = useParams({ from: '/signed-in/mail-templates/$kind' });
  const list = useQuery(mailTemplatesQuery);
  const found = list.data?.items.find((item) => item.kind === kind);
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/settings" search={{}}>
          {t('settings.title')}
        </Link>
        <Link to="/mail-templates">{t('mailTemplates.title')}</Link>
      </nav>
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading height={320} />}
      {list.isSuccess && found === undefined && (
        <EmptyState title={t('mailTemplates.unknown')}>{t('mailTemplates.unknownText')}</EmptyState>
      )}
      {found !== undefined && <Languages of={found} />}
    </>
  );
}

/** All of them stay on the page, so that what is typed into one outlives a look at another. */
function Languages({ of }: { of: MailTemplateKind }) {
  const { t } = useTranslation();
  const own = useLanguage();
  const { language = LANGUAGES.find((each) => each === own) ?? 'en' } = useSearch({
    from: '/signed-in/mail-templates/$kind',
  });
  const navigate = useNavigate({ from: '/mail-templates/$kind' });
  const group = of.topic ?? (of.isNotice ? 'others' : 'always');
  return (
    <>
      <div className="tb-page-head">
        <div>
          <h1>{t(`mails.kinds.${of.kind}`)}</h1>
          <p className="tb-account-line">
            <Tag tone={of.isNotice ? 'mute' : 'warn'}>{t(`mailTemplates.group.${group}`)}</Tag>
            {t(`mailTemplates.groupHelp.${group}`)}
          </p>
        </div>
      </div>
      <Tabs
        value={language}
        onChange={(value) => void navigate({ search: { language: value as Language }, replace: true })}
      >
        <Tabs.List className="tb-tabs">
          {LANGUAGES.map((each) => (
            <Tabs.Tab key={each} value={each} ref={each === language ? bringIntoView : null}>
              {t(`field.profile.language.option.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {LANGUAGES.map((each) => (
          <Tabs.Panel key={each} value={each} pt="md">
            <OneLanguage of={of} language={each} isShown={each === language} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function OneLanguage({
  of,
  language,
  isShown,
}: Readonly<{ of: MailTemplateKind; language: Language; isShown: boolean }>) {
  const { t } = useTranslation();
  const found = useQuery(mailTemplateQuery(of.kind, language));
  if (found.isError) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading height={320} />;
  const { source, changedAt } = found.data;
  return (
    <>
      <p className="tb-account-line">
        <Tag tone={SOURCE_TONES[source]}>{t(`mailTemplates.source.${source}`)}</Tag>
        {t(`mailTemplates.sourceHelp.${source}`)}
      </p>
      {/* What was saved is where the next change begins. */}
      <TemplateEditor key={`${source} ${changedAt}`} of={of} saved={found.data} isShown={isShown} />
    </>
  );
}
