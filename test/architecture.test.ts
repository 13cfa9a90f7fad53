import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(__dirname, '..');

/** Which folder may import from which; any other arrow is an error. `wiring` is src/main's own files: they compose the rest. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  kafka: ['shared'],
  groups: ['shared'],
  assignment: ['shared'],
  rebalances: ['shared'],
  clusters: ['kafka', 'shared'],
  monitor: ['kafka', 'groups', 'rebalances', 'clusters', 'shared'],
  operations: ['kafka', 'clusters', 'shared'],
  members: ['kafka', 'rebalances', 'clusters', 'monitor', 'operations', 'shared'],
  electron: ['shared'],
  preload: ['shared'],
  cli: ['monitor', 'operations', 'members', 'assignment', 'clusters', 'kafka', 'shared'],
  wiring: ['kafka', 'assignment', 'clusters', 'monitor', 'operations', 'members', 'electron', 'shared'],
  'renderer/app': ['renderer/state', 'renderer/views', 'renderer/ui', 'renderer/styles'],
  'renderer/bridge': ['shared'],
  'renderer/state': ['renderer/bridge', 'renderer/format', 'shared'],
  'renderer/views': ['renderer/bridge', 'renderer/state', 'renderer/charts', 'renderer/ui', 'renderer/format', 'renderer/styles', 'shared'],
  'renderer/charts': ['renderer/ui', 'renderer/format', 'renderer/styles', 'shared'],
  'renderer/ui': ['renderer/format', 'renderer/styles', 'shared'],
  'renderer/format': ['shared'],
  'renderer/styles': [],
};

/** Packages (and `node:`) by the only places that may import them. A package that is not listed is allowed nowhere in src. */
const PACKAGES: readonly { readonly name: RegExp; readonly allowed: readonly RegExp[] }[] = [
  { name: /^electron$/, allowed: [/^src\/main\/electron\//, /^src\/main\/index\.ts$/, /^src\/preload\//] },
  { name: /^kafkajs($|\/)/, allowed: [/^src\/main\/kafka\//] },
  { name: /^node-forge$/, allowed: [/^src\/main\/(kafka|clusters)\//] },
  { name: /^csv-parse/, allowed: [/^src\/main\/operations\//] },
  { name: /^fzstd$/, allowed: [/^src\/main\/kafka\/records\//] },
  { name: /^zod$/, allowed: [/^src\/(shared|main|cli)\//] },
  { name: /^node:/, allowed: [/^src\/(main|cli)\//] },
  { name: /^(react|react-dom|recharts|zustand|@tanstack\/react-virtual|@fontsource-variable\/[a-z-]+)($|\/)/, allowed: [/^src\/renderer\//] },
];

const sources = await readSources('src');

describe('imports', () => {
  const imports = sources.filter(({ path }) => /\.tsx?$/.test(path)).flatMap(({ path, text }) => importsOf(text).map((target) => ({ path, target })));

  it('follow the table of folders', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map(({ path, target }) => ({ path, target, from: areaOf(path), to: areaOf(slashes(normalize(join(dirname(path), target)))) }))
      .filter(({ from, to }) => from !== to && !(MAY_IMPORT[from] ?? []).includes(to));
    expect(wrong.map(({ path, target, from, to }) => `${path} imports ${target}: ${from} may not import ${to}`)).toEqual([]);
  });

  it('take each package only where it belongs', () => {
    const wrong = imports.filter(({ target }) => !target.startsWith('.')).filter(({ path, target }) => !PACKAGES.some(({ name, allowed }) => name.test(target) && allowed.some((place) => place.test(path))));
    expect(wrong.map(({ path, target }) => `${path} imports ${target}`)).toEqual([]);
  });

  it('carry no file extension in src, styles and pictures apart', () => {
    expect(imports.filter(({ target }) => /^\..*\.(ts|tsx|js|mjs)$/.test(target))).toEqual([]);
  });
});

describe('files', () => {
  it('are at most 300 lines long', async () => {
    const all = [...sources, ...(await readSources('scripts')), ...(await readSources('test'))];
    const long = all.filter(({ path }) => /\.(ts|tsx|mjs|css)$/.test(path)).map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 })).filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  it('are named kebab-case.ts, PascalCase.tsx and PascalCase.module.css', () => {
    const wrong = sources.filter(({ path }) => {
      const name = basename(path);
      if (name.endsWith('.tsx')) return !/^([A-Z][A-Za-z0-9]*|main)\.tsx$/.test(name);
      if (path.startsWith('src/renderer/styles/')) return !/^[a-z0-9.-]+$/.test(name);
      if (name.endsWith('.module.css')) return !/^[A-Z][A-Za-z0-9]*\.module\.css$/.test(name);
      return !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(name);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('know no leftovers: no marks for later, no silenced compiler', () => {
    const marks = /\b(TODO|FIXME|HACK|XXX)\b|@ts-(ignore|nocheck|expect-error)|eslint-disable|oxlint-disable/;
    expect(sources.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

/** Paths from the project's top, with `/`. */
async function readSources(folder: string): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: slashes(relative(ROOT, file)), text: readFileSync(file, 'utf8') }));
}

/** The targets of static and dynamic imports, re-exports and require calls. */
function importsOf(text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const pattern = /(?:^|[\n;])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function areaOf(path: string): string {
  const parts = path.split('/').slice(1);
  const [top = '', second = ''] = parts;
  if (top === 'main') return parts.length > 2 ? second : 'wiring';
  if (top !== 'renderer') return top;
  if (parts.length > 2) return `renderer/${second}`;
  return second.startsWith('bridge') ? 'renderer/bridge' : 'renderer/app';
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
