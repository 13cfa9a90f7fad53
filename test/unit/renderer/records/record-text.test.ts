import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonErrorAt } from '../../../../src/renderer/views/records/json-error';
import { whyNotJson } from '../../../../src/renderer/views/records/record-text';

test('what is not JSON is told with its line and column', () => {
  expect(whyNotJson('{"order":"order-92","amount": 12.50,, "currency":"EUR"}')).toBe('not JSON: line 1, column 37: unexpected “, "currency"”');
  expect(whyNotJson('{\n  "a": x}')).toBe('not JSON: line 2, column 8: unexpected “x}”');
  expect(whyNotJson('{"a": 1')).toBe('not JSON: line 1, column 8: it ends too early');
  expect(whyNotJson('{"a": 1}')).toBeNull();
  expect(whyNotJson(`{"a": "${'a'.repeat(1_000_000)}`)).toMatch(/^not JSON: line 1, column 7: unexpected “"aaa/);
  expect(whyNotJson(`["${'\\n'.repeat(300_000)}"]`)).toBeNull();
});

test('what is JSON and what is not is as the engine has it', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '0', ':', '\\', '\u0001'), (json, place, mark) => {
    const at = place % (json.length + 1);
    const spoiled = json.slice(0, at) + mark + json.slice(at + (place % 2));
    expect(jsonErrorAt(json)).toBeNull();
    expect(jsonErrorAt(spoiled) === null).toBe(isJson(spoiled));
  }));
});
