import { z } from 'zod';

type About = { type: string; meaning: string; secret?: true };

function about<Schema extends z.ZodType>(schema: Schema, { type, meaning, secret }: About): Schema {
  return schema.meta({ type, description: meaning, secret: secret ?? false }) as Schema;
}

/** A whole number within bounds. `Number('')` is 0 and `Number('1e3')` is 1000: only plain digits are taken. */
function whole(standard: number, min: number, max: number, meaning: string) {
  const digits = z.string().regex(/^\d{1,15}$/, 'must be a whole number in digits');
  const schema = digits.transform(Number).pipe(z.number().min(min).max(max)).default(standard);
  return about(schema, { type: `whole number ${min} to ${max}`, meaning });
}

/** A number within bounds, with a point: "0.15". */
function decimal(standard: number, min: number, max: number, meaning: string) {
  const digits = z.string().regex(/^\d{1,9}(?:\.\d{1,6})?$/, 'must be a number such as 0.15');
  const schema = digits.transform(Number).pipe(z.number().min(min).max(max)).default(standard);
  return about(schema, { type: `number ${min} to ${max}`, meaning });
}

const YES = ['true', '1', 'on', 'yes'];
const NO = ['false', '0', 'off', 'no'];
function flag(standard: boolean, meaning: string) {
  const word = z
    .string()
    .toLowerCase()
    .refine((value) => YES.includes(value) || NO.includes(value), 'must be true or false');
  return about(word.transform((value) => YES.includes(value)).default(standard), { type: 'true or false', meaning });
}

function oneOf<const Options extends readonly [string, ...string[]]>(options: Options, standard: Options[number], meaning: string) {
  const schema = z.enum(options).default(standard as never);
  return about(schema, { type: options.join(' | '), meaning });
}

function text(standard: string, meaning: string, form?: { pattern: RegExp; says: string }) {
  const schema = form ? z.string().regex(form.pattern, form.says) : z.string();
  return about(schema.default(standard), { type: 'text', meaning });
}

function optionalText(meaning: string) {
  return about(z.string().optional(), { type: 'text', meaning });
}

function secret(meaning: string) {
  return about(z.string().optional(), { type: 'secret', meaning, secret: true });
}

function httpUrl(meaning: string) {
  return about(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(), { type: 'URL', meaning });
}

function httpUrlOr(standard: string, meaning: string) {
  return about(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).default(standard), { type: 'URL', meaning });
}

/** Secret, because connection URLs and hooks carry their password in them. */
function secretUrl(protocol: RegExp, says: string, meaning: string) {
  return about(z.url({ protocol, error: says }).optional(), { type: 'URL (secret)', meaning, secret: true });
}

function secretList(most: number, meaning: string) {
  const split = z.string().transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
  return about(split.pipe(z.array(z.string()).min(1).max(most)).default([]), { type: `up to ${most} secrets, comma separated`, meaning, secret: true });
}

/** A path on a server, without a query. */
const PATH = { pattern: /^\/[\w./~-]*$/, says: 'must be a path such as /v1/health' };

