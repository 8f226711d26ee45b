/** What webhooks are sent, for the file of the API. */
import { z } from 'zod';
import { EVENT_TYPES } from '../../domain/events/catalogue.ts';
import { EVENT_EXAMPLES } from '../../domain/events/examples.ts';
import { EVENT_DATA } from '../../schemas/events/event-data.ts';
import { toldEvent } from '../../schemas/events/events.ts';
import { EXAMPLE_EVENT } from './event-routes.ts';

const text = { type: 'string' } as const;
const header = (name: string, description: string) => ({
  name,
  in: 'header' as const,
  required: true,
  description,
  schema: text,
});

/** One for each event, by its type (OpenAPI 3.1, "webhooks"). */
export function webhooksOfFile() {
  return Object.fromEntries(
    EVENT_TYPES.map((type) => {
      const { summary, data } = EVENT_EXAMPLES[type];
      const body = z.object({ ...toldEvent.shape, type: z.literal(type), data: EVENT_DATA[type] });
      const { $schema: _draft, ...schema } = z.toJSONSchema(body, { target: 'draft-2020-12' });
      const post = {
        tags: ['Events'],
        summary,
        parameters: [
          header('webhook-id', 'The id of the event: the same each time it is sent'),
          header('webhook-timestamp', 'When it was sent, in seconds since 1970'),
          header(
            'webhook-signature',
            '"v1," and the HMAC-SHA256 of id.timestamp.body; two while a secret changes',
          ),
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema, example: { ...EXAMPLE_EVENT, type, data } } },
        },
        responses: { '2XX': { description: 'It has arrived. Anything else is sent again' } },
      };
      return [type, { post }];
    }),
  );
}
