import { defineConfig } from 'vitest/config';

/** What takes both cores is measured alone: a server killed under load, and a switch under load. */
const ALONE = ['test/stress/**/*.test.ts', 'test/sip/load.test.ts'];
const BROWSER = ['test/web/**/*.test.ts'];
/** Real switches, servers and the demonstration: they talk and ring, and wait more than they work. */
const WAITING = ['test/start/**/*.test.ts', 'test/sip/**/*.test.ts', 'test/demo/**/*.test.ts'];
/** A FreeSWITCH is no package of Debian: these run where FREESWITCH_BIN names one, and nowhere else. */
const FREESWITCH = ['test/real-freeswitch/**/*.test.ts'];
const globalSetup = ['test/support/global-setup.ts'];

export default defineConfig({
  test: {
    globalSetup,
    // Files that a worker runs share what they import: loading it anew for each took a third of the time.
    isolate: false,
    // A condition that comes about is seen at once; a machine with other work may need seconds to bring it about.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'parallel',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          exclude: [...ALONE, ...BROWSER, ...WAITING, ...FREESWITCH, '**/node_modules/**'],
          maxWorkers: 3,
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
          include: BROWSER,
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'waiting',
          include: WAITING,
          exclude: ALONE,
          // The longest of them sets the time: those that take half a minute all begin at once.
          maxWorkers: 4,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 4 },
        },
      },
      ...(process.env.FREESWITCH_BIN === undefined
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'freeswitch',
                include: FREESWITCH,
                maxWorkers: 1,
                testTimeout: 120_000,
                hookTimeout: 180_000,
                sequence: { groupOrder: 5 },
              },
            },
          ]),
    ],
  },
});
