import fc from '../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import type { TurnSnapshot } from '../../../../src/domain/conversation.ts';
import { chooseMemories } from '../../../../src/domain/memory/choose-memories.ts';
import { embedText, nearness } from '../../../../src/domain/memory/embed-text.ts';
import { memoryItem } from '../../../support/memory-items.ts';

const NOW_MS = Date.UTC(2027, 2, 1);
const DAY_MS = 86_400_000;
const snapshotOf = (text: string, changes: object = {}) =>
  ({ messages: [{ text }], appointments: [], patient: { language: null, languageIsExplicit: false }, ...changes }) as unknown as TurnSnapshot;
const fact = (n: number, text: string, learnedAtMs = NOW_MS - n * DAY_MS) => memoryItem(text, { key: `fact:n${n}`, kind: 'fact', learnedAtMs });
const outcomeOf = (appointmentId: string, detail: Record<string, string> = {}) =>
  memoryItem(`Cleaning: ${detail['outcome'] ?? 'booked'}`, {
    key: `appointment_outcome:${appointmentId}`,
    kind: 'appointment_outcome',
    detail: { appointmentId, outcome: 'booked', ...detail },
  });
const choose = (items: Parameters<typeof chooseMemories>[0], text = 'hello', changes = {}) =>
  chooseMemories(items, { snapshot: snapshotOf(text, changes), nowMs: NOW_MS });

describe('the memories of a turn', () => {
  it('are few, constraints among them whatever the message is about', () => {
    const items = [
      ...Array.from({ length: 40 }, (_, n) => fact(n, `Told us of a whitening, time number ${n}`)),
      memoryItem('I am allergic to latex', { learnedAtMs: 0 }),
    ];
    const chosen = choose(items, 'How much is a whitening?');
    expect(chosen).toHaveLength(12);
    expect(chosen[0]?.text).toBe('I am allergic to latex');
  });

  it('say a sentence once, as the weightiest of what it is', () => {
    const said = 'I am allergic to latex and prefer mornings with Dr. Ana';
    const items = [memoryItem(said, { key: 'preference:part_of_day', kind: 'preference' }), memoryItem(said), fact(1, 'Comes by bus')];
    expect(choose(items).map(({ kind, text }) => [kind, text])).toEqual([
      ['constraint', said],
      ['fact', 'Comes by bus'],
    ]);
  });

  it('are those nearest to the message, in any of the languages, and of the same the newest', () => {
    const items = [fact(9, 'Was unhappy with the whitening of last year'), fact(1, 'Comes by bus'), fact(3, 'Недоволен отбеливанием прошлого года')];
    expect(choose(items, 'I think of whitening again')[0]?.key).toBe('fact:n9');
    expect(choose(items, 'Снова думаю об отбеливании')[0]?.key).toBe('fact:n3');
    expect(choose([fact(50, 'Comes by bus'), fact(2, 'Comes by bus now')])[0]?.key).toBe('fact:n2');
  });

  it('leave out what Postgres knows better: the appointment itself, and the language the patient wants', () => {
    const outcome = outcomeOf('a1', { startsAt: '2027-02-10T11:00:00.000Z' });
    const language = memoryItem('In English please', { key: 'preference:language', kind: 'preference', detail: { language: 'en' } });
    expect(choose([outcome, language])).toHaveLength(2);
    expect(
      choose([outcome, language], 'hi', { appointments: [{ id: 'a1', status: 'booked' }], patient: { language: 'ru', languageIsExplicit: true } }),
    ).toEqual([]);
  });

  it('leave out an appointment that would be still to come and is not there: it was cancelled since; what was cancelled or is over stays', () => {
    const coming = '2027-03-10T11:00:00.000Z';
    expect(choose([outcomeOf('a1', { startsAt: coming })])).toEqual([]);
    expect(choose([outcomeOf('a1', { startsAt: coming, outcome: 'moved' }), outcomeOf('a2', { outcome: 'booked' })])).toEqual([]);
    const kept = [outcomeOf('a1', { startsAt: coming, outcome: 'cancelled' }), outcomeOf('a2', { startsAt: '2027-02-10T11:00:00.000Z' })];
    expect(choose(kept)).toHaveLength(2);
  });

  it('are the same when they are chosen again by another message', () => {
    const items = [fact(9, 'Was unhappy with the whitening of last year'), fact(9, 'Comes by bus')].map((item, n) => ({ ...item, key: `fact:k${n}` }));
    for (let n = 0; n < 2; n += 1) {
      expect(choose(items, 'whitening')[0]?.key).toBe('fact:k0');
      expect(choose(items, 'which bus is it?')[0]?.key).toBe('fact:k1');
    }
  });

  it('do not depend on the order they come in', () => {
    const items = Array.from({ length: 20 }, (_, n) => fact(n % 5, `Something that was said, number ${n}`)).map((item, n) => ({ ...item, key: `fact:k${n}` }));
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: 20 }), (shuffled) => {
        expect(choose(shuffled)).toEqual(choose(items));
      }),
    );
  });
});

describe('an embedded text', () => {
  it('is of unit length, or nothing, and the same every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const vector = embedText(text);
        const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
        expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
        expect(embedText(text)).toEqual(vector);
      }),
    );
    expect(nearness(embedText('отбеливание зубов'), embedText('отбеливания зубам'))).toBeGreaterThan(0.8);
    expect(nearness(embedText('whitening'), embedText('wheelchair access'))).toBeLessThan(0.5);
  });
});
