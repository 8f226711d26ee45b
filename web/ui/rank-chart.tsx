/** One measure of named things, the largest first: each name beside its bar and its figure. */

type Bar = Readonly<{ key: string; name: string; value: number; text: string }>;

export function RankChart({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const top = Math.max(...bars.map(({ value }) => value));
  return (
    <ul className="tb-ranks" aria-label={label}>
      {bars.map(({ key, name, value, text }) => (
        <li key={key}>
          <span className="tb-rank-name">
            <bdi>{name}</bdi>
          </span>
          <span className="tb-rank-bar" aria-hidden="true">
            <span style={{ inlineSize: `${top > 0 ? (value / top) * 100 : 0}%` }} />
          </span>
          <span className="tb-rank-figure">{text}</span>
        </li>
      ))}
    </ul>
  );
}
