import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../../src/renderer/charts/end-labels';
import { labelWords } from '../../../../src/renderer/charts/EventLabels';
import { placeEvents } from '../../../../src/renderer/charts/event-marks';
import { keepSlots } from '../../../../src/renderer/charts/line-styles';
import { axisTop, toAxis, valueTicks } from '../../../../src/renderer/charts/value-axis';

/** Labels of several events are wider, and those at the right end stand left of their mark. */
const labelWidth = ({ events }: { readonly events: readonly unknown[] }) => (events.length > 1 ? 130 : 104);

describe('labels at the ends of lines', () => {
  it('never overlap and never leave the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 14 }), (wanted) => {
        const placed = spreadLabels(wanted, 200, 14).filter((y): y is number => y !== null).sort((left, right) => left - right);
        expect(placed).toHaveLength(Math.min(wanted.length, 14));
        for (const [index, y] of placed.entries()) {
          expect(y).toBeGreaterThanOrEqual(7 - 1e-9);
          expect(y).toBeLessThanOrEqual(193 + 1e-9);
          if (index > 0) expect(y - placed[index - 1]!).toBeGreaterThanOrEqual(14 - 1e-9);
        }
      }),
    );
  });
});

describe('looks of lines', () => {
  it('stay with their partition while others come and go', () => {
    const first = keepSlots(new Map(), [7, 3, 9]);
    expect(keepSlots(first, [9, 4, 7])).toEqual(new Map([[9, 2], [7, 0], [4, 1]]));
  });
});

describe('value axis', () => {
  it('ends at or above the largest value in both scales, and has a place for 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), fc.constantFrom('linear' as const, 'log' as const), fc.integer({ min: 2, max: 5 }), (most, scale, wanted) => {
        const ticks = valueTicks(most, scale, wanted);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.every((tick) => Number.isInteger(tick))).toBe(true);
        expect(axisTop(most, scale, ticks)).toBeGreaterThanOrEqual(toAxis(most, scale));
        expect(toAxis(0, scale)).toBe(0);
      }),
    );
  });
});

describe('event marks', () => {
  it('gather what cannot be told apart, so that a restless group does not hatch the chart', () => {
    const events = Array.from({ length: 90 }, (_, index) => ({ at: index * 10_000, kind: 'rebalance' as const, text: 'r' }));
    const marks = placeEvents([...events, { at: 899_000, kind: 'stalled', text: 's' }], { from: 0, to: 900_000 }, 440, labelWidth);
    expect(marks.length).toBeLessThan(48);
    expect(marks.reduce((sum, mark) => sum + mark.events.length, 0)).toBe(91);
    expect(marks[marks.length - 1]).toMatchObject({ kind: 'stalled', labelLeft: 440 + 90 - 104 });
    const labels = marks.flatMap((mark) => (mark.labelLeft === null ? [] : [{ left: mark.labelLeft, right: mark.labelLeft + labelWidth(mark) }]));
    expect(labels.length).toBeGreaterThan(1);
    for (const [index, label] of labels.entries()) expect(label.right).toBeLessThan(labels[index + 1]?.left ?? Number.POSITIVE_INFINITY);
  });

  it('say what happened, and stand for no stall of another time', () => {
    const stall = (at: number, atLeast: boolean) => ({ at, kind: 'stalled' as const, text: 's', atLeast });
    const marks = placeEvents([stall(100_000, true), stall(104_000, false), { at: 400_000, kind: 'rebalance', text: '1 joined, 2 left' }], { from: 0, to: 900_000 }, 900, labelWidth);
    expect(marks.map(labelWords)).toEqual(['stalled before', 'stalled', '1 joined, 2 left']);
  });
});
