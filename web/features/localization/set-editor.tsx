import { Button, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  LOCALIZATION_LISTS,
  type LocalizationList,
  type LocalizationSet,
} from '../../../src/domain/numbering/localization.ts';
import { useMay } from '../../api/may.ts';
import { put } from '../../api/client.ts';
import { useWrite } from '../../api/use-write.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { AskBeforeLeaving } from '../../ui/record/ask-before-leaving.tsx';
import { toast } from '../../ui/toast.ts';
import { localizationQuery, type Localization } from './api.ts';
import { RuleList } from './rule-list.tsx';
import { SetActions } from './set-actions.tsx';
import { TryNumber } from './try-number.tsx';

/** Rules are changed as a whole: calls are not translated by half of a change. */
export function SetEditor({ set }: { set: Localization }) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const queryClient = useQueryClient();
  const mayEdit = useMay()('localizations:edit');
  const [draft, setDraft] = useState<LocalizationSet>(set.rules);
  const [list, setList] = useState<LocalizationList>('originationDestination');
  const isDirty = JSON.stringify(draft) !== JSON.stringify(set.rules);
  const saving = useWrite({
    mutationFn: () => put<Localization>(`/localizations/${set.id}`, { name: set.name, rules: draft }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(localizationQuery(set.id).queryKey, saved);
      setDraft(saved.rules);
      toast(t('record.saved'));
      await queryClient.invalidateQueries({ queryKey: ['localizations', 'list'] });
    },
  });
  return (
    <>
      <div className="tb-page-head">
        <h1>
          <bdi>{set.name}</bdi>
        </h1>
        {mayEdit && <SetActions set={set} />}
      </div>
      <p className="tb-list-help">
        {set.accounts > 0
          ? t('localization.usedBy', { count: set.accounts, accounts: count.format(set.accounts) })
          : set.carriers === 0 && t('localization.usedBy_none')}
        {set.carriers > 0 && ` ${t('localization.usedByCarriers', { carriers: count.format(set.carriers) })}`}
      </p>
      {saving.isError && <ProblemAlert error={saving.error} />}
      <Panel
        title={t('localization.rules')}
        aside={
          isDirty && (
            <div className="tb-filters-end">
              <Button variant="default" size="xs" onClick={() => setDraft(set.rules)}>
                {t('record.discard')}
              </Button>
              <Button size="xs" loading={saving.isPending} onClick={() => saving.mutate()}>
                {t('record.save')}
              </Button>
            </div>
          )
        }
      >
        <Tabs value={list} keepMounted={false} onChange={(value) => setList(value as LocalizationList)}>
          <Tabs.List className="tb-tabs">
            {LOCALIZATION_LISTS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`localization.list.${each}.title`)}
                {draft[each].length > 0 && ` (${draft[each].length})`}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {LOCALIZATION_LISTS.map((each) => (
            <Tabs.Panel key={each} value={each} pt="md">
              <p className="tb-list-help">{t(`localization.list.${each}.help`)}</p>
              <RuleList
                label={t(`localization.list.${each}.title`)}
                rules={draft[each]}
                mayEdit={mayEdit}
                onChange={(rules) => setDraft({ ...draft, [each]: rules })}
              />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Panel>
      <TryNumber
        rules={draft[list]}
        isDraft={isDirty}
        title={t(`localization.list.${list}.title`)}
        isDialled={list === 'originationDestination'}
        isToCarriers={list === 'terminationDestination' || list === 'terminationOutboundCallerId'}
      />
      <AskBeforeLeaving isUnsaved={() => isDirty} />
    </>
  );
}
