/** The answers of a route: its own by status, and problems for everything else. */
import { problemBody } from './problem.ts';
import type { z } from 'zod';

const problem = {
  description: 'A problem (RFC 9457); its codes are listed in docs/problems.md',
  content: { 'application/problem+json': { schema: problemBody } },
};

/** Adds the problems to the answers of a route, as they stand in the OpenAPI file. */
export function answers<Own extends Record<number, z.ZodType>>(own: Own) {
  return { ...own, '4xx': problem, '5xx': problem };
}
