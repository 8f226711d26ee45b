import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'bad' | 'mute';

/** A word of state. The tone repeats what the word says and never says it alone. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="tb-tag" data-tone={tone}>
      {children}
    </span>
  );
}
