import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/domain/clinic.ts';
import { plainWords } from '../../../../src/domain/understanding/fold.ts';
import { phrases, type Lexicon } from '../../../../src/domain/understanding/lexicon/lexicon.ts';
import { LEXICONS } from '../../../../src/domain/understanding/lexicon/lexicons.ts';
import { openersOf } from '../../../../src/domain/understanding/lexicon/openers.ts';
import { MESSAGES } from './messages.ts';

function listsOf({ intents, topics, urgency, ordinals, ...lists }: Lexicon): string[] {
  const weighed = [...intents.map((one) => one[2]), ...topics.map((one) => one[2])];
  return [...weighed, ...urgency.map((one) => one[1]), ...ordinals.map((one) => one[1]), ...Object.values(lists)];
}

describe('phrases', () => {
  it.each(LANGUAGES)('are found where their expression finds them, whatever they begin with (%s)', (language) => {
    const lists = listsOf(LEXICONS[language]).map(phrases);
    for (const [message] of MESSAGES[language]) {
      const words = plainWords(message);
      expect(lists.map((list) => list.test(words))).toEqual(lists.map((list) => list.pattern.test(words)));
    }
  });

  it.each([
    ['no; nope', ' no ', true],
    ['no; nope', ' not ', false],
    ['^yes', ' oh yes ', false],
    ['thanks$', ' many thanks ', true],
    ['(i |we )?(want|need) ~ tooth', ' well we need that tooth ', true],
    ['[המ]*כאב*', ' ומהכאבים ', true],
    ['a ?', ' what a ? ', true],
  ])('of "%s" in "%s": %s', (list, words, expected) => {
    expect(phrases(list).test(words)).toBe(expected);
  });

  it('without a word match no message', () => {
    expect(() => phrases('(a)?')).toThrow('without words');
  });
});

describe('the openers of a pattern', () => {
  it.each<[string, string[] | null]>([
    [' ab(?= )', [' ab ']],
    [' (?:a|bc?)d', [' ad', ' bd', ' bcd']],
    [' abcdef|^ x$', [' abcd', ' x']],
    [' a[^ ]*b', [' ab', ' a']],
    [' [ab]?c+', [' c', ' ac', ' bc']],
    [' \\?(?! x)y', [' ?y']],
    ['a*', null],
    ['(?!)', null],
  ])('%s: %j', (source, expected) => {
    expect(openersOf(source)).toEqual(expected);
  });
});
