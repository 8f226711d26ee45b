/** Signing by the specification of Standard Webhooks 1.0: a receiver uses any of its libraries, or ten lines. */
import { createHmac, randomBytes } from 'node:crypto';

/** What secrets begin with. */
const PREFIX = 'whsec_';
/** The specification wants 24 to 64. */
const SECRET_BYTES = 32;
/** What secrets are sealed for. */
export const WEBHOOK_SECRET = 'webhook secret';

export function drawWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

export type Signed = Readonly<{ id: string; sentAt: Date; body: string }>;

/** The three headers; each secret gives a signature, separated by spaces. */
export function signatureHeaders(secrets: readonly string[], { id, sentAt, body }: Signed) {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