const START = {
  NODE_ENV: oneOf(['development', 'production', 'test'], 'development', 'Where it runs. Alerts are sent in production only.'),
  HOST: text('0.0.0.0', 'Address the HTTP servers listen on.'),
  PORT: whole(3000, 0, 65_535, 'Port of ingress and the APIs; 0: any free one.'),
  WORKER_PORT: whole(3001, 0, 65_535, 'Port of a worker process, for health and metrics; 0: any free one.'),
  DATA_DIR: text('.data', 'Where `npm start` keeps its Redis and Postgres data, its admin token and run.json.'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info', 'The least level that is logged.'),
  LOG_FORMAT: oneOf(['json', 'pretty'], 'json', 'JSON lines, or lines to read in a terminal.'),
  ADMIN_TOKEN: secret('Bearer token of the admin API. `npm start` makes one when it is unset.'),
};

const STORES = {
  REDIS_URL: secretUrl(/^rediss?$/, 'must be a redis:// or rediss:// URL', 'Redis or Valkey; unset: `npm start` runs its own.'),
  REDIS_COMMAND_TIMEOUT_MS: whole(5000, 50, 60_000, 'How long one command of Redis may take. Ingress answers 503 sooner, within a second.'),
  QUEUE_PREFIX: text('{frontdesk}', 'Prefix of all queue keys; the braces keep a queue in one slot of a Redis Cluster.', {
    pattern: /^\{[\w.-]{1,40}\}$/,
    says: 'must be a name in braces, such as {frontdesk}',
  }),
  DATABASE_URL: secretUrl(/^postgres(ql)?$/, 'must be a postgres:// or postgresql:// URL', 'Postgres; unset: `npm start` runs PGlite inside the process.'),
  PG_POOL_MAX: whole(10, 1, 200, 'Most connections to Postgres of one process.'),
  PG_NAMED_STATEMENTS: flag(true, 'Prepared statements by name: about twice the throughput. Turn off behind pgBouncer in transaction mode.'),
  PG_CONNECT_TIMEOUT_MS: whole(2000, 100, 60_000, 'How long to wait for a connection to Postgres.'),
  PG_QUERY_TIMEOUT_MS: whole(10_000, 100, 600_000, 'How long one statement may take.'),
};

const WHATSAPP = {
  META_APP_SECRET: secretList(2, "Key of Meta's webhook signatures; two while it is being rotated."),
  META_VERIFY_TOKEN: secret('Token that Meta presents when it verifies the webhook.'),
  META_BASE_URL: httpUrlOr('https://graph.facebook.com', "Meta's Graph API."),
  META_API_VERSION: text('v23.0', "Version of Meta's Graph API.", { pattern: /^v\d{1,3}\.\d{1,2}$/, says: 'must look like v23.0' }),
  META_TIMEOUT_MS: whole(10_000, 100, 120_000, 'How long one call of Meta may take.'),
  META_TEMPLATE_NAME: optionalText("Approved template sent when Meta's 24-hour window is closed; unset: such a message fails with that reason."),
  EVOLUTION_WEBHOOK_SECRET: secret('Secret of Evolution instances that have none of their own.'),
  EVOLUTION_TIMEOUT_MS: whole(10_000, 100, 120_000, 'How long one call of an Evolution server may take.'),
  SEND_WITHIN_MS: whole(5000, 100, 60_000, 'A sender that was held up longer than this after its claim does not make the call.'),
  SEND_MARGIN_MS: whole(5000, 0, 60_000, 'Added to SEND_WITHIN_MS and the call timeout before a send without an answer is called uncertain.'),
  SEND_ATTEMPTS: whole(8, 1, 100, 'Refused attempts (outages do not count) before a message fails.'),
  PROBE_EVERY_MS: whole(5000, 100, 60_000, 'How often a send of unknown outcome is looked up at the provider.'),
  CLEAR_NO_AFTER_MS: whole(
    10_000,
    0,
    120_000,
    'A look-up that finds nothing counts as not sent only this long after the send, and never before the call could have ended.',
  ),
  UNCERTAIN_HOLDS_MS: whole(30_000, 0, 600_000, 'How long a send of unknown outcome holds up what follows it.'),
  STAFF_WEBHOOK_TIMEOUT_MS: whole(5000, 100, 60_000, "How long one call of a clinic's own webhook may take."),
  STAFF_GIVE_UP_HOURS: whole(24, 1, 720, 'How long telling staff is tried before it is given up.'),
  LINE_RATE_PER_SECOND: whole(200, 1, 100_000, 'Webhooks a second that one line may send; more are answered 429.'),
  LINE_RATE_BURST: whole(1000, 1, 1_000_000, 'Webhooks one line may send at once above that rate.'),
  WHATSAPP_SIMULATOR: oneOf(['auto', 'on', 'off'], 'auto', 'A stand-in for WhatsApp inside `npm start`; auto: when the demo clinic is there.'),
  WHATSAPP_SIMULATOR_PORT: whole(0, 0, 65_535, 'Port of the stand-in; 0: the one it had last time, else any free one.'),
};

const CONVERSATION = {
  DEBOUNCE_MS: whole(1200, 0, 60_000, 'Quiet window: messages this close together get one answer.'),
  BURST_MAX_WAIT_MS: whole(8000, 0, 120_000, 'The longest a patient who keeps typing waits for an answer.'),
  STALE_AFTER_MINUTES: whole(1440, 1, 525_600, 'Older messages (history, late retries) are kept but not answered.'),
  AGENT: oneOf(['auto', 'llm', 'rules'], 'auto', 'Who answers; auto: llm when OPENAI_API_KEY is set, else rules.'),
  OPENAI_API_KEY: secret('Key of the language model.'),
  OPENAI_BASE_URL: httpUrlOr('https://api.openai.com/v1', 'Any chat completions endpoint with tools.'),
  LLM_MODEL: text('gpt-4o-mini', 'The language model.'),
  LLM_TEMPERATURE: text('0.2', 'How freely the model words its answers, 0 to 2; default leaves it to the model, as some want.', {
    pattern: /^(?:default|[01](?:\.\d{1,2})?|2(?:\.0{1,2})?)$/,
    says: 'must be a number from 0 to 2, or default',
  }),
  LLM_TIMEOUT_MS: whole(8000, 100, 120_000, 'How long one call of the model may take, its repeat included.'),
  LLM_RETRIES: whole(1, 0, 5, 'Repeats of a call that the endpoint failed; a Retry-After of up to 2 s is waited for.'),
  LLM_DEADLINE_MS: whole(20_000, 500, 300_000, 'How long the model may take for one answer with all its rounds; then the rules finish the turn.'),
  LLM_RELEVANCE_TIMEOUT_MS: whole(2000, 100, 30_000, 'How long the model may take to judge whether a message belongs to what is pending.'),
  LLM_MAX_ROUNDS: whole(5, 1, 20, 'Calls of the model for one answer: it looks something up, then says something.'),
  LLM_MAX_REPLY_TOKENS: whole(700, 50, 16_000, 'Most tokens of one answer of the model.'),
  LLM_MAX_TURN_TOKENS: whole(40_000, 500, 2_000_000, 'Most tokens one answer may cost in all its rounds; a call that would go over it is not made.'),
  LLM_MAX_TURN_COST_USD: decimal(0.05, 0, 100, 'Most dollars one answer may cost, by the two prices.'),
  LLM_PRICE_INPUT_USD: decimal(0.15, 0, 10_000, 'Dollars for a million tokens given to the model.'),
  LLM_PRICE_OUTPUT_USD: decimal(0.6, 0, 10_000, 'Dollars for a million tokens of its answers.'),
  RELEVANCE_CHECK: oneOf(['on', 'off'], 'on', 'Rollback switch: off lets every pending action into the prompt.'),
  TOOL_VALIDATION: oneOf(['on', 'log'], 'on', 'Rollback switch: log only notes what the validator would refuse.'),
  MEM0_BASE_URL: httpUrl('Patient memory provider; unset: memory is kept in Postgres.'),
  MEM0_API_KEY: secret('Key of the patient memory provider.'),
  MEM0_FLAVOR: oneOf(['platform', 'server'], 'platform', 'Which of the two interfaces of mem0 it speaks.'),
  MEM0_USER_KEY: secret('Key under which patients get their ids at the provider; a change of it makes them strangers there.'),
  MEMORY_DEADLINE_MS: whole(150, 1, 5000, 'The longest a turn waits for what is remembered; then an older copy or nothing has to do.'),
  MEMORY_TIMEOUT_MS: whole(8000, 50, 60_000, 'How long one call of the memory provider may take, in the background (Postgres: 2 s at most).'),
  MEMORY_TTL_SECONDS: whole(3600, 1, 86_400, 'How long Redis serves what is remembered of a patient as fresh.'),
  MEMORY_PROCESS_TTL_SECONDS: whole(75, 1, 3600, 'How long a process does, before it looks into Redis.'),
  LEARN_EVERY_MS: whole(
    60_000,
    100,
    3_600_000,
    'How often the workers look for sessions that are over and not learned from, and for whom copies are still to forget.',
  ),
  MEMORY_CACHE: oneOf(['on', 'off'], 'on', 'Rollback switch of the patient memory cache.'),
  ENABLE_CONTEXT7_MEMORY: flag(true, 'Rollback switch of the snippet provider; local training goes on without it.'),
  CONTEXT7_BASE_URL: httpUrl('Snippet provider; unset: snippets are local.'),
  CONTEXT7_API_KEY: secret('Key of the snippet provider.'),
  CONTEXT7_TIMEOUT_MS: whole(2000, 50, 60_000, 'How long one call of the snippet provider may take; ten failures in a row open its breaker.'),
  CONTEXT7_SEARCH_PATH: text('/v1/memory/snippets/search', 'Where the provider searches, below its URL.', PATH),
  CONTEXT7_SNIPPET_PATH: text('/v1/memory/snippets/{id}', 'Where it keeps one snippet.', {
    pattern: /^\/[\w./~-]*\{id\}[\w./~-]*$/,
    says: 'must be a path with {id} in it',
  }),
  CONTEXT7_HEALTH_PATH: text('/v1/health', 'Where it says that it is alive.', PATH),
  USE_DYNAMIC_CONTEXT: flag(false, 'Use the dynamic context engine.'),
};

const WORK = {
  INBOUND_CONCURRENCY: whole(16, 1, 1000, 'Webhooks one worker takes in at the same time.'),
  TURNS_CONCURRENCY: whole(16, 1, 1000, 'Conversations one worker answers at the same time.'),
  OUTBOUND_CONCURRENCY: whole(32, 1, 1000, 'Conversations one worker sends for at the same time.'),
  FOLLOW_UPS_CONCURRENCY: whole(4, 1, 1000, 'Follow-ups and reminders one worker judges and sends at the same time.'),
  NOTIFICATIONS_CONCURRENCY: whole(8, 1, 1000, 'Clinics whose staff one worker tells something at the same time.'),
  BACKGROUND_CONCURRENCY: whole(2, 1, 100, 'Background jobs one worker runs at the same time.'),
  JOB_LOCK_MS: whole(30_000, 1000, 600_000, 'A job whose worker was not heard of for this long is given to another one.'),
  WARM_UP: flag(true, 'Whether a worker makes its language tables ready before it takes work; without, it starts a second earlier and its first answers wait.'),
  SWEEP_INTERVAL_MS: whole(5000, 100, 10_000, 'How often a worker looks in Postgres for work without a job.'),
  RECONCILE_EVERY_MS: whole(60_000, 1000, 3_600_000, 'How often the workers look for messages without an outcome.'),
  OVERDUE_AFTER_MS: whole(300_000, 1000, 86_400_000, 'An accepted message without an outcome, and a send of unknown outcome, is alerted after this long.'),
  SHUTDOWN_TIMEOUT_MS: whole(30_000, 100, 280_000, 'How long a process may finish its work after a signal.'),
  CLINIC_TTL_SECONDS: whole(3600, 60, 86_400, 'How long Redis keeps the resolution of a line.'),
  CLINIC_REFRESH_MINUTES: whole(50, 1, 1440, 'How often it is refreshed; less than its life.'),
  WEDGE_AFTER_MS: whole(60_000, 1000, 3_600_000, 'A worker that leaves the same due job waiting this long with nothing active exits to be restarted.'),
  EVENT_LOOP_STALL_MS: whole(60_000, 1000, 3_600_000, 'A process whose event loop stands still this long is killed to be restarted.'),
  FAILPOINT: text('', 'For tests: where to kill, stop, fail or hang, as port.method:before|after:kill|stop|throw|hang[:nth call], comma separated.'),
};

const WATCHING = {
  LINE_WATCH_EVERY_MS: whole(60_000, 1000, 3_600_000, 'How often the WhatsApp lines are looked at.'),
  LINE_DISCONNECTED_AFTER_MS: whole(600_000, 1000, 86_400_000, 'A line that has not been connected for this long is alerted.'),
  LINE_SILENT_HOURS: whole(3, 1, 12, 'A line on which nothing came in for so many opening hours in which it usually does is alerted.'),
  MEMORY_ALERTS_EVERY_MS: whole(
    300_000,
    1000,
    3_600_000,
    'How often the figures of the memories are looked at for alerts (in production); first after a minute.',
  ),
  ALERT_SLACK_URL: secretUrl(
    /^https?$/,
    'must be an http or https URL',
    'Slack hook for errors and warnings; for critical alerts too when PagerDuty is not set up.',
  ),
  ALERT_PAGERDUTY_KEY: secret('PagerDuty routing key for critical alerts.'),
  ALERT_PAGERDUTY_URL: httpUrlOr('https://events.pagerduty.com/v2/enqueue', "PagerDuty's Events API v2; in the EU https://events.eu.pagerduty.com/v2/enqueue."),
  ALERT_WEBHOOK_URL: secretUrl(/^https?$/, 'must be an http or https URL', 'Hook that gets every alert, and a digest of them once a day to be mailed.'),
  ALERT_TIMEOUT_MS: whole(5000, 100, 60_000, 'How long one call of a receiver of alerts may take.'),
  ALERT_COOL_DOWN_MINUTES: whole(15, 1, 1440, 'An alert of the memories that stays true is told again after this long.'),
  ALERT_DIGEST_HOUR: whole(6, 0, 23, 'Hour (UTC) at which the digest of alerts goes to ALERT_WEBHOOK_URL.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl('Where traces go (OTLP over HTTP); unset: nothing is recorded.'),
  OTEL_EXPORTER_OTLP_HEADERS: secret('Headers of the trace exporter, as name=value, comma separated.'),
};

/** Every setting of Frontdesk by its name in the environment: bounds, default and meaning (`description`, `type` and `secret` in the schema's meta). */
export const Settings = z.object({ ...START, ...STORES, ...WHATSAPP, ...CONVERSATION, ...WORK, ...WATCHING });
export type Settings = z.infer<typeof Settings>;
