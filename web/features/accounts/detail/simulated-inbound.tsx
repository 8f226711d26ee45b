/** What a call from outside to a number would come to: who has it, what rings, and the story of the call. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SimulatedCallBody } from '../../../../src/schemas/charging/simulated-call.ts';
import { get } from '../../../api/client.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Story } from './simulate-dialog.tsx';

export function SimulatedInbound({
  did: { id, number },
  zone,
  onClose,
}: Readonly<{ did: Readonly<{ id: string; number: string }>; zone: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const call = useQuery({
    queryKey: ['dids', 'simulated-call', id],
    queryFn: ({ signal }) => get<SimulatedCallBody>(`/dids/${id}/simulated-call`, { signal }),
    // Money and calls go on meanwhile.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <Dialog onClose={onClose} size="xl" title={t('simulate.inbound.title', { number: `+${number}` })}>
      <p className="tb-list-help">{t('simulate.inbound.help')}</p>
      <div role="status" className="tb-simulated">
        {call.isError && <ProblemAlert error={call.error} onRetry={() => void call.refetch()} />}
        {call.isLoading && <Loading height={160} />}
        {call.data !== undefined && (
          <>
            <Where inbound={call.data.inbound} />
            <Story call={call.data} askedSeconds={null} timezone={zone} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Where({ inbound }: Pick<SimulatedCallBody, 'inbound'>) {
  const { t } = useTranslation();
  if (inbound === null) return null;
  const { accountNumber, accountName, phones, forwarding } = inbound;
  return (
    <Facts>
      <Fact name={t('simulate.inbound.account')}>
        {accountNumber === null ? (
          t('simulate.inbound.nobody')
        ) : (
          <>
            <bdi>{accountName}</bdi> <span className="tb-mono">{accountNumber}</span>
          </>
        )}
      </Fact>
      <Fact name={t('simulate.inbound.phones')}>
        {phones.length === 0
          ? t('simulate.inbound.noPhones')
          : phones.map((phone) => (
              <span key={phone.id} className="tb-lamp" data-status={phone.registration}>
                <span>
                  <bdi>{phone.name}</bdi>,{' '}
                  {t(
                    `simulate.inbound.${phone.registration === 'registered' ? 'registered' : 'notRegistered'}`,
                  )}
                </span>
              </span>
            ))}
      </Fact>
      {forwarding !== null && (
        <Fact name={t('numbers.forwarding.label')}>
          {t(`numbers.forwarding.told.${forwarding.when}`, { to: `+${forwarding.to}` })}
        </Fact>
      )}
    </Facts>
  );
}
