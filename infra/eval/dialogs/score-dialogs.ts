import type { DialogCase, DialogFixture } from '../records.ts';
import { groupBy, type Mistake, shareOf } from '../tally.ts';
import { openDialogWorld, type DialogWorld, type MakeAgent } from './dialog-world.ts';
import { judgeDialog } from './judge-dialog.ts';
import { playDialog, type PlayedDialog } from './play-dialog.ts';

type DialogTally = { n: number; passed: number; rate: number | null };
/** How many dialogs went as wanted, by language, and why the others did not. */
export type DialogScore = DialogTally & { byLang: Record<string, DialogTally>; failures: { id: string; why: string[] }[] };

/** Told of every dialog that was played to its end, for whoever wants to read it. */
export type OnPlayed = (dialog: DialogCase, played: PlayedDialog, why: string[]) => void;

/** Who answers (the rules unless told), and who reads along. */
export type PlayOptions = { onPlayed?: OnPlayed | undefined; makeAgent?: MakeAgent | undefined };

/** Plays the dialogs one after the other through the pipeline that serves patients, and counts those that went as wanted. */
export async function scoreDialogs(
  dialogs: readonly DialogCase[],
  fixture: DialogFixture,
  { onPlayed = () => undefined, makeAgent }: PlayOptions,
): Promise<DialogScore> {
  if (dialogs.length === 0) return scoreOf([]);
  const world = await openDialogWorld(makeAgent);
  try {
    const played: { id: string; lang: string; why: string[] }[] = [];
    for (const [index, dialog] of dialogs.entries())
      played.push({ id: dialog.id, lang: dialog.lang, why: await judged(dialog, fixture, world, index, onPlayed) });
    return scoreOf(played);
  } finally {
    await world.close();
  }
}

/** A dialog that breaks off has failed; the others can still be told. */
async function judged(dialog: DialogCase, fixture: DialogFixture, world: DialogWorld, index: number, onPlayed: OnPlayed): Promise<string[]> {
  try {
    const played = await playDialog(dialog, fixture, world, index);
    const why = judgeDialog(dialog, played);
    onPlayed(dialog, played, why);
    return why.length === 0 ? [] : [...why, ...played.errors];
  } catch (error) {
    world.takeSent();
    return [`broke off: ${String(error)}`, ...world.takeErrors()];
  }
}

function scoreOf(played: { id: string; lang: string; why: string[] }[]): DialogScore {
  const count = (list: { why: string[] }[]): DialogTally => {
    const passed = list.filter(({ why }) => why.length === 0).length;
    return { n: list.length, passed, rate: shareOf(passed, list.length) };
  };
  const byLang = Object.entries(groupBy(played, ({ lang }) => lang)).map(([lang, list]) => [lang, count(list)]);
  return { ...count(played), byLang: Object.fromEntries(byLang), failures: played.filter(({ why }) => why.length > 0).map(({ id, why }) => ({ id, why })) };
}

/** The same failures in the form of the other parts. */
export function dialogMistakes({ failures }: DialogScore): Mistake[] {
  return failures.map(({ id, why }) => ({ id, why: why.join('; ') }));
}
