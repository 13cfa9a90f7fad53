import { relative } from 'node:path';
import { ROOT } from './folders.mjs';

/** @typedef {{ passed: number, failed: number, failures?: readonly string[] }} Outcome `failures`: a line for each failed test */

/** @typedef {{ status: string, fullName: string, failureMessages?: readonly string[] }} VitestAssertion */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults?: readonly { name: string, message?: string, assertionResults: readonly VitestAssertion[] }[] }} VitestReport */

/** @typedef {{ status: string, results: readonly { error?: { message?: string } }[] }} PlaywrightTest */
/** @typedef {{ specs?: readonly { title: string, file: string, line: number, tests: readonly PlaywrightTest[] }[], suites?: readonly PlaywrightSuite[] }} PlaywrightSuite */
/** @typedef {PlaywrightSuite & { stats: { expected: number, unexpected: number, flaky: number }, errors?: readonly { message?: string }[] }} PlaywrightReport */

/**
 * @param {VitestReport | null} report what Vitest's `json` reporter wrote, null if it wrote nothing
 * @returns {Outcome}
 */
export function vitestOutcome(report) {
  const failures = (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed').map((test) => line(name, test.fullName, test.failureMessages?.[0]));
    return failed.length === 0 && message ? [line(name, 'the file itself', message)] : failed;
  });
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0, failures };
}

/**
 * @param {PlaywrightReport | null} report what Playwright's `json` reporter wrote, null if it wrote nothing
 * @returns {Outcome} a test that passed only when tried again has failed
 */
export function playwrightOutcome(report) {
  const outside = (report?.errors ?? []).map(({ message }) => line('', 'outside of a test', message));
  return {
    passed: report?.stats.expected ?? 0,
    failed: (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0),
    failures: [...(report === null ? [] : failedSpecs(report)), ...outside],
  };
}

/** @param {PlaywrightSuite} suite @returns {string[]} */
function failedSpecs(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map((test) => line(`${spec.file}:${spec.line}`, spec.title, test.results.find(({ error }) => error !== undefined)?.error?.message)),
  );
  return [...own, ...(suite.suites ?? []).flatMap(failedSpecs)];
}

/** @param {string} file @param {string} title @param {string | undefined} message its first line is told */
function line(file, title, message) {
  const place = file.startsWith('/') ? relative(ROOT, file) : file;
  const plain = (message ?? '').replaceAll(/\u001b\[[\d;]*m/g, '');
  return [place, title, plain.split('\n').find((each) => each.trim() !== '')?.trim()].filter(Boolean).join(' › ').slice(0, 400);
}
