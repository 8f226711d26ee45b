/** What a browser keeps of a sign-in that succeeded: which name, and proof that it came from here. Nothing is stored. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;

/** A new token for the device that has just signed in as `name` (in lower case). */
export function knownDevice(masterKey: Uint8Array, name: string): string {
  const id = randomBytes(ID_BYTES).toString('base64url');
  return `${id}.${proof(masterKey, name, id).toString('base64url')}`;
}

/** The id of the device, when its token was made here for this name; else null. */
export function deviceOf(masterKey: Uint8Array, name: string, token: string | null): string | null {
  const [id = '', given = ''] = (token ?? '').split('.');
  const bytes = Buffer.from(given, 'base64url');
  const wanted = proof(masterKey, name, id);
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted) ? id : null;
}

function proof(masterKey: Uint8Array, name: string, id: string): Buffer {
  return createHmac('sha256', masterKey)
    .update(JSON.stringify(['known device', name, id]))
    .digest();
}
