/** The first digits of numbers that are called. */
import { z } from 'zod';
import { withoutSeparators } from '../../domain/numbering/e164.ts';

/**
 * With or without "+" and separators, kept as digits. Calls are compared as E.164, which never begins with 0: a prefix
 * with one would cover nothing.
 */
export const callPrefix = z
  .string()
  .trim()
  .max(40, 'Use at most 40 characters.')
  .overwrite(withoutSeparators)
  .regex(/^\+?[1-9]\d{0,14}$/, 'Send the first digits of international numbers, such as "+8816".')
  .transform((text) => text.replace('+', ''));
