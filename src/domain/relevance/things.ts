import type { Language } from '../clinic.ts';
import { findTreatments, soundsLike } from '../understanding/entities.ts';
import { isNegated } from '../understanding/negation.ts';
import { stem, withoutPrefixes } from '../understanding/stem.ts';
import { around, type Token } from '../understanding/tokens.ts';
import type { MessageReading, ReadingInput } from './message-reading.ts';
import { countNewWords } from './novelty.ts';
import type { PendingProfile } from './pending-profile.ts';

/** Which of the things a message names are the pending ones, and which are refused. */
export type Things = Pick<
  MessageReading,
  'refusesPendingThing' | 'refusesBothThings' | 'refusesOnlyDoctor' | 'namesPendingThing' | 'wantsOtherTreatment' | 'namesVisitOnly' | 'wantsOtherDoctor'
>;

/** Reads the treatments, services, doctors and, where the service is unknown to us, the telling words a message shares with what is pending. */
export function readThings(tokens: readonly Token[], languages: readonly Language[], input: ReadingInput, pending: PendingProfile): Things {
  const allTreatments = findTreatments(tokens, languages);
  const treatments = allTreatments.filter((mention) => !mention.generic);
  const sameTreatment = treatments.filter((mention) => pending.treatments.has(mention.treatment));
  const services = input.understanding?.services ?? [];
  const sameService = services.filter((match) => pending.serviceIds.has(match.id));
  const names = tokens.flatMap((token, index) => {
    if (!pending.names.some((name) => soundsLike(token.text, name) >= 0.8)) return [];
    const { before, after } = around(tokens, index, index + 1);
    return [{ negated: isNegated(before, after, languages) }];
  });
  const known = pending.treatments.size > 0 || pending.serviceIds.size > 0;
  const said = known || pending.kind === 'find' ? [] : saidWords(tokens, languages, pending);
  const same = [...sameTreatment, ...sameService, ...names, ...said];
  // Where the thing itself is refused, "just a check-up" is named in its place.
  const inItsPlace = sameTreatment.some((mention) => mention.negated) && allTreatments.some((mention) => mention.generic && !mention.negated);
  const otherTreatment =
    inItsPlace ||
    treatments.some((mention) => !mention.negated && !pending.treatments.has(mention.treatment)) ||
    services.some(
      (match) => !match.negated && pending.serviceIds.size > 0 && !pending.serviceIds.has(match.id) && sameService.length === 0 && sameTreatment.length === 0,
    );
  return {
    refusesPendingThing:
      same.some((mention) => mention.negated) &&
      !same.every((mention) => !mention.negated) &&
      !(sameTreatment.some((mention) => !mention.negated) && names.length === 0),
    refusesBothThings: same.length > 1 && same.every((mention) => mention.negated) && !otherTreatment,
    refusesOnlyDoctor:
      names.some((name) => name.negated) &&
      !said.some((mention) => mention.negated) &&
      !sameTreatment.some((mention) => mention.negated) &&
      !sameService.some((match) => match.negated),
    namesPendingThing: same.some((mention) => !mention.negated),
    wantsOtherTreatment: (known || !pending.isOpenToAny) && otherTreatment,
    namesVisitOnly: treatments.length === 0 && allTreatments.some((mention) => !mention.negated),
    wantsOtherDoctor:
      (input.understanding?.doctors ?? []).some((match) => !match.negated && pending.doctorIds.size > 0 && !pending.doctorIds.has(match.id)) ||
      (names.length === 0 && pending.names.length > 0 && namesUnknownDoctor(tokens)),
  };
}

/** "Dr. Sofia" where the clinic has none: a title and a name, whoever it is. Only scripts with capitals tell a name from "doctor please"; Hebrew titles stand before names. */
function namesUnknownDoctor(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, index) => {
    const next = tokens[index + 1];
    if (next === undefined || next.text.length < 3) return false;
    return /^[להמבשכ]*(?:דר|דוקטור)$/u.test(text) ? true : /^(?:dr|dra|doctor|doctora|doutor|doutora|др|доктор\p{L}*)$/u.test(text) && next.capitalised;
  });
}

/** "It's called Redwood Smiles", "with Castro Valley Smiles", "Dr. Osborne": an answer to whom one wants, whatever the name. Written small, only a title or "called" tells one. */
export function namesSomebody(words: string, tokens: readonly Token[]): boolean {
  return IS_CALLED.test(words) || namesUnknownDoctor(tokens) || tokens.some((token, at) => at > 0 && token.capitalised && tokens[at + 1]?.capitalised);
}

const IS_CALLED =
  / (?:(?:its|it is|theyre|they are|place is|clinic is|hes|shes) (?:called|named)|the name is|se llama|chama se|se chama|o nome e|el nombre es|называется|зовут|название|имя|קוראים ל\S+|השם (?:הוא|שלו|שלה))(?= )/u;

/** Of a service no table knows ("acupuncture", "visa photo") the words that are no everyday words stand for it. */
function saidWords(tokens: readonly Token[], languages: readonly Language[], pending: PendingProfile): { negated: boolean }[] {
  return tokens.flatMap((token, index) => {
    if (countNewWords([token], languages, NOTHING) === 0 || !withoutPrefixes(token.text).some((form) => pending.saidStems.has(stem(form)))) return [];
    const { before, after } = around(tokens, index, index + 1);
    return [{ negated: isNegated(before, after, languages) }];
  });
}

const NOTHING: ReadonlySet<string> = new Set();
