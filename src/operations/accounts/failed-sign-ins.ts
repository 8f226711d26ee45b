/**
 * What is told of failed sign-ins: whoever guesses must not fill the disk, so failures of one account from one address are
 * folded by the hour. The first is told at once, their number when the hour is over.
 */
import type { Context } from '../context.ts';

const HOUR_MS = 3_600_000;
/** Addresses of one account in an hour that are told one by one; the others are told together, without an address. */
const ADDRESSES_MAX = 20;
/** Folds in memory, a few MB. Beyond, somebody tries every account there is, and the counters slow it down. */
const FOLDS_MAX = 10_000;

/** What was wrong: the password, or the code after the right one. */
export type FailedStep = 'password' | 'code' | 'passkey';

export type FailedSignIn = Readonly<{
  accountId: bigint;
  /** Empty: from more addresses than are told. */
  address: string;
  step: FailedStep;
  attempts: number;
  lastAt: Date;
}>;

type Fold = { -readonly [Key in keyof FailedSignIn]: FailedSignIn[Key] } & { hour: number; told: number };

export type FailedSignIns = Readonly<{
  /** Costs no more than a number: the answer takes as long as for an account that there is not. */
  note: (failed: Pick<FailedSignIn, 'accountId' | 'address' | 'step'>) => void;
  /** Hands over what is to be told now; `isLast` = everything that was not told. */
  tell: (write: (failed: readonly FailedSignIn[]) => Promise<void>, isLast?: boolean) => Promise<void>;
}>;

export function createFailedSignIns(now: Context['now']): FailedSignIns {
  const folds = new Map<string, Fold>();
  const addresses = new Map<string, number>();
  const keyOf = (hour: number, { accountId, address, step }: Pick<Fold, 'accountId' | 'address' | 'step'>) =>
    `${hour} ${accountId} ${step} ${address}`;
  return {
    note: (failed) => {
      const lastAt = now();
      const hour = Math.floor(lastAt.getTime() / HOUR_MS);
      const ofAccount = `${hour} ${failed.accountId}`;
      const known = addresses.get(ofAccount) ?? 0;
      const isOwn = folds.has(keyOf(hour, failed)) || known < ADDRESSES_MAX;
      const counted = isOwn ? failed : { ...failed, address: '' };
      const key = keyOf(hour, counted);
      const fold = folds.get(key);
      if (fold !== undefined) {
        fold.attempts += 1;
        fold.lastAt = lastAt;
      } else if (folds.size < FOLDS_MAX) {
        folds.set(key, { ...counted, hour, attempts: 1, told: 0, lastAt });
        addresses.set(ofAccount, known + 1);
      }
    },
    tell: async (write, isLast = false) => {
      const hour = Math.floor(now().getTime() / HOUR_MS);
      const isOver = (fold: Fold) => isLast || fold.hour < hour;
      const due = [...folds].filter(([, fold]) => fold.told === 0 || isOver(fold));
      if (due.length === 0) return;
      const told = due.filter(([, { attempts, told: before }]) => attempts > before);
      const counts = told.map(([, { attempts }]) => attempts);
      if (told.length > 0)
        await write(
          told.map(([, { accountId, address, step, attempts, lastAt }]) => {
            return { accountId, address, step, attempts, lastAt };
          }),
        );
      for (const [index, [, fold]] of told.entries()) fold.told = counts[index] ?? fold.told;
      for (const [key, fold] of due) if (isOver(fold) && fold.told === fold.attempts) folds.delete(key);
      for (const key of addresses.keys()) if (Number(key.split(' ')[0]) < hour) addresses.delete(key);
    },
  };
}
