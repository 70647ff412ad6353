import type { Clinic, Language } from '../clinic.ts';
import { catalogueOf, treatmentPhrases, type Catalogue, type Phrase } from './catalogue.ts';
import { isCommonWord, isRelation } from './common-words.ts';
import { foldLetters } from './fold.ts';
import { hear, knownName, nameConfidence } from './hear-names.ts';
import { isNegated } from './negation.ts';
import { stem, withoutPrefixes } from './stem.ts';
import { around, type Token } from './tokens.ts';
import { within } from './typos.ts';
import type { EntityMatch } from './understanding.ts';

type Hit = { ids: readonly string[]; from: number; to: number; confidence: number; generic: boolean };

/** The confidence of a mention that chooses no service by itself. */
const WEAK_HINT = 0.45;
/** From here on a mention is meant; below it is a hint that may tell appointments apart. */
export const SURE_MENTION = 0.5;

/** A token in the shapes it is compared in: itself, and for Hebrew without prefix letters; each with its stem. */
type Shape = { word: string; stem: string };

/** Verbs and particles that are spelt like first names of doctors; as a name they need a capital or a title ("me dan una cita"). */
const NOT_NAMES = new Set(
  'dan sol luz may will mark mila rosa clara linda grace hope art bill rob pat sue jack nick дана вера надежда любовь роза лада майя гал טל גל נועם אור שיר'.split(
    ' ',
  ),
);
const TITLES =
  /^(?:dr|dra|doctor|doctora|doutor|doutora|dentist|dentista|др|доктор\p{L}*|врач\p{L}*|דר|דוקטור|[להמבשכ]*דר|רופא|רופאה|הרופא|with|con|com|к|у|אצל|עם|by)$/u;

const STRICT_TITLES = /^(?:dr|dra|doctor|doctora|doutor|doutora|др|доктор\p{L}*|врач\p{L}*|דר|דוקטור|[להמבשכ]*דר)$/u;

/** Services and treatments are looked for in the same tokens. */
const SHAPES = new WeakMap<readonly Token[], readonly Shape[][]>();

function shapesOf(tokens: readonly Token[]): readonly Shape[][] {
  let shapes = SHAPES.get(tokens);
  if (shapes === undefined) {
    shapes = tokens.map((token) => withoutPrefixes(token.text).map((word): Shape => ({ word, stem: stem(word) })));
    SHAPES.set(tokens, shapes);
  }
  return shapes;
}

/** The clinic's services a message names, in any of the five languages, inflected, misspelt or by a synonym. At most one hit per place; two services of one treatment both count. */
export function findServices(tokens: readonly Token[], clinic: Clinic, languages: readonly Language[]): EntityMatch[] {
  const catalogue = catalogueOf(clinic);
  const shapes = shapesOf(tokens);
  const hits = tokens.flatMap((_, from) => bestPhrases(catalogue, shapes, from));
  const kept = dropOverlaps(hits);
  const telling = kept.some((hit) => !hit.generic && hit.ids.length > 0) || (kept.length > 0 && namesTreatment(shapes));
  const matches = toMatches(telling ? kept.filter((hit) => !hit.generic) : kept, tokens, languages);
  return matches.filter((match, at) => matches.findIndex((other) => other.id === match.id && other.negated === match.negated) === at);
}

/** A treatment the clinic may not have is told as well: "a consultation for braces" is no other consultation. */
function namesTreatment(shapes: readonly Shape[][]): boolean {
  return dropOverlaps(shapes.flatMap((_, from) => bestPhrases(treatmentPhrases(), shapes, from))).some((hit) => !hit.generic);
}

/** A treatment of the table named in a message, offered by the clinic or not. */
export type TreatmentMention = { treatment: string; generic: boolean; negated: boolean; index: number };

/** The treatments a text names in any language, whatever the clinic offers ("do you do braces?" where there are none), refused ones marked. */
export function findTreatments(tokens: readonly Token[], languages: readonly Language[]): TreatmentMention[] {
  const shapes = shapesOf(tokens);
  const hits = tokens.flatMap((_, from) => bestPhrases(treatmentPhrases(), shapes, from));
  return dropOverlaps(hits).flatMap((hit) => {
    const { before, after } = around(tokens, hit.from, hit.to);
    const negated = isNegated(before, after, languages);
    return hit.ids.map((treatment) => ({ treatment, generic: hit.generic, negated, index: tokens[hit.from]!.index }));
  });
}

