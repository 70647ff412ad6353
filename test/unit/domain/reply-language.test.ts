import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/domain/language.ts';
import { chooseReplyLanguage, type ReplyLanguageInput } from '../../../src/domain/reply-language.ts';

function choose(text: string, known: Partial<ReplyLanguageInput> = {}): ReturnType<typeof chooseReplyLanguage> {
  return chooseReplyLanguage({
    guess: detectLanguage(text),
    text,
    sessionLanguage: null,
    patientLanguage: null,
    patientLanguageIsExplicit: false,
    clinicLanguages: ['pt', 'es', 'en'],
    defaultLanguage: 'pt',
    ...known,
  });
}

describe('chooseReplyLanguage', () => {
  it('answers a first message in its own language', () => {
    expect(choose('Quiero una cita para mañana')).toEqual({ language: 'es', source: 'message' });
  });

  it('answers a language the clinic does not serve in the default', () => {
    expect(choose('Здравствуйте, хочу записаться на завтра')).toEqual({ language: 'pt', source: 'default' });
    expect(choose('Bonjour, je voudrais un rendez-vous', { patientLanguage: null })).toEqual({ language: 'pt', source: 'default' });
  });

  it('a text without a language stays in the session', () => {
    for (const text of ['ok', '15:30', '👍', 'Maria']) expect(choose(text, { sessionLanguage: 'es' })).toEqual({ language: 'es', source: 'session' });
  });

  it('a clear message in another served language switches the session, a short one does not', () => {
    expect(choose('Sorry, could you tell me how much the cleaning costs?', { sessionLanguage: 'es' })).toEqual({ language: 'en', source: 'switched' });
    expect(choose('thanks', { sessionLanguage: 'es' })).toEqual({ language: 'es', source: 'session' });
  });

  it('a clear message in a language that is not served gets the default', () => {
    expect(choose('Извините, я могу прийти завтра утром?', { sessionLanguage: 'es' })).toEqual({ language: 'pt', source: 'default' });
  });

  it('what is known of the patient outranks a neutral first message', () => {
    expect(choose('ok', { patientLanguage: 'en' })).toEqual({ language: 'en', source: 'history' });
    expect(choose('ok')).toEqual({ language: 'pt', source: 'default' });
  });

  it('a wish in words outranks everything and is marked to be kept', () => {
    expect(choose('in English please', { sessionLanguage: 'es', patientLanguage: 'es', patientLanguageIsExplicit: true })).toEqual({
      language: 'en',
      source: 'requested',
      explicit: true,
    });
  });

  it('a wish for a language that is not served changes nothing', () => {
    expect(choose('можно на иврите?', { sessionLanguage: 'es' })).toEqual({ language: 'es', source: 'session' });
  });

  it('a chosen language stays, whatever the patient writes in', () => {
    expect(choose('Quiero saber cuánto cuesta la limpieza', { sessionLanguage: 'en', patientLanguage: 'en', patientLanguageIsExplicit: true })).toEqual({
      language: 'en',
      source: 'explicit',
      explicit: true,
    });
  });
});
