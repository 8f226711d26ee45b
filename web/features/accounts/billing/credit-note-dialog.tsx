import { Button, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { composeCreditNote, type Credit } from '../../../../src/domain/billing/credit-note.ts';
import { formatMoney, minorMicros, parseMoney } from '../../../../src/domain/money.ts';
import { post } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DecimalInput } from '../../../ui/decimal-input.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { isZero, moneyText } from '../../../ui/format.ts';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { toast } from '../../../ui/toast.ts';
import type { DocumentBody, Issued } from './api.ts';
import { lineTitle } from './document-text.tsx';

type Props = Readonly<{
  document: DocumentBody;
  onIssued: (id: string) => void;
  onClose: () => void;
}>;
type Typed = Readonly<Record<number, string>>;

/** Takes back an invoice, all of it or by line, and says what that comes to before it is issued. */
export function CreditNoteDialog({ document, onIssued, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [idempotencyKey, setIdempotencyKey] = useState(newIdempotencyKey);
  const [way, setWay] = useState<'all' | 'lines'>('all');
  const [typed, setTyped] = useState<Typed>(() => leftOf(document));
  const [reason, setReason] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const money = (amount: string) => moneyText(amount, document.currency, language);
  const mistakes = way === 'all' ? {} : mistakesOf(document, typed);
  const credits = creditsOf(document, way === 'all' ? leftOf(document) : typed);
  const isWrong = Object.keys(mistakes).length > 0;
  const composed = isWrong ? null : compose(document, credits);
  const isEmpty = composed === null || composed.lines.length === 0;
  const issuing = useWrite({
    mutationFn: () =>
      post<Issued>(
        `/documents/${document.id}/credit-notes`,
        {
          reason: reason.trim(),
          ...(way === 'lines' && {
            lines: credits.map(({ line, amountMicros }) => ({ line, amount: formatMoney(amountMicros) })),
          }),
        },
        { idempotencyKey },
      ),
    onSuccess: async ({ id, number }) => {
      toast(t('billing.credit.done', { number }));
      onClose();
      onIssued(id);
      await queryClient.invalidateQueries({ queryKey: ['documents'] });
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
      await queryClient.invalidateQueries({ queryKey: ['ageing'] });
    },
  });
  /** Another request than the one that may have been refused. */
  const changed = () => {
    setIdempotencyKey(newIdempotencyKey());
    issuing.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (reason.trim() !== '' && !isWrong && !isEmpty && !issuing.isPending) issuing.mutate();
  };
  const isNothingLeft = document.lines.every(({ left }) => left === null || isZero(left));
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={t('billing.credit.of', { number: document.number })}
      closeOnClickOutside={reason === ''}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {issuing.isError && <ProblemAlert error={issuing.error} />}
          <p className="tb-confirm">
            {t(isNothingLeft ? 'billing.credit.nothingLeft' : 'billing.credit.text')}
          </p>
          {!isNothingLeft && (
            <>
              <SegmentedControl
                aria-label={t('billing.credit.way')}
                value={way}
                data={(['all', 'lines'] as const).map((value) => ({
                  value,
                  label: t(`billing.credit.${value}`),
                }))}
                onChange={(value) => {
                  setWay(value as 'all' | 'lines');
                  changed();
                }}
              />
              {way === 'lines' && (
                <ul className="tb-credit-lines">
                  {document.lines.map((line, place) =>
                    line.left === null || isZero(line.left) ? null : (
                      // oxlint-disable-next-line react/no-array-index-key
                      <li key={place}>
                        <span>
                          <bdi>{lineTitle(line, t)}</bdi>
                          <small>{t('billing.credit.left', { amount: money(line.left) })}</small>
                        </span>
                        <DecimalInput
                          aria-label={t('billing.credit.amountOf', { line: lineTitle(line, t) })}
                          rightSection={<span className="tb-unit">{document.currency}</span>}
                          rightSectionWidth={52}
                          value={typed[place] ?? ''}
                          onChange={(value) => {
                            setTyped({ ...typed, [place]: value });
                            changed();
                          }}
                          error={mistakes[place] === undefined ? undefined : t(mistakes[place])}
                        />
                      </li>
                    ),
                  )}
                </ul>
              )}
              <TextInput
                data-autofocus
                required
                label={t('billing.reason')}
                description={t('billing.credit.reasonHelp')}
                maxLength={200}
                value={reason}
                onChange={(event) => {
                  setReason(event.currentTarget.value);
                  changed();
                }}
                error={wasSubmitted && reason.trim() === '' && t('billing.credit.reasonMissing')}
              />
              {composed !== null && (
                <Facts>
                  {composed.taxMicros !== 0n && (
                    <>
                      <Fact name={t('billing.amounts.net')}>{money(formatMoney(composed.netMicros))}</Fact>
                      <Fact name={t('billing.amounts.tax')}>{money(formatMoney(composed.taxMicros))}</Fact>
                    </>
                  )}
                  <Fact name={t('billing.totalOf.credit_note')}>
                    <strong>{money(formatMoney(composed.totalMicros))}</strong>
                  </Fact>
                </Facts>
              )}
              {wasSubmitted && isEmpty && !isWrong && (
                <p role="alert" className="tb-mistake">
                  {t('billing.credit.empty')}
                </p>
              )}
            </>
          )}
          <div className="tb-record-foot">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            {!isNothingLeft && (
              <Button type="submit" loading={issuing.isPending}>
                {t('billing.credit.submit')}
              </Button>
            )}
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}

function leftOf({ lines }: DocumentBody): Typed {
  return Object.fromEntries(lines.map(({ left }, place) => [place, trimmedAmount(left ?? '0')]));
}

/** "12.50" of "12.500000". */
function trimmedAmount(amount: string): string {
  return amount.replace(/(\.\d\d)0+$/, '$1');
}

/** What is left out is not taken back. */
function creditsOf({ lines }: DocumentBody, typed: Typed): readonly Credit[] {
  return lines.flatMap((_line, line) => {
    const amountMicros = parseMoney(typed[line] === '' ? '0' : (typed[line] ?? '0')) ?? 0n;
    return amountMicros === 0n ? [] : [{ line, amountMicros }];
  });
}

function mistakesOf({ lines, currency }: DocumentBody, typed: Typed): Readonly<Record<number, string>> {
  const mistakes: Record<number, string> = {};
  for (const [place, { left }] of lines.entries()) {
    const text = typed[place] ?? '';
    const micros = parseMoney(text === '' ? '0' : text);
    const most = parseMoney(left ?? '0') ?? 0n;
    if (micros === null) mistakes[place] = 'billing.credit.noAmount';
    else if (micros % minorMicros(currency) !== 0n) mistakes[place] = 'billing.credit.tooFine';
    else if (most >= 0n ? micros < 0n || micros > most : micros > 0n || micros < most)
      mistakes[place] = 'billing.credit.tooMuch';
  }
  return mistakes;
}

/** By the code that issues it; of earlier credit notes only their sum counts. */
function compose({ lines, taxes, currency }: DocumentBody, credits: readonly Credit[]) {
  const micros = (amount: string) => String(parseMoney(amount) ?? 0n);
  const line = (amount: string) => ({ kind: 'charge' as const, text: '', amountMicros: micros(amount) });
  return composeCreditNote(
    {
      currency,
      content: {
        lines: lines.map(({ amount }) => line(amount)),
        taxes: taxes.map(({ percent: _percent, base, amount, ...tax }) => ({
          ...tax,
          ratePpm: 0,
          baseMicros: micros(base),
          amountMicros: micros(amount),
        })),
      },
      creditNotes: lines.map(({ amount, left }) => ({
        lines: [
          {
            ...line('0'),
            amountMicros: String((parseMoney(amount) ?? 0n) - (parseMoney(left ?? amount) ?? 0n)),
          },
        ],
        taxes: [],
      })),
    },
    credits,
  );
}
