import { defineConfig } from 'vitest/config';

/** Parts of test/ that share real ports, real processes or a browser: one file at a time. */
const SERIAL = [
  'test/start/**',
  'test/sip/**',
  'test/web/**',
  'test/e2e/**',
  'test/stress/**',
  'test/demo/**',
];
const globalSetup = ['test/support/global-setup.ts'];

export default defineConfig({
  test: {
    globalSetup,
    projects: [
      {
        extends: true,
        test: {
          name: 'parallel',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          exclude: [...SERIAL, '**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'serial',
          include: SERIAL.map((folder) => `${folder}/*.test.ts`),
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
