import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { makeRulesAgent } from '../../../support/make-rules-agent.ts';
import { playDialog } from '../../../support/play-dialog.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();
const read = (language: Language, text: string) => understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone });

describe('"will it hurt?"', () => {
  it.each<[Language, string]>([
    ['en', 'will it hurt?'],
    ['en', 'Will it be painful?'],
    ['en', 'yes, but is it going to hurt?'],
    ['es', '¿me va a doler?'],
    ['es', 'sí, ¿me dolerá?'],
    ['es', 'vale, ¿duele?'],
    ['pt', 'vai doer?'],
    ['pt', 'sim, mas vai me doer?'],
    ['ru', 'да, а больно будет?'],
    ['ru', 'мне будет больно?'],
    ['ru', 'а это не больно?'],
    ['he', 'זה יכאב?'],
    ['he', 'כן, אבל זה יכאב לי?'],
    ['he', 'זה כואב?'],
  ])('asks about the treatment (%s: %s)', (language, text) => {
    const { intents, topics, urgency } = read(language, text);
    expect([intents[0]?.intent, urgency]).toEqual(['service_inquiry', 'low']);
    expect(topics).toContain('service_info');
  });

  it.each<[Language, string]>([
    ['en', 'my tooth hurts, will it hurt more?'],
    ['es', 'me duele mucho la muela, ¿va a doler más?'],
    ['pt', 'meu dente dói muito, vai doer mais?'],
    ['ru', 'мне больно, болит зуб'],
    ['he', 'כואבת לי השן, זה יכאב יותר?'],
  ])('hides no pain of the patient’s own (%s: %s)', (language, text) => {
    expect(read(language, text).intents[0]?.intent).toBe('urgent_pain');
  });

  it.each<[Language, string, string]>([
    ['en', 'I want a cleaning on Wednesday at 12:00', 'yes, but will it be painful?'],
    ['es', 'Quiero una limpieza el miércoles a las 12:00', 'sí, ¿me va a doler?'],
    ['pt', 'Quero uma limpeza na quarta às 12:00', 'vai doer?'],
    ['ru', 'Хочу чистку в среду в 12:00', 'да, а больно будет?'],
    ['he', 'אני רוצה ניקוי ביום רביעי ב-12:00', 'כן, זה יכאב?'],
  ])('leaves what was to be confirmed as it was (%s)', async (language, wish, question) => {
    const dialog = playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent, pushName: 'Robin' });
    const proposed = await dialog.send(wish);
    const answered = await dialog.send(question);
    expect([answered.state, answered.effects, answered.language]).toEqual(['booking_confirmation', [], language]);
    expect(answered.context.serviceId).toBe(proposed.context.serviceId);
    expect(answered.reply).toContain('12:00');
  });
});

describe('groups of words that may be missing', () => {
  it.each<[Language, string, string]>([
    ['en', 'tooth knocked out', 'urgent_pain'],
    ['ru', 'мне на чистку', 'book'],
  ])('leave the gap to the next word (%s: %s)', (language, text, intent) => {
    expect(read(language, text).intents[0]?.intent).toBe(intent);
  });
});
