import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { plainWords } from '../../../../src/domain/understanding/fold.ts';
import { asksWhenVisitIs, movesVisit } from '../../../../src/domain/understanding/own-visit.ts';

describe('a treatment that is a visit', () => {
  it.each<[Language, string]>([
    ['en', 'hi I need to move my root canal'],
    ['en', 'please push back my cleaning'],
    ['en', 'I want to change the time of my cleaning'],
    ['es', 'tengo que cambiar la hora de mi relleno de labios'],
    ['es', 'quiero mover mi limpieza'],
    ['es', 'cambiar el día de la limpieza, por favor'],
    ['pt', 'preciso mudar o horário da limpeza'],
    ['pt', 'queria adiar minha obturação'],
    ['ru', 'перенесите мою пломбу'],
    ['ru', 'поменяйте время чистки, пожалуйста'],
    ['he', 'אפשר להעביר את הסתימה שלי'],
    ['he', 'לשנות את השעה של הניקוי'],
  ])('is moved (%s: %s)', (_language, text) => {
    expect(movesVisit(plainWords(text))).toBe(true);
  });

  it.each<[Language, string]>([
    ['en', 'can I change my filling?'],
    ['en', 'my filling moved'],
    ['es', 'necesito cambiar mi empaste'],
    ['pt', 'quero trocar minha obturação'],
    ['ru', 'хочу поменять старую пломбу'],
    ['he', 'אפשר להחליף את הסתימה שלי'],
  ])('is not meant where the thing itself may be (%s: %s)', (_language, text) => {
    expect(movesVisit(plainWords(text))).toBe(false);
  });

  it.each<[Language, string, boolean]>([
    ['en', 'when is my cleaning?', true],
    ['en', 'when do you do cleanings?', false],
    ['es', '¿a qué hora es mi limpieza?', true],
    ['es', '¿cuándo hacen limpiezas?', false],
    ['pt', 'qual o horário da minha limpeza?', true],
    ['pt', 'quando vocês fazem limpeza?', false],
    ['ru', 'когда моя чистка?', true],
    ['ru', 'во сколько у меня чистка?', true],
    ['ru', 'когда у вас чистка?', false],
    ['he', 'מתי הניקוי שלי?', true],
    ['he', 'מתי אפשר ניקוי?', false],
  ])('is asked for (%s: %s): %s', (_language, text, expected) => {
    expect(asksWhenVisitIs(plainWords(text))).toBe(expected);
  });
});
