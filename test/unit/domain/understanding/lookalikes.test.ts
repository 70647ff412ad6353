import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { findTreatments } from '../../../../src/domain/understanding/entities.ts';
import { tokensOf } from '../../../../src/domain/understanding/tokens.ts';

const treatmentsIn = (text: string, language: Language): string[] => findTreatments(tokensOf(text), [language]).map(({ treatment }) => treatment);

describe('a treatment', () => {
  it.each<readonly [Language, string]>([
    ['en', 'send me a message'],
    ['en', 'my son wants to come'],
    ['es', 'con calma'],
    ['es', 'la más corta'],
    ['es', '¿necesito derivación?'],
    ['pt', 'às 3 em ponto'],
    ['pt', 'vai tirar os pontos?'],
    ['ru', 'номер брони'],
    ['he', 'אפשר לעזור לי?'],
    ['he', 'אני מסכימה'],
    ['he', 'אני מסיימת בארבע'],
  ])('is not named by a word that only looks like it (%s: %s)', (language, text) => {
    expect(treatmentsIn(text, language)).toEqual([]);
  });

  it.each<readonly [Language, string, string]>([
    ['pt', 'quero uma ponte', 'bridge'],
    ['he', 'צריך לעקור שן', 'extraction'],
    ['he', 'אני רוצה סתימה', 'filling'],
    ['ru', 'на чистке', 'cleaning'],
    ['en', 'bottox please', 'botox'],
  ])('is still known inflected or misspelt (%s: %s)', (language, text, treatment) => {
    expect(treatmentsIn(text, language)).toContain(treatment);
  });
});
