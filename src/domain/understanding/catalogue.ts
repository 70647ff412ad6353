import type { Clinic } from '../clinic.ts';
import { isCommonWord } from './common-words.ts';
import { knownName, type KnownName } from './hear-names.ts';
import { TREATMENTS } from './lexicon/treatments.ts';
import { stem } from './stem.ts';
import { tokensOf } from './tokens.ts';

export type PhraseWord = { word: string; stem: string };
/** `generic`: counts only when nothing more telling is said; `weak`: a hint that chooses no service ("consulta" where there is a veneers consultation). */
export type Phrase = { words: PhraseWord[]; serviceIds: string[]; generic: boolean; weak?: boolean; treatment: string | null };

/** A clinic's services and doctors, prepared for matching. */
export type Catalogue = {
  phrases: Phrase[];
  /** The phrases that may start with a word of one of these stems, typos included. */
  phrasesFor(stems: readonly string[], words: readonly string[]): Phrase[];
  names: KnownName[];
  treatmentsOf: Map<string, string[]>;
};

/** What any visit is called, whatever is done there: as a service's alias it gives way to every treatment. */
const VISIT_WORDS = new Set(
  'appointment appt visit session booking cita citas turno turnos hora visita sesion consulta consultas horario sessao marcacao запись прием визит посещение сеанс консультация консультации консультацию תור תורים פגישה ביקור ייעוץ יעוץ consultation consult valoracion evaluacion avaliacao doctor dentist dentista medico врач врачу стоматолог стоматолога стоматологу רופא רופאה general initial first de la el с o a первичная первичный первая inicial primera primeira'
    .split(' ')
    .flatMap((word) => [word, stem(word)]),
);

const CATALOGUES = new WeakMap<Clinic, Catalogue>();
const TITLE = /^(?:dr|dra|doctor|doctora|doutor|doutora|prof|professor|д|др|доктор|врач|דר|דוקטור|פרופ|mr|mrs|ms)$/u;

/** The clinic's catalogue, compiled on first use and kept as long as the clinic object lives. */
export function catalogueOf(clinic: Clinic): Catalogue {
  let catalogue = CATALOGUES.get(clinic);
  if (catalogue === undefined) {
    catalogue = compileCatalogue(clinic);
    CATALOGUES.set(clinic, catalogue);
  }
  return catalogue;
}

let treatmentTable: { phrases: Phrase[]; phrasesFor: Catalogue['phrasesFor'] } | null = null;

/** The treatment table as phrases, whether a clinic offers them or not; compiled once. */
export function treatmentPhrases(): { phrases: Phrase[]; phrasesFor: Catalogue['phrasesFor'] } {
  if (treatmentTable === null) {
    const all = listTreatments();
    treatmentTable = { phrases: all, phrasesFor: byFirstWord(all) };
  }
  return treatmentTable;
}

function listTreatments(): Phrase[] {
  return TREATMENTS.flatMap((treatment) =>
    treatment.words.split(';').flatMap((synonym): Phrase[] => {
      const words = wordsOf(synonym);
      return words.length === 0 ? [] : [{ words, serviceIds: [], generic: treatment.generic ?? false, treatment: treatment.id }];
    }),
  );
}

function wordsOf(text: string): PhraseWord[] {
  return tokensOf(text).map(({ text: word }) => ({ word, stem: stem(word) }));
}

