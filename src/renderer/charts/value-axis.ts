export type ValueScale = 'linear' | 'log';

/** Marks of a value axis from 0, in the units of the data, ascending. */
export function valueTicks(most: number, scale: ValueScale, wanted: number): number[] {
  return scale === 'linear' ? linearTicks(most, wanted) : logTicks(most, wanted);
}

/** The axis' upper end, as a position: the last mark, or for the logarithm the largest value with some air. */
export function axisTop(most: number, scale: ValueScale, ticks: readonly number[]): number {
  const last = toAxis(ticks[ticks.length - 1] ?? 1, scale);
  return scale === 'linear' ? last : Math.max(last, toAxis(most, scale)) * 1.04;
}

/** Position of a lag on the axis: itself, or log10(1 + lag), which knows zero. NaN stays NaN. */
export function toAxis(value: number, scale: ValueScale): number {
  return scale === 'linear' ? value : Math.log10(1 + value);
}

function linearTicks(most: number, wanted: number): number[] {
  const rough = Math.max(1, most) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  const ticks = [0];
  while (ticks[ticks.length - 1]! < most || ticks.length < 2) ticks.push(ticks.length * whole);
  return ticks;
}

function logTicks(most: number, wanted: number): number[] {
  const decades = Math.max(1, Math.floor(Math.log10(Math.max(1, most))));
  const stride = Math.max(1, Math.ceil(decades / wanted));
  const ticks = [0];
  for (let decade = decades % stride === 0 ? stride : decades % stride; decade <= decades; decade += stride) ticks.push(10 ** decade);
  return ticks;
}
