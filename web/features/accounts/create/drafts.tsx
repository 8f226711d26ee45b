/** Forms that somebody began to fill in, here or in another browser: go on with one, or throw it away. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText } from '../../../ui/format.ts';
import type { NewKind } from '../search.ts';
import { draftsQuery, type Draft } from './api.ts';
import { discardDraft } from './draft.ts';

type Props = Readonly<{
  kind: NewKind;
  /** The one that stands in the form. */
  openId: string | null;
  onContinue: (draft: Draft) => void;
}>;

export function Drafts({ kind, openId, onContinue }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  // Once, when the form opens: what it keeps itself is not offered to it.
  const drafts = useQuery({ ...draftsQuery, staleTime: Infinity, refetchOnWindowFocus: false });
  const found = (drafts.data?.items ?? []).filter((draft) => draft.kind === kind && draft.id !== openId);
  if (found.length === 0) return null;
  const discard = async (id: string) => {
    await discardDraft(kind, id);
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  };
  return (
    <section className="tb-drafts" aria-label={t('drafts.title')}>
      <details>
        <summary>{t('drafts.count', { count: found.length })}</summary>
        <ul>
          {found.map((draft) => {
            const name = nameOf(draft) || t('drafts.noName');
            return (
              <li key={draft.id}>
                <span className="tb-draft-name">
                  <bdi>{name}</bdi>
                  <time dateTime={draft.changedAt}>
                    {timeText(draft.changedAt, actor?.timezone ?? 'UTC', language)}
                  </time>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('drafts.continueWhat', { name })}
                  onClick={() => onContinue(draft)}
                >
                  {t('drafts.continue')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('drafts.discardWhat', { name })}
                  onClick={() => void discard(draft.id)}
                >
                  {t('drafts.discard')}
                </Button>
              </li>
            );
          })}
        </ul>
      </details>
    </section>
  );
}

function nameOf({ form }: Draft): string {
  const { firstName, lastName, company } = form.profile ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  const person = `${text(firstName)} ${text(lastName)}`.trim();
  return person || text(company) || text(form.panelAccess?.email);
}
