/** Something about the database or its directory that the operator can put right; says how. */
export class SupervisorError extends Error {
  override name = 'SupervisorError';
}
