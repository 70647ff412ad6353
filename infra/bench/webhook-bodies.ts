import { evolutionText } from '../local/whatsapp-simulator/inbound-bodies.ts';
import { BENCH_INSTANCE, BENCH_LINE_KEY } from './bench-clinic.ts';
import { LANGUAGES_OF_PATIENTS, PATIENT_MESSAGES } from './patient-messages.ts';

/** The webhook of a patient's nth message, with a message id of its own: patients keep to a language and say one thing after the other. */
export function webhookOf(patient: number, nth = 0): string {
  const language = LANGUAGES_OF_PATIENTS[patient % LANGUAGES_OF_PATIENTS.length];
  const messages = PATIENT_MESSAGES.filter((message) => message.language === language);
  const message = messages[(Math.floor(patient / LANGUAGES_OF_PATIENTS.length) + nth) % messages.length];
  const from = String(351_920_000_000 + patient);
  return JSON.stringify(evolutionText({ instance: BENCH_INSTANCE, apikey: BENCH_LINE_KEY, from, pushName: 'Bench', text: message?.text ?? '' }));
}
