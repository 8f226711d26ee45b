import { useTranslation } from 'react-i18next';
import type { LocalizationRule } from '../../../src/domain/numbering/localization.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { recordOfRule, ruleOf, ruleSchema } from './rule.ts';

type Props = Readonly<{
  rule: LocalizationRule | null;
  onSaved: (rule: LocalizationRule) => void;
  onClose: () => void;
}>;

export function RuleDialog({ rule, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const choice = (name: string, values: readonly string[]): RecordField => ({
    name,
    input: 'choice',
    isRequired: true,
    options: values.map((value) => ({ value, label: t(`localization.rule.${name}.option.${value}`) })),
  });
  const length = { input: 'whole', empty: 'null', none: t('localization.anyLength') } as const;
  const title = t(rule === null ? 'localization.addRule' : 'localization.editRule');
  return (
    <FormDialog
      title={title}
      submit={t(rule === null ? 'localization.addRule' : 'localization.takeRule')}
      words="localization.rule"
      zone="UTC"
      fields={[
        { name: 'match', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' },
        { name: 'add', input: 'text', isMono: true, inputMode: 'tel' },
        choice('cutWhat', ['match', 'count']),
        { name: 'cutCount', input: 'whole', isShown: ({ cutWhat }) => cutWhat === 'count' },
        { ...length, name: 'lengthMin' },
        { ...length, name: 'lengthMax' },
        choice('then', ['stop', 'continue']),
      ]}
      record={recordOfRule(rule)}
      schema={ruleSchema}
      save={async (record) => ruleOf(record)}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
