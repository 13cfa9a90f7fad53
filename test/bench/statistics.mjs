/**
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 * @returns {number} the smallest value that at least this share does not exceed; NaN of nothing
 */
export function quantile(values, share) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * @param {number} value
 * @returns {string} three significant digits, thousands kept whole
 */
export function figure(value) {
  if (Number.isNaN(value)) return 'unknown';
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/**
 * @param {readonly (readonly string[])[]} rows the first is the head
 * @returns {string} a Markdown table with aligned columns
 */
export function markdownTable(rows) {
  const [head = []] = rows;
  const widths = head.map((_cell, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.slice(1).map(line)].join('\n');
}
