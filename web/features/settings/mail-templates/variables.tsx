/** What a mail may say: each variable with what it is, to be put where the cursor stands. */
import { useTranslation } from 'react-i18next';
import type { MailTemplateKind } from './api.ts';

export function Variables({
  of,
  onInsert,
}: Readonly<{ of: MailTemplateKind; onInsert: (name: string) => void }>) {
  const { t } = useTranslation();
  return (
    <section className="tb-variables" aria-label={t('mailTemplates.variables')}>
      <h3>{t('mailTemplates.variables')}</h3>
      <p className="tb-field-help">{t('mailTemplates.variablesHelp')}</p>
      <ul>
        {of.variables.map((name) => (
          <li key={name}>
            <button
              type="button"
              className="tb-variable"
              aria-label={t('mailTemplates.insert', { name })}
              onClick={() => onInsert(name)}
            >
              <code>{`{{${name}}}`}</code>
            </button>
            <span>
              {t(`mailTemplates.variable.${name}`)}
              {of.required.includes(name) && <strong> · {t('mailTemplates.required')}</strong>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
