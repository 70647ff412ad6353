import { detectLanguage } from '../../src/domain/language.ts';
import { judgeRelevance } from '../../src/domain/relevance.ts';
import { understand } from '../../src/domain/understanding/understand.ts';
import { benchClinic } from './bench-clinic.ts';
import { median, rounded } from './figures.ts';
import { PATIENT_MESSAGES } from './patient-messages.ts';

const WARM_UP_PASSES = 30;
const PASSES = 20;
const PENDING = { type: 'book' as const, description: "checking Dr. Tom's availability for a filling", slots: { service: 'filling', doctor: 'Tom' } };

/** The median time of reading one message: language, what is wanted, dates, and whether the pending action has to do with it; five languages, warm. */
export function measureUnderstanding(): { medianMs: number } {
  const clinic = benchClinic('http://127.0.0.1:1');
  const read = ({ language, text }: (typeof PATIENT_MESSAGES)[number]) => {
    detectLanguage(text);
    const understanding = understand(text, { language, clinic, reference: '2026-03-10T11:00:00', timezone: clinic.timezone });
    judgeRelevance({ message: text, language, understanding, pendingAction: PENDING, history: [{ role: 'bot', text: 'Which day suits you?' }], clinic });
  };
  for (let pass = 0; pass < WARM_UP_PASSES; pass += 1) PATIENT_MESSAGES.forEach(read);
  const timesMs: number[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const message of PATIENT_MESSAGES) {
      const startedAt = performance.now();
      read(message);
      timesMs.push(performance.now() - startedAt);
    }
  }
  return { medianMs: rounded(median(timesMs), 3) };
}
