/** The registry of problems, its docs, and the OpenAPI file say the same; the docs page needs no internet. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemCodes, PROBLEMS } from '../../src/domain/problem.ts';
import { createServer, type Json } from './support.ts';

const { anonymous } = await createServer();
const document = (await anonymous.get('/api/v1/openapi.json')).body;

test('docs/problems.md explains every problem of the registry and no other', () => {
  const sections = readFileSync('docs/problems.md', 'utf8').split(/^## /m).slice(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(problemCodes());
  for (const section of sections) {
    const { status, title, sentence, fix } = PROBLEMS[section.split('\n')[0] as keyof typeof PROBLEMS];
    expect(section).toContain(`${status} · ${title}`);
    expect(section).toContain(sentence);
    expect(section).toContain(fix);
  }
});

test('the OpenAPI file names every problem, and every operation answers with them', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.schemas.Problem.properties.code.enum).toEqual(problemCodes());
  expect(document['x-problems']).toEqual(PROBLEMS);
  const { code } = document.components.schemas.Remark.properties;
  expect(Object.keys(document['x-remarks'])).toEqual(code.enum);
  for (const [path, methods] of Object.entries<Json>(document.paths)) {
    for (const [method, operation] of Object.entries<Json>(methods)) {
      const problem = operation.responses['4XX'].content['application/problem+json'].schema;
      expect(problem, `${method} ${path}`).toEqual({ $ref: '#/components/schemas/Problem' });
      expect(operation.summary, `${method} ${path}`).toBeTruthy();
    }
  }
});

test('money is never a JSON number in the OpenAPI file', () => {
  const names =
    /^(amount|balance|held|available|owed|creditLimit|opening|closing|charge|connectionCost|costPerMinute|rate)$/;
  const walk = (value: unknown, at: string): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [name, inner] of Object.entries(value)) {
      const types = [inner?.type, ...(inner?.anyOf ?? []).map((option: Json) => option.type)].flat();
      if (names.test(name))
        expect(types.includes('number') || types.includes('integer'), `${at}.${name}`).toBe(false);
      walk(inner, `${at}.${name}`);
    }
  };
  walk(document.components.schemas, 'schemas');
  walk(document.paths, 'paths');
});

test('the docs page loads its own files only', async () => {
  const page = await anonymous.get('/api/v1/docs/');
  expect(page.status).toBe(200);
  const links = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(3);
  expect(String(page.body)).not.toMatch(/<script>(?!\s*<\/script>)\s*\S/);
  for (const link of links) {
    expect(link).not.toMatch(/^(https?:)?\/\//);
    const url = new URL(link, 'http://localhost/api/v1/docs/').pathname;
    expect((await anonymous.get(url)).status, url).toBe(200);
  }
});
