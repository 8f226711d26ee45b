/** The kept cards of the signed-in account, and what is charged by itself. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { dateText } from '../../../ui/format.ts';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import { cardTermsQuery, forgetMethod, makeDefault, type CardTerms, type SavedMethod } from './api.ts';
import { OwnAutoTopUp } from './own-auto-top-up.tsx';

export function OwnCards() {
  const terms = useQuery(cardTermsQuery);
  if (terms.isError)
    return (
      <Panel>
        <ProblemAlert error={terms.error} onRetry={() => void terms.refetch()} />
      </Panel>
    );
  // A card that was kept may be removed even where nothing may be paid any more.
  if (terms.data === undefined || (!terms.data.isOffered && terms.data.methods.length === 0)) return null;
  return (
    <>
      <Cards terms={terms.data} />
      <OwnAutoTopUp terms={terms.data} />
    </>
  );
}

function Cards({ terms }: Readonly<{ terms: CardTerms }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [removed, setRemoved] = useState<SavedMethod | null>(null);
  const show = (changed: CardTerms) => queryClient.setQueryData(cardTermsQuery.queryKey, changed);
  const choosing = useMutation({ mutationFn: makeDefault, onSuccess: show });
  return (
    <Panel title={t('payByCard.cards')}>
      {choosing.isError && <ProblemAlert error={choosing.error} />}
      {terms.methods.length === 0 && (
        <EmptyState title={t('payByCard.noCards')}>{t('payByCard.noCardsText')}</EmptyState>
      )}
      <ul className="tb-movements tb-cards">
        {terms.methods.map((method) => (
          <li key={method.id}>
            <span>
              <span className="tb-mono">{method.label}</span>{' '}
              {method.isDefault && terms.methods.length > 1 && (
                <Tag tone="mute">{t('payByCard.isDefault')}</Tag>
              )}
              {method.expiresOn !== null && (
                <small>{t('payByCard.until', { date: dateText(method.expiresOn, language) })}</small>
              )}
            </span>
            <span className="tb-row-actions">
              {!method.isDefault && (
                <Button
                  variant="default"
                  size="xs"
                  loading={choosing.isPending && choosing.variables === method.id}
                  aria-label={t('payByCard.makeDefaultOf', { card: method.label })}
                  onClick={() => choosing.mutate(method.id)}
                >
                  {t('payByCard.makeDefault')}
                </Button>
              )}
              <Button
                variant="default"
                size="xs"
                aria-label={t('payByCard.removeOf', { card: method.label })}
                onClick={() => setRemoved(method)}
              >
                {t('payByCard.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {removed !== null && (
        <ConfirmDialog
          title={t('payByCard.removeOf', { card: removed.label })}
          text={t(
            terms.autoTopUp?.methodId === removed.id ? 'payByCard.removeCharged' : 'payByCard.removeText',
          )}
          submit={t('payByCard.remove')}
          act={() => forgetMethod(removed.id)}
          onDone={(changed) => {
            show(changed);
            toast(t('payByCard.removed'));
            setRemoved(null);
          }}
          onClose={() => setRemoved(null)}
        />
      )}
    </Panel>
  );
}
