/**
 * The one list of routes that answer without a sign-in. Everything else is refused by default. A test
 * compares it with every registered route, so a line here is a decision that somebody reviewed.
 */
export const PUBLIC_ROUTES: ReadonlySet<string> = new Set([
  'GET /api/v1/health',
  'GET /api/v1/openapi.json',
  'POST /api/v1/sign-in', // checks its origin, and is slowed down
  'POST /api/v1/sign-in/passkey/options', // a question that any device may answer; nothing is looked up
  'POST /api/v1/sign-in/passkey', // the signature is the proof; failures are slowed down
  'POST /api/v1/sign-out', // ends the session of the cookie, when there is one
  'POST /api/v1/sign-in-as/return', // gives the browser back the session it had; the time as somebody else may be over
  'GET /api/v1/invites/:token', // the token is the proof; failures are slowed down
  'POST /api/v1/invites/:token',
  'GET /api/v1/sign-in', // what the page offers before anybody has signed in
  'POST /api/v1/password-resets', // answers before anything is looked up, and is slowed down
  'GET /api/v1/password-resets/:token', // the token is the proof; failures are slowed down
  'POST /api/v1/password-resets/:token',
  'GET /api/v1/sign-up', // an open page is for everybody; a closed one is not found
  'POST /api/v1/sign-up', // makes no account, tells nothing about addresses, and is slowed down
  'GET /api/v1/sign-up/:token', // the token is the proof; failures are slowed down
  'POST /api/v1/sign-up/:token', // the token, and the password typed with it
  'POST /api/v1/payments/stripe/webhook', // signed by the gateway; what it tells of is asked of the gateway again
  'GET /api/v1/brand', // what the sign-in page looks like
  'GET /api/v1/brand/logos/:hash',
  // The docs page: static files of @fastify/swagger-ui.
  'GET /api/v1/docs',
  'GET /api/v1/docs/',
  'GET /api/v1/docs/static/index.html',
  'GET /api/v1/docs/static/swagger-initializer.js',
  'GET /api/v1/docs/static/*',
  'HEAD /api/v1/docs/static/*',
  'GET /api/v1/docs/json',
  'GET /api/v1/docs/yaml',
  // The panel: static files, none of which is secret.
  'GET /',
  'GET /*',
  'HEAD /*',
]);
