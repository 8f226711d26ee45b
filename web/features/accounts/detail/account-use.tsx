import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, clockText, isZero, moneyText, negated, timeText } from '../../../ui/format.ts';
import { isNear, Meter } from '../../../ui/meter.tsx';
import { guardsQuery, type Account, type Wallet } from '../api.ts';

/** What goes on now: live calls against their limit, and what was spent on calls against the caps. */
export function AccountUse({ account, wallet }: Readonly<{ account: Account; wallet: Wallet }>) {
  const { t } = useTranslation();
  const { liveCalls: count, concurrentCallsMax: limit } = wallet;
  return (
    <section className="tb-use" aria-label={t('usage.title')}>
      <Meter
        name={t('usage.liveCalls')}
        words={limit === 'unlimited' ? t('usage.noLimit', { count }) : t('usage.ofLimit', { count, limit })}
        share={limit === 'unlimited' ? null : limit === 0 ? 1 : count / limit}
      />
      <Spending account={account} />
    </section>
  );
}

const HOUR_MS = 3_600_000;

/** The day always, the hour when its cap is near. Only customers call, so only they have caps. */
export function Spending({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const guards = useQuery({ ...guardsQuery(account.id), enabled: account.kind === 'customer' });
  if (guards.data === undefined) return null;
  const { currency, spendPerHour } = guards.data;
  const text = (amount: string) => moneyText(amount, currency, language);
  const meter = (name: 'spendPerDay' | 'spendPerHour', periodMs: number) => {
    const { used, held, inForce } = guards.data[name];
    const spent = addAmounts(used, negated(held));
    const counted = isZero(held)
      ? text(spent)
      : t('usage.spentAndHeld', { spent: text(spent), held: text(held) });
    const share = shareOf(used, inForce);
    // As caps count: hours and days of UTC.
    const opensAt = new Date(Math.ceil((guards.dataUpdatedAt + 1) / periodMs) * periodMs).toISOString();
    const at = timeText(opensAt, account.profile.timezone, language);
    // The chart beside it has days of the account: whoever compares them must know when this one ends.
    const until = clockText(opensAt, account.profile.timezone, language);
    const counts = name === 'spendPerDay' ? t('usage.counts', { at: until }) : undefined;
    return (
      <Meter
        name={t(`usage.${name}`)}
        words={
          inForce === null
            ? t('usage.noCap', { amount: counted })
            : t('usage.ofCap', { amount: counted, cap: text(inForce) })
        }
        share={share}
        note={share !== null && share >= 1 ? t('usage.capReached', { at }) : counts}
      />
    );
  };
  return (
    <>
      {meter('spendPerDay', 24 * HOUR_MS)}
      {isNear(shareOf(spendPerHour.used, spendPerHour.inForce)) && meter('spendPerHour', HOUR_MS)}
    </>
  );
}

/** A picture of a share, never an amount to count with: floats will do. */
function shareOf(used: string, cap: string | null): number | null {
  if (cap === null) return null;
  return Number(cap) === 0 ? 1 : Number(used) / Number(cap);
}
