import { describe, expect, it } from 'vitest';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const START = '2027-05-14T12:00';

function dialog(hasAppointment = true): Dialog {
  const appointments = hasAppointment ? [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: START }] : [];
  return playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent, appointments });
}

describe('a wish for no more messages', () => {
  it.each([
    ['cancel my appointment and stop writing to me', 'yes'],
    ['отмените запись и больше мне не пишите', 'да'],
    ['cancele mi cita y no me escriban más', 'sí'],
    ['cancele minha consulta e não me mandem mais mensagens', 'sim'],
    ['תבטלו את התור ותפסיקו לכתוב לי', 'כן'],
  ])('is kept, and what else was asked for is done too (%s)', async (text, yes) => {
    const conversation = dialog();
    const decision = await conversation.send(text);
    expect(decision).toMatchObject({ patient: { optedOut: true }, state: 'canceling' });
    expect(conversation.booked()).toHaveLength(1);
    await conversation.send(yes);
    expect(conversation.booked()).toEqual([]);
  });

  it('cancels no appointment when the messages are what is cancelled', async () => {
    const decision = await dialog().send('stop sending me messages, cancel the reminders');
    expect(decision).toMatchObject({ patient: { optedOut: true }, state: 'idle' });
  });

  it('goes on with a booking asked for in the same breath', async () => {
    const decision = await dialog(false).send("book me a cleaning friday 1pm but don't send me reminders");
    expect(decision).toMatchObject({ patient: { optedOut: true }, state: 'booking_confirmation' });
  });

  it('drops the booking that waits for its yes when it is a bare stop, and says so', async () => {
    const conversation = dialog(false);
    await conversation.send('book a cleaning friday 1pm');
    const stopped = await conversation.send('stop');
    expect(stopped).toMatchObject({ patient: { optedOut: true }, state: 'idle', pendingAction: null });
    expect(stopped.reply).toContain("we'll leave that");
    await conversation.send('yes');
    expect(conversation.booked()).toEqual([]);
  });

  it('leaves that booking open when only the messages are meant, and asks again', async () => {
    const conversation = dialog(false);
    await conversation.send('book a cleaning friday 1pm');
    const asked = await conversation.send('please stop sending me reminders');
    expect(asked).toMatchObject({ patient: { optedOut: true }, state: 'booking_confirmation' });
    expect(asked.reply).toContain('?');
    await conversation.send('yes');
    expect(conversation.booked()).toHaveLength(1);
  });
});
