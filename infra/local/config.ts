/** `npm run config`: every setting of Frontdesk; with `--markdown` as the table of the README. */
import { parseArgs } from 'node:util';
import { describeSettings } from '../../src/runtime/config.ts';
import { settingsTable, settingsText } from './settings-table.ts';

const { values } = parseArgs({ options: { markdown: { type: 'boolean', default: false } } });
process.stdout.write(values.markdown ? settingsTable(describeSettings()) : settingsText(describeSettings()));
