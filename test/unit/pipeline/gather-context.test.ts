import { describe, expect, it, vi } from 'vitest';
import type { TurnSnapshot } from '../../../src/domain/conversation.ts';
import { checkedScope } from '../../../src/domain/memory/patient-scope.ts';
import { memoryLines } from '../../../src/domain/prompt/memory-lines.ts';
import { gatherContext, type GatherContextPorts } from '../../../src/pipeline/gather-context.ts';
import { memoryItem } from '../../support/memory-items.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const snapshot = {
  conversation: { patientKey: '351910000001' },
  messages: [{ kind: 'inbound_text', text: 'hello', media: null }],
  appointments: [],
  patient: { language: null, languageIsExplicit: false, isRemembered: true },
} as unknown as TurnSnapshot;
const UNTAUGHT: GatherContextPorts['snippets'] = { matching: async () => ({ scopeId: null, snippets: [], providerAway: false }) };
const gather = (recall: GatherContextPorts['memory']['recall']) =>
  gatherContext({ clinic, snapshot, nowMs: Date.UTC(2027, 2, 1) }, { memoryDeadlineMs: 150 }, { memory: { recall }, snippets: UNTAUGHT });

describe('the context of a turn', () => {
  it('has what is remembered, and where it came from', async () => {
    const asked: unknown[] = [];
    const context = await gather(async (scope, deadlineMs, isRemembered) => {
      asked.push(scope, deadlineMs, isRemembered);
      return { items: [memoryItem('I am allergic to latex')], source: 'redis', ageMs: 40 };
    });
    expect(asked).toEqual([{ clinicId: clinic.id, patientKey: '351910000001' }, 150, true]);
    expect(context).toMatchObject({ memories: [{ text: 'I am allergic to latex' }], memory: { source: 'redis', ageMs: 40, items: 1 }, snippets: [] });
  });

  it.each([
    ['fails', async () => Promise.reject(new Error('away'))],
    ['refuses the scope', async () => ({ items: [], source: 'none' as const, ageMs: null, ...checkedScope({ clinicId: '', patientKey: '' }) })],
  ])('is empty when the memory %s, and the turn goes on', async (_how, recall) => {
    expect(await gather(recall)).toMatchObject({ memories: [], memory: { source: 'none', ageMs: null, items: 0 } });
  });

  it('waits for a memory that breaks its promise no longer than the deadline, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const gathered = gather(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(150);
    expect(await gathered).toMatchObject({ memory: { source: 'none' } });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('goes into a prompt as lines that say whose words they are', () => {
    expect(memoryLines([memoryItem('I am allergic to latex')])).toEqual(['constraint, said by the patient, 2027-03-01: I am allergic to latex']);
  });
});
