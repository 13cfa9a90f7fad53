import { expect, test } from 'vitest';
import { parseProperties } from '../../../src/main/clusters/properties';

const entries = (text: string) => [...parseProperties(text, 'f')].map(([key, { value, line }]) => [key, value, line]);

test('reads every form that Java reads', () => {
  const text = [
    '\uFEFF# comment = not a key',
    '! another',
    '',
    'a=1',
    '  b : two words ',
    'c three',
    'd',
    'e=x=y:z',
    'path=C:\\\\dir\\tab\\u00e9\\:\\q',
    'long=one,\\',
    '     two,\\',
    '# still the value',
    'key\\ with\\=signs=v',
    'a=last counts',
    'ünï=Zürich',
    'even=ends in backslash\\\\',
    'open=\\',
  ].join('\r\n');
  expect(entries(text)).toEqual([
    ['a', 'last counts', 14],
    ['b', 'two words ', 5],
    ['c', 'three', 6],
    ['d', '', 7],
    ['e', 'x=y:z', 8],
    ['path', 'C:\\dir\tabé:q', 9],
    ['long', 'one,two,# still the value', 10],
    ['key with=signs', 'v', 13],
    ['ünï', 'Zürich', 15],
    ['even', 'ends in backslash\\', 16],
    ['open', '', 17],
  ]);
});

test('says where a unicode escape is broken', () => {
  expect(() => parseProperties('a=1\nb=\\u12', 'client.properties')).toThrow('client.properties:2: \\u is not followed by four hexadecimal digits.');
});
