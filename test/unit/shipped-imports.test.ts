import { existsSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

/** What a module imports while it runs: `import type` and `export type` are erased. Strings of dynamic imports count. */
function importsOf(source: string): string[] {
  const found = [...source.matchAll(/^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)];
  return found.flatMap(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? []);
}

/** Every file and every package that is loaded by the entries, as the container image has them. */
function walk(entries: string[]): { files: string[]; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const queue = [...entries];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const target of importsOf(readFileSync(file, 'utf8'))) {
      if (target.startsWith('.')) queue.push(resolve(dirname(file), target));
      else if (!target.startsWith('node:') && !builtinModules.includes(target))
        packages.add(target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]!);
    }
  }
  return { files: [...files].map((file) => relative(ROOT, file)), packages };
}

const entries = [...globSync('workers/*.ts', { cwd: ROOT }), 'src/runtime/telemetry.ts'].map((file) => resolve(ROOT, file));
const shipped = walk(entries);

it('deployed processes load only what the image has: src, workers and production dependencies', () => {
  expect(shipped.files.length).toBeGreaterThan(50);
  expect(shipped.files.filter((file) => !/^(src|workers)\//.test(file))).toEqual([]);
  expect(shipped.files.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
  expect([...shipped.packages].filter((name) => !(name in dependencies))).toEqual([]);
  expect(shipped.packages).toContain('bullmq'); // the walk sees packages at all
});

it('what the container runs is there', () => {
  const commands = ['Dockerfile', 'fly.toml'].map((file) => readFileSync(resolve(ROOT, file), 'utf8')).join('\n');
  const named = new Set([...commands.matchAll(/\b(?:workers|src)\/[\w/-]+\.ts/g)].map(([path]) => path));
  expect([...named].sort()).toEqual(['src/runtime/telemetry.ts', 'workers/ingress.ts', 'workers/migrate.ts', 'workers/worker.ts']);
  expect([...named].filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
});
