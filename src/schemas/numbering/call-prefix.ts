/** The first digits of numbers that are called. */
import { z } from 'zod';
import { withoutSeparators } from '../../domain/numbering/e164.ts';
import { NUMBER_PREFIX } from '../../domain/numbering/number-prefix.ts';

/** With or without "+" and separators, kept as digits. */
export const callPrefix = z
  .string()
  .trim()
  .max(40, 'Use at most 40 characters.')
  .overwrite(withoutSeparators)
  .regex(
    new RegExp(`^\\+?${NUMBER_PREFIX.source}$`),
    'Send the first digits of international numbers, such as "+8816".',
  )
  .transform((text) => text.replace('+', ''));
