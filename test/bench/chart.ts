/** One line of the chart: milliseconds by size. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const WIDTH = 840;
const HEIGHT = 360;
const MARGIN = { left: 60, right: 370, top: 20, bottom: 40 };
const COLOURS = ['#1b6ca8', '#c0392b', '#1e8449', '#8e44ad', '#b9770e', '#117a65', '#5d6d7e', '#a04000'];

const escaped = (name: string) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Median latency against the size of the portfolio, on a logarithmic scale, as SVG. */
export function latencyChart(sizes: readonly string[], series: readonly Series[]): string {
  const highest = Math.max(10, ...series.flatMap(({ values }) => values));
  const decades = Math.ceil(Math.log10(highest));
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const x = (index: number) =>
    MARGIN.left + (index * (WIDTH - MARGIN.left - MARGIN.right)) / Math.max(1, sizes.length - 1);
  const y = (value: number) =>
    HEIGHT - MARGIN.bottom - (Math.log10(Math.max(1, value)) / Math.max(1, decades)) * inner;
  const grid = Array.from({ length: decades + 1 }, (_, power) => {
    const at = y(10 ** power);
    return `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}" stroke="#ddd"/>
<text x="${MARGIN.left - 8}" y="${at + 4}" text-anchor="end">${10 ** power} ms</text>`;
  });
  const ticks = sizes.map(
    (size, index) => `<text x="${x(index)}" y="${HEIGHT - 14}" text-anchor="middle">${size} payments</text>`,
  );
  const lines = series.map(({ name, values }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const points = values.map((value, size) => `${x(size)},${y(value)}`).join(' ');
    const at = MARGIN.top + 14 + index * 18;
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>
<text x="${WIDTH - MARGIN.right + 14}" y="${at}" fill="${colour}">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${[...grid, ...ticks, ...lines].join('\n')}
</svg>
`;
}
