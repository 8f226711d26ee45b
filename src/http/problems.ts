/** Answers every error as application/problem+json (RFC 9457), and bad input never as a 5xx. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { $ZodIssue } from 'zod/v4/core';
import { Problem, PROBLEMS, type ProblemCode } from '../domain/problem.ts';
import { problemOfDatabaseError } from '../postgres/problem-of-database-error.ts';
import { fieldErrors } from '../schemas/field-errors.ts';
import type { ProblemBody } from '../schemas/problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';
/** A request with thousands of mistakes gets the first of them. */
const ERRORS_MAX = 100;

/** The handler of everything that is thrown while a request is served. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ err: error }, `request ${request.id} failed`);
  sendProblem(problem, request, reply);
}

/** Sends one problem. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const { code, details, status } = problem;
  const definition = PROBLEMS[code];
  const body: ProblemBody = {
    type: `/problems/${code}`,
    title: definition.title,
    status,
    code,
    detail: details.detail ?? definition.sentence,
    instance: `urn:uuid:${request.id}`,
    ...(details.errors === undefined
      ? {}
      : { errors: details.errors.slice(0, ERRORS_MAX).map((error) => ({ ...error })) }),
  };
  if (details.retryAfterSeconds !== undefined) void reply.header('retry-after', details.retryAfterSeconds);
  // Sent as text: the schema of the route's answers is not that of its problems.
  void reply.code(status).header('content-type', PROBLEM_TYPE).serializer(JSON.stringify).send(body);
}

/** Fastify's own refusals that have a problem of their own. */
const OF_FASTIFY: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
};

/** The parser refuses both alike: such a name could change what every object has (prototype pollution). */
const NOT_JSON =
  'The body is no JSON, or has a field of the name "__proto__" or "constructor", which is not accepted. Check its quotes, commas and names.';

/** The problem behind anything that was thrown. What is no one's bad input is `internal_error`. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const known = problemOfDatabaseError(error);
  if (known !== null) return known;
  const { code = '', statusCode = 500, message = '' } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return new Problem('malformed_request', { detail: NOT_JSON });
  const own = OF_FASTIFY[code];
  if (own !== undefined) return new Problem(own);
  if (statusCode === 404) return new Problem('not_found');
  if (statusCode >= 400 && statusCode < 500) return new Problem('malformed_request', { detail: message });
  return new Problem('internal_error', {}, { cause: error });
}

/** One error per field out of what zod found, with the field's path as the API names it. */
export function invalidInput(issues: readonly $ZodIssue[]): Problem {
  const errors = issues.flatMap((issue) => fieldErrors(issue));
  return new Problem('invalid_input', { errors });
}
