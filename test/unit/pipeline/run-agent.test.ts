import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { detectLanguage } from '../../../src/domain/language.ts';
import { fallbackText, isFallbackText } from '../../../src/domain/fallback-texts.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { Fault } from '../../../src/errors.ts';
import { createRulesAgent } from '../../../src/pipeline/run-agent.ts';
import type { RulesAgentDeps } from '../../../src/pipeline/run-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import type { DialogSetup } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const { dan, lea, omar } = SAMPLE_DOCTORS;
const { filling, cleaning, whitening, veneers } = SAMPLE_SERVICES;
const NOW = '2027-05-03T08:00'; // a Monday

type Changes = Partial<Omit<DialogSetup, 'makeAgent'>> & { deps?: Partial<Parameters<typeof createRulesAgent>[0]> };

function play({ deps, ...setup }: Changes = {}) {
  let ids = 0;
  let ticks = 0;
  const defaults: Omit<RulesAgentDeps, 'calendar'> = {
    newId: () => `7d1b6a52-9c0e-4f33-8a11-${(ids += 1).toString(16).padStart(12, '0')}`,
    elapsed: () => (ticks += 1),
    relevanceCheck: 'on',
    toolValidation: 'on',
    onRejected: () => {},
    onFailed: (error) => {
      throw error;
    },
  };
  return playDialog({ clinic: sampleClinic(), now: NOW, makeAgent: (calendar) => createRulesAgent({ calendar, ...defaults, ...deps }), ...setup });
}

/** The same conversation in each language. */
const WORDS: Record<
  Language,
  {
    hello: string;
    book: string[];
    choose: string;
    yes: string;
    no: string;
    price: string;
    move: string;
    moveTo: string;
    cancel: string;
    human: string;
    checking: string;
    veneers: string;
    reject: string;
    other: string;
    thanks: string;
  }
> = {
  en: {
    hello: 'Hi there',
    book: ['Hello', 'I would like to book a cleaning', 'on Wednesday'],
    choose: '2pm please',
    yes: 'yes',
    no: 'no, Thursday at 3pm',
    price: 'how much is whitening?',
    move: 'I need to move my appointment',
    moveTo: 'Thursday at 12:00',
    cancel: 'please cancel my appointment',
    human: 'I want to talk to a real person',
    checking: 'Does Dr. Dan have a slot for a filling this week?',
    veneers: 'I wanted to ask about veneers',
    reject: "I don't need Dan with the filling",
    other: 'book me in for veneers on Thursday at 1pm',
    thanks: 'thank you!',
  },
  es: {
    hello: 'Hola, buenas',
    book: ['Hola', 'quiero reservar una limpieza', 'para el miércoles'],
    choose: 'a las 14:00 por favor',
    yes: 'sí',
    no: 'no, el jueves a las 15:00',
    price: '¿cuánto cuesta el blanqueamiento?',
    move: 'necesito cambiar mi cita',
    moveTo: 'el jueves a las 12:00',
    cancel: 'quiero cancelar mi cita',
    human: 'quiero hablar con una persona',
    checking: '¿Tiene el Dr. Dan hora para un empaste esta semana?',
    veneers: 'Quería saber sobre las carillas',
    reject: 'No necesito a Dan con el empaste',
    other: 'resérveme carillas el jueves a las 13:00',
    thanks: '¡muchas gracias!',
  },
  pt: {
    hello: 'Olá, bom dia',
    book: ['Olá', 'quero marcar uma limpeza', 'na quarta-feira'],
    choose: 'às 14h por favor',
    yes: 'sim',
    no: 'não, quinta às 15h',
    price: 'quanto custa o clareamento?',
    move: 'preciso remarcar minha consulta',
    moveTo: 'quinta às 12h',
    cancel: 'quero cancelar minha consulta',
    human: 'quero falar com um atendente humano',
    checking: 'O Dr. Dan tem horário para obturação esta semana?',
    veneers: 'Queria saber sobre facetas',
    reject: 'Não preciso do Dan com a obturação',
    other: 'marque facetas na quinta às 13h',
    thanks: 'muito obrigado!',
  },
  ru: {
    hello: 'Добрый день',
    book: ['Здравствуйте', 'хочу записаться на чистку', 'в среду'],
    choose: 'давайте в 14:00',
    yes: 'да',
    no: 'нет, в четверг в 15:00',
    price: 'сколько стоит отбеливание?',
    move: 'нужно перенести запись',
    moveTo: 'в четверг в 12:00',
    cancel: 'отмените мою запись',
    human: 'позовите живого человека',
    checking: 'Есть ли у Дана окошко на пломбу на этой неделе?',
    veneers: 'Хочу узнать про виниры',
    reject: 'Мне не нужен Дан с пломбой',
    other: 'запишите на виниры в четверг в 13:00',
    thanks: 'спасибо!',
  },
  he: {
    hello: 'שלום',
    book: ['היי', 'אני רוצה לקבוע תור לניקוי', 'ביום רביעי'],
    choose: 'בשעה 14:00 בבקשה',
    yes: 'כן',
    no: 'לא, ביום חמישי בשעה 15:00',
    price: 'כמה עולה הלבנה?',
    move: 'אני צריך להזיז את התור',
    moveTo: 'ביום חמישי בשעה 12:00',
    cancel: 'אני רוצה לבטל את התור',
    human: 'אפשר לדבר עם בן אדם?',
    checking: 'יש לד"ר דן תור פנוי לסתימה השבוע?',
    veneers: 'רציתי לשאול על ציפויים',
    reject: 'אני לא צריכה את דן עם הסתימה',
    other: 'תקבעו לי ציפויים ביום חמישי בשעה 13:00',
    thanks: 'תודה רבה!',
  },
};
/** The service and the doctor of the seed case as replies would name them. */
const DAN_OR_FILLING: Record<Language, RegExp> = {
  en: /\bDan\b|filling/iu,
  es: /\bDan\b|empaste/iu,
  pt: /\bDan\b|obtura/iu,
  ru: /\bDan\b|Дан(?![а-яё])|пломб/iu,
  he: /\bDan\b|דן|סתימה/u,
};
const LANGUAGES = Object.keys(WORDS) as Language[];

