import fc from '../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/domain/clinic.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { Understanding } from '../../../../src/domain/understanding/understanding.ts';
import { dentalClinic, IDS } from './dental-clinic.ts';
import { MESSAGES } from './messages.ts';
import { MORE_MESSAGES } from './more-messages.ts';

function read(language: Language, text: string): Understanding {
  return understand(text, { language, clinic: dentalClinic, reference: '2026-03-10T10:00:00', timezone: 'Asia/Jerusalem' });
}

type Named = keyof typeof IDS;
const nameOf = (id: string): string => Object.entries(IDS).find(([, value]) => value === id)?.[0] ?? id;
const marked = (matches: Understanding['services']): string[] => matches.map((match) => (match.negated ? `-${nameOf(match.id)}` : nameOf(match.id))).sort();

const ENTITIES: readonly (readonly [Language, string, readonly (Named | `-${Named}`)[], readonly (Named | `-${Named}`)[]])[] = [
  ['en', 'a filling with dr dan please', ['filling'], ['dan']],
  ['en', 'fillng and clening', ['cleaning', 'filling'], []],
  ['en', 'do you have juvederm?', ['lips'], []],
  ['en', 'I want my wisdom tooth pulled, tooth out', ['extraction'], []],
  ['en', 'is Sorokina in today', [], ['anna']],
  ['en', "I don't need Dan for the filling", ['-filling'], ['-dan']],
  ['en', 'not botox but lip filler', ['-botox', 'lips'], []],
  ['en', "I can't make it to my cleaning", ['cleaning'], []],
  ['es', 'un empaste con el doctor Dan', ['filling'], ['dan']],
  ['es', '¿me dan una cita para limpieza?', ['cleaning'], []],
  ['es', 'necesito una endodoncia', ['rootCanal'], []],
  ['es', 'quiero sacarme una muela con Miguel', ['extraction'], ['miguel']],
  ['es', 'no quiero botox, quiero carillas', ['-botox', 'veneers'], []],
  ['es', 'la limpieza ya no la quiero', ['-cleaning'], []],
  ['pt', 'obturação com o Dan', ['filling'], ['dan']],
  ['pt', 'quero tratamento de canal', ['rootCanal'], []],
  ['pt', 'preenchimento labial com a Sofia', ['lips'], ['sofia']],
  ['pt', 'limpesa e clareamento', ['cleaning', 'whitening'], []],
  ['pt', 'não preciso do Dan', [], ['-dan']],
  ['pt', 'esquece o implante', ['-implant'], []],
  ['ru', 'к Анне на чистку', ['cleaning'], ['anna']],
  ['ru', 'у Дана пломбу', ['filling'], ['dan']],
  ['ru', 'доктору Мигелю про импланты', ['implant'], ['miguel']],
  ['ru', 'ботокс у Софии Мендес', ['botox'], ['sofia']],
  ['ru', 'лечение каналов', ['rootCanal'], []],
  ['ru', 'хочу отбелить зубы', ['whitening'], []],
  ['ru', 'Мне не нужен Дан с пломбой', ['-filling'], ['-dan']],
  ['ru', 'чистка не нужна, нужны виниры', ['-cleaning', 'veneers'], []],
  ['ru', 'не могу прийти на чистку', ['cleaning'], []],
  ['he', 'תור לדן לסתימה', ['filling'], ['dan']],
  ['he', 'ניקוי אצל אנה', ['cleaning'], ['anna']],
  ['he', 'כמה עולות השתלות אצל ד"ר מיגל', ['implant'], ['miguel']],
  ['he', 'טיפול שורש', ['rootCanal'], []],
  ['he', 'אני צריך תור', [], []],
  ['he', 'אני לא צריך את דן עם הסתימה', ['-filling'], ['-dan']],
  ['he', 'לא הלבנה, ציפויים', ['veneers', '-whitening'], []],
  ['en', 'can I get a consultation', ['implant', 'veneers'], []],
  ['en', 'hello', [], []],
];

