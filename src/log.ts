/** The log: one line per event, plain for people or JSON for programs. */
import { pino, type Logger } from 'pino';

/** Fields that every JSON line has and a person does not need. */
const HIDDEN = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'err', 'req', 'res', 'reqId']);

/** Whatever a library logs by accident, these never reach a line. */
const REDACTED = [
  'password',
  '*.password',
  'req.headers.authorization',
  'req.headers.cookie',
  'key',
  '*.key',
];

/** Makes the logger of the process. Errors are written with their stack; secrets are left out. */
export function createLogger(format: 'plain' | 'json', out: NodeJS.WritableStream = process.stdout): Logger {
  const stream = format === 'json' ? out : { write: (line: string) => void out.write(plainLine(line)) };
  return pino({ level: process.env.TOLLBOOK_LOG_LEVEL ?? 'info', base: null, redact: REDACTED }, stream);
}

function plainLine(json: string): string {
  const line = JSON.parse(json) as Record<string, unknown> & { level: number; time: number; msg?: string };
  const time = new Date(line.time).toISOString().slice(11, 19);
  const level = line.level >= 50 ? 'ERROR ' : line.level >= 40 ? 'WARN ' : '';
  const fields = Object.entries(line)
    .filter(([name]) => !HIDDEN.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = line.err as { stack?: string; message?: string } | undefined;
  const stack = error === undefined ? '' : `\n${error.stack ?? error.message}`;
  // Control characters in a hostile value must not draw on the operator's terminal.
  return `${`${time} ${level}${line.msg ?? ''}${fields.join('')}${stack}`.replace(/(?![\n\t])\p{Cc}/gu, '?')}\n`;
}
