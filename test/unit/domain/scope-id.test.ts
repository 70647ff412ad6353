import { createHash, randomUUID } from 'node:crypto';
import fc from '../../support/seeded.ts';
import { describe, expect, test } from 'vitest';
import { clinicOfScope, promptHashOf, readScopeId, scopeIdOf } from '../../../src/domain/scope-id.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const CLINIC = '5f0c1d2e-7a3b-4c4d-8e5f-000000000001';
const HASH = '0123456789abcdef';
const scopeWith = (systemPrompt: string, agentId = 'reception', id = CLINIC) => scopeIdOf({ id, assistant: { agentId, name: 'Iris', systemPrompt } });

describe('the scope of a clinic', () => {
  test('is the clinic, the agent and the first 16 hex digits of the SHA-256 of the prompt as stored', () => {
    expect(promptHashOf('')).toBe('e3b0c44298fc1c14');
    expect(promptHashOf('abc')).toBe('ba7816bf8f01cfea');
    const prompt = ' Fale com carinho. ☀️ שלום\n';
    expect(scopeWith(prompt)).toBe(`scope:${CLINIC}:reception:${createHash('sha256').update(Buffer.from(prompt, 'utf8')).digest('hex').slice(0, 16)}`);
    expect(scopeIdOf(sampleClinic())).toBe(`scope:${CLINIC}:reception:e3b0c44298fc1c14`);
  });

  test('is another one after a change of a single character of the prompt', () => {
    const character = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), character, fc.constantFrom('insert', 'replace', 'remove'), (prompt, at, with_, how) => {
        const characters = [...prompt];
        const index = characters.length === 0 ? 0 : at % characters.length;
        const changed = [...characters];
        changed.splice(index, how === 'insert' ? 0 : 1, ...(how === 'remove' ? [] : [with_]));
        const other = changed.join('');
        fc.pre(other !== prompt);
        expect(scopeWith(other)).not.toBe(scopeWith(prompt));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a space behind it', 'Be kind.', 'Be kind. '],
    ['capitals', 'Be kind.', 'be kind.'],
    ['the composition of an accent', 'ol\u00e1', 'ola\u0301'],
    ['the kind of line break', 'a\nb', 'a\r\nb'],
  ])('tells prompts apart that differ only in %s', (_what, a, b) => {
    expect(scopeWith(a)).not.toBe(scopeWith(b));
  });

  test('never is that of another clinic or another agent', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.stringMatching(/^[a-z-]{1,12}$/), fc.stringMatching(/^[a-z-]{1,12}$/), (idA, idB, agentA, agentB) => {
        const [a, b] = [scopeWith('p', agentA, idA), scopeWith('p', agentB, idB)];
        expect(a === b).toBe(idA === idB && agentA === agentB);
      }),
    );
  });

  test('is none when the agent id can not be part of one', () => {
    expect(scopeWith('p', 'a:b')).toBeNull();
    expect(scopeWith('p', 'a\u0000b')).toBeNull();
    expect(scopeWith('p', 'x'.repeat(201))).toBeNull();
  });
});

describe('a string', () => {
  test.each([
    ['a well-formed scope', `scope:${CLINIC}:reception:${HASH}`],
    ['an agent id with spaces and letters of any script', `scope:${CLINIC}:recepção 2 – שלום:${HASH}`],
  ])('is taken when it is %s', (_what, text) => {
    expect(readScopeId(text)).toBe(text);
    expect(clinicOfScope(readScopeId(text)!)).toBe(CLINIC);
  });

  test('names the same scope whatever the case of the clinic id', () => {
    expect(readScopeId(`scope:${CLINIC.toUpperCase()}:Reception:${HASH}`)).toBe(`scope:${CLINIC}:Reception:${HASH}`);
  });

  test.each([
    ['empty', ''],
    ['without its first part', `${CLINIC}:reception:${HASH}`],
    ['of three parts', `scope:${CLINIC}:${HASH}`],
    ['of five parts', `scope:${CLINIC}:a:b:${HASH}`],
    ['with another first part', `Scope:${CLINIC}:reception:${HASH}`],
    ['with a clinic that is no uuid', `scope:clinic-1:reception:${HASH}`],
    ['with a clinic without hyphens', `scope:${CLINIC.replaceAll('-', '')}:reception:${HASH}`],
    ['with an empty agent', `scope:${CLINIC}::${HASH}`],
    ['with a short hash', `scope:${CLINIC}:reception:${HASH.slice(1)}`],
    ['with a long hash', `scope:${CLINIC}:reception:${HASH}0`],
    ['with a hash in capitals', `scope:${CLINIC}:reception:${HASH.toUpperCase()}`],
    ['with a hash that is no hex', `scope:${CLINIC}:reception:${HASH.slice(1)}g`],
    ['with white space around it', ` scope:${CLINIC}:reception:${HASH}`],
    ['with a line break behind it', `scope:${CLINIC}:reception:${HASH}\n`],
    ['with a line break in the agent', `scope:${CLINIC}:a\nb:${HASH}`],
    ['with a wildcard for the hash', `scope:${CLINIC}:reception:*`],
  ])('is refused when it is %s', (_what, text) => {
    expect(readScopeId(text)).toBeNull();
  });

  test('that is none, and what is no string, is refused', () => {
    for (const value of [undefined, null, 1, {}, [], [`scope:${CLINIC}:reception:${HASH}`]]) expect(readScopeId(value)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void expect(readScopeId(text)).toBeNull()));
  });

  test('of any other shape is refused however near it comes', () => {
    const valid = `scope:${randomUUID()}:reception:${HASH}`;
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.constantFrom(':', ' ', '\n', 'G', '*', '%'), (at, character) => {
        const changed = valid.slice(0, at) + character + valid.slice(at + 1);
        const isInAgent = at > 42 && at < 42 + 10;
        fc.pre(!isInAgent && changed !== valid);
        expect(readScopeId(changed)).toBeNull();
      }),
    );
  });
});
