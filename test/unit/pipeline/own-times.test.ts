import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const NOW = '2027-05-10T10:00';
const dialog = (): Dialog => playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent });
const starts = (conversation: Dialog) => conversation.booked().map((one) => one.start);

/** Up to the first place for what it takes. */
const openingOf = (text: string) => text.slice(0, text.indexOf('\u0000'));
const alreadyYours = (language: Language) => openingOf(ALL_TEXTS[language].alreadyYours({ service: '\u0000', doctor: '', when: '' }));

describe('the time that was just booked, asked for again', () => {
  it.each<[Language, string, string, string]>([
    ['en', 'a cleaning on Wednesday at 12', 'yes', 'is Wednesday at 12 free?'],
    ['es', 'una limpieza el miércoles a las 12', 'sí', '¿puedo el miércoles a las 12?'],
    ['pt', 'uma limpeza na quarta às 12h', 'sim', 'tem quarta às 12h?'],
    ['ru', 'чистка в среду в 12', 'да', 'в среду в 12 свободно?'],
    ['he', 'ניקוי ביום רביעי ב-12:00', 'כן', 'ביום רביעי ב-12:00 פנוי?'],
  ])('is told to be theirs, not taken (%s)', async (language, wish, yes, again) => {
    const conversation = dialog();
    await conversation.send(wish);
    await conversation.send(yes);
    const decision = await conversation.send(again);
    expect(decision.reply.startsWith(alreadyYours(language))).toBe(true);
    expect(decision.pendingAction).toBeNull();
    expect(starts(conversation)).toEqual(['2027-05-12T12:00']);
  });

  it('is taken for somebody else', async () => {
    const conversation = dialog();
    await conversation.send('a cleaning on Wednesday at 12');
    await conversation.send('yes');
    const decision = await conversation.send('and a cleaning for my wife Ann on Wednesday at 12');
    expect(decision.context.memo).toMatchObject({ question: 'time', forSomeoneElse: true });
  });
});

describe('a time of day that is this very minute', () => {
  it.each<[Language, string, string]>([
    ['en', 'a cleaning on Wednesday', '12:00 please'],
    ['es', 'una limpieza el miércoles', 'a las 12'],
    ['pt', 'uma limpeza na quarta', 'às 12h'],
    ['ru', 'чистка в среду', 'в 12:00'],
    ['he', 'ניקוי ביום רביעי', 'ב-12:00'],
  ])('is one of the day spoken of, not now (%s)', async (_language, wish, time) => {
    const conversation = playDialog({ clinic, now: '2027-05-10T11:59', makeAgent: makeRulesAgent });
    await conversation.send(wish);
    const { context } = await conversation.send(time);
    expect(context).toMatchObject({ requestedDate: '2027-05-12', requestedTime: '12:00' });
  });
});

describe('a time that was proposed and is taken meanwhile', () => {
  it.each<[Language, string, string]>([
    ['en', 'a cleaning on Wednesday at 12', 'will it hurt?'],
    ['es', 'una limpieza el miércoles a las 12', '¿me va a doler?'],
    ['pt', 'uma limpeza na quarta às 12h', 'vai doer?'],
    ['ru', 'чистка в среду в 12', 'это больно?'],
    ['he', 'ניקוי ביום רביעי ב-12:00', 'זה יכאב?'],
  ])('is not asked about again behind an answer (%s)', async (_language, wish, aside) => {
    const conversation = dialog();
    const { context } = await conversation.send(wish);
    const { proposal } = context.memo as { proposal: { doctorId: string; start: string } };
    expect(proposal.start).toBe('2027-05-12T12:00');
    conversation.take(proposal.doctorId, '2027-05-12T12:00', '2027-05-12T13:00');
    const decision = await conversation.send(aside);
    expect(decision.context.memo).not.toMatchObject({ question: 'confirm_booking', proposal: { start: '2027-05-12T12:00' } });
  });
});

describe('one more of what was just booked', () => {
  it.each<[Language, string, string, string]>([
    ['en', 'a cleaning on Wednesday at 12', 'yes', 'another one on Friday at 12 please'],
    ['es', 'una limpieza el miércoles a las 12', 'sí', 'y otra el viernes a las 12'],
    ['pt', 'uma limpeza na quarta às 12h', 'sim', 'e outra na sexta às 12h'],
    ['ru', 'чистка в среду в 12', 'да', 'и ещё одну в пятницу в 12'],
    ['he', 'ניקוי ביום רביעי ב-12:00', 'כן', 'ועוד אחד ביום שישי ב-12:00'],
  ])('is booked beside it (%s)', async (_language, wish, yes, more) => {
    const conversation = dialog();
    for (const text of [wish, yes, more, yes]) await conversation.send(text);
    expect(starts(conversation)).toEqual(['2027-05-12T12:00', '2027-05-14T12:00']);
  });

  it.each<[Language, string, string, string]>([
    ['es', 'una limpieza el miércoles a las 12', 'sí', 'mejor otro día, el viernes a las 12'],
    ['pt', 'uma limpeza na quarta às 12h', 'sim', 'ah, na verdade pode ser na outra sexta, dia 14, às 12h?'],
  ])('is not heard in another day (%s)', async (_language, wish, yes, change) => {
    const conversation = dialog();
    for (const text of [wish, yes, change, yes]) await conversation.send(text);
    expect(starts(conversation)).toEqual(['2027-05-14T12:00']);
  });

  it('is on the same day when it names a time alone', async () => {
    const conversation = dialog();
    for (const text of ['una limpieza para mi hijo Leo el miércoles a las 12', 'sí', 'y otra para mí a las 14:00', 'sí']) await conversation.send(text);
    expect(starts(conversation)).toEqual(['2027-05-12T12:00', '2027-05-12T14:00']);
  });
});

