/** The body of every error (RFC 9457, application/problem+json). */
import { z } from 'zod';
import { problemCodes } from '../domain/problem.ts';

export const problemBody = z
  .object({
    type: z.string().describe('/problems/<code>, explained in docs/problems.md'),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(problemCodes()),
    detail: z.string(),
    instance: z.string().describe('The id of the request, as in the log'),
    errors: z
      .array(z.object({ field: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .describe('One for each wrong field'),
  })
  .meta({ id: 'Problem' });

export type ProblemBody = z.infer<typeof problemBody>;
