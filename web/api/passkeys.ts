/** Passkeys: the browser asks a device, we ask the server. Its helper is fetched when somebody uses one. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { addedPasskey, passkeyList } from '../../src/schemas/accounts/passkeys.ts';
import type { actorAnswer } from '../../src/schemas/accounts/sign-in.ts';
import type { Actor } from './actor.ts';
import { get, post } from './client.ts';
import { ApiProblem } from './problem.ts';
import { forgetSessionEnd } from './session.ts';

export type Passkey = z.output<typeof passkeyList>['items'][number];
type AddedPasskey = z.output<typeof addedPasskey>;

export const passkeysQuery = queryOptions({
  queryKey: ['me', 'passkeys'],
  queryFn: ({ signal }) => get<z.output<typeof passkeyList>>('/me/passkeys', { signal }),
});

/** A passkey belongs to a host name, and to a page that nobody can read on its way (WebAuthn §5.1.3). */
export function canUsePasskeys(): boolean {
  const isAddress = /^[\d.]+$|^\[/.test(location.hostname);
  return 'PublicKeyCredential' in window && isSecureContext && !isAddress;
}

/** Proves who is there, lets a device make a key pair, and hands its public half over. */
export async function addPasskey({
  name,
  ...proof
}: Readonly<{ name: string; password: string; code?: string }>): Promise<AddedPasskey> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { options } = await post<{ options: Parameters<typeof startRegistration>[0]['optionsJSON'] }>(
    '/me/passkeys/options',
    proof,
  );
  const response = await ofDevice(startRegistration({ optionsJSON: options }));
  try {
    return await post<AddedPasskey>('/me/passkeys', { name, response });
  } catch (error) {
    // No field of the form is wrong.
    if (error instanceof ApiProblem && error.code === 'invalid_input')
      throw new ApiProblem(error.status, { code: 'passkey_not_taken' });
    throw error;
  }
}

/** Signs in by whichever passkey the person chooses. */
export async function signInByPasskey(): Promise<Actor> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const question = await post<Parameters<typeof startAuthentication>[0]['optionsJSON']>(
    '/sign-in/passkey/options',
    {},
    { renewsSession: false },
  );
  const response = await ofDevice(startAuthentication({ optionsJSON: question }));
  const { actor } = await post<z.output<typeof actorAnswer>>(
    '/sign-in/passkey',
    { response },
    { renewsSession: false },
  );
  forgetSessionEnd();
  return actor;
}

/** What devices and browsers refuse, as a problem like any other. */
async function ofDevice<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError';
    throw new ApiProblem(0, { code: isKnown ? 'passkey_is_known' : 'passkey_not_given' });
  }
}
