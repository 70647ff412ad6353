import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const dialog = (): Dialog => playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent });

const WISHES: Record<Language, string> = {
  en: 'a filling with Dr Dan on Wednesday at 10:00',
  es: 'un empaste con el doctor Dan el miércoles a las 10:00',
  pt: 'uma obturação com o doutor Dan na quarta às 10h',
  ru: 'пломба у доктора Дана в среду в 10:00',
  he: 'סתימה אצל ד״ר דן ביום רביעי ב-10:00',
};

describe('another doctor', () => {
  it.each<[Language, string]>([
    ['en', 'is there anyone else?'],
    ['en', 'could another dentist do it?'],
    ['en', 'not with Dan please'],
    ['es', '¿hay otro doctor?'],
    ['es', 'con Dan no'],
    ['pt', 'tem outro dentista que faça?'],
    ['pt', 'não com o Dan'],
    ['ru', 'а к другому врачу можно?'],
    ['ru', 'только не к Дану'],
    ['he', 'יש רופא אחר?'],
    ['he', 'לא אצל דן'],
  ])('is offered at the time wished for (%s: %s)', async (language, text) => {
    const conversation = dialog();
    await conversation.send(WISHES[language]);
    const decision = await conversation.send(text);
    expect(decision.state).toBe('booking_confirmation');
    expect(decision.pendingAction?.slots).toMatchObject({ doctorId: SAMPLE_DOCTORS.omar, serviceId: SAMPLE_SERVICES.filling, start: '2027-05-12T10:00' });
  });

  it('is said not to be there when nobody else does it, and what was proposed stays', async () => {
    const conversation = dialog();
    await conversation.send('a cleaning on Wednesday at 12');
    const decision = await conversation.send('is there anyone else?');
    expect(decision.reply).toContain('Cleaning: Dr. Lea Brandt');
    await conversation.send('ok, yes');
    expect(conversation.booked()).toMatchObject([{ doctorId: SAMPLE_DOCTORS.lea }]);
  });

  it('is none in "for someone else"', async () => {
    const conversation = dialog();
    await conversation.send(WISHES.en);
    const decision = await conversation.send("it's for someone else");
    expect(decision.context.memo).toMatchObject({ question: 'name', forSomeoneElse: true });
  });

  it('can move an appointment too', async () => {
    const conversation = playDialog({
      clinic,
      now: '2027-05-10T10:00',
      makeAgent: makeRulesAgent,
      appointments: [{ serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-12T10:00' }],
    });
    await conversation.send('I need to reschedule my filling');
    await conversation.send('not with Dan');
    await conversation.send('Friday at 16:00');
    await conversation.send('yes');
    expect(conversation.booked()).toMatchObject([{ doctorId: SAMPLE_DOCTORS.omar, start: '2027-05-14T16:00' }]);
  });
});
