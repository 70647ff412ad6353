import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();
const read = (language: Language, text: string) => understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone });
const servicesIn = (language: Language, text: string) => read(language, text).services.map((one) => one.id);

describe('a service', () => {
  it.each(['check-ups', 'checkups', 'do you do check-ups?', 'check ups for kids'])('is known by its plural (%s)', (text) => {
    expect(servicesIn('en', text)).toEqual([SAMPLE_SERVICES.checkup]);
  });

  it.each<[Language, string]>([
    ['en', 'is it cancer? I have a white spot on my gum'],
    ['es', 'tengo una mancha blanca en la encía'],
    ['pt', 'tenho uma mancha branca na gengiva'],
    ['ru', 'у меня белое пятно на десне'],
    ['he', 'יש לי כתם לבן בחניכיים'],
  ])('is not named by a colour, and a spot is no time (%s: %s)', (language, text) => {
    expect(servicesIn(language, text)).toEqual([]);
    expect(read(language, text).intents[0]?.intent).not.toBe('book');
  });
});

describe('the language of the doctors', () => {
  it.each<[Language, string]>([
    ['en', 'Do any of your doctors speak Russian?'],
    ['es', '¿alguno de sus doctores habla inglés?'],
    ['pt', 'algum dentista fala inglês?'],
    ['ru', 'кто-нибудь из врачей говорит по-английски?'],
    ['he', 'יש רופא שמדבר רוסית?'],
  ])('is not asked for as that of the chat (%s: %s)', (language, text) => {
    expect(read(language, text).language.requested).toBeNull();
  });

  it.each<[Language, string, Language]>([
    ['en', 'Do you speak Russian?', 'ru'],
    ['en', 'Doctor, do you speak Russian?', 'ru'],
    ['es', '¿habla inglés?', 'en'],
    ['pt', 'pode falar inglês?', 'en'],
  ])('is that of the chat where the clinic is asked (%s: %s)', (language, text, requested) => {
    expect(read(language, text).language.requested).toBe(requested);
  });
});
