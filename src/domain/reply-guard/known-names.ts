import type { Clinic, Language } from '../clinic.ts';
import type { TurnSnapshot } from '../conversation.ts';

/** A name to look for: most are not in a reply, and a look for a word costs a hundredth of a look for a pattern, which is built when it is needed. */
type Name = { text: string; lower: string; pattern?: RegExp };
type NamesOfClinic = { names: readonly Name[]; own: Partial<Record<Language, readonly Name[]>> };

const known = new WeakMap<Clinic, NamesOfClinic>();

/**
 * A text without what the clinic itself wrote: names of services, doctors, places and people as the clinic has them, in whatever language,
 * and its own sentences (information, emergency text) in the language of the reply. They can be in no wrong language and claim nothing.
 */
export function withoutNames(text: string, clinic: Clinic, snapshot: TurnSnapshot, language: Language): string {
  return without(withoutOwnSentences(text, clinic, language), [...namesOf(clinic).names, ...longestFirst(peopleOf(snapshot))]);
}

/** A text without the sentences the clinic wrote itself (information on a service, emergency text) in this language. */
export function withoutOwnSentences(text: string, clinic: Clinic, language: Language): string {
  const { own } = namesOf(clinic);
  own[language] ??= longestFirst(ownSentences(clinic, language));
  return without(text, own[language]);
}

function namesOf(clinic: Clinic): NamesOfClinic {
  const found = known.get(clinic) ?? { names: longestFirst(clinicNames(clinic)), own: {} };
  known.set(clinic, found);
  return found;
}

function clinicNames({ name, assistant, address, services, doctors }: Clinic): string[] {
  return [
    name,
    assistant.name,
    ...Object.values(address ?? {}),
    ...services.flatMap((service) => [...Object.values(service.name), ...Object.values(service.aliases ?? {}).flat()]),
    ...doctors.flatMap((doctor) => [doctor.name, ...doctor.name.split(/\s+/u).filter((word) => /^\p{Lu}\p{Ll}+$/u.test(word)), ...(doctor.aliases ?? [])]),
  ];
}

function ownSentences({ services, emergencyText }: Clinic, language: Language): string[] {
  return [emergencyText?.[language] ?? '', ...services.map((service) => service.info?.[language] ?? '')];
}

/** People who may be named: the patient, whoever an appointment is for, and who the patient says it is for. */
function peopleOf({ patient, appointments, conversation }: TurnSnapshot): string[] {
  const names = [patient.name, patient.pushName, conversation.context.patientName, ...appointments.map((one) => one.patientName)];
  return names.flatMap((name) => (name == null ? [] : [name, ...name.split(/\s+/u).filter((word) => word.length > 2)]));
}

/** The longest first, so that no name is taken apart by a shorter one in it. */
function longestFirst(names: readonly string[]): Name[] {
  return [...new Set(names.map((name) => name.trim()).filter((name) => name.length > 1))]
    .sort((a, b) => b.length - a.length)
    .map((name) => ({ text: name, lower: name.toLowerCase() }));
}

function patternOf(name: string): RegExp {
  const source = name.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${source}(?![\p{L}\p{N}])`, 'giu');
}

function without(text: string, names: readonly Name[]): string {
  let rest = text;
  let lower = text.toLowerCase();
  for (const name of names) {
    if (!lower.includes(name.lower)) continue;
    name.pattern ??= patternOf(name.text);
    rest = rest.replace(name.pattern, ' ');
    lower = rest.toLowerCase();
  }
  return rest;
}