describe('something earlier, right after a booking', () => {
  it.each<[Language, string, string, string]>([
    ['en', 'a cleaning on Wednesday at 16:00', 'yes', 'is there anything earlier?'],
    ['pt', 'uma limpeza na quarta às 16h', 'sim', 'tem mais cedo?'],
    ['ru', 'чистка в среду в 16:00', 'да', 'а можно на пораньше?'],
    ['he', 'ניקוי ביום רביעי ב-16:00', 'כן', 'יש משהו מוקדם יותר?'],
  ])('is an earlier time for that appointment (%s)', async (_language, wish, yes, earlier) => {
    const conversation = dialog();
    for (const text of [wish, yes]) await conversation.send(text);
    const decision = await conversation.send(earlier);
    expect(decision.state).toBe('rescheduling');
    expect(decision.context.offered?.length).toBeGreaterThan(0);
    expect(decision.context.offered?.every(({ start }) => start.startsWith('2027-05-12') && start < '2027-05-12T16:00')).toBe(true);
  });
});

describe('a list shown again', () => {
  it('keeps to the part of the day wished for, and nothing of it is taken for agreed on', async () => {
    const conversation = dialog();
    const first = await conversation.send('a cleaning on Wednesday afternoon');
    const again = await conversation.send('ok what were the times again?');
    expect(again.context.offered).toEqual(first.context.offered);
    expect(again.context.memo).toMatchObject({ question: 'time' });
  });

  it('of appointments is not empty when one is asked for by name and day', async () => {
    const appointments = [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-12T12:00' }];
    const { reply } = await playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent, appointments }).send('what time is my cleaning wednesday?');
    expect(reply).toContain('1. Cleaning, Dr. Lea Brandt');
  });
});

describe('the price, right after a booking', () => {
  it('is that of what was booked, and no other time is offered', async () => {
    const conversation = dialog();
    await conversation.send('uma limpeza na quarta às 12h');
    await conversation.send('sim');
    const { reply } = await conversation.send('quanto fica?');
    expect(reply).toContain('70,50');
    expect(reply).not.toContain('?');
    expect(reply).not.toContain('\n');
  });
});

describe('a day on which the patient cannot come', () => {
  it.each<[Language, string]>([
    ['en', "I can't make it on Wednesday for my filling, can we move it?"],
    ['es', 'no puedo ir el miércoles al empaste, ¿lo podemos cambiar?'],
    ['pt', 'não vou conseguir ir na quarta na obturação, dá pra mudar?'],
    ['ru', 'в среду на пломбу не смогу прийти, перенесите'],
    ['he', 'לא אוכל להגיע ביום רביעי לסתימה, אפשר להזיז?'],
  ])('is not offered for the new time (%s)', async (_language, text) => {
    const appointments = [{ serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-12T10:00' }];
    const decision = await playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent, appointments }).send(text);
    expect(decision.state).toBe('rescheduling');
    expect(decision.context.offered?.length).toBeGreaterThan(0);
    expect(decision.context.offered?.filter((one) => one.start.startsWith('2027-05-12'))).toEqual([]);
  });
});

describe('a cancellation with a new time for the same', () => {
  it.each<[Language, string, string]>([
    ['en', 'please cancel my filling and book me in on Friday at 12 instead', 'yes'],
    ['es', 'cancele mi empaste y resérveme el viernes a las 12', 'sí'],
    ['pt', 'cancela minha obturação e marca para sexta às 12h', 'sim'],
    ['ru', 'ой, не могу в среду, отмените и запишите на пятницу на 12', 'да'],
  ])('is a move (%s)', async (_language, text, yes) => {
    const appointments = [{ serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.omar, start: '2027-05-12T12:00' }];
    const conversation = playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent, appointments });
    await conversation.send(text);
    await conversation.send(yes);
    expect(starts(conversation)).toEqual(['2027-05-14T12:00']);
  });
});

describe('a part of the day that is full', () => {
  const full = (): Dialog =>
    playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent, busy: [{ doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-12T14:00', end: '2027-05-12T18:00' }] });

  it.each<[Language, string]>([
    ['en', 'a cleaning on Wednesday between 15:00 and 17:00'],
    ['es', 'una limpieza el miércoles entre las 15:00 y las 17:00'],
    ['pt', 'uma limpeza na quarta entre as 15h e as 17h'],
    ['ru', 'чистка в среду с 15:00 до 17:00'],
    ['he', 'ניקוי ביום רביעי בין 15:00 ל-17:00'],
  ])('is named as such, and the same part of another day is among what is offered (%s)', async (_language, text) => {
    const decision = await full().send(text);
    expect(decision.reply).toContain('15:00–17:00');
    const offered = (decision.context.offered ?? []).map((one) => one.start);
    expect(offered.filter((start) => start.slice(11) >= '15:00' && start.slice(11) < '17:00').length).toBeGreaterThan(0);
    expect(offered.some((start) => start.startsWith('2027-05-12'))).toBe(true);
  });

  it('is remembered when it is preferred on any day', async () => {
    const conversation = dialog();
    await conversation.send('I prefer afternoons with Dr. Lea');
    const decision = await conversation.send('a cleaning');
    expect(decision.context.offered?.length).toBeGreaterThan(0);
    expect(decision.context.offered?.every((one) => one.start.slice(11) >= '12:00')).toBe(true);
  });
});
