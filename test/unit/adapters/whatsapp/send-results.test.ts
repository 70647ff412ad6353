import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CallOutcome } from '../../../../src/adapters/whatsapp/call-provider.ts';
import { findSent } from '../../../../src/adapters/whatsapp/evolution/find-sent.ts';
import { resultOfEvolution } from '../../../../src/adapters/whatsapp/evolution/send-result.ts';
import { resultOfMeta } from '../../../../src/adapters/whatsapp/meta/send-result.ts';

const answered = (status: number, body: unknown, isJson = true): CallOutcome => ({
  kind: 'answered',
  answer: { status, body: isJson ? body : null, isJson, retryAfterMs: null },
});
const graph = (code: number, status = 400): CallOutcome =>
  answered(status, { error: { message: `(#${code}) x`, type: 'OAuthException', code, fbtrace_id: 'T' } });
const refusal = (...message: unknown[]): CallOutcome => answered(400, { status: 400, error: 'Bad Request', response: { message } });

describe('an error of Graph is judged by its code, whatever the status', () => {
  test.each<[string, number[], Record<string, unknown>]>([
    ['the line is refused', [190, 0, 10, 3, 200, 299, 133010], { kind: 'failed', alert: true }],
    ['throughput', [4, 80007, 130429, 613, 131056], { kind: 'retry', countsAsAttempt: false, afterMs: expect.any(Number) }],
    ['policy', [131048, 131064, 368, 131031, 130497], { kind: 'failed', alert: true }],
    ['window', [131047], { kind: 'window_closed' }],
    ['recipient', [131026, 131021, 131030, 131050, 131049, 130472], { kind: 'failed', alert: false }],
    ['bad request', [131008, 131009, 100, 132001, 131051, 131062], { kind: 'failed', alert: true }],
    ['transient', [1, 2, 131000, 131016, 131057, 133004, 131052, 131053], { kind: 'retry', countsAsAttempt: true }],
  ])('%s', (_name, codes, expected) => {
    for (const code of codes) for (const status of [400, 403, 429, 500]) expect(resultOfMeta(graph(code, status)), `${code}/${status}`).toMatchObject(expected);
  });

  test('a code nobody has described is judged by its status', () => {
    expect(resultOfMeta(graph(999_999))).toMatchObject({ kind: 'failed', reason: 'graph:999999', alert: true });
    expect(resultOfMeta(graph(999_999, 500))).toMatchObject({ kind: 'uncertain' });
  });
});

describe('without a code the question is whether Meta can have taken the message', () => {
  test.each<[number, unknown, boolean, Record<string, unknown>]>([
    [200, { messages: [{ id: 'wamid.1' }] }, true, { kind: 'sent', providerMessageId: 'wamid.1' }],
    [200, {}, true, { kind: 'uncertain' }],
    [200, 'page', false, { kind: 'uncertain' }],
    [403, 'bad json', false, { kind: 'retry', countsAsAttempt: true }],
    [500, 'page', false, { kind: 'uncertain' }],
    [502, 'page', false, { kind: 'uncertain' }],
    [503, 'page', false, { kind: 'retry', countsAsAttempt: true }],
    [504, 'page', false, { kind: 'uncertain' }],
    [404, {}, true, { kind: 'failed', alert: true }],
  ])('%i %j', (status, body, isJson, expected) => {
    expect(resultOfMeta(answered(status, body, isJson))).toMatchObject(expected);
  });
});

describe('an answer of Evolution', () => {
  const FOR_HOURS = { countsAsAttempt: false, afterMs: 300_000, forMs: 6 * 3_600_000 };
  test.each<[string, CallOutcome, Record<string, unknown>]>([
    ['id', answered(201, { key: { id: '3EB0' }, status: 'PENDING' }), { kind: 'sent', providerMessageId: '3EB0' }],
    ['201 without id', answered(201, {}), { kind: 'uncertain' }],
    ["201 with Graph's error", answered(201, { code: 131047, type: 'OAuthException', fbtrace_id: 'T' }), { kind: 'window_closed' }],
    ['line down', refusal('Error: Connection Closed'), { kind: 'retry', reason: 'line_disconnected', countsAsAttempt: false }],
    ['not on WhatsApp', refusal({ jid: 'x', exists: false, number: 'x' }), { kind: 'failed', reason: 'recipient:not_on_whatsapp', alert: false }],
    ['schema', refusal(['instance requires property "text"']), { kind: 'failed', alert: true }],
    ['no text', refusal('Text is required'), { kind: 'failed', alert: true }],
    ['thrown inside', refusal('PrismaClientKnownRequestError: x'), { kind: 'uncertain' }],
    ['timed out inside', refusal('Error: Timed Out'), { kind: 'uncertain' }],
    ['wrong key', answered(401, { response: { message: 'Unauthorized' } }), { kind: 'retry', reason: 'line_refused:http:401', alert: true, ...FOR_HOURS }],
    ['no such instance', answered(404, { response: { message: ['gone'] } }), { kind: 'retry', reason: 'line_refused:http:404', alert: true, ...FOR_HOURS }],
    ['a gateway in front of it', answered(404, '<html>', false), { kind: 'retry', reason: 'http:404', countsAsAttempt: false }],
    ['a gateway that refuses', answered(400, 'bad request', false), { kind: 'retry', reason: 'http:400', countsAsAttempt: false }],
    ['no licence', answered(503, { error: 'service not activated', code: 'LICENSE_REQUIRED' }), { kind: 'retry', countsAsAttempt: false }],
    ['server error', answered(500, { response: { message: 'x' } }), { kind: 'uncertain' }],
  ])('%s', (_name, outcome, expected) => {
    expect(resultOfEvolution(outcome)).toMatchObject(expected);
  });
});

