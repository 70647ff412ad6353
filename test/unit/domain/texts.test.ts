import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/clinic.ts';
import { fallbackText } from '../../../src/domain/fallback-texts.ts';
import { detectLanguage } from '../../../src/domain/language.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';

/** Every argument a text takes, as words that belong to no language. */
const anything: unknown = new Proxy(
  Object.assign(() => '', {}),
  { get: (_target, key) => (key === 'join' ? () => '7' : key === Symbol.toPrimitive || key === 'toString' ? () => '7' : '7') },
);

describe.each([...LANGUAGES])('the texts in %s', (language) => {
  const texts = Object.entries(ALL_TEXTS[language]).map(([name, make]) => [name, (make as (a: unknown) => string)(anything)] as const);

  it.each(texts)('%s is in that language and leaves nothing open', (name, text) => {
    expect(text).not.toMatch(/undefined|\[object|\$\{|NaN/);
    expect(text.trim()).toBe(text);
    const guess = detectLanguage(text.replace(/\b7\b/g, ''));
    // a word or two tell no language of the Latin script for sure
    if (text.length > 25 && name !== 'confirmBooking') expect([language, 'unknown']).toContain(guess.label);
  });

  it.each(['timeout', 'error', 'unavailable', 'follow_up', 'maintenance'] as const)('has the fallback %s', (kind) => {
    expect(detectLanguage(fallbackText(kind, language)).label).toBe(language);
  });
});