function expectOneLanguage(replies: string[], language: Language): void {
  for (const reply of replies) {
    expect(reply).not.toMatch(/undefined|NaN|\[object|null/);
    const guess = detectLanguage(reply.replace(/Dr\. \p{L}+ \p{L}+|Bluebell|Iris|Robin/gu, ''));
    expect([language, 'unknown'], reply).toContain(guess.label);
  }
}

describe.each(LANGUAGES)('a conversation in %s', (language) => {
  const words = WORDS[language];

  it('greets a new patient as a virtual assistant', async () => {
    const dialog = play();
    await dialog.send(words.hello);
    expect(dialog.replies[0]).toMatch(/Iris.*Bluebell/su);
    expectOneLanguage(dialog.replies, language);
  });

  it('books a burst after one confirmation', async () => {
    const dialog = play();
    const offer = await dialog.send(...words.book);
    expect(offer.state).toBe('booking_new');
    const question = await dialog.send(words.choose);
    expect(question.state).toBe('booking_confirmation');
    expect(dialog.booked()).toEqual([]);
    const done = await dialog.send(words.yes);
    expect(done).toMatchObject({ state: 'idle', pendingAction: null });
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: '2027-05-05T14:00' }]);
    expectOneLanguage(dialog.replies, language);
  });

  it('changes the proposal on a second thought', async () => {
    const dialog = play();
    await dialog.send(...words.book);
    await dialog.send(words.choose);
    expect((await dialog.send(words.no)).state).toBe('booking_confirmation');
    await dialog.send(words.yes);
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: '2027-05-06T15:00' }]);
  });

  it('answers a price in the middle of a booking and still books', async () => {
    const dialog = play();
    await dialog.send(...words.book);
    const answer = await dialog.send(words.price);
    expect(answer.reply).toMatch(/250/u);
    expect(answer.effects).toEqual([]);
    expectOneLanguage(dialog.replies, language);
  });

  it('moves an appointment', async () => {
    const dialog = play({ appointments: [{ serviceId: cleaning, doctorId: lea, start: '2027-05-05T12:00' }] });
    expect((await dialog.send(words.move)).state).toBe('rescheduling');
    await dialog.send(words.moveTo);
    expect(dialog.booked()[0]?.start).toBe('2027-05-05T12:00');
    expect((await dialog.send(words.yes)).state).toBe('idle');
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: '2027-05-06T12:00' }]);
    expectOneLanguage(dialog.replies, language);
  });

  it('cancels an appointment after a yes', async () => {
    const dialog = play({ appointments: [{ serviceId: cleaning, doctorId: lea, start: '2027-05-05T12:00' }] });
    expect((await dialog.send(words.cancel)).state).toBe('canceling');
    expect(dialog.booked()).toHaveLength(1);
    expect((await dialog.send(words.yes)).state).toBe('idle');
    expect(dialog.booked()).toEqual([]);
    expectOneLanguage(dialog.replies, language);
  });

  it('hands over to a person', async () => {
    const dialog = play();
    const decision = await dialog.send(words.human);
    expect(decision).toMatchObject({ state: 'escalated', effects: [{ kind: 'escalate' }] });
    expectOneLanguage(dialog.replies, language);
  });

  it('never drags the old appointment into a new question, and drops it for good when told', async () => {
    const dialog = play();
    const checking = await dialog.send(words.checking);
    expect(checking.pendingAction).not.toBeNull();
    expect(checking.reply).toMatch(DAN_OR_FILLING[language]);
    const inquiry = await dialog.send(words.veneers);
    expect(inquiry.reply).toMatch(/480/u);
    expect(inquiry.reply).not.toMatch(DAN_OR_FILLING[language]);
    expect(inquiry.pendingAction).toEqual(checking.pendingAction);
    const dropped = await dialog.send(words.reject);
    expect(dropped.pendingAction).toBeNull();
    await dialog.send(words.other);
    await dialog.send(words.yes);
    await dialog.send(words.thanks);
    for (const reply of dialog.replies.slice(1)) expect(reply).not.toMatch(DAN_OR_FILLING[language]);
    expect(dialog.booked()).toEqual([{ serviceId: veneers, doctorId: lea, start: '2027-05-06T13:00' }]);
    expectOneLanguage(dialog.replies, language);
  });

  it('says honestly that it cannot listen to a voice note', async () => {
    const dialog = play();
    await dialog.send(words.hello);
    const decision = await dialog.sendMessages({ kind: 'inbound_media', media: { mediaType: 'audio', voice: true } });
    expect(decision.reply).not.toBe('');
    expectOneLanguage(dialog.replies, language);
  });

  it('apologises in that language when understanding breaks', async () => {
    const failures: unknown[] = [];
    const dialog = play({
      deps: {
        understand: () => {
          throw new TypeError('broken');
        },
        onFailed: (error) => void failures.push(error),
      },
    });
    const first = await dialog.send(words.book.join(' '));
    // whoever is new learns from the very first reply who answers
    const clinic = sampleClinic();
    const introduction = ALL_TEXTS[language].introduction({ assistant: clinic.assistant.name, clinic: clinic.name });
    expect(first).toMatchObject({ reply: `${introduction}\n\n${fallbackText('error', language)}`, attestation: { agent: 'fallback' }, effects: [] });
    expect(isFallbackText(first.reply)).toBe(true);
    expect((await dialog.send(words.hello)).reply).toBe(fallbackText('error', language));
    expect(failures).toHaveLength(2);
  });

  it('apologises in the language known before when the message can not even be read', async () => {
    const failures: unknown[] = [];
    const dialog = play({ deps: { onFailed: (error) => void failures.push(error) } });
    await dialog.send(words.book.join(' '));
    const decision = await dialog.sendMessages({ text: { not: 'a text' } as never });
    expect(decision).toMatchObject({ reply: fallbackText('error', language), attestation: { agent: 'fallback' }, effects: [] });
    expect(failures).toHaveLength(1);
  });
});

