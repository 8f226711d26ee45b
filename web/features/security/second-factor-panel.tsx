import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { recoveryCodesFrom, secondFactorQuery, sessionsQuery } from './api.ts';
import { Enrolment } from './enrolment.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Fewer than this, and new ones are due. */
const CODES_LOW = 3;

/** Who has passkeys alone has no code to give. */
const PASSWORD: readonly RecordField[] = [
  { name: 'password', input: 'secret', isRequired: true, isWide: true },
];
const PROOF: readonly RecordField[] = [
  { name: 'password', input: 'secret', isRequired: true, isWide: true },
  { name: 'code', input: 'text', isRequired: true, isWide: true, isMono: true },
];

type Step = 'enrol' | 'renew' | 'turnOff';

/** Whether sign-in asks for a code, how many recovery codes are left, and what one does about both. */
export function SecondFactorPanel({ zone }: { zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const factor = useQuery(secondFactorQuery);
  const [step, setStep] = useState<Step | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => setStep(null);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(secondFactorQuery),
      queryClient.invalidateQueries(sessionsQuery),
    ]);
  const isOn = factor.data?.isOn ?? false;
  const hasCodes = isOn || (factor.data?.passkeys ?? 0) > 0;
  const left = factor.data?.recoveryCodesLeft ?? 0;
  const act = (to: Step) => (
    <Button variant="default" size="xs" onClick={() => setStep(to)}>
      {t(`security.factor.${to === 'enrol' ? 'setUp' : to}`)}
    </Button>
  );
  const schema = async () => (await import('../../../src/schemas/accounts/security.ts')).secondFactorProof;
  return (
    <Panel
      title={t('security.factor.title')}
      aside={
        factor.isSuccess && (
          <span className="tb-head-actions">
            {hasCodes && act('renew')}
            {act(isOn ? 'turnOff' : 'enrol')}
          </span>
        )
      }
    >
      {factor.isError && <ProblemAlert error={factor.error} onRetry={() => void factor.refetch()} />}
      <p className="tb-list-help">{t('security.factor.help')}</p>
      {factor.data !== undefined && (
        <Facts>
          <Fact name={t('security.factor.state')}>
            <Tag tone={isOn ? 'good' : 'mute'}>{t(isOn ? 'security.factor.on' : 'security.factor.off')}</Tag>
            {factor.data.since !== null && ` ${timeText(factor.data.since, zone, language)}`}
          </Fact>
          {hasCodes && (
            <Fact name={t('security.factor.codesLeft')}>
              {left < CODES_LOW ? <Tag tone="warn">{t('security.factor.few', { left })}</Tag> : left}
            </Fact>
          )}
        </Facts>
      )}
      {step === 'enrol' && (
        <Dialog
          onClose={close}
          closeOnClickOutside={false}
          closeOnEscape={false}
          title={t('security.factor.enrol')}
        >
          <Enrolment onConfirmed={refresh} onDone={close} />
        </Dialog>
      )}
      {step === 'renew' && (
        <FormDialog
          title={t('security.factor.renew')}
          submit={t('security.factor.renew')}
          fields={isOn ? PROOF : PASSWORD}
          words="security.factor.field"
          record={{}}
          zone="UTC"
          schema={async () => (await import('../../../src/schemas/accounts/security.ts')).renewRecoveryCodes}
          save={(body) => recoveryCodesFrom('recovery-codes', body)}
          onSaved={async (given) => {
            close();
            setCodes(given);
            await refresh();
          }}
          onClose={close}
        />
      )}
      {step === 'turnOff' && (
        <FormDialog
          title={t('security.factor.turnOffTitle')}
          submit={t('security.factor.turnOff')}
          fields={PROOF}
          words="security.factor.field"
          record={{}}
          zone="UTC"
          schema={schema}
          save={(body) => post('/me/second-factor/turn-off', body)}
          onSaved={async () => {
            close();
            toast(t('security.factor.turnedOff'));
            await refresh();
          }}
          onClose={close}
        />
      )}
      {codes !== null && (
        <Dialog
          onClose={() => setCodes(null)}
          closeOnClickOutside={false}
          closeOnEscape={false}
          title={t('security.factor.codes')}
        >
          <RecoveryCodes codes={codes} onNoted={() => setCodes(null)} />
        </Dialog>
      )}
    </Panel>
  );
}
