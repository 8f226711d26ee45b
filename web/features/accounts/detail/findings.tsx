import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText, timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import type { Account } from '../api.ts';
import type { Finding } from './life-api.ts';

type Props = Readonly<{ account: Account; findings: readonly Finding[]; onLeave: () => void }>;

/** The way out of these is a payment, which the page has a form for. */
const PAID_AWAY = new Set(['owes_money', 'held_on_credit', 'balance_owed']);

/** What stands in the way, each with its way out. */
export function Obstacles({ account, findings, onLeave }: Props) {
  const { t } = useTranslation();
  const textOf = useFindingText(account);
  if (findings.length === 0) return null;
  return (
    <div className="tb-notice tb-findings" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>{t('life.obstacles')}</p>
        <ul>
          {findings.map((finding) => (
            <li key={finding.code}>
              {textOf(finding, 'message')} {textOf(finding, 'fix')}
              {finding.code === 'not_billed' && <BillNow account={account} />}
              {PAID_AWAY.has(finding.code) && (
                <>
                  {' '}
                  <Link
                    className="tb-link"
                    to="/accounts/$id"
                    params={{ id: account.id }}
                    search={{ topUp: '1' }}
                    onClick={onLeave}
                  >
                    {t('topUp.title')}
                  </Link>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const BillNowDialog = lazy(async () => {
  const [{ BillNowDialog: component }] = await Promise.all([
    import('../billing/bill-now-dialog.tsx'),
    loadTexts('billing'),
  ]);
  return { default: component };
});

/** The way out, without leaving the dialog: its preview is read again afterwards. */
function BillNow({ account }: Pick<Props, 'account'>) {
  const { t } = useTranslation();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('documents:issue')) return null;
  const close = () => setOpen(false);
  return (
    <>
      {' '}
      <button type="button" className="tb-link" onClick={() => setOpen(true)}>
        {t('life.billNow')}
      </button>
      {isOpen && (
        <Suspense>
          <BillNowDialog account={account} onDone={close} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

/** What happens along with it. */
export function Notes({ account, findings }: Omit<Props, 'onLeave'>) {
  const textOf = useFindingText(account);
  if (findings.length === 0) return null;
  return (
    <ul className="tb-notes">
      {findings.map((finding) => (
        <li key={finding.code}>
          {textOf(finding, 'message')} {textOf(finding, 'fix')}
        </li>
      ))}
    </ul>
  );
}

/** The sentence for the code in the reader's language, with figures as people write them there. */
function useFindingText({ profile: { timezone } }: Account) {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ code, figures, ...finding }: Finding, part: 'message' | 'fix') => {
    if (finding[part] === '') return '';
    const { amount, currency = '', until, count } = figures;
    // With a currency a limit is an amount.
    const limitOf = (limit = '') =>
      limit === 'unlimited'
        ? t('form.unlimited')
        : figures.currency === undefined || limit === ''
          ? limit
          : moneyText(limit, currency, language);
    return t(`life.finding.${code}.${part}`, {
      ...figures,
      ...(amount !== undefined && { amount: moneyText(amount, currency, language) }),
      ...(until !== undefined && {
        until: `${timeText(until, timezone, language)} ${zoneText(timezone, language)}`,
      }),
      ...(count !== undefined && { count: Number(count) }),
      before: limitOf(figures.before),
      after: limitOf(figures.after),
      defaultValue: finding[part],
    });
  };
}