describe('a booking', () => {
  it('offers what is free nearby when the time is busy', async () => {
    const dialog = play({ busy: [{ doctorId: lea, start: '2027-05-05T14:00', end: '2027-05-05T15:00' }] });
    const decision = await dialog.send('book a cleaning on Wednesday at 2pm');
    expect(decision.state).toBe('booking_new');
    expect(decision.reply).toMatch(/taken/u);
    expect(decision.context.offered?.length).toBeGreaterThan(1);
    expect(decision.context.offered?.every((slot) => !['2027-05-05T13:30', '2027-05-05T14:00', '2027-05-05T14:30'].includes(slot.start))).toBe(true);
  });

  it('is never claimed when the time was taken meanwhile', async () => {
    const dialog = play();
    await dialog.send('book a cleaning on Wednesday at 2pm');
    dialog.take(lea, '2027-05-05T14:00', '2027-05-05T15:00');
    const decision = await dialog.send('yes');
    expect(decision.effects).toEqual([]);
    expect(decision.reply).toMatch(/just been taken/u);
    expect(decision.state).toBe('booking_new');
    await dialog.send('the first one');
    await dialog.send('yes');
    expect(dialog.booked()).toHaveLength(1);
  });

  it('says that a day is past, closed or too far', async () => {
    expect((await play().send('book a cleaning on May 1st 2027 at 12:00')).reply).toMatch(/passed/u);
    expect((await play().send('book a cleaning on May 13 at 12:00')).reply).toMatch(/closed/u);
    expect((await play().send('book a cleaning on Tuesday with Dr. Lea')).reply).toMatch(/no hours/u);
  });

  it('asks for the name only when nothing is known', async () => {
    const dialog = play({ pushName: null });
    expect((await dialog.send('book a cleaning on Wednesday at 2pm')).reply).toMatch(/name/u);
    expect((await dialog.send('Jo Marsh')).state).toBe('booking_confirmation');
    await dialog.send('yes');
    expect(dialog.appointments()[0]?.patientName).toBe('Jo Marsh');
  });

  it('takes the choice from what was offered', async () => {
    const dialog = play();
    const offer = await dialog.send('any time for whitening this week?');
    const second = offer.context.offered?.[1];
    await dialog.send('the second one');
    await dialog.send('yes please');
    expect(dialog.booked()).toEqual([{ serviceId: whitening, doctorId: lea, start: second?.start }]);
  });

  it('with a doctor who does not do it names who does', async () => {
    expect((await play().send('book a cleaning with Dr. Dan on Wednesday')).reply).toMatch(/Dr\. Dan Keller doesn't.*Dr\. Lea Brandt/su);
  });

  it('takes any of several doctors who are free', async () => {
    const dialog = play({ busy: [{ doctorId: dan, start: '2027-05-05T09:00', end: '2027-05-05T15:00' }] });
    await dialog.send('book a filling on Wednesday at 10:00');
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([{ serviceId: filling, doctorId: omar, start: '2027-05-05T10:00' }]);
  });
});

describe('a second thought', () => {
  it('moves what was just booked instead of booking again', async () => {
    const dialog = play();
    await dialog.send('book a cleaning on Wednesday at 2pm');
    await dialog.send('yes');
    expect((await dialog.send('actually, can you make it 4pm instead?')).state).toBe('rescheduling');
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: '2027-05-05T16:00' }]);
  });

  it('takes the same time on another day', async () => {
    const dialog = play();
    await dialog.send('book a cleaning on Saturday at 12:00');
    await dialog.send('then Monday at the same time');
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: '2027-05-10T12:00' }]);
  });

  it('changes the service and keeps the time', async () => {
    const dialog = play();
    await dialog.send('book whitening on Wednesday at 12:00');
    await dialog.send('actually make it a cleaning');
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: '2027-05-05T12:00' }]);
  });

  it('keeps the open question standing through a question about the clinic', async () => {
    const dialog = play();
    await dialog.send('book a cleaning on Wednesday at 2pm');
    expect((await dialog.send('where are you located?')).reply).toMatch(/12 Rose Street/u);
    await dialog.send('yes');
    expect(dialog.booked()).toHaveLength(1);
  });

  it('never offers a time that was ruled out', async () => {
    const decision = await play().send('a cleaning on Wednesday or Thursday, but not in the afternoon');
    expect(decision.context.offered?.length).toBeGreaterThan(0);
    expect(decision.context.offered?.every((slot) => slot.start.slice(11) < '12:00')).toBe(true);
  });

  it('forgets everything when the patient gives up', async () => {
    const dialog = play();
    await dialog.send('book a cleaning on Wednesday at 2pm');
    const decision = await dialog.send('never mind, I changed my mind');
    expect(decision).toMatchObject({ state: 'idle', pendingAction: null, effects: [] });
    expect((await dialog.send('yes')).effects).toEqual([]);
  });
});

