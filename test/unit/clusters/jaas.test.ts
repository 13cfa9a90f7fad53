import { expect, test } from 'vitest';
import { parseJaas } from '../../../src/main/clusters/jaas';

test('keeps quoted values whole', () => {
  expect(parseJaas(' a.b.PlainLoginModule  required username="al ice" password="p;=\\"\\\\\'x"  other=1 single=\'a "b"\' ; ')).toEqual({
    loginModule: 'a.b.PlainLoginModule',
    options: new Map([
      ['username', 'al ice'],
      ['password', 'p;="\\\'x'],
      ['other', '1'],
      ['single', 'a "b"'],
    ]),
  });
});

test.each([
  ['', 'it does not begin with the class of a login module'],
  ['Module username="u";', 'the login module is not followed by “required”'],
  ['Module required username="u" password="secret"', 'it does not end with exactly one semicolon'],
  ['Module required username="u" password="secret;', 'a quotation mark is not closed'],
  ['Module required username "secret";', 'option 1 is not of the form name="value"'],
  ['Module required a="secret"; Module required b="secret";', 'it does not end with exactly one semicolon'],
])('says what is wrong without the password: %s', (text, problem) => {
  expect(parseJaas(text)).toBe(problem);
});
