/** The panel's files, and its first page for every address that it routes itself. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createServer } from './support.ts';

const webFolder = mkdtempSync(join(tmpdir(), 'tollbook-panel-'));
mkdirSync(join(webFolder, 'assets'));
writeFileSync(
  join(webFolder, 'index.html'),
  '<!doctype html><meta nonce="__CSP_NONCE__"><title>Panel</title>',
);
writeFileSync(join(webFolder, 'assets', 'main-abc123.js'), 'export {};');
const { anonymous } = await createServer({ webFolder });

test('every page of the panel is its first page, never cached', async () => {
  for (const url of ['/', '/accounts', '/accounts/new?kind=customer']) {
    const { status, body, headers } = await anonymous.get(url);
    expect(status, url).toBe(200);
    expect(body).toContain('<title>Panel</title>');
    expect(headers['cache-control']).toBe('no-store');
  }
});

test('hashed files are kept for a year; what is missing is missing', async () => {
  const file = await anonymous.get('/assets/main-abc123.js');
  expect(file.status).toBe(200);
  expect(file.headers['cache-control']).toContain('immutable');
  for (const url of [
    '/assets/gone.js',
    '/../package.json',
    '/%2e%2e/package.json',
    '/.env',
    '/api/v1/gone',
  ]) {
    const answer = await anonymous.get(url);
    expect(answer.status, url).toBe(404);
    expect(answer.body.code, url).toBe('not_found');
  }
});

test('nothing inline runs or paints but the style elements of this very answer, and no page frames ours', async () => {
  const first = await anonymous.get('/');
  const again = await anonymous.get('/accounts');
  const nonce = /nonce="([\w+/]{22}==)"/.exec(first.body)![1]!;
  expect(again.body).not.toContain(nonce);
  expect(first.headers['content-security-policy']).toBe(
    [
      "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'",
      `form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'self' 'nonce-${nonce}'`,
    ].join('; '),
  );
  // The file itself has no nonce, and is no page.
  expect((await anonymous.get('/index.html')).status).toBe(404);
  for (const url of ['/api/v1/brand', '/api/v1/gone', '/assets/main-abc123.js']) {
    const { headers } = await anonymous.get(url);
    expect(headers['content-security-policy'], url).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
  }
});

test('every answer says what browsers must not do with it', async () => {
  for (const url of ['/', '/api/v1/brand', '/api/v1/docs/', '/assets/main-abc123.js', '/gone.js']) {
    const { headers } = await anonymous.get(url);
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy'], url).toMatch(/camera=\(\).*publickey-credentials-get=\(self\)/);
    expect(headers['content-security-policy'], url).not.toContain('unsafe');
    expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
  }
});
