import { memo, useEffect, useRef } from 'react';
import { useChartColours } from './chart-colours';
import { heatColumns, heatRow } from './heat-cells';
import { paintBand } from './heat-paint';
import type { HeatScale } from './heat-scale';
import type { LagSamples } from './lag-samples';
import type { Span } from './time-axis';

interface HeatMapProps {
  readonly samples: LagSamples;
  /** Columns of the samples, top to bottom: those to paint, no more. */
  readonly rows: readonly number[];
  readonly rowHeight: number;
  /** CSS pixels by which the first row is scrolled out at the top. */
  readonly offset: number;
  readonly span: Span;
  readonly scale: HeatScale;
  readonly width: number;
  readonly height: number;
}

/** Partition × time as one image: a pixel column per moment, a band per partition. Its axis, names and hover are LagChart's. */
export const HeatMap = memo(function HeatMap({ samples, rows, rowHeight, offset, span, scale, width, height }: HeatMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { heat } = useChartColours();
  const ratio = window.devicePixelRatio || 1;
  const pixelWidth = Math.max(1, Math.round(width * ratio));
  const pixelHeight = Math.max(1, Math.round(height * ratio));

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const columns = heatColumns(samples.times, span, pixelWidth);
    const steps = new Uint8Array(pixelWidth);
    const band = Math.round(rowHeight * ratio);
    const full = context.createImageData(pixelWidth, (rows.length + 1) * band);
    const pixels = new Uint32Array(full.data.buffer);
    const gap = Math.max(1, Math.round(ratio));
    rows.forEach((partition, index) => {
      heatRow(steps, samples, partition, columns, scale);
      paintBand(pixels, pixelWidth, index * band, band - gap, steps, heat, Math.round(5 * ratio));
    });
    context.clearRect(0, 0, pixelWidth, pixelHeight);
    context.putImageData(full, 0, -Math.round(offset * ratio));
  }, [samples, rows, rowHeight, offset, span, scale, pixelWidth, pixelHeight, ratio, heat]);

  return <canvas ref={canvas} width={pixelWidth} height={pixelHeight} style={{ width, height, display: 'block' }} aria-hidden="true" />;
});
