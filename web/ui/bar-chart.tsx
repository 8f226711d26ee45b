/** One measure over days as bars: one axis, from nothing to a round figure. A table says the same to whoever reads. */

type Bar = Readonly<{ key: string; value: number; title: string }>;

/** Of one bar, in units of the drawing; what is left of 10 is the gap. */
const BAR = 7;
const HEIGHT = 100;

export function BarChart({
  label,
  bars,
  scale,
  first,
  last,
}: {
  label: string;
  bars: readonly Bar[];
  /** What the top of the axis is called. */
  scale: (top: number) => string;
  /** What the ends of the other axis are called. */
  first: string;
  last: string;
}) {
  const top = roundTop(Math.max(...bars.map(({ value }) => value)));
  return (
    <div className="tb-chart">
      <div className="tb-chart-scale" aria-hidden="true">
        <span>{scale(top)}</span>
        <span>0</span>
      </div>
      <svg
        viewBox={`0 0 ${bars.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {[0, HEIGHT / 2, HEIGHT].map((y) => (
          <line key={y} x1={0} x2={bars.length * 10} y1={y} y2={y} />
        ))}
        {bars.map(({ key, value, title }, index) => {
          const height = (value / top) * HEIGHT;
          return (
            <g key={key}>
              <title>{title}</title>
              <rect className="tb-chart-day" x={index * 10} y={0} width={10} height={HEIGHT} />
              <rect
                className="tb-chart-bar"
                x={index * 10 + (10 - BAR) / 2}
                y={HEIGHT - height}
                width={BAR}
                height={height}
              />
            </g>
          );
        })}
      </svg>
      <div className="tb-chart-ends" aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </div>
    </div>
  );
}

/** 1, 2 or 5 times a power of ten, not below `value`; 1 for nothing. */
export function roundTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}
