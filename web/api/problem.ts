/** What can go wrong with a request, as the panel handles it. */
import type { ProblemBody } from '../../src/schemas/problem.ts';

export type FieldMessage = Readonly<{ field: string; code: string; message: string }>;

/** A refused or failed request. `code` is the server's, or `unreachable` when nothing answered. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldMessage[];
  readonly instance: string | null;

  constructor(status: number, body: Omit<Partial<ProblemBody>, 'code'> & { code: string }) {
    super(body.detail ?? body.title ?? body.code);
    this.status = status;
    this.code = body.code;
    this.errors = body.errors ?? [];
    this.instance = body.instance ?? null;
  }
}

/** Reads the body of a failed answer; whatever is no problem+json becomes one. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    if (typeof body.code === 'string') return new ApiProblem(response.status, { ...body, code: body.code });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const code = response.status >= 500 ? 'unavailable' : 'internal_error';
  return new ApiProblem(response.status, { code });
}
