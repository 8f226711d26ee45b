import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { STEPS_MAX } from '../../../src/domain/dunning/policy.ts';
import { Icon } from '../../ui/icons.tsx';
import { fieldText } from '../../ui/problem-text.ts';
import type { TypedStep } from './dunning-typed.ts';

type Props = Readonly<{
  steps: readonly TypedStep[];
  /** By the field of the request. */
  mistakes: Readonly<Record<string, string>>;
  onChange: (steps: readonly TypedStep[]) => void;
}>;

export function DunningSteps({ steps, mistakes, onChange }: Props) {
  const { t } = useTranslation();
  const set = (key: string, next: Partial<TypedStep>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...next } : step)));
  const add = (action: TypedStep['action']) => {
    const last = Math.max(0, ...steps.filter(({ side }) => side === 'after').map(({ days }) => Number(days)));
    const step = {
      key: crypto.randomUUID(),
      action,
      days: String(last + 7),
      side: 'after',
      isActive: true,
    } as const;
    onChange([...steps, step]);
  };
  return (
    <>
      {steps.length === 0 && <p className="tb-none">{t('dunning.noSteps')}</p>}
      <ol className="tb-dunning-steps">
        {steps.map(({ key, action, days, side, isActive }, place) => {
          const mistake = mistakes[`steps.${place}.days`];
          return (
            <li key={key}>
              <fieldset data-off={!isActive || undefined}>
                <legend className="tb-visually-hidden">{t('dunning.step', { place: place + 1 })}</legend>
                <Switch
                  aria-label={t('dunning.stepOn', { place: place + 1 })}
                  checked={isActive}
                  onChange={(event) => set(key, { isActive: event.currentTarget.checked })}
                />
                <span className="tb-dunning-action">{t(`dunning.action.${action}`)}</span>
                <TextInput
                  aria-label={t('dunning.days', { place: place + 1 })}
                  inputMode="numeric"
                  value={days}
                  error={mistake === undefined ? undefined : fieldText(mistake)}
                  rightSection={<span className="tb-unit">{t('dunning.dayUnit')}</span>}
                  rightSectionWidth={52}
                  onChange={(event) => set(key, { days: event.currentTarget.value })}
                />
                <Select
                  aria-label={t('dunning.side', { place: place + 1 })}
                  allowDeselect={false}
                  disabled={action === 'suspend'}
                  value={side}
                  data={(['before', 'after'] as const).map((value) => ({
                    value,
                    label: t(`dunning.sides.${value}`),
                  }))}
                  onChange={(chosen) => set(key, { side: chosen === 'before' ? 'before' : 'after' })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('dunning.removeStep', { place: place + 1 })}
                  onClick={() => onChange(steps.filter((step) => step.key !== key))}
                >
                  <Icon name="close" size={16} />
                </ActionIcon>
              </fieldset>
            </li>
          );
        })}
      </ol>
      <div className="tb-row-actions tb-dunning-add">
        {(['remind', 'suspend'] as const).map((action) => (
          <Button
            key={action}
            variant="default"
            size="xs"
            disabled={
              steps.length >= STEPS_MAX ||
              (action === 'suspend' && steps.some((step) => step.action === 'suspend'))
            }
            leftSection={<Icon name="add" size={14} />}
            onClick={() => add(action)}
          >
            {t(`dunning.add.${action}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
