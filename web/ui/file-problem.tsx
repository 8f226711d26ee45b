import { ApiProblem } from '../api/problem.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { fieldText } from './problem-text.ts';

/** A file that cannot be used says why; everything else says what every request says. */
export function FileProblem({ error }: { error: unknown }) {
  const mistake = error instanceof ApiProblem ? error.errors[0] : undefined;
  if (mistake === undefined) return <ProblemAlert error={error} />;
  return (
    <p className="tb-field-error" role="alert">
      {fieldText(mistake.message)}
    </p>
  );
}
