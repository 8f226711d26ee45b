import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useUnclearText } from '../../../ui/decimal-input.tsx';
import { fieldText } from '../../../ui/problem-text.ts';
import { Icon } from '../../../ui/icons.tsx';
import type { FieldName } from './fields.ts';
import type { AccountForm } from './form-values.ts';

export type ListedError = Readonly<{ name: FieldName | null; message: string }>;

/** All mistakes of a failed save, each a link to its field. */
export function ErrorSummary({
  errors,
  onGo,
}: {
  errors: readonly ListedError[];
  onGo: (name: FieldName) => void;
}) {
  const { t } = useTranslation();
  const { getValues } = useFormContext<AccountForm>();
  const unclearText = useUnclearText();
  if (errors.length === 0) return null;
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{t('form.errors', { count: errors.length })}</strong>
        </p>
        <ul>
          {errors.map(({ name, message }) => (
            <li key={`${name}-${message}`}>
              {name === null ? (
                fieldText(message)
              ) : (
                <>
                  <button type="button" className="tb-link" onClick={() => onGo(name)}>
                    {t(`field.${name}.label`)}
                  </button>
                  {': '}
                  {unclearText(getValues(name)) ?? fieldText(message)}
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
