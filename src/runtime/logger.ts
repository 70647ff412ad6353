import { pino } from 'pino';
import { prettyLine } from './pretty-line.ts';
import { safeError } from './safe-error.ts';
import { safeToken } from './safe-token.ts';

/**
 * The only fields a log line can have, and what each may hold. Whatever is not listed is dropped, so that no text, name or number of a person
 * can reach a log: a token is a short word without spaces (an id, a code), and a token of digits only (it could be a phone number) is masked.
 */
const FIELDS = {
  traceId: 'token',
  requestId: 'token',
  traceIds: 'tokens',
  event: 'token',
  outcome: 'token',
  reason: 'token',
  stage: 'token',
  clinicId: 'token',
  conversationId: 'token',
  sessionId: 'token',
  turnId: 'token',
  outboxId: 'token',
  notificationId: 'token',
  followUpId: 'token',
  variant: 'token',
  deadLetterId: 'token',
  jobId: 'token',
  queue: 'token',
  provider: 'token',
  line: 'token',
  kind: 'token',
  kinds: 'tokens',
  state: 'token',
  previousState: 'token',
  language: 'token',
  agent: 'token',
  model: 'token',
  tool: 'token',
  verdict: 'token',
  scopeId: 'token',
  dependency: 'token',
  method: 'token',
  route: 'token',
  url: 'token',
  signal: 'token',
  setting: 'token',
  status: 'number',
  attempt: 'number',
  count: 'number',
  errors: 'number',
  items: 'number',
  messages: 'number',
  duplicates: 'number',
  parts: 'number',
  effects: 'number',
  bytes: 'number',
  pid: 'number',
  port: 'number',
  exitCode: 'number',
  durationMs: 'number',
  waitedMs: 'number',
  delayMs: 'number',
  ageMs: 'number',
  providerMs: 'number',
  tokensIn: 'number',
  tokensOut: 'number',
  score: 'number',
  percent: 'number',
  duplicate: 'flag',
  isNew: 'flag',
  held: 'flag',
} as const;

type FieldTypes = { token: string; tokens: readonly string[]; number: number; flag: boolean };
type FieldName = keyof typeof FIELDS;

/** The fields a log line may have, besides `error`. Values that do not fit are dropped or masked, never printed. */
export type LogFields = { [Name in FieldName]?: FieldTypes[(typeof FIELDS)[Name]] | null | undefined } & {
  /** Logged as kind, code and stack; the message only of a Fault, whose messages are safe. */
  error?: unknown;
};

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Writes log lines. `message` is a constant of the program, never put together from data. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger whose every line carries these fields. */
  child(fields: LogFields): Logger;
  /** Writes out what is buffered; call before the process ends. */
  flush(): void;
}

export type LoggerOptions = {
  service?: string;
  /** Which of the processes writes: web, worker, start, ... */
  process: string;
  level?: LogLevel | 'silent';
  format?: 'json' | 'pretty';
  /** For tests; stdout otherwise. */
  destination?: { write(line: string): unknown };
};

/** Makes the logger of a process: one JSON line per call to stdout, buffered while a write is under way and flushed at exit. */
export function createLogger(options: LoggerOptions): Logger {
  const out = options.destination ?? stdout();
  const destination = options.format === 'pretty' ? { write: (line: string) => out.write(prettyLine(line)) } : out;
  const base = { service: options.service ?? 'frontdesk', process: options.process };
  const settings = {
    base,
    level: options.level ?? 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const sink = pino(settings, destination as pino.DestinationStream);
  const flush = () => {
    if ('flushSync' in out && typeof out.flushSync === 'function') flushQuietly(out as { flushSync(): void });
  };
  return bind(sink, {}, flush);
}

/** Writes one line with the allow-listed fields only; what every logger here goes through. */
export function logEvent(logger: Logger, level: LogLevel, message: string, fields: LogFields = {}): void {
  logger.log(level, message, fields);
}

function bind(sink: pino.Logger, bound: Record<string, unknown>, flush: () => void): Logger {
  const log: Logger['log'] = (level, message, fields) => {
    if (!sink.isLevelEnabled(level)) return;
    sink[level](fields === undefined ? bound : allowed(fields, bound), message);
  };
  return {
    log,
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields) => log('error', message, fields),
    child: (fields) => bind(sink, allowed(fields, bound), flush),
    flush,
  };
}

function allowed(fields: LogFields, bound: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...bound };
  for (const name in fields) {
    const value = fields[name as keyof LogFields];
    if (value === undefined || value === null) continue;
    if (name === 'error') kept['error'] = safeError(value);
    else if (Object.hasOwn(FIELDS, name)) {
      const safe = fit(FIELDS[name as FieldName], value);
      if (safe !== undefined) kept[name] = safe;
    }
  }
  return kept;
}

function fit(type: keyof FieldTypes, value: unknown): unknown {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 1000) / 1000 : undefined;
  if (type === 'flag') return typeof value === 'boolean' ? value : undefined;
  if (type === 'tokens')
    return Array.isArray(value)
      ? value
          .slice(0, 100)
          .map(safeToken)
          .filter((item) => item !== undefined)
      : undefined;
  return safeToken(value);
}

/** One write per line costs more than the line: lines wait for each other, at most this long and this many bytes. What a kill -9 takes is in the trace. */
const BUFFER = { minLength: 4096, periodicFlush: 100 };

/** A reader that went away (a closed pipe) must not take the process with it. */
function stdout(): ReturnType<typeof pino.destination> {
  const destination = pino.destination({ fd: 1, sync: false, ...BUFFER });
  destination.on('error', () => undefined);
  return destination;
}

/** sonic-boom throws when it is flushed before it is open, at the very start of a process. */
function flushQuietly(destination: { flushSync(): void }): void {
  try {
    destination.flushSync();
  } catch {
    // Nothing was written yet.
  }
}
