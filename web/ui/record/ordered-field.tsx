import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons.tsx';
import type { Option } from './record.ts';
import { TypeAhead } from '../type-ahead.tsx';

type Props = Readonly<{
  id: string;
  label: string;
  description: string;
  error: string | undefined;
  options: readonly Option[];
  /** What an empty list means, in words. */
  none: string;
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
}>;

/** Several of the options in an order that counts: buttons move them, so that a keyboard can. */
export function OrderedField({ id, label, description, error, options, none, value, onChange }: Props) {
  const { t } = useTranslation();
  const nameOf = (chosen: string) => options.find((option) => option.value === chosen)?.label ?? chosen;
  const left = options.filter((option) => !value.includes(option.value));
  const swap = (index: number) => {
    const next = [...value];
    next.splice(index - 1, 2, value[index] ?? '', value[index - 1] ?? '');
    onChange(next);
  };
  return (
    <fieldset className="tb-one-of">
      <legend>{label}</legend>
      {value.length === 0 ? (
        <p className="tb-field-help">{none}</p>
      ) : (
        <ol className="tb-chosen">
          {value.map((chosen, index) => (
            <li key={chosen}>
              <span>
                {index + 1}. {nameOf(chosen)}
              </span>
              <Move
                icon="up"
                label={t('record.earlier', { what: nameOf(chosen) })}
                isDisabled={index === 0}
                onClick={() => swap(index)}
              />
              <Move
                icon="down"
                label={t('record.later', { what: nameOf(chosen) })}
                isDisabled={index === value.length - 1}
                onClick={() => swap(index + 1)}
              />
              <Move
                icon="close"
                label={t('record.takeAway', { what: nameOf(chosen) })}
                onClick={() => onChange(value.filter((each) => each !== chosen))}
              />
            </li>
          ))}
        </ol>
      )}
      <TypeAhead
        id={id}
        mt={8}
        aria-label={t('record.addTo', { what: label })}
        data={left}
        disabled={left.length === 0}
        placeholder={t(left.length === 0 ? 'record.nothingLeft' : 'record.addOne')}
        value={null}
        onChange={(chosen) => chosen !== null && onChange([...value, chosen])}
      />
      {error !== undefined && <p className="tb-field-error">{error}</p>}
      <p className="tb-field-help">{description}</p>
    </fieldset>
  );
}

function Move(
  props: Readonly<{
    icon: 'up' | 'down' | 'close';
    label: string;
    isDisabled?: boolean;
    onClick: () => void;
  }>,
) {
  const { icon, label, isDisabled = false, onClick } = props;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={isDisabled} onClick={onClick}>
      <Icon name={icon} size={16} />
    </ActionIcon>
  );
}
