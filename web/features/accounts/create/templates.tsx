/** Templates at the head of the form: take one, or keep what stands in the form as one. */
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { fieldText } from '../../../ui/problem-text.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { Schema } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import { fieldOfPath } from '../form/fields.ts';
import type { AccountForm } from '../form/form-values.ts';
import type { NewKind } from '../search.ts';
import type { Template } from './api.ts';
import { valuesOfForm } from './template-values.ts';
import { TypeAhead } from '../../../ui/type-ahead.tsx';

type ChooseProps = Readonly<{
  templates: readonly Template[];
  chosenId: string | null;
  onChoose: (template: Template | null) => void;
}>;

/** A select knows texts only. */
const NONE = '';

export function ChooseTemplate({ templates, chosenId, onChoose }: ChooseProps) {
  const { t } = useTranslation();
  return (
    <TypeAhead
      className="tb-choose-template"
      label={t('templates.choose')}
      data={[
        { value: NONE, label: t('templates.none') },
        ...templates.map(({ id, name, isDefault }) => ({
          value: id,
          label: isDefault ? t('templates.defaultOne', { name }) : name,
        })),
      ]}
      value={chosenId ?? NONE}
      onChange={(id) => onChoose(templates.find((template) => template.id === id) ?? null)}
    />
  );
}

/** Which values are right is said by the server; the name is required here already. */
const NO_RULES: Schema = { safeParse: () => ({}) };

type SaveProps = Readonly<{ kind: NewKind; form: AccountForm; onClose: () => void }>;

export function SaveTemplate({ kind, form, onClose }: SaveProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('templates.save')}
      submit={t('templates.save')}
      words="templates.field"
      zone="UTC"
      record={{ name: '', isDefault: false, withPerson: false }}
      fields={[
        { name: 'name', input: 'text', isRequired: true, isWide: true },
        { name: 'isDefault', input: 'check', isWide: true },
        { name: 'withPerson', input: 'check', isWide: true },
      ]}
      schema={async () => NO_RULES}
      save={({ name, isDefault, withPerson }, idempotencyKey) => {
        const values = valuesOfForm(kind, form, { withPerson: withPerson === true });
        const body = { kind, name, isDefault, values };
        return post<Template>('/account-templates', body, { idempotencyKey }).catch((error: unknown) => {
          throw withField(error, kind, t);
        });
      }}
      onSaved={async () => {
        toast(t('templates.saved'));
        await queryClient.invalidateQueries({ queryKey: ['account-templates'] });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** The mistake is in the form behind the dialog: the sentence has to say where. */
function withField(error: unknown, kind: NewKind, t: TFunction): unknown {
  if (!(error instanceof ApiProblem)) return error;
  const mistake = error.errors.find(({ field }) => field.startsWith('values.'));
  if (mistake === undefined) return error;
  const name = fieldOfPath(mistake.field.slice('values.'.length), kind);
  const what = name === null ? mistake.field : t(`field.${name}.label`);
  const detail = t('templates.refused', { what, why: fieldText(mistake.message) });
  return new ApiProblem(error.status, { code: 'template_refused', detail });
}
