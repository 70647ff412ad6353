import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();
const read = (language: Language, text: string) => understand(text, { language, clinic, reference: '2027-05-10T10:00:00', timezone: clinic.timezone });
const startsOf = (language: Language, text: string) => read(language, text).whens.map((when) => [when.start, when.negated]);

describe('a name beside a time', () => {
  it.each<[Language, string, string | null]>([
    ['es', 'se llama Martina, el domingo a las 12 puede ser?', 'Martina'],
    ['es', 'una limpieza para mi hija Martina, el domingo a las 12', null],
    ['en', "I'm Tom, Sunday at 12:00", 'Tom'],
    ['pt', 'sou a Martinha, domingo às 12h', 'Martinha'],
  ])('changes nothing about the time (%s: %s)', (language, text, name) => {
    expect(startsOf(language, text).map(([start]) => start)).toEqual(['2027-05-16T12:00:00']);
    expect(read(language, text).statedName).toBe(name);
  });

  it('is no doctor and no service, however it is spelt', () => {
    const reading = read('es', 'Hola, soy Lea Prado y quiero un empaste');
    expect(reading).toMatchObject({ statedName: 'Lea Prado', doctors: [] });
    expect(reading.services).toHaveLength(1);
  });

  it('leaves a misspelt weekday with a capital a weekday', () => {
    expect(startsOf('es', 'el Domigno a las 12').map(([start]) => start)).toEqual(['2027-05-16T12:00:00']);
  });
});

describe('a weekday in a clause of its own', () => {
  it.each<[Language, string]>([
    ['he', 'לא, חמישי\nבאותה שעה'],
    ['he', 'רגע, חמישי. יש לי עבודה'],
    ['en', 'no, thu\nsame time'],
    ['ru', 'нет, чт, время то же'],
    ['es', 'no, jue, a la misma hora'],
  ])('is meant as a day though it could be another word (%s: %s)', (language, text) => {
    expect(startsOf(language, text)).toEqual([['2027-05-13T00:00:00', false]]);
  });

  it.each<[Language, string]>([
    ['he', 'התור השני, תודה'],
    ['en', 'the sun is out, thanks'],
    ['en', "yup that's the one"],
    ['en', 'the two of us'],
  ])('is none where the word is another (%s: %s)', (language, text) => {
    expect(startsOf(language, text)).toEqual([]);
  });
});
