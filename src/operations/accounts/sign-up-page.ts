/** The page by which customers open an account themselves, below the operator or a reseller. */
import type { NewAccountInput } from '../../domain/accounts/new-account.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import { accountOfSignUp, type SignUpForm } from '../../domain/accounts/sign-up.ts';
import { idsOfPath, isWithin } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { operatorId, pathOfBrandHost } from '../../postgres/accounts/brands.ts';
import { openPageBySlug, openPageOf, type OpenPage } from '../../postgres/accounts/sign-ups.ts';
import { defaultTemplate } from '../../postgres/accounts/templates.ts';
import type { Db } from '../../postgres/pool.ts';
import { settingsUnder } from './settings-under.ts';

/** `page`: the slug in the link; undefined = that of whose host name the request came by. */
export type PageAddress = Readonly<{ page: string | undefined; host: string }>;

/**
 * The open page of an address. A reseller's host name knows the pages of its tree only; any other host stands for the
 * operator. Throws `sign_up_closed` alike for those that are closed, suspended or unknown.
 */
export async function findSignUpPage(db: Db, { page, host }: PageAddress): Promise<OpenPage> {
  const hostPath = await pathOfBrandHost(db, host);
  const ownerIds = hostPath === null ? await operatorId(db) : idsOfPath(hostPath);
  const found =
    page === undefined
      ? await openPageOf(db, known(ownerIds.at(-1), 'the owner of a host'))
      : await openPageBySlug(db, page);
  if (found === null || !isWithin(found.path, hostPath ?? '/')) throw new Problem('sign_up_closed');
  return found;
}

/** What an account below the owner of a page is made of, with the settings that count there. */
export async function planSignUp(
  db: Db,
  { ownerId, path }: Pick<OpenPage, 'ownerId' | 'path'>,
  form: SignUpForm,
): Promise<Readonly<{ input: NewAccountInput; settings: Settings }>> {
  const { settings } = await settingsUnder(db, { path });
  const template = await defaultTemplate(db, ownerId, 'customer');
  return { input: accountOfSignUp(form, settings, template?.values ?? {}), settings };
}