describe('several appointments', () => {
  const appointments = [
    { serviceId: cleaning, doctorId: lea, start: '2027-05-05T12:00' },
    { serviceId: filling, doctorId: dan, start: '2027-05-06T10:00' },
  ];

  it('asks which one to cancel and cancels only that', async () => {
    const dialog = play({ appointments });
    expect((await dialog.send('cancel my appointment')).reply).toMatch(/1\. Cleaning.*2\. Filling/su);
    await dialog.send('the second one');
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([appointments[0]]);
  });

  it('takes the service named for the one to move', async () => {
    const dialog = play({ appointments });
    await dialog.send('move my filling to Wednesday at 11:00');
    await dialog.send('yes');
    expect(dialog.booked()).toContainEqual({ serviceId: filling, doctorId: dan, start: '2027-05-05T11:00' });
  });

  it('keeps the appointment when the patient says no', async () => {
    const dialog = play({ appointments });
    await dialog.send('cancel my cleaning');
    await dialog.send('no, keep it');
    expect(dialog.booked()).toEqual(appointments);
    expect(dialog.snapshot().conversation.state).toBe('idle');
  });

  it('cancels all of them when asked to', async () => {
    const dialog = play({ appointments });
    await dialog.send('cancel both appointments please');
    expect(dialog.booked()).toEqual(appointments);
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([]);
  });

  it('cancels one and then books what was asked for instead', async () => {
    const dialog = play({ appointments });
    await dialog.send('cancel my cleaning and book whitening on Friday at 11:00');
    const next = await dialog.send('yes');
    expect(next).toMatchObject({ state: 'booking_confirmation', effects: [{ kind: 'cancel' }] });
    await dialog.send('yes');
    expect(dialog.booked()).toEqual([appointments[1], { serviceId: whitening, doctorId: lea, start: '2027-05-07T11:00' }]);
  });

  it('lists them', async () => {
    expect((await play({ appointments }).send('when is my next appointment?')).reply).toMatch(/Cleaning/u);
  });
});

