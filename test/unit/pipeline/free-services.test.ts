import { describe, expect, it } from 'vitest';
import type { Clinic, Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const withoutInfo: Clinic = {
  ...clinic,
  services: clinic.services.map((one) => (one.id === SAMPLE_SERVICES.veneers ? { ...one, info: { en: 'Takes about 30 minutes.' } } : one)),
};
const ask = async (text: string, of: Clinic = clinic) =>
  (await playDialog({ clinic: of, now: '2027-05-10T10:00', makeAgent: makeRulesAgent, pushName: 'Robin' }).send(text)).reply;

describe('a service without a price of its own', () => {
  it.each<[Language, string, string, RegExp]>([
    ['en', 'How much are veneers?', 'a veneer costs 480', /free of charge|after the examination/u],
    ['es', '¿Cuánto cuestan las carillas?', 'cuesta 480', /: gratis|: gratuito|sin costo|: sin cargo/u],
    ['pt', 'Quanto custam as facetas?', 'custa 480', /: grátis|: gratuito|sem custo/u],
    ['ru', 'Сколько стоят виниры?', 'стоит 480', /: бесплатно/u],
    ['he', 'כמה עולים ציפויים?', 'עולה 480', /: ללא תשלום|: חינם/u],
  ])('is told in the clinic’s words, never as free, where they name an amount (%s)', async (_language, text, amount, free) => {
    const reply = await ask(text);
    expect(reply).toContain(amount);
    expect(reply).not.toMatch(free);
  });

  it('is free where no amount is named', async () => {
    expect(await ask('How much are veneers?', withoutInfo)).toContain('free of charge');
  });
});
