import { evolutionText } from '../local/whatsapp-simulator/inbound-bodies.ts';
import { BENCH_INSTANCE, BENCH_LINE_KEY } from './bench-clinic.ts';
import { PATIENT_MESSAGES } from './patient-messages.ts';

/** Makes webhooks of patients: every body another message id; another patient each time, or the same `patients` over and over. */
export function createWebhookBodies(): { next(patients?: number): string } {
  let count = 0;
  return {
    next(patients = Number.POSITIVE_INFINITY) {
      count += 1;
      const message = PATIENT_MESSAGES[count % PATIENT_MESSAGES.length];
      // The two ranges of numbers never meet: whoever is new stays new.
      const from = Number.isFinite(patients) ? 351_910_000_000 + (count % patients) : 351_920_000_000 + count;
      return JSON.stringify(
        evolutionText({ instance: BENCH_INSTANCE, apikey: BENCH_LINE_KEY, from: String(from), pushName: 'Bench', text: message?.text ?? '' }),
      );
    },
  };
}
