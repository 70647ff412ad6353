import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const play = (appointments: { serviceId: string; doctorId: string; start: string }[] = []) =>
  playDialog({ clinic: sampleClinic(), now: '2027-05-05T09:00', makeAgent: makeRulesAgent, appointments });

describe('a time told by its distance from what was proposed', () => {
  it.each<[Language, string, string, string]>([
    ['en', 'cleaning with Lea on Friday at 12:00', 'can we do an hour later?', 'yes'],
    ['es', 'limpieza con Lea el viernes a las 12:00', '¿puede ser una hora más tarde?', 'sí'],
    ['pt', 'limpeza com a Lea na sexta às 12:00', 'pode ser uma hora mais tarde?', 'sim'],
    ['ru', 'запишите на чистку к Лее в пятницу в 12:00', 'на час позже можно?', 'да'],
    ['he', 'אני רוצה ניקוי אצל לאה ביום שישי ב-12:00', 'אפשר שעה אחרי?', 'כן'],
  ])('is what is booked (%s)', async (_language, first, second, yes) => {
    const dialog = play();
    await dialog.send(first);
    await dialog.send(second);
    await dialog.send(yes);
    expect(dialog.booked()).toEqual([{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-07T13:00' }]);
  });

  it('moves an appointment also into time that it takes up itself', async () => {
    const dialog = play([{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-07T13:00' }]);
    await dialog.send('please move my cleaning half an hour later');
    await dialog.send('yes');
    expect(dialog.booked().map((one) => one.start)).toEqual(['2027-05-07T13:30']);
  });

  it('is nothing without something to count from', async () => {
    const dialog = play();
    const { effects, state } = await dialog.send('an hour later');
    expect(effects).toEqual([]);
    expect(state).not.toBe('booking_confirmation');
  });
});

describe('a date that does not exist', () => {
  it.each<[Language, string, string]>([
    ['en', 'book a cleaning on 31 June at 17:00', 'June 31'],
    ['es', 'quiero una limpieza el 31 de junio a las 17', '31 de junio'],
    ['pt', 'quero limpeza dia 31 de junho às 17h', '31 de junho'],
    ['ru', 'запишите на чистку 31 июня в 17:00', '31 июня'],
    ['he', 'לקבוע ניקוי ב-31 ביוני בשעה 17:00', '31 ביוני'],
  ])('is said to be none, and real times are offered (%s)', async (language, text, day) => {
    const { reply, state } = await play().send(text);
    expect(reply).toContain(ALL_TEXTS[language].noSuchDate(day));
    expect(state).toBe('booking_new');
  });

  it('leaves the booking that is open as it is', async () => {
    const dialog = play();
    await dialog.send('a cleaning please');
    const { reply, state } = await dialog.send('30 February');
    expect(reply).toContain(ALL_TEXTS.en.noSuchDate('February 30'));
    expect(state).toBe('booking_new');
  });
});
