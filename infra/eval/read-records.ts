import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { Fault } from '../../src/errors.ts';
import { DatetimeCase, DialogCase, DialogFixture, IntentCase, LanguageCase, RelevanceCase } from './records.ts';

const FIXTURE = 'dialogs_fixture.json';

/** Everything a folder holds to be scored; `problems` are lines that can't be read, each as `file:line: what is wrong`. */
export type EvalRecords = {
  lang: LanguageCase[];
  datetime: DatetimeCase[];
  intents: IntentCase[];
  relevance: RelevanceCase[];
  dialogs: DialogCase[];
  /** Null: none there, so no dialog can be played. */
  fixture: DialogFixture | null;
  problems: string[];
};

/** Reads the files of a folder by the beginnings of their names; what is missing is empty. Throws Fault('not_found') without such a folder. */
export async function readRecords(folder: string): Promise<EvalRecords> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new Fault('not_found', `no folder to read: ${folder}`, { cause: error });
  });
  const problems: string[] = [];
  const read = async <Schema extends z.ZodType>(part: string, schema: Schema): Promise<z.output<Schema>[]> => {
    const files = names.filter((name) => name.startsWith(part) && name.endsWith('.jsonl')).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    return texts.flatMap((text, index) => parseLines(text, files[index] ?? part, schema, problems));
  };
  return {
    lang: await read('lang', LanguageCase),
    datetime: await read('datetime', DatetimeCase),
    intents: await read('intents', IntentCase),
    relevance: await read('relevance', RelevanceCase),
    dialogs: await read('dialogs', DialogCase),
    fixture: names.includes(FIXTURE) ? parse(await readFile(join(folder, FIXTURE), 'utf8'), `${FIXTURE}:1`, DialogFixture, problems) : null,
    problems,
  };
}

function parseLines<Schema extends z.ZodType>(text: string, file: string, schema: Schema, problems: string[]): z.output<Schema>[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const record = parse(line, `${file}:${index + 1}`, schema, problems);
    return record === null ? [] : [record];
  });
}

function parse<Schema extends z.ZodType>(text: string, place: string, schema: Schema, problems: string[]): z.output<Schema> | null {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    problems.push(`${place}: not JSON`);
    return null;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  problems.push(`${place}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')}`);
  return null;
}
