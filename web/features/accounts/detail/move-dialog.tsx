import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { post } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { Facts } from '../../../ui/panel.tsx';
import { defaultsQuery, type Account } from '../api.ts';
import { moveQuery, useAct } from './life-api.ts';
import { Changing, LifeDialog, MoneyFacts } from './life-dialog.tsx';
import { TypeAhead } from '../../../ui/type-ahead.tsx';
import { isolate } from '../../../ui/isolate.ts';

/** "Directly below me" among the resellers. */
const ME = 'me';

/** Another owner, with what comes along and what has to be chosen anew. */
export function MoveDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const [idempotencyKey, setIdempotencyKey] = useState(newIdempotencyKey);
  const [target, setTarget] = useState<string | null>(null);
  const [rateGroupId, setRateGroupId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const kind = account.kind === 'reseller' ? 'reseller' : 'customer';
  const parentId = target === null || target === ME ? null : target;
  const { data: mine } = useQuery(defaultsQuery(kind, null));
  const theirs = useQuery({ ...defaultsQuery(kind, parentId), enabled: target !== null });
  const preview = useQuery({
    ...moveQuery(account.id, {
      ...(parentId !== null && { parentId }),
      ...(rateGroupId !== null && { rateGroupId }),
    }),
    enabled: target !== null,
  });
  const move = () => {
    const body = {
      parentId,
      ...(rateGroupId !== null && { rateGroupId }),
      ...(reason.trim() !== '' && { reason }),
    };
    return post<Account>(`/accounts/${account.id}/move`, body, { idempotencyKey });
  };
  const acting = useAct(account, move, t('life.move.done', { name: account.displayName }), onClose);
  const choose =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      // Another request than the one that may have been refused.
      setIdempotencyKey(newIdempotencyKey());
      acting.reset();
    };
  const isReseller = actor?.kind === 'reseller';
  const here = account.panelAccess.parentId;
  const owners = [
    ...(here === null || here === actor?.id
      ? []
      : [{ value: ME, label: t(isReseller ? 'life.move.me' : 'life.move.operator') }]),
    ...(mine?.parents ?? [])
      .filter(({ id }) => id !== account.id && id !== here && id !== actor?.id)
      .map(({ id, number, displayName }) => ({ value: id, label: `${isolate(displayName)} · ${number}` })),
  ];
  const groups = (theirs.data?.rateGroups ?? []).map(({ id, name, currency }) => ({
    value: id,
    label: `${isolate(name)} · ${currency}`,
  }));
  const nobody = mine === undefined ? t('common.loading') : t('life.move.nobody');
  const placeholder = owners.length === 0 ? nobody : t('common.choose');
  const needsGroup = preview.data?.sellerChanges === true && account.billing.rateGroupId !== null;
  return (
    <LifeDialog
      account={account}
      title={t('life.move.title', { name: account.displayName })}
      text={t(`life.move.text.${kind}`)}
      submit={t('life.move.submit')}
      preview={preview}
      acting={acting}
      reason={reason}
      onReason={choose(setReason)}
      onClose={onClose}
      isReady={target !== null}
      hidden={['rate_group_needed']}
      fields={
        <>
          <TypeAhead
            data-autofocus
            label={t('life.move.to')}
            placeholder={placeholder}
            data={owners}
            disabled={owners.length === 0}
            value={target}
            onChange={choose((value: string | null) => {
              setTarget(value);
              setRateGroupId(null);
            })}
          />
          {target !== null && needsGroup && (
            <TypeAhead
              label={t('field.billing.rateGroupId.label')}
              description={t('life.move.rateGroupHelp')}
              placeholder={groups.length === 0 ? t('life.move.noRateGroups') : t('common.choose')}
              data={groups}
              disabled={groups.length === 0}
              value={rateGroupId}
              onChange={choose(setRateGroupId)}
            />
          )}
        </>
      }
    >
      {({ from, to, sellerChanges, wallet }) => (
        <>
          <Facts>
            <Changing
              name={t('life.move.owner')}
              before={<bdi>{from?.displayName ?? t('form.none')}</bdi>}
              after={<bdi>{to.displayName}</bdi>}
            />
          </Facts>
          {sellerChanges && <MoneyFacts money={wallet} />}
        </>
      )}
    </LifeDialog>
  );
}
