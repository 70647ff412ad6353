import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { createLogger, logEvent } from '../../../src/runtime/logger.ts';
import type { LogFields, LoggerOptions } from '../../../src/runtime/logger.ts';

const CANARIES = [
  'Хочу узнать про виниры',
  'quiero una cita mañana',
  'my tooth hurts',
  'כואבת לי השן',
  'preciso remarcar',
  'Дана Коэн',
  '+5511987654321',
  '5511987654321',
  '972501234567@s.whatsapp.net',
];

function recorder(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const logger = createLogger({ process: 'test', level: 'debug', destination: { write: (line: string) => lines.push(line) }, ...options });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('log lines', () => {
  it('carry level, time, service, process, the ids, the message and the fields of the event', () => {
    const { logger, last } = recorder();
    logger
      .child({ traceId: 'a'.repeat(32), requestId: 'req-12345' })
      .info('turn finished', { outcome: 'answered', durationMs: 4.5678, traceIds: ['t1', 't2'], isNew: true });
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      service: 'frontdesk',
      process: 'test',
      traceId: 'a'.repeat(32),
      requestId: 'req-12345',
      msg: 'turn finished',
      outcome: 'answered',
      durationMs: 4.568,
      traceIds: ['t1', 't2'],
      isNew: true,
    });
  });

  it('unknown fields are dropped, whatever their name or value', () => {
    const { logger, lines } = recorder();
    for (const canary of CANARIES) {
      logger.info('canary', { text: canary, body: { message: canary }, toString: canary, __proto__: { x: canary } } as unknown as LogFields);
    }
    expect(lines).toHaveLength(CANARIES.length);
    for (const line of lines) expect(Object.keys(JSON.parse(line) as object).sort()).toEqual(['level', 'msg', 'process', 'service', 'time']);
  });

  it('a text, a name or a phone number in an allowed field is not printed', () => {
    const { logger, lines } = recorder();
    for (const canary of CANARIES) {
      logger
        .child({ traceId: canary })
        .warn('canary', { reason: canary, kinds: [canary], count: canary as unknown as number, held: canary as unknown as boolean });
    }
    for (const canary of CANARIES) expect(lines.join('')).not.toContain(canary);
  });

  it('no value of any kind breaks the line', () => {
    const { logger, lines } = recorder();
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('reason', 'count', 'kinds', 'error', 'held', 'other'), fc.anything()), (fields) => {
        logger.info('anything', fields as LogFields);
        expect(() => JSON.parse(lines.at(-1) ?? '') as unknown).not.toThrow();
      }),
    );
  });

  it('a level below the threshold is not written', () => {
    const { logger, lines } = recorder({ level: 'warn' });
    logger.info('quiet');
    logEvent(logger, 'error', 'loud');
    expect(lines).toHaveLength(1);
  });
});

describe('logged errors', () => {
  it("a Fault shows its code, its safe message and where it was made; its cause's message stays out", () => {
    const { logger, last, lines } = recorder();
    const cause = Object.assign(new Error(`invalid input: "${CANARIES[0]}"`), { code: '22P02', table: 'inbox', detail: CANARIES[1] });
    logger.error('job failed', { error: new Fault('dependency_away', 'Postgres can not be reached', { cause }) });
    expect(last()['error']).toMatchObject({
      kind: 'Fault',
      code: 'dependency_away',
      message: 'Postgres can not be reached',
      cause: { kind: 'Error', code: '22P02', at: 'inbox' },
    });
    expect(JSON.stringify(last()['error'])).toContain('logger.test.ts');
    for (const canary of CANARIES) expect(lines.join('')).not.toContain(canary);
  });

  it('messages of foreign errors never appear, also when they pose as stack frames', () => {
    const { logger, lines } = recorder();
    for (const canary of CANARIES) {
      const posing = new Error(`${canary}\n    at ${canary} (/${canary}.ts:1:1)`);
      const renamed = new Error('plain');
      renamed.name = canary;
      const changed = new Error(`first ${canary}\n    at fake (/${canary}:1:1)`);
      expect(changed.stack).toContain(canary); // V8 writes the stack when it is first read
      changed.message = 'changed afterwards';
      logger.error('canary', { error: posing });
      logger.error('canary', { error: renamed });
      logger.error('canary', { error: changed });
      logger.error('canary', { error: canary });
      logger.error('canary', { error: { message: canary } });
    }
    expect(lines).toHaveLength(CANARIES.length * 5);
    for (const canary of CANARIES) expect(lines.join('')).not.toContain(canary);
  });

  it('JSON that does not parse is not quoted', () => {
    const { logger, lines } = recorder();
    try {
      JSON.parse(`{"text": ${CANARIES[0]}`);
    } catch (error) {
      logger.error('parse', { error });
    }
    expect(lines.join('')).toContain('SyntaxError');
    expect(lines.join('')).not.toContain('Хочу');
  });
});

describe('pretty lines', () => {
  it('print [trace_<id>] [req_<id>] message', () => {
    const { logger, lines } = recorder({ format: 'pretty' });
    logger.info('webhook accepted', { traceId: 'abc12345', requestId: 'r1234567', provider: 'meta' });
    expect(lines[0]).toMatch(/^\[trace_abc12345\] \[req_r1234567\] webhook accepted provider=meta level=info process=test time=[\d:.]+\n$/);
  });

  it('an error stands below its line', () => {
    const { logger, lines } = recorder({ format: 'pretty' });
    logger.error('failed', { error: new Fault('bug', 'should not exist') });
    expect(lines[0]).toMatch(/^failed level=error .*\n {4}Fault bug should not exist\n +at /);
  });
});

describe('a process that ends', () => {
  it('has written every line when it flushed before process.exit', () => {
    const script = fileURLToPath(new URL('fixtures/log-and-exit.ts', import.meta.url));
    const run = spawnSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    expect(run.stdout.trim().split('\n')).toHaveLength(20_000);
  });
});
