import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const appointments = [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-14T12:00' }];
const dialog = (own = appointments): Dialog => playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent, appointments: own });
const kinds = (decision: { effects: { kind: string }[] }) => decision.effects.map((one) => one.kind);

describe('a question put as a reminder', () => {
  it.each([
    'remind me when my appointment is',
    'напомните мне, когда у меня приём',
    'recuérdeme a qué hora es mi cita',
    'me lembra quando é minha consulta',
    'תזכירו לי מתי התור שלי',
  ])('is answered at once, and no message is promised (%s)', async (text) => {
    const decision = await dialog().send(text);
    expect(decision.reply).toContain('12:00');
    expect(kinds(decision)).toEqual([]);
  });
});

describe('a wish for something to be written', () => {
  it.each<[Language, string]>([
    ['en', 'write me a song'],
    ['en', 'text me a joke'],
    ['ru', 'напишите мне песню, пожалуйста'],
    ['es', 'escríbame una canción'],
    ['pt', 'me escreva uma música'],
    ['he', 'תכתבו לי שיר'],
  ])('is off topic, and no message is promised (%s: %s)', async (language, text) => {
    const decision = await dialog([]).send(text);
    expect(decision.reply).toContain(ALL_TEXTS[language].offTopic());
    expect(kinds(decision)).toEqual([]);
  });
});

describe('a wish to be written to at a time, where a booking waits for its yes', () => {
  it.each([
    ['book a cleaning friday 1pm', 'write to me tonight at 23:30', 'yes'],
    ['book a cleaning friday 1pm', 'text me a reminder tomorrow', 'yes'],
    ['запишите на чистку в пятницу в 13', 'напишите мне завтра в 15:00', 'да'],
  ])('leaves the booking as it was proposed (%s, %s)', async (book, later, yes) => {
    const conversation = dialog([]);
    await conversation.send(book);
    const decision = await conversation.send(later);
    expect(kinds(decision)).toEqual(['schedule_follow_up']);
    expect(decision.state).toBe('booking_confirmation');
    await conversation.send(yes);
    expect(conversation.booked()).toMatchObject([{ start: '2027-05-14T13:00' }]);
  });
});
