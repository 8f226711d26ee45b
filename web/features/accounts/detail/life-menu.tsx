import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import type { Account } from '../api.ts';
import { useMay } from '../../../api/may.ts';

const StatusButton = lazy(async () => ({ default: (await import('./status-button.tsx')).StatusButton }));

/** Dialogs that few visits need, with their texts. */
const DIALOGS = {
  correct: lazy(async () => {
    const [{ CorrectDialog: component }] = await Promise.all([
      import('./correct-dialog.tsx'),
      loadTexts('correction'),
    ]);
    return { default: component };
  }),
  redeem: lazy(async () => {
    const [{ RedeemDialog: component }] = await Promise.all([
      import('./redeem-dialog.tsx'),
      loadTexts('redeem'),
    ]);
    return { default: component };
  }),
  type: lazy(async () => {
    const [{ TypeDialog: component }] = await Promise.all([import('./type-dialog.tsx'), loadTexts('life')]);
    return { default: component };
  }),
  move: lazy(async () => {
    const [{ MoveDialog: component }] = await Promise.all([import('./move-dialog.tsx'), loadTexts('life')]);
    return { default: component };
  }),
  access: lazy(async () => {
    const [{ AccessDialog: component }] = await Promise.all([
      import('./access-dialog.tsx'),
      loadTexts('security'),
    ]);
    return { default: component };
  }),
  signInAs: lazy(async () => {
    const [{ SignInAsDialog: component }] = await Promise.all([
      import('./sign-in-as-dialog.tsx'),
      loadTexts('signInAs'),
    ]);
    return { default: component };
  }),
  close: lazy(async () => {
    const [{ CloseDialog: component }] = await Promise.all([import('./close-dialog.tsx'), loadTexts('life')]);
    return { default: component };
  }),
  erase: lazy(async () => {
    const [{ EraseDialog: component }] = await Promise.all([import('./erase-dialog.tsx'), loadTexts('life')]);
    return { default: component };
  }),
} as const;

/** One of them fills the menu. */
const NEEDED = [
  'coupons:redeem',
  'money:correct',
  'money:credit',
  'accounts:move',
  'sign_ins:reset',
  'accounts:sign_in_as',
  'accounts:close',
] as const;

/**
 * What changes the account as a whole, for whoever may, and never one's own. A closed one can be activated again, unless
 * what was personal of it is erased.
 */
export function LifeMenu({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const [open, setOpen] = useState<keyof typeof DIALOGS | null>(null);
  const may = useMay();
  const mayChange = account.id !== actor?.id && account.kind !== 'operator' && account.kind !== 'provider';
  const isStaff = account.kind === 'admin' || account.kind === 'sub_admin';
  if (!mayChange || !may(NEEDED) || (isStaff && !may('staff:edit'))) return null;
  const Dialog = open === null ? null : DIALOGS[open];
  const dialog = Dialog !== null && (
    <Suspense>
      <Dialog account={account} onClose={() => setOpen(null)} />
    </Suspense>
  );
  if (account.erasedAt !== null) return null;
  if (account.status === 'closed') {
    return (
      <>
        {may('accounts:suspend') && (
          <Suspense>
            <StatusButton account={account} />
          </Suspense>
        )}
        {may('accounts:close') && (
          <Button variant="default" onClick={() => setOpen('erase')}>
            {t('account.life.erase')}
          </Button>
        )}
        {dialog}
      </>
    );
  }
  const to = account.billing.accountType === 'prepaid' ? 'postpaid' : 'prepaid';
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            {t('account.life.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {account.wallet !== null && (
            <>
              {may('money:correct') && (
                <Menu.Item onClick={() => setOpen('correct')}>{t('account.life.correct')}</Menu.Item>
              )}
              {may('coupons:redeem') && (
                <Menu.Item onClick={() => setOpen('redeem')}>{t('account.life.redeem')}</Menu.Item>
              )}
              {may('money:credit') && (
                <Menu.Item onClick={() => setOpen('type')}>{t(`account.life.type.${to}`)}</Menu.Item>
              )}
              {may('accounts:move') && (
                <Menu.Item onClick={() => setOpen('move')}>{t('account.life.move')}</Menu.Item>
              )}
            </>
          )}
          {may('sign_ins:reset') && (
            <Menu.Item onClick={() => setOpen('access')}>{t('account.life.access')}</Menu.Item>
          )}
          {may('accounts:sign_in_as') && !isStaff && (
            <Menu.Item onClick={() => setOpen('signInAs')}>{t('account.life.signInAs')}</Menu.Item>
          )}
          {may('accounts:close') && (
            <Menu.Item onClick={() => setOpen('close')}>{t('account.life.close')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}
