import { NOT_WATCHED } from './heat-cells';
import { NO_DATA } from './heat-scale';

/** Colours as ImageData words (little-endian RGBA); `steps` has one per heat step. */
export interface HeatColours {
  readonly steps: readonly number[];
  readonly hatch: number;
  readonly blank: number;
}

/**
 * Paints one partition's steps as a band of `bandHeight` device pixels at `top`. Unknown is hatched, so that it differs
 * from every colour also in greyscale; the hatch runs on across bands.
 */
export function paintBand(pixels: Uint32Array, width: number, top: number, bandHeight: number, steps: Uint8Array, colours: HeatColours, pitch: number): void {
  for (let y = top; y < top + bandHeight; y += 1) {
    const start = y * width;
    if (start + width > pixels.length) return;
    for (let x = 0; x < width; x += 1) {
      const step = steps[x]!;
      pixels[start + x] =
        step === NO_DATA ? ((x + y) % pitch < pitch / 4 ? colours.hatch : colours.blank) : step === NOT_WATCHED ? colours.blank : colours.steps[step]!;
    }
  }
}

/** `#rrggbb` as an ImageData word; 0 (transparent) for anything else. */
export function colourWord(hex: string): number {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(hex.trim());
  if (match === null) return 0;
  const [red, green, blue] = match.slice(1).map((part) => Number.parseInt(part, 16));
  return ((255 << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0;
}