describe('a message is found only where it is plainly ours', () => {
  const SINCE_MS = 1_793_620_800_000;
  const sought = { to: '551190000001', text: 'Olá,  Ana!', sinceMs: SINCE_MS };
  const record = (remoteJid: string, text = 'Olá, Ana! ', atMs = SINCE_MS + 1_000, extra = {}) => ({
    key: { id: 'X1', fromMe: true, remoteJid, ...extra },
    message: { conversation: text },
    messageTimestamp: atMs / 1000,
  });
  const page = (records: unknown[], total = records.length) => ({ messages: { total, pages: 1, currentPage: 1, records } });
  const jid = '551190000001@s.whatsapp.net';

  test.each<[string, unknown, Record<string, unknown>]>([
    ['our chat', page([record(jid)]), { result: 'sent', providerMessageId: 'X1' }],
    ['our chat in an old list', [record(jid)], { result: 'sent' }],
    ['the number with its ninth digit', page([record('5511990000001@s.whatsapp.net')]), { result: 'sent' }],
    ['the LID with our number beside it', page([record('7@lid', undefined, undefined, { remoteJidAlt: jid })]), { result: 'sent' }],
    ['a LID alone: cannot be told', page([record('7@lid')]), { result: 'unknown' }],
    ['another patient', page([record('551190000002@s.whatsapp.net')]), { result: 'not_sent' }],
    ['another text', page([record(jid, 'Tchau')]), { result: 'not_sent' }],
    ['the same text, earlier', page([record(jid, undefined, SINCE_MS - 60_000)]), { result: 'not_sent' }],
    ['what the patient wrote', page([record(jid, undefined, undefined, { fromMe: false })]), { result: 'not_sent' }],
    ['a list that ends too early', page([record(jid, 'Tchau')], 500), { result: 'unknown' }],
    ['a long list that reaches back', page([record(jid, 'Tchau'), record(jid, 'Oi', SINCE_MS - 60_000)], 500), { result: 'not_sent' }],
    ['something else', { ok: true }, { result: 'unknown' }],
  ])('%s', (_name, body, expected) => {
    expect(findSent(body, sought)).toMatchObject(expected);
  });
});

const RECORDINGS = new URL('../../../../../shared/webhooks/api/', import.meta.url);
const why = existsSync(RECORDINGS) ? null : 'recorded calls are not on this machine';

describe.skipIf(why)(`recorded answers${why ? ` (${why})` : ''}`, () => {
  type Recorded = { label?: string; note?: string; request: { path: string }; status: number; body: unknown };
  const names = (folder: string): string[] => (why ? [] : readdirSync(new URL(folder, RECORDINGS)).filter((name) => name.endsWith('.json')));
  const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, RECORDINGS), 'utf8')) as T;
  const outcomeOf = ({ status, body }: Recorded): CallOutcome => {
    try {
      return answered(status, typeof body === 'string' ? JSON.parse(body) : body);
    } catch {
      return answered(status, null, false);
    }
  };

  test.each(names('meta/').filter((name) => !name.startsWith('mark-read')))('Meta: %s', (name) => {
    const recorded = read<Recorded>(`meta/${name}`);
    const { kind } = resultOfMeta(outcomeOf(recorded));
    const note = recorded.note ?? '';
    if (recorded.status === 200) expect(kind).toBe('sent');
    else if (/retry: no/.test(note)) expect(kind).toMatch(/^(failed|window_closed)$/);
    else expect(kind).toBe(recorded.status === 502 ? 'uncertain' : 'retry');
  });

  test.each(
    names('evolution/').flatMap((name) =>
      read<{ calls: Recorded[] }>(`evolution/${name}`)
        .calls.filter(({ request }) => request.path.startsWith('/message/sendText/'))
        .map((call) => ({ ...call, name })),
    ),
  )('Evolution: $name $label', (call) => {
    const result = resultOfEvolution(outcomeOf(call));
    if (String(call.body).includes('"key":')) expect(result.kind).toBe('sent');
    else if (String(call.body).includes('Connection Closed')) expect(result.kind).toBe('retry');
    else if (String(call.body).includes('131047')) expect(result.kind).toBe('window_closed');
    else expect(result.kind).toBe('failed');
  });
});
