import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const play = () => playDialog({ clinic: sampleClinic(), now: '2027-05-10T10:00', makeAgent: makeRulesAgent, pushName: null });

const WISH: Record<Language, string> = {
  en: 'I want a cleaning on Wednesday at 12:00',
  es: 'Quiero una limpieza el miércoles a las 12:00',
  pt: 'Quero uma limpeza na quarta às 12:00',
  ru: 'Хочу чистку в среду в 12:00',
  he: 'אני רוצה ניקוי ביום רביעי ב-12:00',
};

describe('the answer to "what name?"', () => {
  it.each<[Language, string]>([
    ['en', 'Tom'],
    ['en', 'April'],
    ['en', 'Tom Jones'],
    ['en', 'May'],
    ['es', 'Domingo'],
    ['es', 'Abril Sol'],
    ['pt', 'Domingo Reis'],
    ['pt', 'Marco'],
    ['ru', 'Август'],
    ['ru', 'Тома'],
    ['he', 'שני'],
    ['he', 'אביב'],
  ])('is a name though it tells a time as well (%s: %s)', async (language, name) => {
    const dialog = play();
    const asked = await dialog.send(WISH[language]);
    expect(asked.effects).toEqual([]);
    const { context, state } = await dialog.send(name);
    expect([state, context.patientName]).toEqual(['booking_confirmation', name]);
    expect(JSON.stringify(context)).toMatch(/2027-05-12/u);
  });

  it('is still a day where it says nothing but one', async () => {
    const dialog = play();
    await dialog.send(WISH.en);
    expect((await dialog.send('Tomorrow')).context.patientName).toBeUndefined();
  });
});
