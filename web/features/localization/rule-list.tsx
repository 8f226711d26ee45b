import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RULES_MAX, type LocalizationRule } from '../../../src/domain/numbering/localization.ts';
import { Arrow } from '../../ui/arrow.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { conditionText, effectText } from './rule.ts';
import { RuleDialog } from './rule-dialog.tsx';

type Rules = readonly LocalizationRule[];
type Props = Readonly<{
  label: string;
  rules: Rules;
  mayEdit: boolean;
  onChange: (rules: Rules) => void;
}>;

/** The rules in the order in which they apply; buttons move them, so that a keyboard can. */
export function RuleList({ label, rules, mayEdit, onChange }: Props) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const swap = (index: number) => {
    const [first, second] = rules.slice(index, index + 2);
    if (first !== undefined && second !== undefined)
      onChange([...rules.slice(0, index), second, first, ...rules.slice(index + 2)]);
  };
  const add = mayEdit && (
    <Button variant="default" size="xs" disabled={rules.length >= RULES_MAX} onClick={() => setEdited('new')}>
      {t('localization.addRule')}
    </Button>
  );
  return (
    <>
      {rules.length === 0 ? (
        <EmptyState title={t('localization.noRules')} action={add}>
          {t('localization.noRulesText')}
        </EmptyState>
      ) : (
        <>
          <ol className="tb-rules" aria-label={label}>
            {rules.map((rule, index) => {
              const what = t('localization.ruleNumber', { number: index + 1 });
              return (
                // Two rules may be alike; only their place tells them apart.
                <li key={index}>
                  <span className="tb-rule">
                    <b>{index + 1}</b>
                    <span>
                      {conditionText(rule, t)} <Arrow /> {effectText(rule, t)}{' '}
                      <small>{t(`localization.then.${rule.then}`)}</small>
                    </span>
                  </span>
                  {mayEdit && (
                    <span className="tb-rule-actions">
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={t('record.editWhat', { what })}
                        onClick={() => setEdited(index)}
                      >
                        {t('record.edit')}
                      </Button>
                      <Act
                        icon="up"
                        label={t('record.earlier', { what })}
                        isDisabled={index === 0}
                        onClick={() => swap(index - 1)}
                      />
                      <Act
                        icon="down"
                        label={t('record.later', { what })}
                        isDisabled={index === rules.length - 1}
                        onClick={() => swap(index)}
                      />
                      <Act
                        icon="close"
                        label={t('record.removeWhat', { what })}
                        onClick={() => onChange(rules.filter((_rule, place) => place !== index))}
                      />
                    </span>
                  )}
                </li>
              );
            })}
          </ol>
          {add}
        </>
      )}
      {edited !== null && (
        <RuleDialog
          rule={edited === 'new' ? null : (rules[edited] ?? null)}
          onSaved={(rule) => {
            onChange(
              edited === 'new'
                ? [...rules, rule]
                : rules.map((now, place) => (place === edited ? rule : now)),
            );
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function Act(props: Readonly<{ icon: IconName; label: string; isDisabled?: boolean; onClick: () => void }>) {
  const { icon, label, isDisabled = false, onClick } = props;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={isDisabled} onClick={onClick}>
      <Icon name={icon} size={16} />
    </ActionIcon>
  );
}
