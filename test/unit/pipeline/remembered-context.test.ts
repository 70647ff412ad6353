import { describe, expect, it } from 'vitest';
import { NO_CONTEXT, type TurnContext } from '../../../src/pipeline/gather-context.ts';
import { playLlmDialog, playRulesDialog } from '../../support/llm-dialog.ts';
import { memoryItem } from '../../support/memory-items.ts';
import { SAMPLE_DOCTORS } from '../../support/sample-clinic.ts';
import { blockIn, scriptedModel, systemPrompt } from '../../support/scripted-model.ts';

const context: TurnContext = {
  ...NO_CONTEXT,
  memories: [
    memoryItem('I am allergic to latex'),
    memoryItem('I always go to Dr. Dan', { key: 'preference:doctor', kind: 'preference', detail: { doctorId: SAMPLE_DOCTORS.dan } }),
    memoryItem('In Russian please', { key: 'preference:language', kind: 'preference', detail: { language: 'ru' } }),
  ],
  memory: { source: 'process', ageMs: 5, items: 3 },
};

describe('what is remembered', () => {
  it('is given to a model as data, with whose words they are', async () => {
    const model = scriptedModel(() => 'A cleaning costs 70.50 euros.');
    await playLlmDialog(model, { context }).send('What does a cleaning cost?');
    const prompt = systemPrompt(model.answersTo('answer')[0]);
    expect(blockIn(prompt, 'memories')).toContain('constraint, said by the patient, 2027-03-01: I am allergic to latex');
  });

  it('changes nothing that the rules say or do', async () => {
    const talk = ['hello', 'I want a filling', 'tomorrow at 10', 'yes', 'and what does a whitening cost?', 'cancel my appointment', 'yes'];
    const [with_, without] = [playRulesDialog({ context }), playRulesDialog()];
    for (const message of talk) expect(await with_.send(message)).toEqual(await without.send(message));
  });
});
