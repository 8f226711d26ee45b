/** Errors whose message says what to do; the stack of such an error would only hide it. */
const FOR_OPERATORS = new Set([
  'BackupError',
  'ConfigError',
  'DatabaseError',
  'MigrationError',
  'SupervisorError',
  'Problem',
]);

/** The text for a command that failed: the message alone where it says what to do, else with the stack. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (FOR_OPERATORS.has(error.name)) return error.message;
  return error.stack ?? error.message;
}
