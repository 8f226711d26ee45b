/** A mail as it will look, filled with made-up values or with those of an account. */
import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DIRECTION } from '../../../../src/domain/languages.ts';
import { STYLE_NONCE } from '../../../app/style-nonce.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { LookupSelect } from '../../../ui/record/lookup-select.tsx';
import { lookForAccounts } from '../../../api/account-choices.ts';
import { previewQuery, type Draft } from './api.ts';

type Props = Readonly<{ draft: Draft; accountId: string; onAccount: (accountId: string) => void }>;

export function TemplatePreview({ draft, accountId, onAccount }: Props) {
  const { t } = useTranslation();
  const [part, setPart] = useState<'html' | 'text'>('html');
  const preview = useQuery({ ...previewQuery(draft), placeholderData: keepPreviousData });
  const { data } = preview;
  return (
    <Panel
      title={t('mailTemplates.preview')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('mailTemplates.part')}
          value={part}
          onChange={(value) => setPart(value === 'text' ? 'text' : 'html')}
          data={(['html', 'text'] as const).map((value) => ({
            value,
            label: t(`mailTemplates.parts.${value}`),
          }))}
        />
      }
    >
      <LookupSelect
        label={t('mailTemplates.values')}
        lookup={{ key: ['accounts', 'mail-template-choices'], find: lookForAccounts }}
        clearable
        placeholder={t('mailTemplates.madeUp')}
        value={accountId === '' ? null : accountId}
        onChange={(chosen) => onAccount(chosen ?? '')}
      />
      {/* A mistake is said here as it is typed, and at its field when it is saved. */}
      {preview.isError && (
        <p className="tb-field-note" role="status">
          {problemText(preview.error, t)}
        </p>
      )}
      {data === undefined && preview.isPending && <Loading height={320} />}
      {data !== undefined && !preview.isError && (
        <>
          <p className="tb-mail-subject" dir={DIRECTION[draft.language]}>
            <span>{t('mails.subject')}</span> <bdi>{data.subject}</bdi>
          </p>
          {part === 'text' ? (
            <pre className="tb-example" dir={DIRECTION[draft.language]}>
              {data.text}
            </pre>
          ) : (
            <iframe
              className="tb-mail-frame"
              title={t('mailTemplates.preview')}
              // Nothing in it runs, opens or sends anything.
              sandbox=""
              srcDoc={styledByNonce(data.html)}
            />
          )}
        </>
      )}
    </Panel>
  );
}

/** The page's policy lets in style elements with its nonce, and no style attributes: each becomes a class. */
function styledByNonce(html: string): string {
  const rules: string[] = ['html { background: #fff; color: #1d2521; }'];
  const marked = html.replaceAll(/ style="([^"<>{}]*)"/g, (_all, style: string) => {
    rules.push(`.s${rules.length} { ${style} }`);
    return ` class="s${rules.length - 1}"`;
  });
  return marked.replace('</head>', `<style nonce="${STYLE_NONCE}">${rules.join('\n')}</style></head>`);
}
