import { describe, expect, it } from 'vitest';
import { restorePlace } from '../../../../src/main/electron/window-place';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const screen = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('restorePlace', () => {
  it('begins at 1280×800, centred', () => {
    expect(restorePlace(undefined, [laptop])).toEqual({ bounds: { width: 1280, height: 800 }, maximised: false });
  });

  it('restores a place on any display', () => {
    const saved = { x: 1500, y: 40, width: 2000, height: 1200, maximised: true };
    expect(restorePlace(saved, [laptop, screen])).toEqual({ bounds: { x: 1500, y: 40, width: 2000, height: 1200 }, maximised: true });
  });

  it('keeps the size but not the place when that display is gone, cut to what there is', () => {
    const saved = { x: 1500, y: 40, width: 2000, height: 1200, maximised: false };
    expect(restorePlace(saved, [laptop])).toEqual({ bounds: { width: 1440, height: 875 }, maximised: false });
  });

  it('never puts the title bar out of reach', () => {
    expect(restorePlace({ x: 100, y: -300, width: 1000, height: 700, maximised: false }, [laptop]).bounds).toEqual({ width: 1000, height: 700 });
    expect(restorePlace({ x: 1400, y: 100, width: 1000, height: 700, maximised: false }, [laptop]).bounds).toEqual({ width: 1000, height: 700 });
  });

  it.each([null, 'x', { x: 1 }, { x: 0, y: 0, width: 1e9, height: Number.NaN, maximised: false }, []])('takes damaged content %j for none', (saved) => {
    expect(restorePlace(saved, [laptop])).toEqual({ bounds: { width: 1280, height: 800 }, maximised: false });
  });

  it('is never smaller than the minimum', () => {
    expect(restorePlace({ x: 0, y: 30, width: 10, height: 10, maximised: false }, [laptop]).bounds).toEqual({ width: 900, height: 600 });
  });
});