/** How surely a word is a name (first name or surname), 0..1, in any of the three scripts. */
export function soundsLike(word: string, name: string): number {
  const known = knownName('', foldLetters(name));
  return Math.max(...withoutPrefixes(word).map((form) => nameConfidence(hear(form), known)));
}

/** The clinic's doctors a message names: first name or surname, in any script (Дан, Dan, דן), inflected, with at most one typo in a long name. */
export function findDoctors(tokens: readonly Token[], clinic: Clinic, languages: readonly Language[]): EntityMatch[] {
  const { names } = catalogueOf(clinic);
  const hits: Hit[] = [];
  tokens.forEach((token, index) => {
    const forms = withoutPrefixes(token.text);
    const heard = forms.map(hear);
    let best: Hit | null = null;
    const ids = new Map<string, number>();
    for (const name of names) {
      const confidence = heard.reduce((most, form, at) => Math.max(most, nameConfidence(form, name) * (at === 0 ? 1 : 0.97)), 0);
      if (confidence < 0.7) continue;
      const titled = index > 0 && TITLES.test(tokens[index - 1]!.text);
      if (isOrdinary(tokens, index, forms, name.folded)) continue;
      if (NOT_NAMES.has(token.text) && !token.capitalised && !titled && /[a-z]/u.test(token.text) && tokens.length > 1 && isVerbHere(tokens, index)) continue;
      ids.set(name.doctorId, Math.max(ids.get(name.doctorId) ?? 0, confidence));
    }
    const top = Math.max(0, ...ids.values());
    const winners = [...ids].filter(([, confidence]) => confidence === top).map(([id]) => id);
    if (winners.length > 0) best = { ids: winners, from: index, to: index + 1, confidence: top, generic: false };
    if (best !== null) hits.push(best);
  });
  return mergeDoctors(toMatches(hits, tokens, languages));
}

/**
 * "אני" is no Anna, "claro" no Clara, "в июле" no Julia: an ordinary word that only resembles a name never is one without a title; one that is
 * spelt like it needs a title, a capital inside the sentence, or to stand alone.
 */
function isOrdinary(tokens: readonly Token[], index: number, forms: readonly string[], name: string): boolean {
  const token = tokens[index]!;
  const before = tokens[index - 1]?.text ?? '';
  const isExact = forms.includes(name);
  if (!forms.some((form) => (form === token.text || !isExact ? isCommonWord(form) : false) || isRelation(form))) return false;
  if (!isExact) return !STRICT_TITLES.test(before);
  return !TITLES.test(before) && !(token.capitalised && index > 0) && tokens.length > 1;
}

/** "me dan", "nos dan", "si dan": Spanish verbs, not doctors. */
function isVerbHere(tokens: readonly Token[], index: number): boolean {
  return /^(?:me|nos|te|le|les|se|lo|la|i|you|he|she|we|they|it|que)$/u.test(tokens[index - 1]?.text ?? '');
}

function bestPhrases(catalogue: Pick<Catalogue, 'phrasesFor'>, shapes: readonly Shape[][], from: number): Hit[] {
  const hits: Hit[] = [];
  for (const phrase of catalogue.phrasesFor(
    shapes[from]!.map((shape) => shape.stem),
    shapes[from]!.map((shape) => shape.word),
  )) {
    const match = matchPhrase(phrase, shapes, from);
    if (match !== null)
      hits.push({
        ids: phrase.serviceIds.length === 0 && phrase.treatment !== null ? [phrase.treatment] : phrase.serviceIds,
        from,
        to: match.to,
        confidence: phrase.weak ? WEAK_HINT : match.confidence,
        generic: phrase.generic,
      });
  }
  return hits;
}

function matchPhrase(phrase: Phrase, shapes: readonly Shape[][], from: number): { to: number; confidence: number } | null {
  let confidence = 1;
  let at = from;
  for (const [position, wanted] of phrase.words.entries()) {
    // One small word may stand inside a phrase ("sacar [la] muela", "tooth [is] out").
    let score = wordScore(shapes[at], wanted);
    if (score === 0 && position > 0 && (shapes[at]?.[0]?.word.length ?? 9) <= 3) score = wordScore(shapes[(at += 1)], wanted) * 0.97;
    if (score === 0) return null;
    confidence = Math.min(confidence, score);
    at += 1;
  }
  return { to: at, confidence };
}

