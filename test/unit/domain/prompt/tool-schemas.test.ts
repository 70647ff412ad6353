import { describe, expect, it } from 'vitest';
import { modelTools, readArguments } from '../../../../src/domain/prompt/tool-schemas.ts';
import { TOOL_ARGUMENTS } from '../../../../src/domain/tools.ts';

describe('the tools as a model is offered them', () => {
  it('are those the validator knows, in the strict form', () => {
    const tools = modelTools();
    expect(tools.map(({ name }) => name)).toEqual(Object.keys(TOOL_ARGUMENTS));
    for (const { parameters } of tools) {
      expect(parameters).toMatchObject({ type: 'object', additionalProperties: false });
      expect(parameters['required']).toEqual(Object.keys(parameters['properties'] as object));
    }
  });

  it('may leave out what is optional by saying null, and carry nothing the strict form does not know', () => {
    const find = modelTools().find(({ name }) => name === 'find_slots')!;
    expect(find.parameters['properties']).toMatchObject({
      serviceId: { type: 'string' },
      doctorId: { type: ['string', 'null'] },
      at: { type: ['string', 'null'] },
    });
    expect(JSON.stringify(modelTools())).not.toMatch(/"(?:minLength|maxLength|default|\$schema|format)"/);
  });

  it('have no clinic, patient or conversation among their arguments, and no size that is ours to choose', () => {
    const names = modelTools().flatMap(({ parameters }) => Object.keys(parameters['properties'] as object));
    expect(names.filter((name) => /clinic|patientId|patientKey|conversation|organization|location|limit/i.test(name))).toEqual([]);
  });

  it('say of every change that it is only prepared', () => {
    for (const name of ['book_appointment', 'reschedule_appointment', 'cancel_appointment'])
      expect(modelTools().find((tool) => tool.name === name)?.description).toMatch(/^Prepares .*yes\.$/);
  });
});

describe('the arguments of a call', () => {
  it.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['nothing', '', {}],
    ['nulls, which mean nothing', '{"a":null,"b":"x"}', { b: 'x' }],
    ['a list', '[1]', null],
    ['a text', '"a"', null],
    ['null', 'null', null],
    ['half an object', '{"a":', null],
  ])('%s', (_name, json, read) => {
    expect(readArguments(json)).toEqual(read);
  });
});
