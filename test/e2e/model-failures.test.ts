import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attestation } from '../../src/domain/conversation.ts';
import { callsTools, type ModelCall, type ModelServer, type ModelStep, says, startModelServer } from '../support/model-server.ts';
import { resultsIn, tellsPatient } from '../support/llm-dialog.ts';
import { SAMPLE_SERVICES } from '../support/sample-clinic.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

const servers = useServers();
let system: System;
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  models.otherwise(receptionist);
  system = await servers.start({
    env: {
      AGENT: 'auto',
      OPENAI_API_KEY: 'key-of-the-test',
      OPENAI_BASE_URL: models.url,
      LLM_MODEL: 'small-model',
      LLM_TIMEOUT_MS: '1500',
      LLM_DEADLINE_MS: '5000',
    },
  });
});
afterAll(() => models.close());

/** A model that looks for times when asked to, and else answers what it can tell. */
function receptionist(call: ModelCall): ModelStep {
  const said = call.body.messages.findLast((message) => message.role === 'user')?.content ?? '';
  const found = resultsIn(call).at(-1)?.['free'] as { day: string; doctor: string; times: string[] }[] | undefined;
  if (found?.[0]) return says(`I can offer ${found[0].day} at ${found[0].times[0]} or at ${found[0].times[1]} with ${found[0].doctor}. Which one?`);
  if (/free|next week/u.test(said)) return callsTools(['find_slots', { serviceId: SAMPLE_SERVICES.cleaning, from: day(1), to: day(14) }]);
  return /cleaning cost/u.test(said) ? says('A cleaning costs 70.50 euros.') : tellsPatient(call);
}

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function talk(from: string, text: string): Promise<{ reply: string; attestation: Attestation }> {
  const before = system.repliesTo(from).length;
  const { traceId } = await system.say(from, text);
  const reply = await system.reply(from, before + 1);
  const { body } = await system.admin<{ turns: { attestation: Attestation }[] }>('GET', `/traces/${traceId}`);
  return { reply, attestation: body.turns[0]!.attestation };
}

describeOnServers('a language model that dies in the middle of a conversation', () => {
  it('costs no patient an answer: the rules go on where it stopped, and book', async () => {
    const from = '351940000001';
    const price = await talk(from, 'Hello, my name is Robin. What does a cleaning cost?');
    expect(price.reply).toMatch(/virtual assistant[\s\S]*70\.50/u);
    expect(price.attestation).toMatchObject({ agent: 'llm', model: 'small-model', modelShare: { fellBack: null } });
    const offer = await talk(from, 'Is there anything free next week?');
    expect(offer.attestation).toMatchObject({ agent: 'llm', modelShare: { rounds: 2 } });
    const second = /or at (\d\d:\d\d)/u.exec(offer.reply)?.[1] ?? 'no time offered';

    const others = Array.from({ length: 6 }, (_, index) => `35194000010${index}`);
    models.otherwise(() => ({ kind: 'hang' }));
    await Promise.all(others.map((patient) => system.say(patient, 'Hello, what does a cleaning cost?')));
    await until('a call under way', () => (models.calls.length > 3 ? true : null));
    await models.close();
    await Promise.all(others.map((patient) => system.reply(patient)));

    const asked = await talk(from, 'the second one');
    expect(asked.reply).toContain(second);
    expect(asked.attestation.agent).toBe('rules');
    expect(['away', 'breaker_open', 'timeout']).toContain(asked.attestation.modelShare?.fellBack);
    expect((await talk(from, 'yes')).attestation.agent).toBe('rules');
    const { body: booked } = await system.admin<{ status: string; start: string }[]>('GET', `/appointments?clinicId=${system.clinic.id}&from=${from}`);
    expect(booked).toMatchObject([{ status: 'booked' }]);
    expect(booked[0]?.start).toContain(`T${second}`);

    const ledger = await system.settled({ accepted: 10 });
    expect(ledger).toMatchObject({ accepted: 10, answered: 10, deadLettered: 0, pending: 0 });
    for (const patient of others) {
      expect(system.repliesTo(patient)).toHaveLength(1);
      expect(system.repliesTo(patient)[0]).toMatch(/70/u);
    }
  });

  it('is seen in the metrics and in the log, which tell no word of a conversation', async () => {
    const pages = await Promise.all(system.workers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    const text = pages.join('\n');
    expect(text).toMatch(/frontdesk_model_calls_total\{purpose="answer",result="(?:away|timeout)",process="[\w-]+"\} [1-9]/u);
    expect(text).toMatch(/frontdesk_agent_turns_total\{agent="rules",fell_back="(?:away|timeout|breaker_open)",process="[\w-]+"\} [1-9]/u);
    expect(text).toMatch(/frontdesk_model_tokens_total\{kind="prompt",process="[\w-]+"\} [1-9]/u);
    const lines = system.lines().filter((line) => line.includes('"model call"'));
    expect(lines.length).toBeGreaterThan(3);
    expect(JSON.parse(lines[0]!)).toMatchObject({ model: 'small-model', traceId: expect.any(String) as string, kind: 'answer' });
    expect(system.lines().join('\n')).not.toMatch(/cleaning|key-of-the-test|patient_message/u);
  });
});
