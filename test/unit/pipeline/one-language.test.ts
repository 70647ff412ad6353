import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
/** A clinic that wrote its catalogue in English only. */
const english = sampleClinic({
  services: clinic.services
    .filter((one) => one.name.en !== 'Laser treatment')
    .map(({ info: _info, aliases: _aliases, ...one }) => ({ ...one, name: { en: one.name.en ?? '' } })),
});

describe('a clinic with a catalogue in one language', () => {
  it.each<[Language, string, string[]]>([
    ['ru', 'Здравствуйте, какие у вас услуги?', ['Пломба', 'Чистка', 'Виниры']],
    ['es', 'Hola, ¿qué servicios tienen?', ['Empaste', 'Limpieza', 'Carillas']],
    ['pt', 'Oi, quais serviços vocês fazem?', ['Obturação', 'Limpeza', 'Facetas']],
    ['he', 'שלום, אילו טיפולים יש לכם?', ['סתימה', 'ניקוי', 'ציפויים']],
  ])('names its treatments in the language of the patient (%s)', async (_language, text, names) => {
    const dialog = playDialog({ clinic: english, now: '2027-05-05T09:00', makeAgent: makeRulesAgent });
    const { reply } = await dialog.send(text);
    for (const name of names) expect(reply).toContain(name);
    expect(reply).not.toMatch(/Filling|Cleaning|Veneers/);
  });
});
