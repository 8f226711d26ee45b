/** The panel's files, and its first page for every address that it routes itself. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createServer } from './support.ts';

const webFolder = mkdtempSync(join(tmpdir(), 'tollbook-panel-'));
mkdirSync(join(webFolder, 'assets'));
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Panel</title>');
writeFileSync(join(webFolder, 'assets', 'main-abc123.js'), 'export {};');
const { anonymous } = await createServer({ webFolder });

test('every page of the panel is its first page, never cached', async () => {
  for (const url of ['/', '/accounts', '/accounts/new?kind=customer']) {
    const { status, body, headers } = await anonymous.get(url);
    expect(status, url).toBe(200);
    expect(body).toContain('<title>Panel</title>');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
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
