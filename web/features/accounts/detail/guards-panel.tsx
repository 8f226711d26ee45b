/** What bounds the damage when a phone or a password is stolen: caps on spending, and destinations that are closed. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { changeGuards, GuardsBody } from '../../../../src/schemas/accounts/guards.ts';
import { patch } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, durationText, moneyText, negated } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordBody, RecordField, RecordValues, Schema } from '../../../ui/record/record.ts';
import { Tag } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import { guardsQuery, type Account } from '../api.ts';

const CAPS = ['spendPerHour', 'spendPerDay', 'callCost'] as const;
const CLASSES = ['satellite', 'premium', 'highRisk'] as const;
type Cap = (typeof CAPS)[number];

export function GuardsPanel({ account, mayEdit }: Readonly<{ account: Account; mayEdit: boolean }>) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const guards = useQuery(guardsQuery(account.id));
  const edit = (
    <Button variant="default" size="xs" onClick={() => setEditing(true)}>
      {t('record.edit')}
    </Button>
  );
  return (
    <Panel title={t('numbers.guards.title')} aside={mayEdit && guards.isSuccess ? edit : undefined}>
      <p className="tb-list-help">{t('numbers.guards.help')}</p>
      {guards.isError && <ProblemAlert error={guards.error} onRetry={() => void guards.refetch()} />}
      {guards.isPending && <Loading height={160} />}
      {guards.isSuccess && <GuardFacts account={account} guards={guards.data} />}
      {guards.isSuccess && isEditing && (
        <GuardsDialog accountId={account.id} guards={guards.data} onClose={() => setEditing(false)} />
      )}
    </Panel>
  );
}

function GuardFacts({ account, guards }: Readonly<{ account: Account; guards: GuardsBody }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { currency } = guards;
  const source = (from: GuardsBody['callCost']['from']) => (
    <span className="tb-none"> · {t(`numbers.guards.from.${from}`)}</span>
  );
  const limit = (value: number | 'unlimited') => (value === 'unlimited' ? t('form.unlimited') : value);
  return (
    <Facts>
      {CAPS.map((cap) => {
        const { inForce, from } = guards[cap];
        const { used, held } = cap === 'callCost' ? { used: null, held: null } : guards[cap];
        const isReached = inForce !== null && used !== null && Number(used) >= Number(inForce);
        return (
          <Fact key={cap} name={t(`numbers.guards.field.${cap}.label`)}>
            {inForce === null ? t('numbers.guards.uncapped') : moneyText(inForce, currency, language)}
            {source(from)}
            {used !== null && (
              <div className="tb-none">
                {t('numbers.guards.used', {
                  spent: moneyText(addAmounts(used, negated(held)), currency, language),
                  held: moneyText(held, currency, language),
                })}{' '}
                {isReached && <Tag tone="bad">{t('numbers.guards.reached')}</Tag>}
              </div>
            )}
          </Fact>
        );
      })}
      <Fact name={t('numbers.guards.field.callSeconds.label')}>
        {durationText(guards.callSeconds.inForce)}
        {source(guards.callSeconds.from)}
      </Fact>
      {CLASSES.map((name) => {
        const { isOpen, from } = guards[name];
        return (
          <Fact key={name} name={t(`numbers.guards.field.${name}.label`)}>
            <Tag tone={isOpen ? 'warn' : 'good'}>{t(`numbers.guards.${isOpen ? 'open' : 'closed'}`)}</Tag>
            {source(from)}
          </Fact>
        );
      })}
      <Fact name={t('numbers.guards.field.riskyPrefixes.label')}>
        {guards.riskyPrefixes.inForce === null
          ? t('numbers.guards.notCounted')
          : t('numbers.guards.firesAt', {
              count: guards.riskyPrefixes.inForce,
              step: t(`numbers.guards.step.${guards.steps.riskyPrefixes}`),
            })}
        {source(guards.riskyPrefixes.from)}
      </Fact>
      {account.wallet !== null && (
        <Fact name={t('numbers.guards.limits')}>
          {t('numbers.guards.limitsText', {
            calls: limit(account.wallet.concurrentCallsMax),
            attempts: limit(account.wallet.cpsMax),
          })}
        </Fact>
      )}
    </Facts>
  );
}

type DialogProps = Readonly<{ accountId: string; guards: GuardsBody; onClose: () => void }>;

function GuardsDialog({ accountId, guards, onClose }: DialogProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const language = useLanguage();
  const choice = (
    name: string,
    {
      options,
      bySettings,
      label,
    }: Readonly<{ options: readonly string[]; bySettings: string; label?: string }>,
  ): RecordField => ({
    name,
    input: 'choice',
    isRequired: true,
    ...(label !== undefined && { label, help: '' }),
    options: options.map((value) => ({
      value,
      label: t(`numbers.guards.option.${value}`, { value: bySettings }),
    })),
  });
  const capText = (amount: string | null) =>
    amount === null ? t('numbers.guards.uncapped') : moneyText(amount, guards.currency, language);
  const fields = [
    ...CAPS.flatMap((cap): RecordField[] => [
      choice(modeOf(cap), {
        options: ['settings', 'own', 'unlimited'],
        bySettings: capText(guards[cap].bySettings),
        label: t(`numbers.guards.field.${cap}.label`),
      }),
      {
        name: cap,
        input: 'decimal',
        isRequired: true,
        unit: guards.currency,
        isShown: (values: RecordValues) => values[modeOf(cap)] === 'own',
      },
    ]),
    {
      name: 'callSecondsMode',
      input: 'choice' as const,
      isRequired: true,
      label: t('numbers.guards.field.callSeconds.label'),
      help: '',
      options: [
        {
          value: 'settings',
          label: t('numbers.guards.option.settings', {
            value: durationText(guards.callSeconds.bySettings),
          }),
        },
        { value: 'own', label: t('numbers.guards.ownLength') },
      ],
    },
    {
      name: 'callSeconds',
      input: 'whole' as const,
      isRequired: true,
      unit: 's',
      isShown: (values: RecordValues) => values.callSecondsMode === 'own',
    },
    ...CLASSES.map((name) =>
      choice(name, {
        options: ['settings', 'open', 'closed'],
        bySettings: t(`numbers.guards.${guards[name].isOpenBySettings ? 'open' : 'closed'}`),
      }),
    ),
    {
      name: 'riskyPrefixesMode',
      input: 'choice' as const,
      isRequired: true,
      label: t('numbers.guards.field.riskyPrefixes.label'),
      help: '',
      options: [
        {
          value: 'settings',
          label: t('numbers.guards.option.settings', {
            value: guards.riskyPrefixes.bySettings ?? t('numbers.guards.notCounted'),
          }),
        },
        { value: 'own', label: t('numbers.guards.ownNumber') },
        { value: 'unlimited', label: t('numbers.guards.notCounted') },
      ],
    },
    {
      name: 'riskyPrefixes',
      input: 'whole' as const,
      isRequired: true,
      isShown: (values: RecordValues) => values.riskyPrefixesMode === 'own',
    },
  ];
  return (
    <FormDialog
      title={t('numbers.guards.title')}
      submit={t('record.save')}
      fields={fields}
      words="numbers.guards.field"
      record={recordOf(guards)}
      zone="UTC"
      schema={async () => schemaOf((await import('../../../../src/schemas/accounts/guards.ts')).changeGuards)}
      save={(body) => patch<GuardsBody>(`/accounts/${accountId}/guards`, changeOf(body))}
      onSaved={async (saved) => {
        queryClient.setQueryData(guardsQuery(accountId).queryKey, saved);
        toast(t('record.saved'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
      }}
      onClose={onClose}
    />
  );
}

const modeOf = (cap: Cap) => `${cap}Mode`;

/** What is the settings' business stands as a choice, with what counts now as the amount to begin with. */
function recordOf(guards: GuardsBody): RecordBody {
  const caps = CAPS.flatMap((cap) => {
    const { own, inForce } = guards[cap];
    const mode = own === null ? 'settings' : own === 'unlimited' ? 'unlimited' : 'own';
    return [
      [modeOf(cap), mode],
      [cap, inForce],
    ];
  });
  const classes = CLASSES.map((name) => {
    const { own } = guards[name];
    return [name, own === null ? 'settings' : own ? 'open' : 'closed'];
  });
  const { own: ownNumber, inForce } = guards.riskyPrefixes;
  const mode = ownNumber === null ? 'settings' : ownNumber === 'unlimited' ? 'unlimited' : 'own';
  const risky = { riskyPrefixesMode: mode, riskyPrefixes: inForce };
  const { own: ownSeconds, inForce: seconds } = guards.callSeconds;
  const length = {
    callSecondsMode: ownSeconds === null ? 'settings' : 'own',
    callSeconds: ownSeconds ?? seconds,
  };
  return { ...Object.fromEntries([...caps, ...classes]), ...risky, ...length } as RecordBody;
}

function changeOf(body: RecordBody): RecordBody {
  const caps = CAPS.map((cap) => {
    const mode = body[modeOf(cap)];
    return [cap, mode === 'own' ? body[cap] : mode === 'unlimited' ? 'unlimited' : null];
  });
  const classes = CLASSES.map((name) => [name, body[name] === 'settings' ? null : body[name] === 'open']);
  const { riskyPrefixesMode: mode, riskyPrefixes: own } = body;
  const risky = { riskyPrefixes: mode === 'own' ? own : mode === 'unlimited' ? 'unlimited' : null };
  const callSeconds = body.callSecondsMode === 'own' ? body.callSeconds : null;
  return { ...Object.fromEntries([...caps, ...classes]), ...risky, callSeconds } as RecordBody;
}

/** The rules of the request, for what the inputs come to. */
function schemaOf(schema: typeof changeGuards): Schema {
  return { safeParse: (body) => schema.safeParse(changeOf(body as RecordBody)) };
}
