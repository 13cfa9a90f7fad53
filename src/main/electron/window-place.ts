import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const place = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int(), maximised: z.boolean() });

export interface RestoredPlace {
  readonly bounds: Rectangle | { readonly width: number; readonly height: number };
  readonly maximised: boolean;
}

export const MINIMUM_SIZE = { width: 900, height: 600 } as const;
const FIRST_SIZE = { width: 1280, height: 800 } as const;
/** So much of the window must lie on a display for a person to be able to take hold of it. */
const REACHABLE = { width: 120, height: 60 } as const;

/**
 * Where to put the window: as saved when that is still on a display, else its size (cut to the first display) and
 * no position, which centres it. `workAreas` are the displays without their bars, the primary one first; never empty.
 */
export function restorePlace(saved: unknown, workAreas: readonly Rectangle[]): RestoredPlace {
  const parsed = place.safeParse(saved);
  const area = workAreas.find((candidate) => parsed.success && isReachable(parsed.data, candidate));
  const size = sizeWithin(parsed.success ? parsed.data : FIRST_SIZE, area ?? workAreas[0]);
  const maximised = parsed.success && parsed.data.maximised;
  if (!parsed.success || area === undefined) return { bounds: size, maximised };
  return { bounds: { x: parsed.data.x, y: parsed.data.y, ...size }, maximised };
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  const titleBarVisible = window.y >= area.y - 10;
  return width >= REACHABLE.width && height >= REACHABLE.height && titleBarVisible;
}

function sizeWithin(size: { readonly width: number; readonly height: number }, area: Rectangle | undefined): { width: number; height: number } {
  const widest = area?.width ?? FIRST_SIZE.width;
  const highest = area?.height ?? FIRST_SIZE.height;
  return {
    width: Math.max(MINIMUM_SIZE.width, Math.min(size.width, widest)),
    height: Math.max(MINIMUM_SIZE.height, Math.min(size.height, highest)),
  };
}
