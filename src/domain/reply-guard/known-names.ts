import type { Clinic, Language } from '../clinic.ts';
import type { TurnSnapshot } from '../conversation.ts';

type NamesOfClinic = { names: RegExp | null; own: Partial<Record<Language, RegExp | null>> };

const known = new WeakMap<Clinic, NamesOfClinic>();

/**
 * A text without what the clinic itself wrote: names of services, doctors, places and people as the clinic has them, in whatever language,
 * and its own sentences (information, emergency text) in the language of the reply. They can be in no wrong language and claim nothing.
 */
export function withoutNames(text: string, clinic: Clinic, snapshot: TurnSnapshot, language: Language): string {
  const { names } = namesOf(clinic);
  let rest = withoutOwnSentences(text, clinic, language);
  const people = expressionOf(peopleOf(snapshot));
  for (const pattern of [names, people]) if (pattern !== null) rest = rest.replace(pattern, ' ');
  return rest;
}

/** A text without the sentences the clinic wrote itself (information on a service, emergency text) in this language. */
export function withoutOwnSentences(text: string, clinic: Clinic, language: Language): string {
  const { own } = namesOf(clinic);
  own[language] ??= expressionOf(ownSentences(clinic, language));
  const pattern = own[language];
  return pattern === null || pattern === undefined ? text : text.replace(pattern, ' ');
}

function namesOf(clinic: Clinic): NamesOfClinic {
  const found = known.get(clinic) ?? { names: expressionOf(clinicNames(clinic)), own: {} };
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

/** Any of these as whole words, the longest first; null when there are none. */
function expressionOf(names: readonly string[]): RegExp | null {
  const sources = [...new Set(names.map((name) => name.trim()).filter((name) => name.length > 1))]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`).replace(/\s+/gu, String.raw`\s+`));
  return sources.length === 0 ? null : new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${sources.join('|')})(?![\p{L}\p{N}])`, 'giu');
}
