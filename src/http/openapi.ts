/** The OpenAPI file out of the schemas that check the requests, and a docs page that needs no internet. */
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { REMARK_TEXTS } from '../domain/charging/remarks.ts';
import { problemCodes, PROBLEMS } from '../domain/problem.ts';
import { webhooksOfFile } from './events/webhooks-of-file.ts';
import { API, type App } from './app.ts';
import { POLICY_OF_DOCS } from './security-headers.ts';

const DESCRIPTION = `Everything the panel does is one call of this API.

- **Money** is a decimal string, never a JSON number. **Instants** are ISO 8601 in UTC.
- **Errors** are problems (RFC 9457, application/problem+json); their codes are in docs/problems.md.
- **Repeating**: send \`Idempotency-Key\` (a UUID) with a write, and the same key when you send it again.
- **Lists** answer \`items\` and \`nextCursor\`; send it back as \`cursor\` for the next page.
- What is not yours to see is not found.`;

/** Collects every route that is registered afterwards, and serves the file and the docs page. */
export async function addOpenApi(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tollbook',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'tollbook_session',
            description: 'POST /api/v1/sign-in',
          },
          apiKey: { type: 'http', scheme: 'bearer', description: 'Authorization: Bearer tbk_…' },
        },
      },
      webhooks: webhooksOfFile(),
      security: [{ session: [] }, { apiKey: [] }],
      // Programs and the test of the registry read what each code means here.
      'x-problems': Object.fromEntries(problemCodes().map((code) => [code, PROBLEMS[code]])),
      'x-remarks': Object.fromEntries(REMARK_TEXTS),
    } as FastifyDynamicSwaggerOptions['openapi'] & object,
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: `${API}/docs`,
    uiConfig: { docExpansion: 'none', deepLinking: true, persistAuthorization: false },
    theme: { title: 'Tollbook API' },
    staticCSP: POLICY_OF_DOCS,
    logo: { type: 'image/svg+xml', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  });
  app.get(`${API}/openapi.json`, { schema: { hide: true } }, async (_request, reply) =>
    // Sent as text: no schema of ours describes the file itself.
    reply.type('application/json').serializer(JSON.stringify).send(app.swagger()),
  );
}
