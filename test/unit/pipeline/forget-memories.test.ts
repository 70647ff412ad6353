import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { forgetMemories, type ToForget } from '../../../src/pipeline/forget-memories.ts';
import { tellMemories, type ToTell } from '../../../src/pipeline/tell-memories.ts';
import { memoryItem } from '../../support/memory-items.ts';

const AWAY = new Fault('dependency_away', 'memory_writes is not called: its breaker is open or full');
const whom = (clinicId: string, person: string): ToForget => ({ clinicId, person, requestedAtMs: 1 });

function forgetting(due: ToForget[], { isAway = () => false }: { isAway?: (whom: ToForget) => boolean } = {}) {
  const did: string[] = [];
  const ports = {
    store: { due: async () => due, done: async ({ person }: ToForget) => void did.push(`done ${person}`) },
    forgetCopies: async (person: string) => void did.push(`copies ${person}`),
    forgetAtProvider: async (one: ToForget) => {
      did.push(`provider ${one.person}`);
      if (isAway(one)) throw AWAY;
    },
  };
  return { did, ports };
}

describe('forgetting a patient', () => {
  it('drops the copies before anybody waits for the provider, and again after it', async () => {
    const { did, ports } = forgetting([whom('a', 'ann')]);
    await forgetMemories(ports);
    expect(did).toEqual(['copies ann', 'provider ann', 'copies ann', 'done ann']);
  });

  it('that the provider refuses is not done, but no copy is served meanwhile', async () => {
    const { did, ports } = forgetting([whom('a', 'ann')], { isAway: () => true });
    await expect(forgetMemories(ports)).rejects.toBe(AWAY);
    expect(did).toEqual(['copies ann', 'provider ann']);
  });

  it('reaches the provider also while the caches are away, and is done when they are not', async () => {
    const { did, ports } = forgetting([whom('a', 'ann')]);
    const forgetCopies = async () => Promise.reject(new Error('Redis is away'));
    await expect(forgetMemories({ ...ports, forgetCopies })).rejects.toThrow('Redis is away');
    expect(did).toEqual(['provider ann']);
  });

  it('of one clinic is not held up by the open breaker of another', async () => {
    const { did, ports } = forgetting([whom('a', 'ann'), whom('b', 'bob'), whom('a', 'ada'), whom('c', 'cas')], { isAway: ({ clinicId }) => clinicId === 'a' });
    await expect(forgetMemories(ports)).rejects.toBe(AWAY);
    expect(did).toEqual(expect.arrayContaining(['done bob', 'done cas']));
    expect(did).not.toContain('provider ada'); // its breaker is open
  });
});

describe('telling a provider', () => {
  it('of one clinic is not held up by the open breaker of another, and begins with what nobody was there to be told', async () => {
    const due: ToTell[] = ['a', 'b', 'a', 'c'].map((clinicId, n) => ({
      scope: { clinicId, patientKey: `p${n}` },
      items: [memoryItem('I am allergic to latex')],
    }));
    const did: string[] = [];
    const told = tellMemories({
      store: {
        adopt: async () => void did.push('adopt'),
        due: async () => due,
        done: async ({ scope }) => void did.push(`done ${scope.patientKey}`),
      },
      remember: async ({ clinicId }) => {
        if (clinicId === 'a') throw AWAY;
      },
      memory: { changed: async () => undefined },
    });
    await expect(told).rejects.toBe(AWAY);
    expect(did).toEqual(['adopt', 'done p1', 'done p3']);
  });
});
