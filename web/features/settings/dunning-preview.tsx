/** The days of an invoice that nobody pays, and what saving would do at once. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { dayText, timeText, zoneText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import type { PolicyPreview } from './dunning-panel.tsx';

type Props = Readonly<{
  preview: PolicyPreview | undefined;
  isActive: boolean;
  dueAt: string;
  /** Something is not saved yet. */
  isChanged: boolean;
}>;

export function DunningPreview({ preview, isActive, dueAt, isChanged }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (preview === undefined) return <div />;
  const { timezone, steps, suspends, lifts, reminds } = preview;
  const due = { action: 'due' as const, at: dueAt };
  const marks = [...steps, due].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const counts = { suspends, lifts, reminds };
  return (
    <section className="tb-dunning-preview" aria-label={t('dunning.preview.title')}>
      <h3>{t('dunning.preview.title')}</h3>
      <p className="tb-field-help">
        {t('dunning.preview.help', {
          date: dayText(dueAt, timezone, language),
          zone: zoneText(timezone, language),
        })}
      </p>
      {!isActive && <p className="tb-none">{t('dunning.preview.off')}</p>}
      <ol className="tb-dunning-line">
        {marks.map(({ action, at }) => (
          <li key={`${action} ${at}`} data-what={action}>
            <time dateTime={at}>
              {action === 'due' ? dayText(at, timezone, language) : timeText(at, timezone, language)}
            </time>
            <span>{t(`dunning.preview.${action}`)}</span>
          </li>
        ))}
      </ol>
      {isChanged &&
        (['suspends', 'lifts', 'reminds'] as const).map(
          (what) =>
            counts[what] > 0 && (
              <p
                key={what}
                className="tb-summary-note"
                data-tone={what === 'suspends' ? 'warn' : undefined}
                role="status"
              >
                <Icon name={what === 'suspends' ? 'warning' : 'check'} size={16} />{' '}
                <span>{t(`dunning.preview.${what}`, { count: counts[what] })}</span>
              </p>
            ),
        )}
    </section>
  );
}