function compileCatalogue(clinic: Clinic): Catalogue {
  const treatments = treatmentPhrases().phrases;
  const own: Phrase[] = [];
  const offered = new Map<string, string[]>();
  const hinted = new Map<string, string[]>();
  const treatmentsOf = new Map<string, string[]>();
  for (const service of clinic.services) {
    const texts = [...Object.values(service.name), ...Object.values(service.aliases ?? {}).flat()];
    const found = new Set<string>();
    for (const text of texts) {
      const words = wordsOf(text);
      if (words.length > 0) own.push({ words, serviceIds: [service.id], generic: words.every(isVisitWord), treatment: null });
      for (const id of treatmentsIn(words, treatments)) found.add(id);
    }
    // "Veneers consultation" is about veneers: the generic part only counts when it is all there is.
    const telling = [...found].filter((id) => !isGeneric(id));
    const ids = telling.length > 0 ? telling : [...found];
    treatmentsOf.set(service.id, ids);
    for (const id of ids) offered.set(id, [...(offered.get(id) ?? []), service.id]);
    for (const id of found) if (!ids.includes(id)) hinted.set(id, [...(hinted.get(id) ?? []), service.id]);
  }
  const synonyms = treatments.flatMap((phrase): Phrase[] => {
    const serviceIds = offered.get(phrase.treatment ?? '') ?? [];
    const hints = hinted.get(phrase.treatment ?? '') ?? [];
    return serviceIds.length > 0 ? [{ ...phrase, serviceIds }] : hints.length > 0 ? [{ ...phrase, serviceIds: hints, weak: true }] : [];
  });
  const phrases = [...own, ...synonyms];
  return { phrases, phrasesFor: byFirstWord(phrases), names: doctorNames(clinic), treatmentsOf };
}

function isVisitWord({ word }: PhraseWord): boolean {
  return VISIT_WORDS.has(word) || VISIT_WORDS.has(stem(word));
}

function isGeneric(id: string): boolean {
  return TREATMENTS.some((treatment) => treatment.id === id && treatment.generic === true);
}

/** Longest synonyms first, so that "lip filler" is not also a "filler". */
function treatmentsIn(words: readonly PhraseWord[], treatments: readonly Phrase[]): string[] {
  const hits: { id: string; from: number; to: number }[] = [];
  words.forEach((_, from) => {
    for (const phrase of treatments) {
      if (phrase.words.every((wanted, at) => words[from + at]?.word === wanted.word || words[from + at]?.stem === wanted.stem))
        hits.push({ id: phrase.treatment ?? '', from, to: from + phrase.words.length });
    }
  });
  return hits
    .filter((hit) => !hits.some((other) => other.to - other.from > hit.to - hit.from && other.from <= hit.from && hit.to <= other.to))
    .map((hit) => hit.id);
}

/** An ordinary word stands for itself, and a short one for too many. */
function mayBeMisspelt(word: string): boolean {
  return word.length >= 5 && !isCommonWord(word);
}

function byFirstWord(phrases: readonly Phrase[]): Catalogue['phrasesFor'] {
  const byStem = new Map<string, Phrase[]>();
  const byLetter = new Map<string, Phrase[]>();
  const add = (map: Map<string, Phrase[]>, key: string, phrase: Phrase): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [phrase]);
    else list.push(phrase);
  };
  for (const phrase of phrases) {
    const first = phrase.words[0]!;
    add(byStem, first.stem, phrase);
    if (first.stem !== first.word) add(byStem, first.word, phrase);
    if (first.word.length >= 5) add(byLetter, first.word.charAt(0), phrase);
  }
  return (stems, words) => {
    const found = new Set<Phrase>();
    for (const key of stems) byStem.get(key)?.forEach((phrase) => found.add(phrase));
    for (const key of words) byStem.get(key)?.forEach((phrase) => found.add(phrase));
    for (const word of words) {
      if (!mayBeMisspelt(word)) continue;
      for (const phrase of byLetter.get(word.charAt(0)) ?? []) if (Math.abs(phrase.words[0]!.word.length - word.length) <= 2) found.add(phrase);
    }
    return [...found];
  };
}

function doctorNames(clinic: Clinic): Catalogue['names'] {
  return clinic.doctors.flatMap((doctor) =>
    [doctor.name, ...(doctor.aliases ?? [])].flatMap((name) =>
      tokensOf(name)
        .map((token) => token.text)
        .filter((word) => word.length >= 2 && !TITLE.test(word))
        .map((word) => knownName(doctor.id, word)),
    ),
  );
}
