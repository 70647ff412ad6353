import type { Language } from '../clinic.ts';
import { parseWhen } from '../understanding/when/parse-when.ts';
import type { Understanding } from '../understanding/understanding.ts';

/** True when a text names a date or time that is not just "now", not over and not refused. */
export function hasMoment(
  text: string,
  languages: readonly Language[],
  { understanding, reference }: { understanding?: Understanding; reference?: string },
): boolean {
  // Without a reference any will do: what counts is whether a date to come is named at all.
  const from = reference ?? '2026-03-10T10:00:00';
  if (understanding?.shift) return true;
  const whens = understanding?.whens ?? languages.flatMap((language) => parseWhen(text, { language, reference: from, timezone: 'UTC' }));
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
