import { useTranslation } from 'react-i18next';
import type { Remark } from '../../../../src/domain/charging/remarks.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useRemarkText } from './remark-text.ts';

type Step = Readonly<{ check: string; passed: boolean; remarks: readonly Remark[] }>;

/** The checks of a call in their order, each with what it saw. */
export function Trace({ steps, timezone }: Readonly<{ steps: readonly Step[]; timezone: string }>) {
  const { t } = useTranslation();
  const remarkText = useRemarkText(timezone);
  return (
    <ol className="tb-trace">
      {steps.map(({ check, passed, remarks }, index) => (
        // A call may go on twice.
        <li key={`${check} ${index}`} data-passed={passed || undefined}>
          <Icon name={passed ? 'check' : 'close'} size={16} />
          <div>
            <span className="tb-visually-hidden">{t(passed ? 'calls.passed' : 'calls.failed')} </span>
            {remarks.map(remarkText).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** How the price came about, line by line. */
export function Arithmetic({ lines, timezone }: Readonly<{ lines: readonly Remark[]; timezone: string }>) {
  const { t } = useTranslation();
  const remarkText = useRemarkText(timezone);
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{t('calls.price')}</h3>
      <ul className="tb-arithmetic">
        {lines.map(remarkText).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
