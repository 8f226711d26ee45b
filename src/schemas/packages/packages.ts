/** Packages: free seconds for destinations and a period, and which accounts have them. */
import { z } from 'zod';
import { PERIODS } from '../../domain/packages/period.ts';
import { instant, instantInput, line, pathId, publicId } from '../common.ts';
import { callPrefix } from '../numbering/call-prefix.ts';

const PREFIXES_MAX = 1000;
const SECONDS_MAX = 1_000_000_000;

const status = z
  .enum(['active', 'inactive'])
  .describe('inactive: nothing of it is free any more, and no further account gets it');
const period = z.enum(PERIODS).describe(
  `How long what is included counts, on the clocks of the account: "month" begins on the billing day of an account that is
billed by month and else on the first, "week" on Monday, "day" at midnight; "once" counts as long as the account has the package`,
);
const prefixes = z.array(z.string()).describe('First digits of international numbers; none = every number');

export const packageBody = z
  .object({
    id: publicId,
    name: z.string(),
    status,
    period,
    includedSeconds: z.number().int().describe('Free for each period; they come off the billed seconds'),
    priority: z.number().int().describe('Of several that cover a number the lowest is used first'),
    prefixes,
    accounts: z.number().int().describe('How many accounts have it now or will have it'),
  })
  .meta({ id: 'Package' });
export type PackageBody = z.output<typeof packageBody>;
export const packageList = z.object({ items: z.array(packageBody) });

const wholeNumber = (min: number, max: number) =>
  z
    .int(`Send a whole number from ${min} to ${max}.`)
    .min(min, `Send a whole number from ${min} to ${max}.`)
    .max(max, `Send a whole number from ${min} to ${max}.`);

const values = {
  name: line(100, 1),
  includedSeconds: wholeNumber(1, SECONDS_MAX),
  prefixes: z
    .array(callPrefix)
    .max(PREFIXES_MAX, `Send at most ${PREFIXES_MAX} prefixes.`)
    .transform((all) => [...new Set(all)].toSorted())
    .describe('Empty = every number'),
};
const choices = { status: status.optional(), priority: wholeNumber(0, 1000).optional() };

export const createPackage = z.strictObject({ ...values, ...choices, period });
export const changePackage = z.strictObject(values).partial().extend(choices);

export const accountPackage = z
  .object({
    id: publicId,
    packageId: publicId,
    name: z.string(),
    status,
    period,
    prefixes,
    from: instant,
    to: instant.nullable().describe('Exclusive; null = no end'),
    isInForce: z.boolean().describe('Counts for a call now'),
    includedSeconds: z.number().int(),
    usedSeconds: z.number().int(),
    heldSeconds: z.number().int().describe('Held for running calls'),
    leftSeconds: z.number().int(),
    periodFrom: instant.describe('Of the period that counts now'),
    periodTo: instant.nullable().describe('When all of it is there again; null = never'),
  })
  .meta({ id: 'AccountPackage' });
export type AccountPackageBody = z.output<typeof accountPackage>;
export const accountPackageList = z.object({
  items: z.array(accountPackage),
  offered: z
    .array(z.object({ id: publicId, name: z.string() }))
    .describe('Active packages of whoever sells to the account; none for whoever may not give them'),
});

export const assignPackage = z.strictObject({
  packageId: publicId,
  from: instantInput.optional().describe('Left out: now'),
  to: instantInput.nullable().optional().describe('Exclusive; null = no end'),
});
export const changeAssignment = z.strictObject({
  to: instantInput.nullable().describe('Exclusive; null = no end'),
});
export const assignmentParams = z.object({ id: pathId, itemId: pathId });
