import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { judgeRelevance } from '../../../../src/domain/relevance.ts';
import { LAST_WORDS, PENDING } from './cases.ts';

/** A patient asked about implants while a filling with Dr. Dan was being looked for, and was answered. */
const IMPLANTS: Record<Language, [asked: string, told: string]> = {
  en: ['and implants?', 'Implants are made of titanium or zirconia. What would you like to know?'],
  es: ['¿y los implantes?', 'Los implantes son de titanio o de circonio. ¿Qué le gustaría saber?'],
  pt: ['e os implantes?', 'Os implantes são de titânio ou de zircônia. O que gostaria de saber?'],
  ru: ['а импланты?', 'Импланты бывают титановые и циркониевые. Что рассказать?'],
  he: ['ומה עם שתלים?', 'יש שתלים מטיטניום ומזירקוניה. מה תרצו לדעת?'],
};

function judge(language: Language, message: string) {
  const [asked, told] = IMPLANTS[language];
  const history = [
    { role: 'assistant', text: LAST_WORDS.checkDan[language] },
    { role: 'user', text: asked },
    { role: 'assistant', text: told },
  ];
  const { relevant, dropPending } = judgeRelevance({ message, language, pendingAction: PENDING.checkDan, history });
  return [relevant, dropPending];
}

describe('what is pending while something else is spoken of', () => {
  it.each<[Language, string]>([
    ['en', 'how much are the zirconia ones?'],
    ['es', '¿cuánto cuestan los de circonio?'],
    ['pt', 'quanto custam os de zircônia?'],
    ['ru', 'сколько стоят циркониевые?'],
    ['he', 'כמה עולים הזירקוניה?'],
  ])('is not what a question is about that goes on with the other, and waits (%s)', (language, message) => {
    expect(judge(language, message)).toEqual([false, false]);
  });

  it.each<[Language, string]>([
    ['en', 'got it. and how much is the filling?'],
    ['es', 'entiendo. ¿y cuánto cuesta el empaste?'],
    ['pt', 'entendi. e quanto custa a obturação?'],
    ['ru', 'понятно. а сколько стоит пломба?'],
    ['he', 'הבנתי. וכמה עולה הסתימה?'],
  ])('is what a question is about that names it again (%s)', (language, message) => {
    expect(judge(language, message)).toEqual([true, false]);
  });

  it.each<[Language, string]>([
    ['en', "I don't want Dr. Dan, I'm interested in implants"],
    ['es', 'no quiero al Dr. Dan, me interesan los implantes'],
    ['pt', 'não quero o Dr. Dan, quero saber dos implantes'],
    ['ru', 'к Дану не надо, меня интересуют импланты'],
    ['he', 'לא צריך את ד"ר דן, מעניינים אותי שתלים'],
  ])('is dropped when its doctor is refused and another treatment wanted (%s)', (language, message) => {
    expect(judge(language, message)).toEqual([false, true]);
  });
});
