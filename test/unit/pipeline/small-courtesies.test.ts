import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const dialog = (): Dialog => playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent });

const WISHES: Record<Language, string> = {
  en: 'a cleaning on Wednesday at 12',
  es: 'una limpieza el miércoles a las 12',
  pt: 'uma limpeza na quarta às 12h',
  ru: 'чистка в среду в 12',
  he: 'ניקוי ביום רביעי ב-12:00',
};

describe('a yes in the words of those who talk', () => {
  it.each<[Language, string]>([
    ['en', 'yh go for it'],
    ['en', "yup that's the one"],
    ['en', 'ok lock it in please'],
    ['es', 'hágale'],
    ['es', 'vale, póngame por favor'],
    ['pt', 'manda ver'],
    ['pt', 'marca aí'],
    ['ru', 'погнали'],
    ['ru', 'ну пусть так'],
    ['he', 'קדימה'],
    ['he', 'יאללה תרשמי לי'],
  ])('books what was proposed (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    await conversation.send(text);
    expect(conversation.booked()).toMatchObject([{ start: '2027-05-12T12:00' }]);
  });

  it.each(['go for it on Friday', 'that one?', 'no, go for it later'])('is none beside anything else (%s)', async (text) => {
    const conversation = dialog();
    await conversation.send(WISHES.en);
    await conversation.send(text);
    expect(conversation.booked()).toEqual([]);
  });
});

describe('a no behind a word of agreement', () => {
  it.each<[Language, string]>([
    ['en', 'ok no then'],
    ['es', 'bueno, entonces no'],
    ['pt', 'tá, então não'],
    ['ru', 'ну хорошо, тогда нет'],
    ['he', 'טוב אז לא'],
  ])('books nothing (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    await conversation.send(text);
    expect(conversation.booked()).toEqual([]);
  });

  it.each<[Language, string]>([
    ['es', 'claro, cómo no'],
    ['pt', 'claro, por que não'],
    ['ru', 'да, почему бы и нет'],
    ['he', 'כן למה לא'],
  ])('is none in "why not" (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    await conversation.send(text);
    expect(conversation.booked()).toHaveLength(1);
  });
});

describe('whether the clinic is open on a day', () => {
  it('is answered without a list of treatments', async () => {
    const { reply } = await dialog().send('bom dia! vocês atendem no sábado?');
    expect(reply).not.toContain('Limpeza');
  });
});

describe('a correction of what was proposed', () => {
  it.each<[Language, string, string]>([
    ['en', 'no, fri', 'same time'],
    ['es', 'no, viernes', 'misma hora'],
    ['ru', 'нет, пт', 'время то же'],
    ['he', 'לא, שישי', 'באותה שעה'],
  ])('is heard in a burst that names the day alone (%s: %s)', async (language, ...burst) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    const decision = await conversation.send(...burst);
    expect(decision.pendingAction?.slots['start']).toBe('2027-05-14T12:00');
  });

  it.each<[Language, string]>([
    ['en', "sorry, it's not a cleaning, it's a whitening I need"],
    ['es', 'perdón, no es limpieza, es un blanqueamiento lo que necesito'],
    ['pt', 'desculpa, não é limpeza, é clareamento'],
    ['ru', 'ой, не чистка, а отбеливание'],
    ['he', 'סליחה, לא ניקוי, הלבנה'],
  ])('puts one service in the place of another, at the same time (%s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    const decision = await conversation.send(text);
    expect(decision.pendingAction?.slots).toMatchObject({ serviceId: SAMPLE_SERVICES.whitening, start: '2027-05-12T12:00' });
  });

  it.each<[Language, string]>([
    ['en', "it's for someone else"],
    ['es', 'no es para mí, es para mi hija'],
    ['pt', 'não é pra mim, é pro meu filho'],
    ['ru', 'это для мужа'],
    ['he', 'זה לא בשבילי, זה לבן שלי'],
  ])('makes it an appointment for another person, whose name is asked (%s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    const decision = await conversation.send(text);
    expect(decision.context.memo).toMatchObject({ question: 'name', forSomeoneElse: true, proposal: { start: '2027-05-12T12:00' } });
  });
});

const NEVER_MIND: Record<Language, string> = { en: 'no, never mind', es: 'no, olvídelo', pt: 'não, deixa', ru: 'нет, забудьте', he: 'לא, עזבו' };

describe('a word of courtesy', () => {
  it.each<[Language, string]>([
    ['en', 'lol ok fair enough'],
    ['es', 'jaja vale, entendido'],
    ['pt', 'kkk ta bom então'],
    ['ru', 'ну ладно, понятно'],
    ['he', 'טוב, הבנתי'],
  ])('is understood as one (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    await conversation.send(NEVER_MIND[language]);
    const decision = await conversation.send(text);
    expect(decision.reply).not.toContain(ALL_TEXTS[language].notUnderstood());
  });

  it('is answered when nothing more is needed', async () => {
    const conversation = dialog();
    for (const text of ['чистка в среду в 12', 'да']) await conversation.send(text);
    expect((await conversation.send('спасибо, больше ничего не нужно')).reply).toBe(ALL_TEXTS.ru.thanks());
  });

  it.each<[Language, string, string]>([
    ['en', 'how much is a cleaning?', 'no thanks'],
    ['es', '¿cuánto cuesta una limpieza?', 'no, gracias'],
    ['pt', 'quanto custa a limpeza?', 'não, obrigada'],
    ['ru', 'сколько стоит чистка?', 'нет, спасибо'],
    ['he', 'כמה עולה ניקוי?', 'לא תודה'],
  ])('that turns an offer down is not answered with the next question (%s)', async (language, question, no) => {
    const conversation = dialog();
    await conversation.send(question);
    expect((await conversation.send(no)).reply).toBe(ALL_TEXTS[language].understood());
  });
});

describe('a wish for a language', () => {
  it('is no wish to be written to later', async () => {
    const decision = await dialog().send('Hello', 'please write to me in Portuguese');
    expect(decision.language).toBe('pt');
    expect(decision.effects).toEqual([]);
  });
});

describe('what a doctor must know', () => {
  it.each<[Language, string]>([
    ['en', "I'm allergic to latex and prefer mornings with Dr. Lea"],
    ['es', 'soy alérgica al látex y prefiero con la doctora Lea'],
    ['pt', 'tenho alergia a látex e prefiro a doutora Lea'],
    ['ru', 'у меня аллергия на латекс, хочу к доктору Лее'],
    ['he', 'אני אלרגית ללטקס, רוצה תור אצל לאה'],
  ])('is heard, and the rest of the message is answered (%s)', async (language, text) => {
    const decision = await dialog().send(text);
    expect(decision.reply).toContain(ALL_TEXTS[language].tellTheDoctor());
    expect(decision.state).toBe('booking_new');
    expect(decision.context.doctorId).toBeDefined();
  });

  it.each<[Language, string]>([
    ['en', "I'm pregnant, is whitening ok?"],
    ['ru', 'можно ли отбеливание при беременности'],
    ['es', 'estoy embarazada, puedo hacerme un blanqueamiento?'],
  ])('is left to the doctor when it is asked (%s)', async (language, text) => {
    expect((await dialog().send(text)).reply).toContain(ALL_TEXTS[language].askTheDoctor());
  });
});
