/** What would become of a call: asked of the code that decides calls; nothing is written and nobody's phone rings. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedCallBody } from '../../../../src/schemas/charging/simulated-call.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { durationText, figureText, moneyText, numberText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { fieldText } from '../../../ui/problem-text.ts';
import { instantOf } from '../../../../src/domain/zoned-time.ts';
import type { Account } from '../api.ts';
import { Reason } from './call-outcome.tsx';
import { useRemarkText } from './remark-text.ts';
import { simulatedCallQuery, type SimulatedQuestion } from './calls-api.ts';
import { ReplayButton } from './replay-button.tsx';
import { Arithmetic, Trace } from './trace.tsx';

type Level = SimulatedCallBody['levels'][number];
type Route = NonNullable<SimulatedCallBody['routes']>[number];

const ORDER = ['label', 'input', 'error', 'description'] as const;

export function SimulateDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const [callerNumber, setCallerNumber] = useState('');
  const [seconds, setSeconds] = useState('');
  const [at, setAt] = useState('');
  const [asked, setAsked] = useState<SimulatedQuestion | null>(null);
  const [isMissing, setMissing] = useState(false);
  const call = useQuery({ ...simulatedCallQuery(account.id, asked ?? { to: '' }), enabled: asked !== null });
  const errors = call.error instanceof ApiProblem ? call.error.errors : [];
  const refused = (field: string) => {
    const message = errors.find((each) => each.field === field)?.message;
    return message === undefined ? undefined : fieldText(message);
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setMissing(to.trim() === '');
    if (to.trim() === '') return;
    const next = {
      to: to.trim(),
      ...(callerNumber.trim() !== '' && { callerNumber: callerNumber.trim() }),
      ...(seconds.trim() !== '' && { seconds: seconds.trim() }),
      ...(at !== '' && { at: instantOf(at, account.profile.timezone) }),
    };
    // The same question again is asked anew: money and calls go on meanwhile.
    if (JSON.stringify(next) === JSON.stringify(asked)) void call.refetch();
    else setAsked(next);
  };
  return (
    <Dialog onClose={onClose} size="xl" title={t('simulate.title', { name: account.displayName })}>
      <form onSubmit={ask} noValidate>
        <Stack>
          <p className="tb-list-help">{t('simulate.help')}</p>
          <div className="tb-fields">
            <TextInput
              data-autofocus
              required
              label={t('simulate.to')}
              description={t('simulate.toHelp')}
              error={isMissing ? fieldText('Required: type something here.') : refused('to')}
              inputWrapperOrder={[...ORDER]}
              inputMode="tel"
              maxLength={64}
              classNames={{ input: 'tb-mono' }}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
            <TextInput
              label={t('simulate.callerNumber')}
              description={t('simulate.callerNumberHelp')}
              error={refused('callerNumber')}
              inputWrapperOrder={[...ORDER]}
              inputMode="tel"
              maxLength={64}
              classNames={{ input: 'tb-mono' }}
              value={callerNumber}
              onChange={(event) => setCallerNumber(event.currentTarget.value)}
            />
            <TextInput
              label={t('simulate.seconds')}
              description={t('simulate.secondsHelp')}
              error={refused('seconds')}
              inputWrapperOrder={[...ORDER]}
              inputMode="numeric"
              value={seconds}
              onChange={(event) => setSeconds(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={t('simulate.at')}
              description={t('simulate.atHelp', { zone: account.profile.timezone })}
              error={refused('at')}
              inputWrapperOrder={[...ORDER]}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          </div>
          <div className="tb-record-foot">
            <ReplayButton account={account} />
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            <Button type="submit" loading={call.isFetching}>
              {t('simulate.submit')}
            </Button>
          </div>
        </Stack>
      </form>
      <div role="status" className="tb-simulated">
        {call.isError && errors.length === 0 && <ProblemAlert error={call.error} />}
        {call.isLoading && <Loading height={160} />}
        {call.data !== undefined && (
          <Story
            call={call.data}
            askedSeconds={asked?.seconds === undefined ? null : Number(asked.seconds)}
            timezone={account.profile.timezone}
          />
        )}
      </div>
    </Dialog>
  );
}

export function Story({
  call,
  askedSeconds,
  timezone,
}: Readonly<{ call: SimulatedCallBody; askedSeconds: number | null; timezone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { isAllowed, reason, talkSeconds, longestSeconds, callerNumber, endingRemark } = call;
  const isShortened = askedSeconds !== null && askedSeconds > longestSeconds;
  const remarkText = useRemarkText(timezone);
  const [own] = call.levels;
  const verdict = useRef<HTMLParagraphElement>(null);
  // On a phone it stands below what fits, and nothing would seem to have happened.
  useEffect(() => {
    verdict.current?.scrollIntoView({ block: 'nearest' });
  }, [call]);
  return (
    <div className="tb-story">
      <p ref={verdict} className="tb-summary-note tb-verdict" data-tone={isAllowed ? 'good' : 'warn'}>
        <Icon name={isAllowed ? 'check' : 'warning'} size={16} />{' '}
        <span>
          {isAllowed
            ? `${t(isShortened ? 'simulate.shortened' : 'simulate.allowed', {
                longest: durationText(longestSeconds),
                asked: durationText(askedSeconds ?? 0),
              })} ${endingRemark === null ? '' : remarkText(endingRemark)}`
            : t('simulate.refused')}{' '}
          {!isAllowed && reason !== null && <Reason reason={reason} />}
        </span>
      </p>
      <Facts>
        {call.destinationNumber !== null && (
          <Fact name={t('calls.to')}>
            <span className="tb-mono">{numberText(call.destinationNumber)}</span>
          </Fact>
        )}
        <Fact name={t('calls.from')}>
          <span className="tb-mono">{callerNumber === null ? t('form.none') : `+${callerNumber}`}</span>
        </Fact>
        {own !== undefined && (
          <Fact name={t('calls.charge')}>
            {t('simulate.price', {
              amount: moneyText(own.charge, own.currency, language),
              talk: durationText(talkSeconds),
            })}
          </Fact>
        )}
      </Facts>
      <Arithmetic lines={call.arithmeticRemarks} timezone={timezone} />
      {call.levels.some(({ margin }) => margin !== null) && (
        <Levels levels={call.levels} timezone={timezone} />
      )}
      {call.routes !== null && (
        <Routes routes={call.routes} skipped={call.skipped ?? []} isAllowed={isAllowed} timezone={timezone} />
      )}
      <h3>{t('calls.trace')}</h3>
      <Trace steps={call.trace} timezone={timezone} />
    </div>
  );
}

/** Who pays what, and what whoever sells at that level keeps. */
function Levels({ levels, timezone }: Readonly<{ levels: readonly Level[]; timezone: string }>) {
  const remarkText = useRemarkText(timezone);
  const { t } = useTranslation();
  const language = useLanguage();
  const columns: readonly Column<Level>[] = [
    { id: 'who', header: t('simulate.level'), isHead: true, cell: ({ who }) => remarkText(who) },
    {
      id: 'charge',
      header: t('simulate.pays'),
      isNumeric: true,
      amountOf: ({ charge }) => charge,
      cell: ({ charge, currency }, places) => figureText(charge, currency, language, places),
    },
    {
      id: 'margin',
      header: t('simulate.margin'),
      isNumeric: true,
      amountOf: ({ margin }) => margin,
      cell: ({ margin, currency }, places) =>
        margin === null ? '–' : figureText(margin, currency, language, places),
    },
  ];
  return (
    <DataTable label={t('simulate.levels')} columns={columns} rows={levels} rowKey={({ name }) => name} />
  );
}

function Routes({
  routes,
  skipped,
  isAllowed,
  timezone,
}: Readonly<{
  routes: readonly Route[];
  skipped: NonNullable<SimulatedCallBody['skipped']>;
  isAllowed: boolean;
  timezone: string;
}>) {
  const { t } = useTranslation();
  const remarkText = useRemarkText(timezone);
  const language = useLanguage();
  if (routes.length === 0 && skipped.length === 0) return null;
  return (
    <>
      <h3>{t('simulate.routes')}</h3>
      <ol>
        {routes.map(({ trunk, gateways, cost, currency }) => (
          <li key={trunk}>
            <bdi>{trunk}</bdi>{' '}
            {isAllowed && t('simulate.costs', { amount: moneyText(cost, currency, language) })}
            <small className="tb-reason tb-mono">{gateways.join(', ')}</small>
          </li>
        ))}
      </ol>
      <ul className="tb-plain-list">
        {skipped.map(({ trunk, gateway, reason }) => (
          <li key={`${trunk} ${gateway}`}>
            <bdi>{trunk}</bdi>
            {gateway !== null && (
              <>
                {' – '}
                <bdi>{gateway}</bdi>
              </>
            )}{' '}
            <small>{t('simulate.skipped', { why: remarkText(reason) })}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
