import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const dialog = (): Dialog => playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent });

const CHILD = { service: SAMPLE_SERVICES.cleaning, start: '2027-05-12T12:00' };

describe('an appointment for somebody else that waits for its yes', () => {
  it.each<[Language, string, string, string, string]>([
    ['en', 'a cleaning for my daughter Emma on Wednesday at 12', 'and a filling for me on the same day?', 'yes', 'Emma'],
    ['ru', 'Запишите мою дочку Машу на чистку в среду в 12', 'а меня на пломбу в тот же день можно?', 'да', 'Маша'],
    ['es', 'una limpieza para mi hija Ana el miércoles a las 12', 'y un empaste para mí el mismo día', 'sí', 'Ana'],
    ['pt', 'uma limpeza para minha filha Ana na quarta às 12', 'e uma obturação para mim no mesmo dia', 'sim', 'Ana'],
    ['he', 'ניקוי לבת שלי מאיה ביום רביעי ב-12', 'גם לי סתימה באותו יום', 'כן', 'מאיה'],
  ])('does not vanish when the writer wants one too, which is booked for the writer (%s)', async (_language, child, self, yes, name) => {
    const conversation = dialog();
    await conversation.send(child);
    const asked = await conversation.send(self);
    expect(asked.state).toBe('booking_confirmation');
    expect(asked.reply).toContain(name);
    const next = await conversation.send(yes);
    expect(conversation.booked()).toMatchObject([{ serviceId: CHILD.service, start: CHILD.start }]);
    expect(conversation.appointments()[0]?.patientName).toBe(name);
    expect(next.state).toBe('booking_new');
    await conversation.send('10:00');
    await conversation.send(yes);
    expect(conversation.appointments().map((one) => [one.serviceId, one.patientName])).toContainEqual([SAMPLE_SERVICES.filling, 'Robin']);
  });

  it('is booked by the yes before the second wish', async () => {
    const conversation = dialog();
    await conversation.send('a cleaning for my daughter Emma on Wednesday at 12');
    const decision = await conversation.send('yes, and a filling for me on the same day');
    expect(conversation.booked()).toMatchObject([{ serviceId: CHILD.service, start: CHILD.start }]);
    expect(decision.state).toBe('booking_new');
    expect(decision.context.serviceId).toBe(SAMPLE_SERVICES.filling);
  });

  it("waits for the writer's own yes when somebody else is to come too", async () => {
    const conversation = dialog();
    await conversation.send('a cleaning on Wednesday at 12');
    const asked = await conversation.send('and a filling for my son Tim on the same day');
    expect(asked.state).toBe('booking_confirmation');
    expect(asked.context.serviceId).toBe(SAMPLE_SERVICES.cleaning);
    const next = await conversation.send('yes');
    expect(conversation.appointments().map((one) => one.patientName)).toEqual(['Robin']);
    expect(next.context).toMatchObject({ serviceId: SAMPLE_SERVICES.filling, patientName: 'Tim' });
  });
});

describe('whether somebody else may come', () => {
  it.each([
    'Can my husband come in for a cleaning on Wednesday at 12?',
    '¿Puede venir mi hija para una limpieza el miércoles a las 12?',
    'meu marido pode ir para uma limpeza na quarta às 12?',
    'может мой муж прийти на чистку в среду в 12?',
    'בעלי יכול לבוא לניקוי ביום רביעי ב-12?',
  ])('is for them: the name is asked, not the writer taken (%s)', async (text) => {
    const decision = await dialog().send(text);
    expect(decision.context.memo).toMatchObject({ question: 'name', forSomeoneElse: true });
  });

  it('is for the writer when somebody only comes along', async () => {
    const decision = await dialog().send('Can my husband come with me? A cleaning on Wednesday at 12 please');
    expect(decision.state).toBe('booking_confirmation');
  });
});
