import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { did } from '../../../../src/schemas/numbering/dids.ts';
import { put } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField, RecordValues, Schema } from '../../../ui/record/record.ts';

type Did = z.output<typeof did>;

/** From the rarest call that goes on to the most usual one. */
const WHEN = ['unregistered', 'no_answer', 'always'] as const satisfies readonly NonNullable<
  Did['forwarding']
>['when'][];

const isForwarded = ({ when }: RecordValues) => when !== '';

/** Nothing is asked of what leads nowhere. */
async function rules(): Promise<Schema> {
  const { forwarding } = await import('../../../../src/schemas/numbering/dids.ts');
  return {
    safeParse: (body) => ((body as { when: string | null }).when === null ? {} : forwarding.safeParse(body)),
  };
}

/** Where calls to a number go on to, and when. */
export function ForwardDialog({
  did: { id, number, forwarding },
  zone,
  onSaved,
  onClose,
}: Readonly<{ did: Did; zone: string; onSaved: () => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const fields = useMemo<readonly RecordField[]>(
    () => [
      {
        name: 'when',
        input: 'choice',
        empty: 'null',
        none: t('numbers.forwarding.when.never'),
        options: WHEN.map((value) => ({ value, label: t(`numbers.forwarding.when.${value}`) })),
      },
      { name: 'to', input: 'text', isRequired: true, isMono: true, inputMode: 'tel', isShown: isForwarded },
      {
        name: 'afterSeconds',
        input: 'whole',
        isShown: ({ when }) => when === 'no_answer',
      },
    ],
    [t],
  );
  const record = forwarding === null ? { afterSeconds: 20 } : { ...forwarding, to: `+${forwarding.to}` };
  return (
    <FormDialog
      title={t('numbers.forwarding.title', { what: `+${number}` })}
      submit={t('record.save')}
      words="numbers.forwarding.field"
      zone={zone}
      record={record}
      fields={fields}
      schema={rules}
      isChange={false}
      save={(body) => put<Did>(`/dids/${id}/forwarding`, { forwarding: body.when === null ? null : body })}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
