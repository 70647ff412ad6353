import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const { filling, cleaning } = SAMPLE_SERVICES;
const { dan, lea, omar } = SAMPLE_DOCTORS;
const play = (appointments: { serviceId: string; doctorId: string; start: string }[] = []) =>
  playDialog({ clinic: sampleClinic(), now: '2027-05-05T09:00', makeAgent: makeRulesAgent, appointments });

describe('two things wished for at once', () => {
  it.each<[Language, string, string]>([
    ['en', 'I want a filling with Dan on Thursday at 10 and a cleaning on Friday at 12', 'yes'],
    ['es', 'quiero un empaste con Dan el jueves a las 10 y una limpieza el viernes a las 12', 'sí'],
    ['pt', 'quero uma obturação com o Dan na quinta às 10 e uma limpeza na sexta às 12', 'sim'],
    ['ru', 'хочу пломбу у Дана в четверг в 10 и чистку в пятницу в 12', 'да'],
    ['he', 'אני רוצה סתימה אצל דן ביום חמישי ב-10 וניקוי ביום שישי ב-12', 'כן'],
  ])('are booked one after the other, each at its own time (%s)', async (_language, text, yes) => {
    const dialog = play();
    await dialog.send(text);
    await dialog.send(yes);
    await dialog.send(yes);
    expect(dialog.booked()).toEqual([
      { serviceId: filling, doctorId: dan, start: '2027-05-06T10:00' },
      { serviceId: cleaning, doctorId: lea, start: '2027-05-07T12:00' },
    ]);
  });

  it('are no two wishes in a choice', async () => {
    const dialog = play();
    await dialog.send('a filling or a cleaning on Friday?');
    expect((dialog.snapshot().conversation.context.memo as { thenBook?: unknown }).thenBook).toBeUndefined();
  });
});

describe('a doctor who is refused', () => {
  it('is not offered, and the treatment still is', async () => {
    const dialog = play();
    await dialog.send('I need a filling but not with Dan');
    expect(dialog.snapshot().conversation.context.offered?.map((one) => one.doctorId)).toEqual(expect.arrayContaining([omar]));
    expect(dialog.snapshot().conversation.context.offered?.some((one) => one.doctorId === dan)).toBe(false);
  });
});

describe('an offer that time has overtaken', () => {
  it('is not taken for an answer', async () => {
    const dialog = play();
    const { reply } = await dialog.send('a filling today please');
    expect(reply).toContain('10:00');
    dialog.wait(90);
    await dialog.send('any time is fine');
    await dialog.send('yes');
    expect(dialog.booked()[0]?.start.slice(0, 10)).toBe('2027-05-05');
    expect((dialog.booked()[0]?.start ?? '') > '2027-05-05T10:30').toBe(true);
  });
});
