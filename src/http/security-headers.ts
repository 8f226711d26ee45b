/** What browsers are told never to do with what they get from here. */
import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { App } from './app.ts';

/** CSP 3 §7.1 asks for 128 bits. */
const NONCE_BYTES = 16;

export function drawNonce(): string {
  return randomBytes(NONCE_BYTES).toString('base64');
}

const FROM_HERE = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** What a page of ours never asks for; passkeys and the clipboard are for the panel alone. */
const PERMISSIONS = [
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
  ],
  ...[
    'gyroscope',
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ],
]
  .map((feature) => `${feature}=()`)
  .concat(
    ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get'].map(
      (feature) => `${feature}=(self)`,
    ),
  )
  .join(', ');

/** An answer of the API, a picture, a file: whoever opens it as a page gets nothing that runs or loads. */
const OF_ANSWERS = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
} as const;

/**
 * The first page of the panel: its own files, and the style elements that its component library makes with the nonce of
 * this very answer. Nothing inline besides, and no other site.
 */
export function policyOfPanel(nonce: string): string {
  return [...FROM_HERE, `style-src 'self' 'nonce-${nonce}'`].join('; ');
}

/** Swagger UI 5 makes one style element, always the same; a browser test sees it when an update makes another. */
const STYLE_OF_DOCS = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** The same for the page of the API's documentation. */
export const POLICY_OF_DOCS = [...FROM_HERE, `style-src 'self' ${STYLE_OF_DOCS}`].join('; ');

/** Hands every answer its headers. Registered before all routes. */
export async function addSecurityHeaders(
  app: App,
  { isSecure }: Readonly<{ isSecure: boolean }>,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: OF_ANSWERS },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('permissions-policy', PERMISSIONS);
  });
}
