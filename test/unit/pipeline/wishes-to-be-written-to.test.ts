import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { fromLocal } from '../../../src/domain/local-time.ts';
import { playLlmDialog } from '../../support/llm-dialog.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';
import { scriptedModel } from '../../support/scripted-model.ts';

const clinic = sampleClinic();
const talk = () => playDialog({ clinic, now: '2027-05-05T12:00', makeAgent: makeRulesAgent });

describe('a patient who wants no messages of ours', () => {
  it.each<[Language, string]>([
    ['en', 'stop'],
    ['en', 'please stop messaging me'],
    ['es', 'no me escriban más'],
    ['es', 'dejen de escribirme'],
    ['pt', 'parem de mandar mensagens'],
    ['pt', 'não me mandem mais mensagens'],
    ['ru', 'не пишите мне'],
    ['ru', 'больше не пишите'],
    ['he', 'תפסיקו לשלוח'],
    ['he', 'תפסיקו לשלוח לי הודעות'],
  ])('%s "%s": is opted out and told so, once', async (_language, text) => {
    const dialog = talk();
    const decision = await dialog.send(text);
    expect(decision.patient).toMatchObject({ optedOut: true });
    expect(decision.reply).not.toBe('');
    expect(dialog.snapshot().patient.optedOut).toBe(true);
  });

  it('stays so whatever they write, until they ask to be written to', async () => {
    const dialog = talk();
    await dialog.send('stop');
    for (const text of ['How much is a cleaning?', 'yes', 'Write to me later', 'thanks, start tomorrow at ten']) {
      expect((await dialog.send(text)).patient?.optedOut).toBeUndefined();
      expect(dialog.snapshot().patient.optedOut).toBe(true);
    }
  });

  it.each<[Language, string, string]>([
    ['en', 'stop', 'start'],
    ['en', 'stop', 'You can write to me again'],
    ['es', 'no me escriban más', 'Pueden volver a escribirme'],
    ['pt', 'parem de mandar mensagens', 'Podem me mandar mensagens'],
    ['ru', 'не пишите мне', 'Можете снова писать'],
    ['he', 'תפסיקו לשלוח', 'אפשר לכתוב לי שוב'],
  ])('%s "%s" is taken back by "%s"', async (_language, stop, start) => {
    const dialog = talk();
    await dialog.send(stop);
    const decision = await dialog.send(start);
    expect(decision.patient).toMatchObject({ optedOut: false });
    expect(dialog.snapshot().patient.optedOut).toBe(false);
  });

  it('the words that take it back mean nothing special from anybody else', async () => {
    expect((await talk().send('start')).patient?.optedOut).toBeUndefined();
  });
});

describe('a patient who wants to think', () => {
  it.each<[Language, string, string]>([
    ['en', 'How much is a filling?', "I'll think about it"],
    ['en', 'How much is a filling?', 'let me talk to my husband and get back to you'],
    ['es', '¿Cuánto cuesta un empaste?', 'Déjeme pensarlo'],
    ['es', '¿Cuánto cuesta un empaste?', 'lo voy a pensar'],
    ['pt', 'Quanto custa uma limpeza?', 'Vou pensar'],
    ['pt', 'Quanto custa uma limpeza?', 'depois te aviso'],
    ['ru', 'Сколько стоит пломба?', 'Я подумаю'],
    ['ru', 'Сколько стоит пломба?', 'мне надо посоветоваться'],
    ['he', 'כמה עולה סתימה?', 'אני אחשוב על זה'],
    ['he', 'כמה עולה סתימה?', 'אחזור אליכם'],
  ])('%s "%s" "%s": is given time, and what was open stays open', async (_language, question, text) => {
    const dialog = talk();
    const before = await dialog.send(question);
    const decision = await dialog.send(text);
    expect(decision.effects).toMatchObject([{ kind: 'schedule_follow_up', followUpKind: 'inquiry', urgency: 'low' }]);
    expect(decision.pendingAction).toEqual(before.pendingAction);
  });

  it('is promised nothing when nothing is open, or when they opted out', async () => {
    expect((await talk().send("I'll think about it")).effects).toEqual([]);
    const dialog = talk();
    await dialog.send('stop');
    await dialog.send('How much is a filling?');
    expect((await dialog.send("I'll think about it")).effects).toEqual([]);
  });

  it('who wants something else beside it is answered', async () => {
    const dialog = talk();
    await dialog.send('How much is a filling?');
    expect((await dialog.send("I'll think about it, what are your hours?")).effects).toEqual([]);
  });
});

describe('a patient who is not written to', () => {
  const PROMISE = /write|escrib|escrev|напи[сш]|תכתב|נכתוב/iu;
  const off = { ...clinic, settings: { ...clinic.settings, followUps: 'off' as const } };
  const silent = () => playDialog({ clinic: off, now: '2027-05-05T12:00', makeAgent: makeRulesAgent });

  it.each<[Language, string]>([
    ['en', 'Write to me tomorrow'],
    ['es', 'Escríbame mañana, por favor'],
    ['pt', 'Me chame amanhã'],
    ['ru', 'Напишите мне завтра'],
    ['he', 'תכתבו לי מחר'],
  ])('%s: is promised nothing by a clinic that has follow-ups switched off', async (_language, text) => {
    const dialog = silent();
    await dialog.send('hello');
    const decision = await dialog.send(text);
    expect(decision.effects).toEqual([]);
    expect(decision.reply).not.toMatch(PROMISE);
  });

  it('may think about it all the same', async () => {
    const dialog = silent();
    const { pendingAction } = await dialog.send('How much is a filling?');
    expect(await dialog.send("I'll think about it")).toMatchObject({ reply: 'Of course, take your time.', effects: [], pendingAction });
  });

  it.each([
    ['follow-ups are off', off, []],
    ['the patient opted out', clinic, ['stop']],
  ])('is not promised it by a model either, which is told so, when %s', async (_when, of, before) => {
    const model = scriptedModel((request) => {
      if (request.messages.at(-1)?.role === 'tool') return 'Take your time, I am here.';
      return [['schedule_follow_up', { kind: 'asked', urgency: 'low' }]];
    });
    const dialog = playLlmDialog(model, { clinic: of });
    for (const text of before) await dialog.send(text);
    const decision = await dialog.send('What would you do in my place?');
    expect(model.requests.at(-1)?.messages.at(-1)?.text).toMatch(/do not promise/);
    expect(decision.effects).toEqual([]);
  });
});

describe('a patient who asks to be written to', () => {
  it.each<[Language, string]>([
    ['en', 'Remind me tomorrow'],
    ['es', 'Escríbame mañana, por favor'],
    ['pt', 'Me chame amanhã'],
    ['ru', 'Напишите мне завтра'],
    ['he', 'תכתבו לי מחר'],
  ])('%s "%s": is, on that day', async (_language, text) => {
    const decision = await talk().send(text);
    expect(decision.effects).toMatchObject([{ kind: 'schedule_follow_up', followUpKind: 'asked', dueAtMs: fromLocal('2027-05-06T10:00', clinic.timezone) }]);
  });

  it('is at the time they name, else after the clinic’s delay', async () => {
    expect((await talk().send('Write to me tomorrow at 17:30')).effects).toMatchObject([{ dueAtMs: fromLocal('2027-05-06T17:30', clinic.timezone) }]);
    expect((await talk().send('Write to me later')).effects).toMatchObject([{ dueAtMs: fromLocal('2027-05-05T16:00', clinic.timezone) }]);
  });
});
