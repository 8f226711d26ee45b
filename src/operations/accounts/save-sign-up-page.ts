/** Opens and closes the sign-up page of the operator or a reseller. */
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { drawSlug } from '../../domain/accounts/generated.ts';
import { rateGroupOfSignUp } from '../../domain/accounts/sign-up.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { brandHostOf } from '../../postgres/accounts/brands.ts';
import { lockAccountById, ownAccount } from '../../postgres/accounts/find-account.ts';
import { usableRateGroup } from '../../postgres/accounts/references.ts';
import { saveSignUpPage as write, signUpPageOf } from '../../postgres/accounts/sign-ups.ts';
import { defaultTemplate } from '../../postgres/accounts/templates.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { mailSenderOf } from '../mail/mail-sender.ts';
import { readSettings } from './draw-number.ts';
import { sellerUnder } from './resolve-references.ts';
import { settingsUnder } from './settings-under.ts';

export type SignUpPageInput = Readonly<{
  isOpen: boolean;
  /** Empty: nothing has to be accepted. */
  termsUrl: string;
}>;

export type OwnSignUpPage = SignUpPageInput &
  Readonly<{
    /** Null before it was opened for the first time. */
    url: string | null;
    hasMailServer: boolean;
    /** No: the operator keeps resellers from having one, and an open page answers nobody. */
    isAllowed: boolean;
    /** Public id of whose page it is: its mails are kept there. */
    ownerId: string;
  }>;

/** What the actor's owner has set, and where its page is. */
export async function readSignUpPage(
  db: Db,
  context: Pick<Context, 'publicUrl'>,
  { ownerId, operatorId }: Pick<Actor, 'ownerId' | 'operatorId'>,
): Promise<OwnSignUpPage> {
  const page = await signUpPageOf(db, ownerId);
  const owner = await ownAccount(db, ownerId);
  const { url, hasServer } = await mailSenderOf(db, context, ownerId);
  const isNamedByHost = ownerId === operatorId || (await brandHostOf(db, ownerId)) !== null;
  return {
    isOpen: page?.isOpen ?? false,
    termsUrl: page?.termsUrl ?? '',
    url: page === null ? null : `${url}/sign-up${isNamedByHost ? '' : `?page=${page.slug}`}`,
    hasMailServer: hasServer,
    isAllowed: await mayHavePage(db, { ownerId, operatorId }),
    ownerId: owner.publicId,
  };
}

/** The operator may keep resellers from having one. */
async function mayHavePage(db: Db, { ownerId, operatorId }: Pick<Actor, 'ownerId' | 'operatorId'>) {
  const settings = await readSettings(db, operatorId);
  return ownerId === operatorId || settings['sign_up.allowed_for_resellers'];
}

/**
 * Throws `invalid_input` at `isOpen` while new accounts would have no rate group, so that they could not call, and for
 * resellers while the operator allows none.
 */
export async function saveSignUpPage(context: Context, actor: Actor, input: SignUpPageInput): Promise<void> {
  const { ownerId } = actor;
  const happenedAt = context.now();
  await withTransaction(context.pool, async (tx) => {
    const owner = await lockAccountById(tx, ownerId);
    if (input.isOpen && !(await hasRateGroup(tx, owner))) {
      const message =
        'New accounts would have no rate group and could not call. Choose one under "Proposed for new accounts", or in your default template for customers.';
      throw fieldProblem('isOpen', 'no_rate_group', message);
    }
    const isAllowed = await mayHavePage(tx, actor);
    if (input.isOpen && !isAllowed) {
      const message = 'The operator lets no reseller have a sign-up page. Ask whoever is above you.';
      throw fieldProblem('isOpen', 'not_allowed', message);
    }
    const before = await signUpPageOf(tx, ownerId);
    const slug = before?.slug ?? drawSlug(randomBytes);
    await write(tx, ownerId, { ...input, slug, changedAt: happenedAt });
    await recordDifferences(tx, actor, {
      accountId: ownerId,
      action: 'settings.changed',
      before: fieldsOf(before ?? { isOpen: false, termsUrl: '' }),
      after: fieldsOf(input),
      happenedAt,
    });
  });
}

function fieldsOf({ isOpen, termsUrl }: SignUpPageInput) {
  return { 'signUp.isOpen': isOpen, 'signUp.termsUrl': termsUrl };
}

async function hasRateGroup(db: Db, owner: Readonly<{ id: bigint; path: string }>): Promise<boolean> {
  const { settings } = await settingsUnder(db, owner);
  const template = await defaultTemplate(db, owner.id, 'customer');
  const id = rateGroupOfSignUp(settings, template?.values ?? {});
  return id !== null && (await usableRateGroup(db, id, (await sellerUnder(db, owner)).id)) !== null;
}
