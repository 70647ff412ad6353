import { expect, it } from 'vitest';
import { evaluate } from '../../../infra/eval/evaluate.ts';
import { reportText } from '../../../infra/eval/report.ts';

const none = { datetime: [], intents: [], relevance: [], dialogs: [], fixture: null, problems: [] };

it('the table shows what was scored, a dash for what was not, and as many mistakes as asked for', async () => {
  const wrong = { id: 'w', text: 'Buenos días, ¿tienen hora mañana?', label: 'pt', accept: [], subset: 'core' };
  const scores = await evaluate({ ...none, lang: [wrong, { ...wrong, id: 'r', label: 'es' }, { ...wrong, id: 'v' }] });
  const table = reportText(scores, 1);
  expect(table).toMatch(/^language +3 +1 +33\.3 % +- +100\.0 % +- +- +0\.0 %$/m);
  expect(table).toMatch(/^dialogs +0 +0 +-/m);
  expect(table.match(/wanted pt, got es/g)).toHaveLength(1);
  expect(reportText(scores, 0)).not.toContain('wanted');
});
