/** What `tollbook doctor` finds. */

export type FoundLevel = 'ok' | 'warning' | 'wrong';
export type Found = Readonly<{ check: string; level: FoundLevel; message: string; fix: string }>;

export const found = (check: string, level: FoundLevel, message: string, fix = ''): Found => ({
  check,
  level,
  message,
  fix,
});
