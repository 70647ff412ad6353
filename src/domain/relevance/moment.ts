import type { Language } from '../clinic.ts';
import { parseWhen } from '../understanding/when/parse-when.ts';
import type { Understanding, When } from '../understanding/understanding.ts';

type Given = { understanding?: Understanding; reference?: string };
// Without a reference any will do: what counts is whether a date to come is named at all.
const ANY_DAY = '2026-03-10T10:00:00';

/** True when a text rules a date or time out: "not tomorrow", "mañana no puedo". */
export function refusesMoment(text: string, languages: readonly Language[], given: Given): boolean {
  return whensOf(text, languages, given).some((when) => when.negated && when.grain !== 'second');
}

function whensOf(text: string, languages: readonly Language[], { understanding, reference = ANY_DAY }: Given): readonly When[] {
  return understanding?.whens ?? languages.flatMap((language) => parseWhen(text, { language, reference, timezone: 'UTC' }));
}

/** True when a text names a date or time that is not just "now", not over and not refused. */
export function hasMoment(text: string, languages: readonly Language[], given: Given): boolean {
  const { understanding, reference } = given;
  const from = reference ?? ANY_DAY;
  if (understanding?.shift) return true;
  const whens = whensOf(text, languages, given);
  const isPast = (start: string): boolean => (understanding === undefined || reference !== undefined) && start < from.slice(0, 10);
  return whens.some(
    (when) =>
      !when.negated &&
      when.grain !== 'second' &&
      !isPast(when.start) &&
      !/^(?:right |just |from |of |del? |d[oa] |за |с |на |в )?(?:now|later|сейчас|потом|попозже|ahora(?: mismo)?|luego|mas tarde|agora|depois|mais tarde|עכשיו|אחר כך|מאוחר יותר|today|yesterday|ayer|anteayer|ontem|anteontem|вчера|позавчера|אתמול|שלשום|last (?:week|month|year|time)|(?:la |el )?(?:semana|mes|ano|año) pasad[oa]|(?:semana|mes|m[eê]s|ano) passad[oa]|прошл\S+ \S+|[במ]?ה?(?:שבוע|חודש|שנה) שעבר\S*)$/iu.test(
        when.text.trim(),
      ),
  );
}
