import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const BEFORE = '2027-05-12T10:00';
const AFTER = '2027-05-11T11:00';

/** A patient with one filling on Wednesday. */
function dialog(): Dialog {
  return playDialog({
    clinic,
    now: '2027-05-10T10:00',
    makeAgent: makeRulesAgent,
    appointments: [{ serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: BEFORE }],
  });
}

const starts = (conversation: Dialog) => conversation.booked().map((one) => one.start);

const WORDS: Record<Language, { move: string; to: string; cancel: string; yes: string }> = {
  en: { move: 'I need to reschedule', to: 'Tuesday at 11', cancel: 'cancel my filling', yes: 'yes' },
  ru: { move: 'надо перенести запись', to: 'во вторник в 11', cancel: 'отмените пломбу', yes: 'да' },
  es: { move: 'necesito cambiar mi cita', to: 'el martes a las 11', cancel: 'cancele mi empaste', yes: 'sí' },
  pt: { move: 'preciso remarcar minha consulta', to: 'terça às 11', cancel: 'cancele minha obturação', yes: 'sim' },
  he: { move: 'אני צריך להזיז את התור', to: 'ביום שלישי ב-11', cancel: 'תבטלו את הסתימה', yes: 'כן' },
};

describe('a bare "cancel" while an appointment is being moved', () => {
  it.each<[Language, string]>([
    ['en', 'just cancel it please'],
    ['ru', 'отмените'],
    ['es', 'cancélela'],
    ['pt', 'pode cancelar'],
    ['he', 'תבטלו'],
  ])('asks whether to cancel that appointment, before and after a new time was proposed (%s: %s)', async (language, text) => {
    const words = WORDS[language];
    for (const turns of [[words.move], [words.move, words.to]]) {
      const conversation = dialog();
      for (const turn of turns) await conversation.send(turn);
      const asked = await conversation.send(text);
      expect(asked.state).toBe('canceling');
      expect(asked.pendingAction?.slots['start']).toBe(BEFORE);
      expect(starts(conversation)).toEqual([BEFORE]);
      await conversation.send(words.yes);
      expect(starts(conversation)).toEqual([]);
    }
  });

  it.each<[Language, string]>([
    ['en', "no, don't move it"],
    ['en', 'leave it as it is'],
    ['en', 'cancel the move'],
    ['ru', 'не надо переносить'],
    ['ru', 'отмените перенос'],
    ['es', 'cancele el cambio'],
    ['es', 'mejor no, déjela como estaba'],
    ['pt', 'não precisa mudar'],
    ['he', 'תשאירו כמו שהיה'],
  ])('is not heard in a wish to leave it (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WORDS[language].move);
    const decision = await conversation.send(text);
    expect(decision).toMatchObject({ state: 'idle', reply: ALL_TEXTS[language].kept() });
    expect(starts(conversation)).toEqual([BEFORE]);
  });
});

describe('a second thought after a cancellation', () => {
  it.each<[Language, string]>([
    ['en', "sorry I changed my mind, don't cancel it"],
    ['en', 'keep my appointment please'],
    ['ru', 'не надо отменять'],
    ['ru', 'я передумала, оставьте'],
    ['es', 'no la canceles'],
    ['es', 'me arrepentí'],
    ['pt', 'deixa marcada'],
    ['pt', 'mudei de ideia'],
    ['he', 'התחרטתי'],
    ['he', 'אל תבטלו'],
  ])('offers the same again, and a yes books it (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WORDS[language].cancel);
    await conversation.send(WORDS[language].yes);
    expect(starts(conversation)).toEqual([]);
    const offered = await conversation.send(text);
    expect(offered.reply).toContain(ALL_TEXTS[language].alreadyCancelled());
    expect(offered.state).toBe('booking_confirmation');
    await conversation.send(WORDS[language].yes);
    expect(starts(conversation)).toEqual([BEFORE]);
  });
});

describe('a second thought after a move', () => {
  it.each<[Language, string]>([
    ['en', 'put it back to where it was'],
    ['en', 'I changed my mind'],
    ['ru', 'верните как было'],
    ['ru', 'я передумал'],
    ['es', 'mejor no, déjela como estaba'],
    ['pt', 'volta para como estava'],
    ['pt', 'deixa no horário anterior'],
    ['he', 'תחזירו למה שהיה'],
  ])('asks whether to move it back, naming both times (%s: %s)', async (language, text) => {
    const conversation = dialog();
    const words = WORDS[language];
    for (const turn of [words.move, words.to, words.yes]) await conversation.send(turn);
    expect(starts(conversation)).toEqual([AFTER]);
    const asked = await conversation.send(text);
    expect(asked.pendingAction?.type).toBe('confirm_reschedule');
    expect(asked.reply).toContain('10:00');
    expect(asked.reply).toContain('11:00');
    await conversation.send(words.yes);
    expect(starts(conversation)).toEqual([BEFORE]);
  });

  it('offers other times when the time before was taken meanwhile', async () => {
    const conversation = dialog();
    for (const turn of [WORDS.en.move, WORDS.en.to, 'yes']) await conversation.send(turn);
    conversation.take(SAMPLE_DOCTORS.dan, BEFORE, '2027-05-12T11:00');
    const decision = await conversation.send('put it back');
    expect(decision.reply).toContain('already taken');
    expect(decision.state).toBe('rescheduling');
    expect(starts(conversation)).toEqual([AFTER]);
  });
});

describe('a second thought after a booking', () => {
  it('asks whether to cancel what was just booked', async () => {
    const conversation = playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent });
    for (const turn of ['a filling on Wednesday at 10', 'yes']) await conversation.send(turn);
    const decision = await conversation.send('sorry, I changed my mind');
    expect(decision).toMatchObject({ state: 'canceling' });
    expect(starts(conversation)).toEqual([BEFORE]);
  });
});
