// Plots as SVG: horizontal bars, and lines. Light ground, dark text, colours that also differ in brightness.

export interface Plot {
  /// Of the file, without its ending.
  name: string;
  title: string;
  svg: string;
}

/// One measured thing over all labels; null where it was not measured.
export interface Series {
  name: string;
  values: readonly (number | null)[];
}

export interface PlotData {
  name: string;
  title: string;
  /// Of the values, with their unit: "admissions per second".
  axis: string;
  labels: readonly string[];
  series: readonly Series[];
  /// Powers of ten, where the values lie far apart.
  isLogarithmic?: boolean;
}

export interface LineData extends PlotData {
  /// What the labels are: "connections".
  labelAxis: string;
}

const colours = ['#1f4e9e', '#d1600a', '#2b8a57', '#8a3fa0', '#7a6a00'];
const width = 860;
const ink = '#1b1f24';

const colour = (place: number): string => colours[place % colours.length] ?? ink;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const shown = (value: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
const place = (value: number): string => value.toFixed(1);

type Anchor = 'start' | 'middle' | 'end';

function text(x: number, y: number, words: string, anchor: Anchor = 'start', extra = ''): string {
  return `<text x="${place(x)}" y="${place(y)}" text-anchor="${anchor}"${extra}>${escaped(words)}</text>`;
}

/// Where values lie, from 0 to 1, and which of them the axis names.
interface Scale {
  at(value: number): number;
  ticks: number[];
}

function scaleOf({ series, isLogarithmic }: PlotData): Scale {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null && value > 0)) as number[];
  const most = Math.max(...values, Number.MIN_VALUE);
  if (isLogarithmic === true) {
    const first = Math.floor(Math.log10(Math.min(...values)));
    const last = Math.max(Math.ceil(Math.log10(most)), first + 1);
    const ticks = Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step));
    return { ticks, at: (value) => Math.max(0, (Math.log10(value) - first) / (last - first)) };
  }
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const count = Math.ceil(most / step);
  return { ticks: Array.from({ length: count + 1 }, (_, tick) => tick * step), at: (value) => value / (step * count) };
}

function frame(data: PlotData, height: number, parts: readonly string[]): Plot {
  const { name, title, series } = data;
  // A series alone is named by the axis.
  const legend = series.length < 2 ? [] : series.flatMap((one, at) => {
    const left = 20 + at * Math.min(200, (width - 40) / series.length);
    return [
      `<rect x="${place(left)}" y="44" width="12" height="12" fill="${colour(at)}"/>`,
      text(left + 18, 55, one.name),
    ];
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" `
    + `height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="${ink}" role="img">\n`
    + `<title>${escaped(title)}</title>\n<rect width="100%" height="100%" fill="#ffffff"/>\n`
    + [text(20, 28, title, 'start', ' font-size="17" font-weight="600"'), ...legend, ...parts].join('\n')
    + '\n</svg>\n';
  return { name, title, svg };
}

const rule = (x1: number, y1: number, x2: number, y2: number): string =>
  `<path d="M${place(x1)} ${place(y1)}L${place(x2)} ${place(y2)}" stroke="#c9ced6"/>`;

/// A group of bars for each label, with the value at the end of each bar.
export function barPlot(data: PlotData): Plot {
  const scale = scaleOf(data);
  const [left, right, top, bar, gap] = [260, width - 80, 76, 18, 12];
  const x = (value: number): number => left + scale.at(value) * (right - left);
  const group = data.series.length * bar + gap;
  const bottom = top + data.labels.length * group;
  const grid = scale.ticks.flatMap((tick) =>
    [rule(x(tick), top, x(tick), bottom), text(x(tick), bottom + 18, shown(tick), 'middle')]);
  const bars = data.labels.flatMap((label, at) => [
    text(left - 10, top + at * group + (data.series.length * bar) / 2 + 5, label, 'end'),
    ...data.series.flatMap(({ values }, number) => {
      const value = values[at] ?? null;
      const y = top + at * group + number * bar;
      if (value === null) return [text(left + 6, y + 13, 'not measured')];
      return [
        `<rect x="${left}" y="${place(y)}" width="${place(Math.max(1, x(value) - left))}" height="${bar - 3}" `
        + `fill="${colour(number)}"/>`,
        text(x(value) + 6, y + 12, shown(value)),
      ];
    }),
  ]);
  return frame(data, bottom + 52, [...grid, ...bars, text((left + right) / 2, bottom + 42, data.axis, 'middle')]);
}

/// A line for each series over evenly spaced labels.
export function linePlot(data: LineData): Plot {
  const scale = scaleOf(data);
  const [left, right, top, bottom] = [90, width - 60, 80, 400];
  const x = (at: number): number => left + ((at + 0.5) * (right - left)) / data.labels.length;
  const y = (value: number): number => bottom - scale.at(value) * (bottom - top);
  const grid = scale.ticks.flatMap((tick) =>
    [rule(left, y(tick), right, y(tick)), text(left - 8, y(tick) + 5, shown(tick), 'end')]);
  const labels = data.labels.map((label, at) => text(x(at), bottom + 20, label, 'middle'));
  const lines = data.series.flatMap(({ values }, number) => {
    const points = values.flatMap((value, at) => (value === null ? [] : [{ x: x(at), y: y(value) }]));
    const path = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${place(point.x)} ${place(point.y)}`).join('');
    return [
      `<path d="${path}" fill="none" stroke="${colour(number)}" stroke-width="2.5"/>`,
      ...points.map((point) =>
        `<circle cx="${place(point.x)}" cy="${place(point.y)}" r="4" fill="${colour(number)}"/>`),
    ];
  });
  const middle = (top + bottom) / 2;
  return frame(data, bottom + 60, [
    ...grid, ...labels, ...lines,
    text((left + right) / 2, bottom + 46, data.labelAxis, 'middle'),
    text(24, middle, data.axis, 'middle', ` transform="rotate(-90 24 ${place(middle)})"`),
  ]);
}
