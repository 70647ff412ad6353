import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingsTable, settingsText } from '../../../infra/local/settings-table.ts';
import { describeSettings } from '../../../src/runtime/config.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

it('the README has the table of settings that `npm run config -- --markdown` prints', () => {
  const shown = /<!-- settings:begin -->\n+([\s\S]*?)\n*<!-- settings:end -->/.exec(readme)?.[1];
  expect(shown).toBe(settingsTable(describeSettings()).trimEnd());
});

it('a default with a bar stays in its cell', () => {
  const table = settingsTable([{ name: 'MODE', type: 'on | off', default: 'on', meaning: 'a | b' }]);
  expect(table.split('\n')[2]).toBe('| `MODE` | on \\| off | `on` | a \\| b |');
});

it('the terminal shows every setting on a line of its own', () => {
  const settings = describeSettings();
  const lines = settingsText(settings).trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(settings.map(({ name }) => name));
});