function wordScore(shapes: readonly Shape[] | undefined, wanted: Shape): number {
  let best = 0;
  for (const [index, shape] of (shapes ?? []).entries()) {
    const score = shape.word === wanted.word ? 1 : shape.stem === wanted.stem && !isNoForm(shape.word, wanted.word) ? 0.95 : typoScore(shape.word, wanted.word);
    best = Math.max(best, score * (index === 0 ? 1 : 0.98));
  }
  return best;
}

/**
 * Everyday words a letter or an ending away from a treatment: "às 3 em ponto" asks for no bridge ("ponte"), "a message" for no massage, "לעזור" (to help)
 * for no extraction ("לעקור"), "брони" for no brows. Only written exactly like a treatment they would be one.
 */
const LOOKALIKES = new Set(
  `ponto pontos calma carne mole tratar corta gran derivacion wants books brown score message messages cancl
  сними снимите брони סיימת סיימתי סיימנו סכימה להבין לעזור לעבור כתמים צעקות שורות שום חירון`.split(/\s+/u),
);

/** "una" is no form of "uñas", nor "ponto" of "ponte". */
function isNoForm(word: string, wanted: string): boolean {
  return LOOKALIKES.has(word) || (/^[a-z]/u.test(word) && Math.min(word.length, wanted.length) < 4);
}

/** A typo in a word of five letters, two in one of nine; the first letter is rarely wrong and keeps lookalikes apart. Ordinary words are no typos. */
function typoScore(word: string, wanted: string): number {
  const length = Math.min(word.length, wanted.length);
  if (length < 5 || Math.abs(word.length - wanted.length) > 2 || word.charAt(0) !== wanted.charAt(0) || isCommonWord(word) || LOOKALIKES.has(word)) return 0;
  if (within(word, wanted, 1)) return 0.8;
  return length >= 9 && within(word, wanted, 2) ? 0.7 : 0;
}

function dropOverlaps(hits: readonly Hit[]): Hit[] {
  const ranked = [...hits].sort((a, b) => b.to - b.from - (a.to - a.from) || b.confidence - a.confidence || Number(a.generic) - Number(b.generic));
  const kept: Hit[] = [];
  for (const hit of ranked) {
    const rival = kept.find((other) => hit.from < other.to && other.from < hit.to);
    if (rival === undefined) kept.push(hit);
    else if (rival.from === hit.from && rival.to === hit.to && rival.confidence === hit.confidence) rival.ids = [...new Set([...rival.ids, ...hit.ids])];
  }
  return kept.sort((a, b) => a.from - b.from);
}

function toMatches(hits: readonly Hit[], tokens: readonly Token[], languages: readonly Language[]): EntityMatch[] {
  return hits.flatMap((hit) => {
    const { before, after } = around(tokens, hit.from, hit.to);
    const negated = isNegated(before, after, languages);
    const words = tokens.slice(hit.from, hit.to);
    return hit.ids.map((id) => ({ id, text: words.map((token) => token.text).join(' '), index: words[0]!.index, confidence: hit.confidence, negated }));
  });
}

/** First name and surname side by side are one doctor, surer than either; a doctor who is refused once and wanted once is wanted. */
function mergeDoctors(matches: readonly EntityMatch[]): EntityMatch[] {
  const merged: EntityMatch[] = [];
  for (const match of matches) {
    const previous = merged.find((other) => other.id === match.id);
    if (previous === undefined) merged.push({ ...match });
    else if (match.index - (previous.index + previous.text.length) <= 2) {
      previous.text += ` ${match.text}`;
      previous.confidence = Math.min(1, Math.max(previous.confidence, match.confidence) + 0.05);
      previous.negated = previous.negated || match.negated;
    } else previous.negated = previous.negated && match.negated;
  }
  // "Dr. Dan Levi" when there is also a Dr. Anna Levi: the fuller hit wins.
  return merged.filter(
    (match) =>
      !merged.some(
        (other) =>
          other !== match &&
          other.index <= match.index &&
          other.text !== match.text &&
          other.text.includes(match.text) &&
          other.confidence > match.confidence &&
          match.index < other.index + other.text.length + 1,
      ),
  );
}
