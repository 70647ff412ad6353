import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { glimpseEvolution, glimpseMeta } from '../../../src/ingress/webhook-body.ts';

describe('a glimpse of a body', () => {
  it('never throws and never takes text for an event name, whatever the body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('event', 'entry', 'changes', 'value', 'metadata'), (value, key) => {
        for (const body of [value, { [key]: value }, { entry: [value, { changes: [value, { value, field: value }] }], event: value }]) {
          expect(glimpseEvolution(body).event).toMatch(/^[\w.-]{1,48}$/);
          expect(glimpseMeta(body).event).toMatch(/^[\w.-]{1,48}$/);
        }
      }),
    );
  });

  it('finds every line that a body of Meta speaks of, once', () => {
    const change = (id: string) => ({ field: 'messages', value: { metadata: { phone_number_id: id } } });
    expect(
      glimpseMeta({ entry: [{ changes: [change('1'), change('2')] }, { changes: [change('1'), { field: 'account_update', value: {} }, change('3')] }] }),
    ).toEqual({ event: 'messages', lines: ['1', '2', '3'] });
  });
});
