/** Kinds, states and lines of documents in words. */
import { NAMED_BY_THEIR_TEXT } from '../../../../src/domain/billing/document.ts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import type { DocumentBody, DocumentRow, Preview } from './api.ts';

const TONES: Readonly<Record<NonNullable<DocumentRow['state']>, Tone>> = {
  open: 'warn',
  overdue: 'bad',
  paid: 'good',
  credited: 'mute',
};

/** Nothing for documents that nobody has to pay. */
export function StateTag({ state }: Pick<DocumentRow, 'state'>) {
  const { t } = useTranslation();
  if (state === null) return null;
  return <Tag tone={TONES[state]}>{t(`billing.states.${state}`)}</Tag>;
}

/** [from, to) in days: the end is the first moment after the last one. */
export function periodText(
  { from, to }: Readonly<{ from: string; to: string }>,
  day: (at: string) => string,
  t: TFunction,
): string {
  const last = Math.max(Date.parse(from), Date.parse(to) - 1);
  const days = { from: day(from), to: day(new Date(last).toISOString()) };
  return days.from === days.to ? days.from : t('billing.fromTo', days);
}

/** What kind of document it is, of receipts also of what. */
export function kindText({ kind, receiptOf }: Pick<DocumentRow, 'kind' | 'receiptOf'>, t: TFunction): string {
  return receiptOf === null ? t(`billing.kinds.${kind}`) : t(`billing.receiptsOf.${receiptOf}`);
}

type Line = Pick<DocumentBody['lines'][number], 'kind' | 'text'> &
  Readonly<{ calls: Readonly<{ direction: string; destination: string }> | null }>;

/** What a line is: what somebody wrote, or what it sums. */
export function lineTitle({ kind, text, calls }: Line, t: TFunction): string {
  if (NAMED_BY_THEIR_TEXT.has(kind) && text !== '') return text;
  if (calls === null) return t(`billing.lines.${kind}`);
  const direction = t(`billing.directions.${calls.direction}`, { defaultValue: t(`billing.lines.${kind}`) });
  if (calls.destination === '') return direction;
  return t('billing.callsTo', { calls: direction, destination: calls.destination });
}

/** A line of a preview in the shape of a line of a document. */
export function previewLine(line: Preview['lines'][number]): Line {
  const { kind, text, direction, destination } = line;
  return {
    kind: kind as Line['kind'],
    text,
    calls: direction === null ? null : { direction, destination: destination ?? '' },
  };
}
