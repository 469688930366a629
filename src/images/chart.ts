import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { fontFamily, renderSvg } from './svg.ts';

use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

export interface Curve {
  name: string;
  /** `[x, y]`. */
  points: readonly (readonly [number, number])[];
}

export interface ChartOptions {
  title: string;
  xName: string;
  width?: number;
  height?: number;
  /** Curves of very different sizes are told apart on a logarithmic axis. */
  logarithmic?: boolean;
}

/** Points drawn at most for one curve; more are averaged. */
const pointsAtMost = 300;

/** Curves as a PNG, light and readable at 600 × 300. */
export async function drawChart(curves: readonly Curve[], options: ChartOptions): Promise<Uint8Array> {
  const { title, xName, width = 600, height = 300, logarithmic = false } = options;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily },
    color: ['#5b5bd6', '#e5484d', '#30a46c', '#f5a623'],
    title: { text: title, left: 12, top: 8, textStyle: { fontSize: 14, fontWeight: 500, color: '#222', fontFamily } },
    legend: curves.length > 1 ? { right: 12, top: 8, icon: 'circle', textStyle: { fontFamily } } : undefined,
    grid: { left: 12, right: 24, top: 44, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'value',
      name: xName,
      nameLocation: 'middle',
      nameGap: 26,
      min: 'dataMin',
      max: 'dataMax',
      splitLine: { show: false },
    },
    yAxis: { type: logarithmic ? 'log' : 'value', scale: true, splitLine: { lineStyle: { color: '#eee' } } },
    series: curves.map(({ name, points }) => ({
      name,
      type: 'line',
      showSymbol: false,
      lineStyle: { width: 2 },
      data: thin(points),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return renderSvg(svg, '#fff');
}

/** The loss of one training run, step by step. */
export function lossChart(points: Curve['points']): Promise<Uint8Array> {
  return drawChart([{ name: 'loss', points: smooth(points) }], { title: 'Training loss', xName: 'step' });
}

/** By how much the pictures of one training run are liked more than before, step by step. */
export function tasteChart(points: Curve['points']): Promise<Uint8Array> {
  const title = 'Liked more than before, in standard deviations';
  return drawChart([{ name: 'liked', points: smooth(points) }], { title, xName: 'step' });
}

/** Each point is the mean of a twelfth of the run up to it. */
function smooth(points: Curve['points']): [number, number][] {
  const window = Math.max(5, Math.round(points.length / 12));
  let sum = 0;
  return points.map(([step, value], index) => {
    sum += value - (points[index - window]?.[1] ?? 0);
    return [step, sum / Math.min(index + 1, window)];
  });
}

function thin(points: Curve['points']): [number, number][] {
  const group = Math.ceil(points.length / pointsAtMost);
  const count = Math.ceil(points.length / Math.max(1, group));
  return Array.from({ length: count }, (_, index) => {
    const part = points.slice(index * group, (index + 1) * group);
    return [part.at(-1)![0], part.reduce((sum, [, y]) => sum + y, 0) / part.length];
  });
}
