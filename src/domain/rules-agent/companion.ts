import { LANGUAGES } from '../clinic.ts';
import { isCommonWord } from '../understanding/common-words.ts';
import { findTreatments } from '../understanding/entities.ts';
import { foldLetters } from '../understanding/fold.ts';
import { isHebrewVocabulary, isTimeWord } from '../understanding/name-words.ts';
import { withoutPrefixes } from '../understanding/stem.ts';
import { tokensOf } from '../understanding/tokens.ts';
import type { Understanding } from '../understanding/understanding.ts';

const NAME = String.raw`(\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){0,2})`;
/** A relative or friend, and right behind the name; Hebrew has no capitals, so there the relation must be the writer's own. */
const RELATIVES = [
  String.raw`(?<!\p{L})(?:[Mm]y|[Oo]ur|[Tt]he) (?:\p{Ll}+ )?(?:daughter|son|wife|husband|mother|mom|mum|father|dad|kid|child|boy|girl|baby|sister|brother|grandson|granddaughter|grand\p{Ll}+|partner|girlfriend|boyfriend|friend|niece|nephew)(?:'s name is|,? (?:is )?(?:named|called))?,? ${NAME}`,
  String.raw`(?<!\p{L})(?:[Mm]i|[Nn]uestr[oa]|[Ee]l|[Ll]a) (?:hij[oa]|mujer|espos[oa]|marido|madre|mam[aá]|padre|pap[aá]|herman[oa]|niet[oa]|novi[oa]|pareja|suegr[oa]|abuel[oa]|amig[oa]|sobrin[oa]|niñ[oa]|bebé)(?: (?:se llama|llamad[oa]))?,? ${NAME}`,
  String.raw`(?<!\p{L})(?:[Mm]eu|[Mm]inha|[Nn]oss[oa]|[Oo]|[Aa]) (?:filh[oa]|esposa|esposo|mulher|marido|m[aã]e|pai|irm[aã]o?|net[oa]|namorad[oa]|sogr[oa]|av[óôo]|amig[oa]|sobrinh[oa]|bebê)(?:,? (?:se chama|chamad[oa]))?,? ${NAME}`,
  String.raw`(?<!\p{L})(?:доч|дочк|сын|сынишк|жен|муж|мам|пап|бабушк|дедушк|брат|сестр|внук|внучк|реб[её]нк|племянни|подруг|супруг)\p{Ll}*(?: зовут)?,? ${NAME}`,
].map((relative) => new RegExp(relative, 'u'));
const HEBREW =
  /(?<!\p{L})(?:[לה]?(?:בת|בן|אמא|אימא|אבא|אישה|אחות|אח|סבתא|סבא|ילד|ילדה|נכד|נכדה|חבר|חברה) (?:שלי|שלנו)|ל?(?:אשתי|בעלי|בתי|בני|אחותי|אחי|אמי|אבי)),? ([א-ת]{2,})/u;
const MALE = /(?<!\p{L})(?:сын|муж|пап|дедушк|брат|внук|супруга|племянник)\p{Ll}*(?: зовут)?,? \p{Lu}/u;
const DATIVE = /(?<!\p{L})(?:сыну|мужу|папе|дедушке|брату|внуку|супругу|племяннику) \p{Lu}/u;

const FOR = new RegExp(String.raw`(?<!\p{L})(?:for|para|pra|pro|для|а теперь|и) ${NAME}`, 'u');

/** "And 12 for Lucy", where appointments for others are spoken of anyway; what was read as a time, a doctor or a treatment is nobody else. */
function beneficiary(text: string, { whens, doctors }: Understanding): string | null {
  const found = FOR.exec(text);
  const name = found?.[1];
  if (!found || name === undefined || findTreatments(tokensOf(name), LANGUAGES).length > 0) return null;
  const start = found.index + found[0].length - name.length;
  const covers = (one: { index: number; text: string }) => one.index < start + name.length && start < one.index + one.text.length;
  return whens.some(covers) || doctors.some(covers) ? null : name;
}

/**
 * "For my daughter Ana": whose the appointment is, and that Ana is not the doctor of that name. `isForOthers`: a bare "for Ana" will do.
 * Unchanged when the message names nobody.
 */
export function withCompanion(understanding: Understanding, text: string, isForOthers: boolean): Understanding {
  const name = companionName(text) ?? (isForOthers ? beneficiary(text, understanding) : null);
  if (name === null) return understanding;
  const words = foldLetters(name).split(' ');
  const doctors = understanding.doctors.filter((one) => !one.text.split(' ').some((word) => words.includes(word)));
  return { ...understanding, doctors, statedName: inNominative(name, text), forSomeoneElse: true };
}

function companionName(text: string): string | null {
  // behind a relative stands a name, and that begins with a capital
  for (const relative of / \p{Lu}/u.test(text) ? RELATIVES : []) {
    const found = relative.exec(text)?.[1];
    if (found === undefined) continue;
    const words = found.split(' ');
    const end = words.findIndex((word, at) => (at === 0 ? isCommonWord : isTimeWord)(foldLetters(word)));
    if (end !== 0) return (end === -1 ? words : words.slice(0, end)).join(' ');
  }
  const hebrew = HEBREW.exec(text)?.[1];
  if (hebrew === undefined || withoutPrefixes(hebrew).some(isCommonWord) || isHebrewVocabulary(hebrew) || findTreatments(tokensOf(hebrew), ['he']).length > 0)
    return null;
  return hebrew;
}

/** "дочку Аню" is Аня: a name is kept as it is called. Forms that leave it open stay as written. */
function inNominative(name: string, text: string): string {
  const [first = '', ...others] = name.split(' ');
  if (!/^[А-ЯЁ]/u.test(first) || others.length > 0) return name;
  if (!MALE.test(text))
    return first
      .replace(/[уы]$/u, 'а')
      .replace(/ю$/u, 'я')
      .replace(/(?<=[шжчщкгх])и$/u, 'а')
      .replace(/и$/u, 'я');
  const bare = (ending: string) => first.replace(new RegExp(`(?<=[аеиоуыэюяё])${ending}$`, 'u'), 'й').replace(new RegExp(`${ending}$`, 'u'), 'ь');
  if (DATIVE.test(text)) return first.endsWith('ю') ? bare('ю') : first.replace(/у$/u, '');
  if (first.endsWith('я')) return bare('я');
  return first.endsWith('а') ? first.slice(0, -1) : first.replace(/у$/u, 'а').replace(/ю$/u, 'я');
}
