import fc from '../../../support/seeded.ts';
import { describe, expect, test } from 'vitest';
import { matchSnippets } from '../../../../src/domain/snippet/match-snippets.ts';
import { type Snippet, snippetIdOf } from '../../../../src/domain/snippet.ts';

const CONTENT = 'There is an answer to this, and here it is for you.';
const taught = (trigger: string, content = CONTENT, updatedAtMs = 1): Snippet => ({
  id: snippetIdOf({ trigger, content }),
  trigger,
  content,
  metadata: null,
  updatedAtMs,
});
const gradeOf = (message: string, trigger: string): 'says' | 'near' | 'none' => {
  const [found] = matchSnippets(message, [taught(trigger)]);
  return found === undefined ? 'none' : found.says ? 'says' : 'near';
};

/** Message, trigger, whether it may be said as it is, only shown to a model, or has nothing to do with it. */
const CASES: [grade: 'says' | 'near' | 'none', trigger: string, message: string][] = [
  ['says', 'do you have parking?', 'is there parking nearby?'],
  ['says', 'parking', 'Where can I park my car?'],
  ['says', 'wi-fi', 'do you have wifi'],
  ['says', 'wifi', 'Is there Wi-Fi in the waiting room?'],
  ['says', 'wheelchair access', 'I use a wheelchair, is access possible?'],
  ['says', 'insurance', 'do you accept bupa?'],
  ['says', 'payment methods', 'can I pay by card?'],
  ['says', 'sterilisation of instruments', 'How is the sterilization of the instruments done?'],
  ['near', 'play area for kids', 'is there a play area?'],
  ['none', 'bupa', 'do you accept insurance?'],
  ['none', 'parking', 'can I book a cleaning tomorrow at 3?'],
  ['none', 'insurance', 'do you have parking?'],
  ['none', 'pets allowed', 'is food allowed in there?'],
  ['none', 'parking', 'I want the cheapest filling you have'],
  ['says', 'aparcamiento', '¿Dónde puedo aparcar?'],
  ['says', '¿aceptan sanitas?', 'aceptais Sanitas?'],
  ['says', 'formas de pago', '¿se puede pagar con tarjeta?'],
  ['says', 'sala de espera', 'teneis sala de espera'],
  ['none', 'aparcamiento', 'quiero una cita para el martes'],
  ['says', 'estacionamento', 'tem onde estacionar o carro?'],
  ['says', 'aceitam unimed', 'voces atendem Unimed?'],
  ['says', 'formas de pagamento', 'posso pagar com pix?'],
  ['says', 'convênio', 'vcs aceitam convenio?'],
  ['none', 'convênio', 'quanto custa uma limpeza?'],
  ['says', 'парковка', 'а припарковаться у вас можно?'],
  ['says', 'есть ли лифт', 'лифта в здании нет?'],
  ['says', 'способы оплаты', 'картой можно оплатить?'],
  ['says', 'бахилы', 'бахилы нужны?'],
  ['none', 'бахилы', 'запишите меня на чистку'],
  ['says', 'חניה', 'איפה אפשר לחנות?'],
  ['says', 'מעלית', 'יש אצלכם מעלית בבניין?'],
  ['says', 'אמצעי תשלום', 'אפשר לשלם באשראי?'],
  ['none', 'חניה', 'אני רוצה לקבוע תור לסתימה'],
  ['says', 'parking', 'есть ли у вас парковка?'],
  ['says', 'estacionamento', 'is there parking?'],
];

describe('the trigger of a snippet', () => {
  test.each(CASES)('%s: "%s" in "%s"', (grade, trigger, message) => {
    expect(gradeOf(message, trigger)).toBe(grade);
  });

  test('that is a small part of a long message about something else is not what it is about', () => {
    const long = 'I lost my insurance papers while driving on the motorway yesterday evening near the station with my brother and his children';
    expect(gradeOf(long, 'station')).not.toBe('says');
  });

  test('of the matter somebody else asks about does not answer', () => {
    expect(gradeOf('do you accept bupa insurance card', 'which card do you accept for parking')).not.toBe('says');
  });

  test.each(['', '?', 'do you have', 'есть ли у вас', 'יש לכם', '👍'])('without a telling word (%j) fits nothing', (trigger) => {
    expect(gradeOf('do you have parking?', trigger)).toBe('none');
    expect(gradeOf(trigger, 'parking')).toBe('none');
  });
});

describe('the snippets that fit a message', () => {
  test('come with those that may be said first, then by how much of the trigger was met, then the newest', () => {
    const old = taught('parking', 'Old answer, behind the house.', 1);
    const fresh = taught('parking', 'New answer, in front of the house.', 2);
    const near = taught('parking for large buses overnight', CONTENT, 9);
    expect(matchSnippets('is there parking?', [old, near, fresh]).map((one) => [one.content, one.says])).toEqual([
      [fresh.content, true],
      [old.content, true],
    ]);
  });

  test.each([
    ['true on one day only', 'Today the parking is closed.'],
    ['true on one day only', 'Сегодня парковка закрыта.'],
    ['for one patient', 'Your results are ready, Maria'],
    ['for one patient', 'Seus exames estão prontos, Maria'],
    ['a price', 'Parking is 5 euros.'],
    ['a booking', 'You are booked, parking included.'],
  ])('are never %s (%s), whoever saved it', (_what, content) => {
    expect(matchSnippets('is there parking?', [taught('parking', content), taught('parking spaces', content)])).toEqual([]);
  });

  test('know the language of their content, and that a name or a number has none', () => {
    const languages = [
      'Yes, behind the house.',
      'Да, за домом, места хватит всем.',
      'Sim, atrás do prédio.',
      'Sí, detrás del edificio.',
      'כן, מאחורי הבניין.',
      '12 34',
    ];
    const found = languages.flatMap((content) => matchSnippets('parking', [taught('parking', content)]));
    expect(found.map((one) => one.language)).toEqual(['en', 'ru', 'pt', 'es', 'he', null]);
  });

  test('are at most eight', () => {
    const many = Array.from({ length: 50 }, (_, n) => taught('parking', `Answer number ${n} is here.`));
    expect(matchSnippets('parking?', many)).toHaveLength(8);
  });

  test('are the same whatever the order they come in, and only those that were given', () => {
    const some = CASES.map(([, trigger], n) => taught(trigger, CONTENT, n));
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), fc.constantFrom(...CASES), (shuffled, [, , message]) => {
        expect(matchSnippets(message, shuffled)).toEqual(matchSnippets(message, some));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (message) => {
        for (const { id } of matchSnippets(message, some)) expect(some.some((one) => one.id === id)).toBe(true);
      }),
    );
  });
});
