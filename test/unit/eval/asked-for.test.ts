import { describe, expect, it } from 'vitest';
import { askedFor } from '../../../infra/eval/dialogs/asked-for.ts';
import { LANGUAGES } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';

describe('what a reply asks for', () => {
  it.each(LANGUAGES)('the question for a name is known for one (%s)', (language) => {
    expect(askedFor([ALL_TEXTS[language].askName(null)])).toBe('name');
    expect(askedFor([ALL_TEXTS[language].askName('12.5.')])).toBe('name');
  });

  it('the last question of the last reply counts; any other question waits for a yes; no question, nothing', () => {
    expect(askedFor(['What is your name?', 'Shall I book it?'])).toBe('confirm');
    expect(askedFor(['Name: Ann\nShall I book it?'])).toBe('confirm');
    expect(askedFor(['¿Me da su teléfono?'])).toBe('phone');
    expect(askedFor(['Your appointment is booked.'])).toBeNull();
    expect(askedFor([])).toBeNull();
  });
});
