import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casesOf, solve } from '../../support/assignment-cases';

// A sample; thousands of others are made and compared in test/kafka/assignors.test.ts.
const cases = casesOf(readFileSync(join(__dirname, '../../golden/assignments.jsonl'), 'utf8'));

describe.each(['range', 'roundrobin', 'sticky', 'cooperative-sticky', 'uniform', 'range-of-broker'])('%s', (assignor) => {
  it('assigns as Kafka’s own class does', () => {
    const own = cases.filter((golden) => golden.assignor === assignor);
    expect(own.length).toBeGreaterThan(15);
    const different = own.filter((golden) => {
      const { kafka, ours } = solve(golden);
      return ours.join() !== kafka.join();
    });
    expect(different).toEqual([]);
  });
});
