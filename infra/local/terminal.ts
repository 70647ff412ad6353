import { styleText } from 'node:util';
import { Fault } from '../../src/errors.ts';
import { type Config, loadConfig } from '../../src/runtime/config.ts';

/** Writes one line for a person. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Text in the background; as it is where the output is no terminal. */
export function dim(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}

/** Text that stands out; as it is where the output is no terminal. */
export function bold(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}

/** A message below its heading, on lines of its own: a line that mixes left-to-right and right-to-left text is read in the wrong order. */
export function sayMessage(who: string, note: string, text: string): void {
  say(`${bold(who)}  ${dim(note)}`);
  for (const line of text.split('\n')) say(line === '' ? '' : `  ${line}`);
}

/** Runs a command to its exit code; what went wrong is told in words on stderr, with exit code 1. */
export async function runCommand(command: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(loadConfig());
  } catch (error) {
    const isForPeople = error instanceof Fault || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    process.stderr.write(`${isForPeople ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