describe('understand', () => {
  for (const language of LANGUAGES) {
    for (const [text, intents, urgencies = ['low']] of MESSAGES[language]) {
      it(`${language}: ${text}`, () => {
        const understanding = read(language, text);
        expect(intents).toContain(understanding.intents[0]?.intent);
        expect(urgencies).toContain(understanding.urgency);
      });
    }
  }

  for (const language of LANGUAGES) {
    for (const [text, intents] of MORE_MESSAGES[language]) {
      it(`${language}: ${text}`, () => {
        expect(intents).toContain(read(language, text).intents[0]?.intent);
      });
    }
  }

  it.each(ENTITIES)('%s: finds what is named and what is refused in %j', (language, text, services, doctors) => {
    const understanding = read(language, text);
    expect(marked(understanding.services)).toEqual([...services].sort());
    expect(marked(understanding.doctors)).toEqual([...doctors].sort());
  });

  it('hears a name only where one is given', () => {
    const names: readonly (readonly [Language, string, string | null])[] = [
      ['en', "Hi, I'm Maria Lopez", 'Maria Lopez'],
      ['en', 'my name is john', 'John'],
      ['en', "I'm late", null],
      ['en', "I'm looking for a dentist", null],
      ['es', 'me llamo Lucía Romero', 'Lucía Romero'],
      ['es', 'soy nueva', null],
      ['pt', 'meu nome é João', 'João'],
      ['pt', 'sou alérgica', null],
      ['ru', 'меня зовут анна петрова', 'Анна Петрова'],
      ['ru', 'я опоздаю', null],
      ['he', 'קוראים לי דנה', 'דנה'],
      ['he', 'אני רוצה תור', null],
    ];
    for (const [language, text, name] of names) expect([text, read(language, text).statedName]).toEqual([text, name]);
  });

  it('hears the small things that fill slots', () => {
    expect(read('en', 'the second one').ordinal).toBe(2);
    expect(read('es', 'la primera').ordinal).toBe(1);
    expect(read('ru', 'третий вариант').ordinal).toBe(3);
    expect(read('he', 'השני').ordinal).toBe(2);
    expect(read('pt', 'a última').ordinal).toBe(-1);
    expect(read('he', 'ביום שני').ordinal).toBeNull();
    for (const [language, text] of [['en', 'any doctor is fine'], ['es', 'con cualquier doctor'], ['pt', 'qualquer dentista'], ['ru', 'к любому врачу'], ['he', 'כל רופא']] as const) expect([text, read(language, text).anyDoctor]).toEqual([text, true]); // prettier-ignore
    for (const [language, text] of [['en', 'any time works'], ['es', 'a cualquier hora'], ['pt', 'qualquer horário'], ['ru', 'в любое время'], ['he', 'כל שעה']] as const) expect([text, read(language, text).anyTime]).toEqual([text, true]); // prettier-ignore
    for (const [language, text] of [['en', 'same as last time'], ['es', 'lo mismo que la última vez'], ['pt', 'o mesmo da última vez'], ['ru', 'как в прошлый раз'], ['he', 'כמו בפעם הקודמת']] as const) expect([text, read(language, text).sameAsLast]).toEqual([text, true]); // prettier-ignore
    for (const [language, text] of [['en', 'an appointment for my son'], ['es', 'una cita para mi hija'], ['pt', 'é para minha mãe'], ['ru', 'запишите моего мужа, нужно для мужа'], ['he', 'תור לבן שלי']] as const) expect([text, read(language, text).forSomeoneElse]).toEqual([text, true]); // prettier-ignore
  });

  it('never throws, always has an intent, and says the same twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (language, text) => {
        const understanding = read(language, text);
        expect(understanding.intents.length).toBeGreaterThan(0);
        expect(read(language, text)).toEqual(understanding);
      }),
      { numRuns: 200 },
    );
  });

  it('never throws on shuffled pieces of real messages', () => {
    const pieces = Object.values(MESSAGES).flatMap((examples) => examples.flatMap(([text]) => text.split(' ')));
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (language, words) => {
        for (const { confidence } of read(language, words.join(' ')).intents) expect(confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});
