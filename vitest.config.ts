import { defineConfig } from 'vitest/config';

/** A browser waits more than it works: two files at a time. */
const BROWSER = 'test/web/**';
/** Parts of test/ that share real ports or real processes: one file at a time. */
const SERIAL = ['test/start/**', 'test/sip/**', 'test/stress/**', 'test/demo/**'];
const globalSetup = ['test/support/global-setup.ts'];

export default defineConfig({
  test: {
    globalSetup,
    // A condition that comes about is seen at once; a machine with other work may need seconds to bring it about.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'parallel',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          exclude: [BROWSER, ...SERIAL, '**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: ['test/web/build-panel.ts'],
          include: [`${BROWSER}/*.test.ts`],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
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
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
