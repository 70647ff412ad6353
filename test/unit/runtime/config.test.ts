import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { childEnvironment, describeSettings, loadConfig, settingDoubts, tracingWanted } from '../../../src/runtime/config.ts';

function problemsOf(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    expect((error as Fault).code).toBe('invalid_input');
    return (error as Fault).message;
  }
  throw new Error('the settings were taken');
}

describe('settings', () => {
  it('an empty environment gives the documented defaults', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      workerPort: 3001,
      debounceMs: 1200,
      burstMaxWaitMs: 8000,
      shutdownTimeoutMs: 30_000,
      sweepIntervalMs: 5000,
      staleAfterMinutes: 1440,
    });
    expect(config).toMatchObject({
      metaBaseUrl: 'https://graph.facebook.com',
      logFormat: 'json',
      agent: 'auto',
      dataDir: '.data',
      queuePrefix: '{frontdesk}',
      metaAppSecret: [],
    });
    expect(config.redisUrl).toBeUndefined();
  });

  it('empty and blank values count as unset', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: ' ', DEBOUNCE_MS: '  ' })).toMatchObject({ port: 3000, debounceMs: 1200 });
  });

  it('reads numbers, flags and lists', () => {
    const config = loadConfig({ PORT: '0', PG_NAMED_STATEMENTS: 'off', ENABLE_CONTEXT7_MEMORY: 'false', META_APP_SECRET: ' new , old ' });
    expect(config).toMatchObject({ port: 0, pgNamedStatements: false, enableContext7Memory: false, metaAppSecret: ['new', 'old'] });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '1e3'],
    ['PORT', '-1'],
    ['PORT', 'abc'],
    ['LOG_FORMAT', 'xml'],
    ['REDIS_URL', 'http://somewhere'],
    ['DATABASE_URL', 'mysql://somewhere'],
    ['META_BASE_URL', 'not a url'],
    ['META_APP_SECRET', 'a,b,c'],
    ['PG_NAMED_STATEMENTS', 'maybe'],
    ['QUEUE_PREFIX', 'frontdesk'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(problemsOf({ [name]: value })).toContain(`${name}: `);
  });

  it('reports all problems at once, misspelled names among them', () => {
    const message = problemsOf({ PORT: 'x', LOG_LEVEL: 'loud', DEBOUNCE_MSS: '5', REDIS_ULR: 'redis://h' });
    expect(message).toContain('4 problem(s)');
    expect(message).toContain('PORT: must be a whole number');
    expect(message).toContain('LOG_LEVEL: ');
    expect(message).toContain('DEBOUNCE_MSS: unknown; did you mean DEBOUNCE_MS?');
    expect(message).toContain('REDIS_ULR: unknown; did you mean REDIS_URL?');
  });

  it.each([
    'HOME',
    'PATH',
    'HOSTNAME',
    'NODE_OPTIONS',
    'NODE_PATH',
    'OPENAI_ORGANIZATION',
    'TEST_DATABASE_URL',
    'PGHOST',
    'FLY_APP_NAME',
    'npm_config_cache',
    'POSTS',
    'AGENTS',
    'HOSTS',
    'POST',
    'REDIS_HOST',
    'REDIS_PORT',
    'REDIS_SSL',
    'REDIS_TLS',
    'REDIS_TLS_URL',
    'REDIS_PASSWORD',
    'DATABASE_HOST',
    'DATABASE_NAME',
    'DATABASE_USER',
    'PG_POOL_MIN',
    'LOG_FILE',
    'DATA_PATH',
    'NODE_EXTRA_CA_CERTS',
    'OPENAI_API_BASE',
    'OPENAI_BASE_PATH',
    'OTEL_EXPORTER_OTLP_PROTOCOL',
    'OTEL_EXPORTER_OTLP_TIMEOUT',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'npm_config_log_level',
    'npm_package_json',
    'FLY_PROCESS_GROUP',
  ])('the unrelated variable %s is left alone', (name) => {
    expect(() => loadConfig({ [name]: 'anything' })).not.toThrow();
  });

  it.each([
    ['REDIS_ULR', 'REDIS_URL'],
    ['REDIS_URI', 'REDIS_URL'],
    ['REDISURL', 'REDIS_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['LOG_LVL', 'LOG_LEVEL'],
    ['debounce_ms', 'DEBOUNCE_MS'],
    ['DEBOUNCE_S', 'DEBOUNCE_MS'],
    ['SHUTDOWN_TIMEOUT', 'SHUTDOWN_TIMEOUT_MS'],
    ['SWEEP_INTERVAL', 'SWEEP_INTERVAL_MS'],
    ['EVOLUTON_WEBHOK_SECRTE', 'EVOLUTION_WEBHOOK_SECRET'],
    ['ENABLE_CONTEXT_MEMORY', 'ENABLE_CONTEXT7_MEMORY'],
    ['PROT', 'PORT'],
    ['AGNET', 'AGENT'],
  ])('%s is told to be a misspelling of %s', (name, meant) => {
    expect(problemsOf({ [name]: 'anything' })).toContain(`${name}: unknown; did you mean ${meant}?`);
  });

  it('a similar name beside the right one may be somebody else’s: it is told, and no reason not to start', () => {
    const environment = { REDIS_URL: 'redis://localhost', REDIS_URI: 'redis://c4nary', OTHER: 'x' };
    expect(() => loadConfig(environment)).not.toThrow();
    expect(settingDoubts(environment)).toEqual(['REDIS_URI: unknown; REDIS_URL, which it looks like, is set as well']);
    expect(settingDoubts({ REDIS_URL: 'redis://localhost' })).toEqual([]);
  });

  it('contradicting settings are refused', () => {
    expect(problemsOf({ AGENT: 'llm' })).toContain('OPENAI_API_KEY');
    expect(problemsOf({ CLINIC_TTL_SECONDS: '600' })).toContain('CLINIC_REFRESH_MINUTES');
  });

  it('no secret is ever printed: neither in problems, nor as JSON, nor by inspection', () => {
    const canary = 'c4nary-s3cret';
    const config = loadConfig({ REDIS_URL: `redis://:${canary}@h`, ADMIN_TOKEN: canary, META_APP_SECRET: canary, OPENAI_API_KEY: canary });
    expect(config.adminToken).toBe(canary);
    expect(JSON.stringify(config) + inspect(config) + inspect({ nested: config })).not.toContain(canary);
    expect(problemsOf({ REDIS_URL: canary, DATABASE_URL: `mysql://${canary}`, PORT: canary, META_APP_SECRET: `${canary},${canary},${canary}` })).not.toContain(
      canary,
    );
  });

  it('every setting has a type and a meaning, and a secret has no default', () => {
    const rows = describeSettings();
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      expect(row.type, row.name).toMatch(/\w/);
      expect(row.meaning, row.name).toMatch(/\.$/);
      if (row.type.includes('secret')) expect(row.default, row.name).toBe('');
    }
    expect(rows.find((row) => row.name === 'DEBOUNCE_MS')).toMatchObject({ default: '1200' });
  });

  it('tracing is wanted only with an endpoint', () => {
    expect(tracingWanted({})).toBe(false);
    expect(tracingWanted({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' })).toBe(true);
  });

  it('a child gets the environment with the changes', () => {
    expect(childEnvironment({ PORT: '1', GONE: undefined }, { PORT: '2', GONE: 'x', KEPT: 'y' })).toEqual({ PORT: '1', KEPT: 'y' });
  });
});
