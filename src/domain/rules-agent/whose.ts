import type { Appointment } from '../conversation.ts';
import { foldLetters } from '../understanding/fold.ts';
import { withoutPrefixes } from '../understanding/stem.ts';
import { tokensOf } from '../understanding/tokens.ts';
import { signals } from './signals.ts';
import type { Turn } from './turn.ts';
import { isOthers } from './words.ts';

/** A relative or friend of the writer. */
const RELATIVE =
  /\b(?:my|our) (?:\p{L}+ )?(?:husband|wife|son|daughter|mother|mom|mum|father|dad|kid|child|boy|girl|baby|brother|sister|partner|boyfriend|girlfriend|friend|grand\p{L}+)|(?<!\p{L})(?:mi|nuestr[oa]) (?:hij[oa]|mujer|espos[oa]|marido|madre|mam[aá]|padre|pap[aá]|herman[oa]|niet[oa]|novi[oa]|pareja|suegr[oa]|abuel[oa]|amig[oa]|sobrin[oa]|niñ[oa]|bebé)(?!\p{L})|(?<!\p{L})(?:meu|minha|noss[oa]) (?:filh[oa]|espos[oa]|mulher|marido|m[aã]e|pai|irm[aã]o?|net[oa]|namorad[oa]|sogr[oa]|av[óô]|amig[oa]|sobrinh[oa]|beb[eê])(?!\p{L})|(?<!\p{L})(?:сын|доч|муж|жен|мам|пап|брат|сестр|бабуш|дедуш|внук|внуч|реб[её]н|подруг)\p{L}*|(?<!\p{L})[לש]?(?:ל?(?:אשתי|בעלי|בתי|בני|אחותי|אחי|אמי|אבי)|ה?(?:בת|בן|אמא|אימא|אבא|אישה|אחות|אח|סבתא|סבא|ילד|ילדה|נכד|נכדה|חבר|חברה) (?:שלי|שלנו))(?!\p{L})/iu;
/** The writer's own one. */
const OWN =
  /\b(?:mine|my)\b|(?<!\p{L})(?:mi|la m[ií]a|el m[ií]o|minha|meu)(?!\p{L})|(?<!\p{L})(?:мою|мой|моя|мо[её]|свою|себя)(?!\p{L})|(?<!\p{L})שלי(?!\p{L})/iu;

/** "Аню", "Ане" and "Аня" are one. */
function bare(word: string): string {
  return /[а-я]/u.test(word) ? word.replace(/(?<=..)[аяоеиыуюьй]+$/u, '') : word;
}

/** The appointments of whoever the message speaks of: "Adam's", "my son's", "mine". Empty when it speaks of nobody, or of all. */
export function ofPerson(turn: Turn, all: readonly Appointment[]): Appointment[] {
  const { text } = turn;
  const others = all.filter((one) => isOthers(turn, one.patientName));
  if (others.length === 0 || signals(text, 'all')) return [];
  const words = tokensOf(text).flatMap(({ text: word }) => withoutPrefixes(word).flatMap((form) => [form, form.replace(/s$/u, ''), bare(form)]));
  const isNamed = ({ patientName }: Appointment) => {
    const [first = ''] = foldLetters(patientName ?? '').split(' ');
    return first.length > 1 && (words.includes(first) || (/[а-я]/u.test(first) && words.includes(bare(first))));
  };
  const named = all.filter(isNamed);
  if (named.length > 0) return named;
  if (RELATIVE.test(text)) return others;
  return OWN.test(text) ? all.filter((one) => !others.includes(one)) : [];
}
