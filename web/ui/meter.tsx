import type { ReactNode } from 'react';

/** From here on a limit is near. */
const NEAR = 0.8;

/** How much of a limit is used: the words say it, the bar repeats them. `share` is null where nothing limits. */
export function Meter({
  name,
  words,
  share,
  note,
}: {
  name: string;
  words: string;
  share: number | null;
  note?: ReactNode;
}) {
  const tone = share === null ? 'good' : toneOf(share);
  return (
    <div className="tb-meter">
      <div className="tb-meter-words">
        <span>{name}</span>
        <span>{words}</span>
      </div>
      {share !== null && (
        <div className="tb-meter-bar" data-tone={tone} aria-hidden="true">
          <div style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
        </div>
      )}
      {note !== undefined && <small data-tone={tone}>{note}</small>}
    </div>
  );
}

export function isNear(share: number | null): boolean {
  return share !== null && share >= NEAR;
}

function toneOf(share: number): 'good' | 'warn' | 'bad' {
  if (share >= 1) return 'bad';
  return isNear(share) ? 'warn' : 'good';
}
