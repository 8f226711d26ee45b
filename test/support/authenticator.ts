/** A device with passkeys, in software: what a test wants to be wrong with it can be said (WebAuthn §6, §7). */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Wrong = Readonly<{
  /** Where the page says that it is. */
  origin?: string;
  challenge?: string;
  type?: string;
  counter?: number;
  userHandle?: string;
  /** Whether the device knew the person: by a finger or a PIN. */
  isVerified?: boolean;
  /** The host name whose hash is signed. */
  host?: string;
}>;

type Credential = { id: Buffer; privateKey: KeyObject; counter: number; userHandle: string };

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

/** `origin` is the page that it is used at. */
export function createAuthenticator(origin: string) {
  const page = { origin, host: new URL(origin).hostname };
  const credentials: Credential[] = [];
  const clientData = (type: string, challenge: string, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? page.origin,
        crossOrigin: false,
      }),
    );
  const authData = (flags: number, counter: number, wrong: Wrong, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const verified = wrong.isVerified === false ? 0 : 0x04;
    return Buffer.concat([
      sha256(wrong.host ?? page.host),
      Buffer.from([flags | 0x01 | verified]),
      count,
      rest,
    ]);
  };
  return {
    credentials,
    /** Makes a key pair for an account, as `navigator.credentials.create` answers it. */
    create: (options: Readonly<{ challenge: string; user: Readonly<{ id: string }> }>, wrong: Wrong = {}) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const id = randomBytes(32);
      credentials.push({ id, privateKey, counter: 0, userHandle: options.user.id });
      const cose = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]),
        Buffer.from(x, 'base64url'),
        Buffer.from([0x22, 0x58, 32]),
        Buffer.from(y, 'base64url'),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const data = authData(0x40, 0, wrong, attested);
      // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3, 0x63, ...Buffer.from('fmt'), 0x64, ...Buffer.from('none')]),
        Buffer.from([
          0x67,
          ...Buffer.from('attStmt'),
          0xa0,
          0x68,
          ...Buffer.from('authData'),
          0x58,
          data.length,
        ]),
        data,
      ]);
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options.challenge, wrong)),
          attestationObject: base64url(attestationObject),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      };
    },
    /** Signs a question with one of its credentials, as `navigator.credentials.get` answers it. */
    get: (question: Readonly<{ challenge: string }>, wrong: Wrong = {}, which = 0) => {
      const credential = credentials[which]!;
      credential.counter += 1;
      const data = authData(0, wrong.counter ?? credential.counter, wrong);
      const client = clientData('webauthn.get', question.challenge, wrong);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), credential.privateKey);
      return {
        id: base64url(credential.id),
        rawId: base64url(credential.id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: wrong.userHandle ?? credential.userHandle,
        },
        clientExtensionResults: {},
      };
    },
  };
}
