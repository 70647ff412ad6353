import fc from '../../support/seeded.ts';
import { describe, expect, test } from 'vitest';
import { splitReply } from '../../../src/domain/split-reply.ts';

const GRAPH_LIMIT = 4096;
const withoutSpace = (text: string): string => text.replace(/\s/gu, '');
const graphemesOf = (text: string): string[] => [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

describe('a reply is sent as messages that people read', () => {
  test('a short reply is one message, unchanged', () => {
    expect(splitReply('Olá!\n\nPosso ajudar?', GRAPH_LIMIT)).toEqual(['Olá!\n\nPosso ajudar?']);
  });

  test('a blank reply is no message', () => {
    expect(splitReply(' \n ', GRAPH_LIMIT)).toEqual([]);
  });

  test('a long reply is cut between paragraphs', () => {
    const paragraphs = ['a', 'b', 'c'].map((letter) => `${letter.repeat(4)} `.repeat(120).trim());
    expect(splitReply(paragraphs.join('\n\n'), GRAPH_LIMIT)).toEqual(paragraphs);
  });

  test('without paragraphs it is cut after a sentence, not after the dot of a title or inside a time', () => {
    const sentence = 'Принимает Dr. Dan, ул. Ленина, в 15.30 каждый день недели. ';
    const parts = splitReply(sentence.repeat(40), GRAPH_LIMIT);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.endsWith('недели.')).toBe(true);
  });

  test('a sentence without end is cut between words', () => {
    const parts = splitReply('слово '.repeat(500), GRAPH_LIMIT);
    expect(parts.every((part) => part.split(' ').every((word) => word === 'слово'))).toBe(true);
  });

  test('a word without end is cut between graphemes', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = splitReply(family.repeat(300), GRAPH_LIMIT);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(parts.flatMap(graphemesOf))).toEqual(new Set([family]));
  });

  test('one grapheme above the limit is cut, but not inside a surrogate pair', () => {
    const parts = splitReply(`a${'\u{1D165}'.repeat(30)}`, 8);
    expect(parts.every((part) => part.length <= 8 && part.isWellFormed())).toBe(true);
  });
});

describe('for any text', () => {
  const anyText = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '\n', '\n\n', '. ', '! ', 'שלום ', 'привет ', 'é', '\r\n', '🇧🇷', '👍🏽')), {
      maxLength: 400,
    })
    .map((pieces) => pieces.join(''));

  test('nothing is lost but white space, and no part is too long, empty or broken', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 1500 }), (text, maxChars) => {
        const parts = splitReply(text, maxChars);
        expect(withoutSpace(parts.join(''))).toBe(withoutSpace(text));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(Math.min(1000, maxChars));
          expect(part.trim()).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no grapheme is cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 1500 }), (text, maxChars) => {
        const visible = (pieces: string[]): string[] => pieces.filter((piece) => piece.trim() !== '');
        const parts = splitReply(text, maxChars);
        expect(visible(parts.flatMap(graphemesOf))).toEqual(visible(graphemesOf(text)));
      }),
      { numRuns: 300 },
    );
  });
});