describe('with the relevance check off', () => {
  it('drags what is pending into every reply, as before', async () => {
    const dialog = play({ deps: { relevanceCheck: 'off' } });
    await dialog.send('Does Dr. Dan have a slot for a filling on Thursday?');
    expect((await dialog.send('how much are veneers?')).reply).toMatch(/480[^]*Dan/u);
  });
});

describe('the agent', () => {
  it('answers urgent pain with the emergency text, the earliest time and a hand-over, without a diagnosis', async () => {
    const decision = await play().send('my face is swollen and I have a fever');
    expect(decision).toMatchObject({ state: 'escalated', effects: [{ kind: 'escalate', reason: 'urgent pain' }] });
    expect(decision.reply).toMatch(/earliest free time: Monday, May 3 at 09:00/u);
    expect(decision.reply).not.toMatch(/infect|abscess|antibiotic|ibuprofen|mg\b/iu);
  });

  it('declines what has nothing to do with the clinic', async () => {
    expect((await play().send('write me a poem about the sea')).reply).toMatch(/only help/u);
  });

  it('answers nothing to reactions, stickers and contact cards', async () => {
    const dialog = play();
    expect(await dialog.sendMessages({ kind: 'reaction', text: '👍' })).toMatchObject({ reply: '', ignoredReason: 'reaction' });
    expect(await dialog.sendMessages({ kind: 'inbound_media', media: { mediaType: 'sticker' } })).toMatchObject({ reply: '', ignoredReason: 'sticker' });
    expect(await dialog.sendMessages({ kind: 'inbound_contacts' })).toMatchObject({ reply: '', ignoredReason: 'contacts' });
  });

  it('uses the transcript of a voice note', async () => {
    const dialog = play();
    await dialog.sendMessages({ kind: 'inbound_media', media: { mediaType: 'audio', voice: true, transcript: 'book a cleaning on Wednesday at 2pm' } });
    expect(dialog.snapshot().conversation.state).toBe('booking_confirmation');
  });

  it('hands a loop with another bot over to people', async () => {
    const dialog = play();
    let decision = await dialog.send('hello');
    for (let turn = 0; turn < 21; turn += 1) decision = await dialog.send('hello');
    expect(decision).toMatchObject({ state: 'escalated', effects: [{ kind: 'escalate', reason: 'bot loop' }] });
  });

  it('throws on when the calendar is away, so that the turn runs again', async () => {
    const away = { busy: () => Promise.reject(new Fault('dependency_away', 'the calendar is away')) };
    await expect(play({ deps: { calendar: away } }).send('book a cleaning on Wednesday')).rejects.toThrow('away');
  });

  it('decides the same again from the same facts', async () => {
    const [one, two] = [play(), play()];
    for (const text of ['hi', 'book a cleaning on Wednesday', 'at 2pm']) {
      const [left, right] = [await one.send(text), await two.send(text)];
      expect(left.reply).toBe(right.reply);
    }
  });

  it('attests how it came to its answer', async () => {
    const { attestation } = await play().send('book a cleaning on Wednesday');
    expect(attestation).toMatchObject({
      agent: 'rules',
      state: { from: 'idle', to: 'booking_new' },
      language: { language: 'en' },
      tools: [{ tool: 'find_slots', ok: true }],
    });
    expect(attestation.timingsMs).toHaveProperty('understand');
  });
});
