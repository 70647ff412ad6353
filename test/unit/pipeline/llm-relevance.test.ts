import { describe, expect, it } from 'vitest';
import { playLlmDialog, playRulesDialog } from '../../support/llm-dialog.ts';
import { obedient, scriptedModel } from '../../support/scripted-model.ts';
import type { ModelAnswer } from '../../../src/pipeline/model-ports.ts';

/** What opens a booking, and what then leaves the rules unsure whether it belongs to it. */
const OPENING = 'I would like to book a cleaning';
const GREY = 'my mother in law told me she had a nice experience at your place last year and so on';

function askedAbout(verdict: string | ModelAnswer) {
  return scriptedModel((request) => (request.purpose === 'relevance' ? verdict : obedient(request)));
}

const playing = async (verdict: string | ModelAnswer, text = GREY) => {
  const model = askedAbout(verdict);
  const dialog = playLlmDialog(model);
  await dialog.send(OPENING);
  const decision = await dialog.send(text);
  return { model, decision };
};

describe('the grey zone of relevance', () => {
  it('is a zone: the rules alone are unsure of this message', async () => {
    const rules = playRulesDialog();
    await rules.send(OPENING);
    expect((await rules.send(GREY)).attestation.relevance).toMatchObject({ grey: true });
  });

  it('asks the model, and records its verdict, score and reason', async () => {
    const { model, decision } = await playing('{"relevant": true, "confidence": 0.8}');
    expect(model.answersTo('relevance')).toHaveLength(1);
    expect(model.answersTo('relevance')[0]).toMatchObject({ timeoutMs: 2_000, tools: [] });
    expect(decision.attestation.relevance).toMatchObject({ relevant: true, score: 0.8, dropPending: false });
    expect(decision.attestation.relevance?.reason).toMatch(/^the model says relevant/);
    expect(decision.attestation.relevance?.reason).not.toContain('mother');
    expect(decision.attestation.timingsMs).toHaveProperty('relevance');
  });

  it('a no keeps what is open out of the prompt, and open', async () => {
    const { model, decision } = await playing('{"relevant": false, "confidence": 0.9}');
    expect(decision.attestation.relevance).toMatchObject({ relevant: false, score: 0.1 });
    const prompt = model.answersTo('answer').at(-1)?.messages.map((message) => message.text).join('\n'); // prettier-ignore
    expect(prompt).not.toContain('<pending_action>{');
    expect(decision.pendingAction).not.toBeNull();
  });

  it.each<[string, string | ModelAnswer]>([
    ['fails', { kind: 'failed', reason: 'timeout', usage: null }],
    ['says something else', 'I think so'],
  ])('when the model %s the verdict of the rules stands', async (_name, verdict) => {
    const { decision } = await playing(verdict);
    expect(decision.attestation.relevance).toMatchObject({ grey: true, relevant: false });
  });

  it('when asking throws the verdict of the rules stands and the model answers all the same', async () => {
    const model = scriptedModel((request) => {
      if (request.purpose === 'relevance') throw new TypeError('broken');
      return obedient(request);
    });
    const dialog = playLlmDialog(model);
    await dialog.send(OPENING);
    const decision = await dialog.send(GREY);
    expect(decision.attestation).toMatchObject({ agent: 'llm', relevance: { grey: true, relevant: false } });
    expect(dialog.failed).toHaveLength(1);
  });

  it('a clear message is not asked about', async () => {
    const { model } = await playing('{"relevant": true}', 'on Wednesday at 14:00');
    expect(model.answersTo('relevance')).toEqual([]);
  });

  it('its tokens count for the turn', async () => {
    const { decision } = await playing('{"relevant": true, "confidence": 0.8}');
    expect(decision.attestation).toMatchObject({ tokens: { prompt: 2_000, completion: 100 }, modelShare: { rounds: 1 } });
  });
});
