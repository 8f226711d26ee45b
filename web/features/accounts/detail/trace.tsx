import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';

type Step = Readonly<{ check: string; passed: boolean; sentence: string }>;

/** The checks of a call in their order, each with what it saw. */
export function Trace({ steps }: Readonly<{ steps: readonly Step[] }>) {
  const { t } = useTranslation();
  return (
    <ol className="tb-trace">
      {steps.map(({ check, passed, sentence }) => (
        <li key={check} data-passed={passed || undefined}>
          <Icon name={passed ? 'check' : 'close'} size={16} />
          <span>
            <span className="tb-visually-hidden">{t(passed ? 'calls.passed' : 'calls.failed')} </span>
            <bdi>{sentence}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}
