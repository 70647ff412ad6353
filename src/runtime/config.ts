import { inspect } from 'node:util';
import { Fault } from '../errors.ts';
import { misspeltName } from './misspelt-name.ts';
import { Settings } from './settings.ts';

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}` : Lowercase<Name>;

/** All settings, checked, under their names in camel case (`DEBOUNCE_MS` is `debounceMs`). Printing it masks the secrets. */
export type Config = { readonly [Name in keyof Settings as CamelCase<Name>]: Settings[Name] };

/** One row of `npm run config` and of the table in the README. */
export type SettingDescription = { name: string; type: string; default: string; meaning: string };

type Environment = Record<string, string | undefined>;

/**
 * Reads the settings from the environment; empty values count as unset.
 * Throws one Fault (`invalid_input`) that lists every problem, likely misspellings of unset ones included, and shows no value.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name in Settings.shape && value?.trim()));
  const parsed = Settings.safeParse(given);
  const problems = [...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`), ...misspellings(environment, 'unset')];
  if (parsed.data) problems.push(...contradictions(parsed.data));
  if (!parsed.data || problems.length > 0)
    throw new Fault('invalid_input', `The settings have ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
  return withMaskedPrinting(parsed.data);
}

/**
 * Variables that look like a setting which is set as well: what an older name left behind, or somebody else's. To be told, not refused:
 * one line each, without values.
 */
export function settingDoubts(environment: Environment = process.env): string[] {
  return misspellings(environment, 'set');
}

/** Every setting with its type, default and meaning, in the order of the documentation. Secrets have no default. */
export function describeSettings(): SettingDescription[] {
  const defaults: Record<string, unknown> = Settings.parse({});
  return Object.entries(Settings.shape).map(([name, schema]) => {
    const meta = schema.meta() ?? {};
    const standard = defaults[name];
    const shown = standard === undefined || (Array.isArray(standard) && standard.length === 0) ? '' : String(standard);
    return { name, type: String(meta['type']), default: shown, meaning: String(meta['description']) };
  });
}

/** Whether traces are wanted, readable before anything else is loaded; never throws. */
export function tracingWanted(environment: Environment = process.env): boolean {
  return Boolean(environment['OTEL_EXPORTER_OTLP_ENDPOINT']?.trim());
}

/** The environment for a child process: what this one was given, with some settings changed (`undefined` removes one). */
export function childEnvironment(changes: Environment, environment: Environment = process.env): Record<string, string> {
  const merged = Object.entries({ ...environment, ...changes });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function contradictions(settings: Settings): string[] {
  const found: string[] = [];
  if (settings.AGENT === 'llm' && !settings.OPENAI_API_KEY) found.push('AGENT: llm needs OPENAI_API_KEY');
  if (settings.LLM_DEADLINE_MS < settings.LLM_TIMEOUT_MS) found.push('LLM_DEADLINE_MS: must not be less than LLM_TIMEOUT_MS');
  if (settings.CLINIC_REFRESH_MINUTES * 60 >= settings.CLINIC_TTL_SECONDS) found.push('CLINIC_REFRESH_MINUTES: must be less than CLINIC_TTL_SECONDS');
  if (settings.FAILPOINT && settings.NODE_ENV === 'production') found.push('FAILPOINT: is for tests and refused in production');
  if (settings.MEM0_BASE_URL && settings.MEM0_FLAVOR === 'platform' && !settings.MEM0_API_KEY) found.push('MEM0_BASE_URL: the platform needs MEM0_API_KEY');
  return found;
}

/** Names that nobody writes by hand for Frontdesk. */
const NOT_OURS = /^npm_/i;

function misspellings(environment: Environment, of: 'set' | 'unset'): string[] {
  const known = Object.keys(Settings.shape);
  const isSet = (name: string) => Boolean(environment[name]?.trim());
  return Object.keys(environment).flatMap((name) => {
    if (name in Settings.shape || NOT_OURS.test(name)) return [];
    const meant = misspeltName(name, known);
    if (meant === null || isSet(meant) !== (of === 'set')) return [];
    return [of === 'set' ? `${name}: unknown; ${meant}, which it looks like, is set as well` : `${name}: unknown; did you mean ${meant}?`];
  });
}

function withMaskedPrinting(settings: Settings): Config {
  const entries = Object.entries(settings).map(([name, value]) => [camelCase(name), value] as const);
  const config = Object.fromEntries(entries);
  const masked = () =>
    Object.fromEntries(Object.entries(settings).map(([name, value]) => [camelCase(name), value !== undefined && isSecret(name) ? '***' : value]));
  Object.defineProperty(config, 'toJSON', { value: masked });
  Object.defineProperty(config, inspect.custom, { value: masked });
  return Object.freeze(config) as unknown as Config;
}

function isSecret(name: string): boolean {
  return Settings.shape[name as keyof Settings].meta()?.['secret'] === true;
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
