import type { SettingDescription } from '../../src/runtime/config.ts';

/** The settings as the Markdown table of the README, ended by a newline. */
export function settingsTable(settings: SettingDescription[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = settings.map(
    ({ name, type, default: standard, meaning }) => `| \`${name}\` | ${cell(type)} | ${standard === '' ? '' : `\`${cell(standard)}\``} | ${cell(meaning)} |`,
  );
  return ['| setting | type | default | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

/** The settings as columns for a terminal, ended by a newline. */
export function settingsText(settings: SettingDescription[]): string {
  const rows = settings.map(({ name, type, default: standard, meaning }) => [name, type, standard || '-', meaning]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('');
}
