/** The request of the form as a command line, for whoever wants to make accounts by program. */
import { bodyOfForm, type AccountForm } from '../form/form-values.ts';
import type { NewKind } from '../search.ts';

/** Ready for a POSIX shell; the API key stays a variable, and each run is a request of its own. */
export function curlOf(kind: NewKind, form: AccountForm, origin: string): string {
  const body = JSON.stringify(bodyOfForm(kind, form));
  return [
    `curl -X POST ${quoted(`${origin}/api/v1/accounts`)}`,
    `-H "authorization: Bearer $TOLLBOOK_API_KEY"`,
    `-H 'content-type: application/json'`,
    `-H "idempotency-key: $(uuidgen)"`,
    `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ');
}

/** Between single quotes a shell changes nothing; a quote itself has to stand outside of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
