/** `npm run trace -- <traceId> [--url http://...]`: the story of one message with timings. */
import { parseArgs } from 'node:util';
import { Fault } from '../../src/errors.ts';
import type { Config } from '../../src/runtime/config.ts';
import { findRunningFrontdesk } from './running-frontdesk.ts';
import { runCommand, say } from './terminal.ts';
import { storyLines, type TraceStory } from './trace-story.ts';

await runCommand(trace);

async function trace(config: Config): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { url: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const [traceId] = positionals;
  if (positionals.length !== 1 || traceId === undefined || !/^[A-Za-z0-9_-]{8,70}$/.test(traceId)) {
    throw new Fault(
      'invalid_input',
      'Usage: npm run trace -- <traceId> [--url http://host:port] [--json]\nA trace ID is in X-Trace-ID of every response and in every log line.',
    );
  }
  const frontdesk = await findRunningFrontdesk(config, values.url);
  const story = await frontdesk.get<TraceStory>(`/api/admin/traces/${traceId}`);
  if (!story) throw new Fault('not_found', `${frontdesk.url} knows nothing of trace ${traceId}.`);
  if (values.json) say(JSON.stringify(story, null, 2));
  else storyLines(story).forEach((line) => say(line));
  return 0;
}
