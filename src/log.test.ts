import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './log.ts';

function linesOf(format: 'plain' | 'json', write: (logger: ReturnType<typeof createLogger>) => void): string {
  const out = new PassThrough();
  write(createLogger(format, out));
  return String(out.read() ?? '');
}

test('a plain line has the time, the message and its fields', () => {
  const line = linesOf('plain', (logger) => logger.warn({ account: '100001', ms: 12 }, 'slow'));
  expect(line).toMatch(/^\d\d:\d\d:\d\d WARN slow account=100001 ms=12\n$/);
});

test('control characters of a hostile value do not reach the terminal', () => {
  const line = linesOf('plain', (logger) => logger.info({ userAgent: '\u001b[2Jphone\u0007' }, 'call'));
  expect(line).toContain('userAgent=?[2Jphone?');
});

test('an error shows its stack, in JSON as fields', () => {
  const error = new Error('out of paper');
  expect(linesOf('plain', (logger) => logger.error({ err: error }, 'failed'))).toContain(
    'Error: out of paper\n    at',
  );
  expect(JSON.parse(linesOf('json', (logger) => logger.error({ err: error }, 'failed')))).toMatchObject({
    msg: 'failed',
    err: { message: 'out of paper' },
  });
});

test('passwords and keys are left out', () => {
  const line = linesOf('json', (logger) =>
    logger.info({ password: 'p1', device: { password: 'p2' }, key: 'p3' }, 'made'),
  );
  expect(line).not.toMatch(/p[123]/);
});
