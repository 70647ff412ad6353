import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

describe('times offered', () => {
  it.each<[Language, string]>([
    ['en', 'I want a filling Tue or Wed after 16'],
    ['es', 'Quiero un empaste el martes o miércoles después de las 16'],
    ['pt', 'Quero uma obturação terça ou quarta depois das 16'],
    ['ru', 'Хочу пломбу во вторник или среду после 16'],
    ['he', 'אני רוצה סתימה ביום שלישי או רביעי אחרי 16'],
  ])('for several days keep the hours wished for on each of them (%s)', async (_language, text) => {
    const dialog = playDialog({ clinic: sampleClinic(), now: '2027-05-10T10:00', makeAgent: makeRulesAgent });
    const { context } = await dialog.send(text);
    const starts = (context.offered ?? []).map((slot) => slot.start);
    expect([...new Set(starts.map((start) => start.slice(0, 10)))]).toEqual(['2027-05-11', '2027-05-12']);
    expect(starts.filter((start) => start.slice(11) < '16:00')).toEqual([]);
  });

  it('for one day or another leave out the day between', async () => {
    const dialog = playDialog({ clinic: sampleClinic(), now: '2027-05-10T10:00', makeAgent: makeRulesAgent });
    const { context } = await dialog.send('a filling on Tuesday or Friday before 11');
    expect([...new Set((context.offered ?? []).map((slot) => slot.start.slice(0, 10)))]).toEqual(['2027-05-11', '2027-05-14']);
  });

  it('for a pain name no treatment that was not asked for', async () => {
    const clinic = sampleClinic();
    const services = clinic.services.filter((service) => service.id === SAMPLE_SERVICES.filling);
    const dialog = playDialog({ clinic: { ...clinic, services }, now: '2027-05-10T10:00', makeAgent: makeRulesAgent });
    const decision = await dialog.send('I have terrible tooth pain!');
    expect(decision.context.offered?.[0]?.start).toBe('2027-05-10T10:30');
    expect(decision.reply).toContain('The earliest free times:');
    expect(decision.reply).not.toContain('Filling');
  });
});
