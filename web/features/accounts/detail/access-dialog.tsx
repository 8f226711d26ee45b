import { Button, Checkbox, Stack } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { signInState } from '../../../../src/schemas/accounts/security.ts';
import { get, remove } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { isolate } from '../../../ui/isolate.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { Dialog } from '../../../ui/dialog.tsx';

const signInQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'sign-in'],
    queryFn: ({ signal }) => get<z.output<typeof signInState>>(`/accounts/${id}/sign-in`, { signal }),
  });

type ApiKey = NonNullable<z.output<typeof signInState>['apiKeys']>[number];

/** What each step is in the address. */
const PATHS = { signOut: 'sessions', takeAway: 'second-factor' } as const;

/** How somebody else is signed in, and the help for whoever lost a phone or a second factor. */
export function AccessDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const state = useQuery(signInQuery(account.id));
  const [step, setStep] = useState<keyof typeof PATHS | null>(null);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const [isWithKeys, setWithKeys] = useState(false);
  const apiKeys = state.data?.apiKeys ?? [];
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id] });
  if (revoked !== null)
    return (
      <ConfirmDialog
        title={t('security.access.revokeTitle')}
        text={t('security.access.revokeText', {
          key: isolate(revoked.name),
          name: isolate(account.displayName),
        })}
        submit={t('security.access.revoke')}
        act={() => remove(`/accounts/${account.id}/api-keys/${revoked.id}`)}
        onDone={async () => {
          setRevoked(null);
          toast(t('security.access.revoked'));
          await refresh();
        }}
        onClose={() => setRevoked(null)}
      />
    );
  if (step !== null)
    return (
      <ConfirmDialog
        title={t(`security.access.${step}`)}
        text={t(`security.access.${step}Text`, { name: account.displayName })}
        submit={t(`security.access.${step}`)}
        act={() =>
          remove(
            `/accounts/${account.id}/${PATHS[step]}${step === 'signOut' && isWithKeys ? '?apiKeys=revoke' : ''}`,
          )
        }
        onDone={async () => {
          setStep(null);
          toast(t(`security.access.${step}Done`));
          await refresh();
        }}
        onClose={() => setStep(null)}
      >
        {step === 'signOut' && apiKeys.length > 0 && (
          <Checkbox
            label={t('security.access.keysToo')}
            checked={isWithKeys}
            onChange={(event) => setWithKeys(event.currentTarget.checked)}
          />
        )}
      </ConfirmDialog>
    );
  const { sessions, lastSeenAt, hasSecondFactor } = state.data ?? {};
  return (
    <Dialog onClose={onClose} title={t('security.access.title', { name: account.displayName })}>
      {state.isPending && <Loading height={120} />}
      {state.isError && <ProblemAlert error={state.error} onRetry={() => void state.refetch()} />}
      {state.isSuccess && (
        <div className="tb-record">
          <Facts>
            <Fact name={t('security.access.sessions')}>{sessions}</Fact>
            <Fact name={t('security.sessions.seen')}>
              {lastSeenAt === null || lastSeenAt === undefined
                ? '–'
                : timeText(lastSeenAt, account.profile.timezone, language)}
            </Fact>
            <Fact name={t('security.factor.title')}>
              {t(hasSecondFactor === true ? 'security.factor.on' : 'security.factor.off')}
            </Fact>
            {state.data.apiKeys !== null && (
              <Fact name={t('security.access.apiKeys')}>
                {apiKeys.length === 0 && t('security.access.noKeys')}
                <Stack gap="xs">
                  {apiKeys.map((key) => (
                    <KeyLine
                      key={key.id}
                      apiKey={key}
                      timezone={account.profile.timezone}
                      onRevoke={() => setRevoked(key)}
                    />
                  ))}
                </Stack>
              </Fact>
            )}
          </Facts>
          <div className="tb-record-foot">
            <Button
              variant="default"
              disabled={sessions === 0 && apiKeys.length === 0}
              onClick={() => setStep('signOut')}
            >
              {t('security.access.signOut')}
            </Button>
            <Button variant="default" disabled={hasSecondFactor !== true} onClick={() => setStep('takeAway')}>
              {t('security.access.takeAway')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Its name, what it may, and when it was used: enough to know whose program it is. */
function KeyLine({
  apiKey: { name, scopes, lastUsedAt, expiresAt },
  timezone,
  onRevoke,
}: Readonly<{ apiKey: ApiKey; timezone: string; onRevoke: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const time = (at: string) => timeText(at, timezone, language);
  const used = lastUsedAt === null ? 'keyUnused' : 'keyUsed';
  return (
    <div>
      <bdi>{name}</bdi>{' '}
      <Button
        variant="default"
        size="compact-xs"
        aria-label={t('security.access.revokeWhat', { name: isolate(name) })}
        onClick={onRevoke}
      >
        {t('security.access.revoke')}
      </Button>
      <small className="tb-reason">
        {t(`security.access.${used}`, { time: lastUsedAt === null ? '' : time(lastUsedAt) })}
        {expiresAt !== null && <> · {t('security.access.keyUntil', { time: time(expiresAt) })}</>}
        {scopes !== null && (
          <>
            {' '}
            · <span className="tb-mono">{scopes.join(', ')}</span>
          </>
        )}
      </small>
    </div>
  );
}
