import { expect, test } from 'vitest';
import { registrationStatus } from './registration.ts';

const NONE = { registeredAt: null, expiresAt: null, unregisteredAt: null, failedAt: null };
const at = (second: number) => new Date(1_800_000_000_000 + second * 1000);
const ALIVE = { ...NONE, registeredAt: at(0), expiresAt: at(300) };

test.each([
  ['nothing is known', NONE, 0, 'waiting'],
  ['the contact lives', ALIVE, 299, 'registered'],
  ['a refresh may not have been told yet', ALIVE, 359, 'registered'],
  ['the contact ran out', ALIVE, 360, 'expired'],
  ['the phone said goodbye', { ...ALIVE, unregisteredAt: at(10) }, 11, 'expired'],
  ['a phone was refused before any was registered', { ...NONE, failedAt: at(1) }, 2, 'failed'],
  ['another one was refused while the contact lives', { ...ALIVE, failedAt: at(5) }, 6, 'registered'],
  ['it was refused after its contact ran out', { ...ALIVE, failedAt: at(400) }, 401, 'failed'],
  ['it was refused before it was registered', { ...ALIVE, failedAt: at(-5) }, 400, 'expired'],
])('%s', (_name, registration, now, status) => {
  expect(registrationStatus(registration, at(now))).toBe(status);
});
