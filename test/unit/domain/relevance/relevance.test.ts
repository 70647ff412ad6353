import fc from '../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/domain/clinic.ts';
import { judgeRelevance, RELEVANCE_THRESHOLD } from '../../../../src/domain/relevance.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { dentalClinic, IDS } from '../understanding/dental-clinic.ts';
import { CASES, LAST_WORDS, PENDING } from './cases.ts';

describe('judgeRelevance', () => {
  it.each(CASES)('%s, %s: %s', (pending, language, message, relevant, dropPending) => {
    const verdict = judgeRelevance({ message, language, pendingAction: PENDING[pending], history: [{ role: 'bot', text: LAST_WORDS[pending][language] }] });
    expect({ relevant: verdict.relevant, dropPending: verdict.dropPending, why: verdict.reason }).toEqual({ relevant, dropPending, why: verdict.reason });
  });

  it('judges the same with ids of the catalogue in the slots', () => {
    const pendingAction = { type: 'book' as const, description: 'booking', slots: { serviceId: IDS.filling, doctorId: IDS.dan } };
    const judge = (language: 'ru' | 'en', message: string): ReturnType<typeof judgeRelevance> =>
      judgeRelevance({
        message,
        language,
        pendingAction,
        history: [],
        clinic: dentalClinic,
        understanding: understand(message, { language, clinic: dentalClinic, reference: '2026-03-10T10:00:00', timezone: 'Asia/Jerusalem' }),
      });
    expect(judge('ru', 'Мне не нужен Дан с пломбой')).toMatchObject({ relevant: false, dropPending: true });
    expect(judge('ru', 'Хочу узнать про виниры')).toMatchObject({ relevant: false, dropPending: false });
    expect(judge('en', 'what about Dr. Miguel on monday?')).toMatchObject({ relevant: true });
    expect(judge('en', 'tuesday at 10 with Dan')).toMatchObject({ relevant: true });
  });

  it('the score, the verdict and the grey zone agree, the reason quotes nobody, and nothing throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom(...Object.values(PENDING)),
        fc.string({ unit: 'grapheme', minLength: 12 }),
        (language, pendingAction, message) => {
          const verdict = judgeRelevance({ message, language, pendingAction, history: [] });
          expect(verdict.relevant).toBe(verdict.score >= RELEVANCE_THRESHOLD);
          expect(verdict.grey).toBe(!verdict.dropPending && verdict.score >= 0.4 && verdict.score < RELEVANCE_THRESHOLD);
          if (verdict.dropPending) expect(verdict.relevant).toBe(false);
          expect(verdict.reason).not.toContain(message);
        },
      ),
      { numRuns: 150 },
    );
  });
});
