/** `npm run smoke [-- --url http://...] [--after 15|30|60]`: checks the memory of a running system and prints a table; exit code 1 when a check fails. */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Fault } from '../../src/errors.ts';
import type { Config } from '../../src/runtime/config.ts';
import { findAddress } from './running-frontdesk.ts';
import { createAsk } from './smoke/ask.ts';
import { isRolloutMinute, type RolloutMinute } from './smoke/figures-checks.ts';
import { checksOf, runChecks, tableOf } from './smoke/run-checks.ts';
import { runCommand, say } from './terminal.ts';

await runCommand(smoke);

async function smoke(config: Config): Promise<number> {
  const { values } = parseArgs({ options: { url: { type: 'string' }, after: { type: 'string' } } });
  const { after } = values;
  if (after !== undefined && !isRolloutMinute(after))
    throw new Fault('invalid_input', 'Usage: npm run smoke [-- --url http://host:port] [--after 15|30|60]\nThe token is ADMIN_TOKEN, or the one in DATA_DIR.');
  const address = await findAddress(config, values.url);
  const ask = createAsk(address);
  await expectToken(ask, address.url);
  const checks = checksOf(after === undefined ? null : (Number(after) as RolloutMinute));
  const rows = await runChecks(checks, { ask, wait: (ms) => wait(ms) }, () => performance.now());
  say(`The memory of ${address.url}`);
  tableOf(rows).forEach((line) => say(line));
  const failed = rows.filter(({ result }) => result === 'FAILED').length;
  say(failed === 0 ? 'All checks passed.' : `${failed} failed: infra/runbooks/memory-troubleshooting.md`);
  return failed === 0 ? 0 : 1;
}

/** Said once, instead of by every check. */
async function expectToken(ask: ReturnType<typeof createAsk>, url: string): Promise<void> {
  const { status } = await ask('GET', '/api/metrics/memory');
  if (status === 401) throw new Fault('unauthorized', `${url} wants another admin token. Set ADMIN_TOKEN to the one it was started with.`);
}
