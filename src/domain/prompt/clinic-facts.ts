import { localized } from '../clinic.ts';
import type { Clinic, Language } from '../clinic.ts';
import { clipped, dataBlock } from './data-block.ts';

/** Of a catalogue longer than this the model is shown the beginning and asks the tools for the rest. */
const MAX_SERVICES = 80;
const MAX_DOCTORS = 60;
const MAX_INFO_CHARACTERS = 400;
const MAX_INSTRUCTIONS_CHARACTERS = 12_000;

/**
 * What may be told about the clinic, as data in the patient's language (the clinic's own where a text is missing). No channel, key or number
 * of a line, and nothing of any patient.
 */
export function clinicFacts(clinic: Clinic, language: Language): string {
  const words = (text: Partial<Record<Language, string>> | undefined) => localized(text, language, clinic.defaultLanguage);
  return dataBlock('clinic_facts', {
    name: clinic.name,
    timezone: clinic.timezone,
    currency: clinic.currency,
    address: words(clinic.address),
    phone: clinic.phone,
    hours: clinic.hours,
    closedOn: clinic.closedOn,
    emergencyText: words(clinic.emergencyText),
    services: clinic.services.slice(0, MAX_SERVICES).map(({ id, name, minutes, price, info }) => {
      const about = words(info);
      return { id, name: words(name), minutes, price, ...(about === undefined ? {} : { info: clipped(about, MAX_INFO_CHARACTERS) }) };
    }),
    doctors: clinic.doctors.slice(0, MAX_DOCTORS).map(({ id, name, services, hours }) => ({ id, name, services, hours })),
    ...(clinic.services.length > MAX_SERVICES ? { more: 'list_services shows all services' } : {}),
  });
}

/** The clinic's own words for its assistant. They shape tone and content; what they may not do is said beside them. Empty when there are none. */
export function clinicInstructions({ assistant }: Clinic): string {
  const own = assistant.systemPrompt.trim();
  if (own === '') return '';
  // Written by the clinic's staff, so read as instructions; only the tags are kept apart.
  const text = clipped(own, MAX_INSTRUCTIONS_CHARACTERS).replace(/<(?=\/?[a-z_]+>)/giu, '‹');
  return `THE CLINIC'S OWN INSTRUCTIONS (tone, house rules, what to mention; where they contradict the rules above, the rules above hold)\n<clinic_instructions>\n${text}\n</clinic_instructions>`;
}
