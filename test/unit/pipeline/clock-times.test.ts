import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

/** The clinic is open from 9 to 18: each hour has exactly one reading inside it. */
const HOURS = [9, 10, 11, 12, 13, 14, 15, 16, 17];
const SAY: Record<Language, (time: string) => string> = {
  en: (time) => `book a laser treatment in two weeks on Wednesday at ${time}`,
  es: (time) => `quiero un tratamiento láser el miércoles 19 de mayo a las ${time}`,
  pt: (time) => `quero marcar tratamento a laser na quarta 19 de maio às ${time}`,
  ru: (time) => `запишите на лазерное лечение в среду 19 мая в ${time}`,
  he: (time) => `לקבוע טיפול בלייזר ביום רביעי 19 במאי ב-${time}`,
};

const proposalFor = async (text: string) => {
  const dialog = playDialog({ clinic: sampleClinic(), now: '2027-05-05T09:00', makeAgent: makeRulesAgent });
  const { reply } = await dialog.send(text);
  const memo = dialog.snapshot().conversation.context.memo as { proposal?: { start: string } } | undefined;
  return { start: memo?.proposal?.start, reply };
};

describe.each(Object.keys(SAY) as Language[])('a clock time in %s', (language) => {
  it.each(HOURS)('is the one within the opening hours, on a 12-hour and on a 24-hour clock (%i)', async (hour) => {
    const [day, full] = ['2027-05-19', `${hour}:00`];
    const half = `${((hour + 11) % 12) + 1}:00`;
    for (const said of new Set([full, half, full.replace(':00', ':30'), half.replace(':00', ':30')])) {
      const { start, reply } = await proposalFor(SAY[language](said));
      const expected = `${day}T${String(hour).padStart(2, '0')}:${said.slice(-2)}`;
      // half past five in the afternoon is too late for an hour of treatment: then no time is proposed, and midnight is not spoken of
      if (expected.endsWith('17:30')) expect(start).toBeUndefined();
      else expect(start, said).toBe(expected);
      expect(reply).not.toMatch(/\b0?[0-6]:[03]0/);
    }
  });

  it('at noon is never explained as midnight, also when noon is taken or the doctor is away', async () => {
    for (const day of ['2027-05-19', '2027-05-15']) {
      const dialog = playDialog({ clinic: sampleClinic(), now: '2027-05-05T09:00', makeAgent: makeRulesAgent });
      const omar = sampleClinic().doctors[2]!.id;
      dialog.take(omar, `${day}T11:30`, `${day}T13:00`);
      const text = SAY[language]('12:00')
        .replace('19', day.slice(8))
        .replace(/in two weeks on Wednesday|miércoles |quarta |среду |ביום רביעי /u, (found) =>
          language === 'en' ? `on May ${day.slice(8)}` : found === 'среду ' ? '' : '',
        );
      const { reply } = await dialog.send(text);
      expect(reply).not.toMatch(/00:00|12:00 AM/i);
    }
  });
});
