/** What `tollbook doctor` finds of the recordings that card calls hear. */
import { found, type Found } from './doctor-found.ts';

export type PromptFacts = Readonly<{
  /** How many the build has not made. */
  missing: number;
  /** The operator's own files that are not played, by their path in its folder. */
  mistakes: readonly Readonly<{ path: string; mistake: string }>[];
}>;

/** Enough to begin with; the next run names the next. */
const NAMED_MAX = 5;

export function promptsOf({ missing, mistakes }: PromptFacts): Found {
  if (missing > 0)
    return found(
      'prompts',
      'warning',
      `${missing} recordings of calling cards are missing: callers hear nothing in their place.`,
      'Run "npm run build" in the folder of Tollbook.',
    );
  if (mistakes.length === 0) return found('prompts', 'ok', 'Everything that card calls say is recorded.');
  const named = mistakes.slice(0, NAMED_MAX).map(({ path, mistake }) => `prompts/${path}: ${mistake}`);
  const more = mistakes.length - named.length;
  return found(
    'prompts',
    'warning',
    `Recordings of yours are not played. ${[...named, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')}`,
    'See "Recordings of your own" in docs/calling-cards.md.',
  );
}
