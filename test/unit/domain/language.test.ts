import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/domain/language.ts';

const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  // whole sentences
  ['Could I come a bit later than we agreed?', ['en']],
  ['I would like to know how long the treatment takes', ['en']],
  ['¿Me podría decir cuánto tiempo dura el tratamiento?', ['es']],
  ['Ayer fui a la clínica y no había nadie', ['es']],
  ['Gostaria de saber se vocês atendem crianças pequenas', ['pt']],
  ['Ontem fui à clínica e não tinha ninguém', ['pt']],
  ['Подскажите, пожалуйста, сколько времени занимает лечение', ['ru']],
  ['אפשר לדעת כמה זמן לוקח הטיפול בבקשה', ['he']],
  // chat: short, misspelt, without accents
  ['hola', ['es']],
  ['oi', ['pt']],
  ['hey', ['en']],
  ['thx', ['en']],
  ['grax', ['es', 'unknown', 'other']],
  ['obg', ['pt']],
  ['vlw', ['pt']],
  ['ola tudo bem?', ['pt']],
  ['quiero un turno', ['es']],
  ['quero um horario', ['pt']],
  ['nao posso amanha', ['pt']],
  ['no puedo manana', ['es']],
  ['can u call me', ['en']],
  ['пжлст запишите', ['ru']],
  ['скок стоит чистка', ['ru']],
  ['зуб', ['ru']],
  ['כמה זה', ['he']],
  ['תודה!!', ['he']],
  // look-alikes of Spanish and Portuguese
  ['cuanto cuesta', ['es']],
  ['quanto custa', ['pt']],
  ['la consulta es a las tres', ['es']],
  ['a consulta é às três', ['pt']],
  ['tengo dolor de muela', ['es']],
  ['tenho dor de dente', ['pt']],
  // languages that are not served
  ['Bonjour, je voudrais prendre rendez-vous', ['other']],
  ['Buongiorno, vorrei prenotare una visita', ['other']],
  ['Guten Tag, ich brauche einen Termin', ['other']],
  ['Bon dia, voldria demanar hora', ['other']],
  ['Bos días, quixera unha cita para mañá', ['other']],
  ['Bună ziua, aș dori o programare', ['other']],
  ['Dzień dobry, chciałbym umówić wizytę', ['other']],
  ['Merhaba, randevu almak istiyorum', ['other']],
  ['Добрий день, хочу записатися на прийом', ['other']],
  ['скільки коштує чистка', ['other']],
  ['Здравейте, искам да си запазя час', ['other']],
  ['Добар дан, желим да закажем преглед', ['other']],
  ['Добры дзень, я хачу запісацца', ['other']],
  ['Сәлеметсіз бе, жазылғым келеді', ['other']],
  ['مرحبا أريد موعدا', ['other']],
  ['איך וויל מאכן א באשטעלונג', ['other']],
  ['你好,我想预约', ['other']],
  // Galician beside Portuguese and Spanish: one spelling, the other's little words
  ['A miña nai traballa nunha escola', ['other']],
  ['O neno xoga na rúa con outros nenos', ['other']],
  ['Quen che contou iso?', ['other']],
  ['Eles viven preto da praia', ['other']],
  ['Onde deixaches as chaves?', ['other']],
  ['A minha mãe trabalha numa escola', ['pt']],
  ['O menino brinca na rua com os outros', ['pt']],
  ['Mi madre trabaja en una escuela', ['es']],
  ['os esperamos el lunes en la consulta', ['es']],
  // short sentences of everyday talk
  ['Nevaba mucho.', ['es']],
  ['Ela sorriu.', ['pt']],
  ['Dogs bark.', ['en']],
  ['elle danse', ['other']],
  ['lui mangia una mela', ['other']],
  ['ets el meu amic', ['other']],
  // one letter wrong
  ['any apointments left?', ['en']],
  ['una linpieza', ['es']],
  ['uma linpeza', ['pt']],
  // nothing to tell
  ['Dr. Keller', ['unknown']],
  ['Dra. Sorokina', ['unknown']],
  ['okk', ['unknown']],
  ['', ['unknown']],
  ['...', ['unknown']],
  ['12', ['unknown']],
  ['15:30', ['unknown']],
  ['👍👍', ['unknown']],
  ['Maria', ['unknown']],
  ['Anna Sorokina', ['unknown']],
  ['Дан', ['unknown']],
  ['דן', ['unknown']],
  ['https://example.com/a?b=1', ['unknown']],
  ['someone@example.com', ['unknown']],
  ['ok', ['unknown', 'en']],
  // mixed: the message's own language wins over a borrowed word
  ['хочу Invisalign', ['ru']],
  ['רוצה botox', ['he']],
  ['ok, gracias, nos vemos', ['es']],
];

const REQUESTS: readonly (readonly [string, string | null])[] = [
  ['in English please', 'en'],
  ['English?', 'en'],
  ['do you speak English?', 'en'],
  ['can we talk in russian', 'ru'],
  ['по-русски', 'ru'],
  ['можно по-русски?', 'ru'],
  ['можно на английском?', 'en'],
  ['на иврите пожалуйста', 'he'],
  ['¿puede ser en español?', 'es'],
  ['en español por favor', 'es'],
  ['hablan inglés?', 'en'],
  ['em português, por favor', 'pt'],
  ['vocês falam espanhol?', 'es'],
  ['אפשר בעברית?', 'he'],
  ['אפשר באנגלית בבקשה', 'en'],
  ['I study English every day', null],
  ["I don't speak Spanish", null],
  ['estudio inglés', null],
  ['я учу английский', null],
  ['book me for friday', null],
];

describe('detectLanguage', () => {
  it.each(TEXTS)('tells the language of %j', (text, labels) => {
    expect(labels).toContain(detectLanguage(text).label);
  });

  it.each(REQUESTS)('hears the wish in %j', (text, wanted) => {
    expect(detectLanguage(text).requested).toBe(wanted);
  });

  it('never throws, and says the same twice', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        const guess = detectLanguage(text);
        expect(guess.confidence).toBeGreaterThanOrEqual(0);
        expect(guess.confidence).toBeLessThanOrEqual(1);
        expect(detectLanguage(text)).toEqual(guess);
      }),
      { numRuns: 300 },
    );
  });
});
