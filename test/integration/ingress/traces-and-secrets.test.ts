import { afterEach, describe, expect, it } from 'vitest';
import { type Door, type DoorOptions, evolutionBody, metaBody, openDoor, post, postSigned } from './door.ts';

const doors: Door[] = [];
async function open(options?: DoorOptions): Promise<Door> {
  const door = await openDoor(options);
  doors.push(door);
  return door;
}
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

describe('the trace of a webhook', () => {
  const w3c = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  it.each([
    ['X-Trace-ID', { 'x-trace-id': 'My_trace-01', traceparent: w3c }, 'My_trace-01'],
    ['traceparent when X-Trace-ID is not well formed', { 'x-trace-id': 'has space', traceparent: w3c }, '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['traceparent', { traceparent: w3c }, '4bf92f3577b34da6a3ce929d0e0e4736'],
  ])('is that of %s, comes back, and goes with the job', async (_name, headers, traceId) => {
    const door = await open();
    const answer = await post(door, '/webhooks/evolution', evolutionBody(), headers as Record<string, string>);
    expect(answer.headers.get('x-trace-id')).toBe(traceId);
    expect(answer.body['traceId']).toBe(traceId);
    expect(door.queued[0]).toMatchObject({ traceId, traceparent: w3c });
    expect(door.log.filter((line) => line.includes(`"traceId":"${traceId}"`))).toHaveLength(1);
  });

  it.each([{ 'x-trace-id': 'short' }, { 'x-trace-id': 'x'.repeat(65) }, { traceparent: '00-00000000000000000000000000000000-00f067aa0ba902b7-01' }, {}])(
    'is made when there is none well formed: %o',
    async (headers) => {
      const door = await open();
      const answer = await post(door, '/webhooks/evolution', evolutionBody(), headers as Record<string, string>);
      const traceId = answer.headers.get('x-trace-id');
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(door.queued[0]?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    },
  );

  it('comes back with a request ID on every response, refusals and unknown addresses included', async () => {
    const door = await open();
    const ids = { 'x-trace-id': 'trace-12345678', 'x-request-id': 'request-12345678' };
    const responses = await Promise.all([
      fetch(`${door.url}/webhooks/evolution`, { method: 'POST', body: '{', headers: ids }),
      fetch(`${door.url}/webhooks/meta`, { method: 'POST', body: '{}', headers: ids }),
      fetch(`${door.url}/webhooks/meta`, { headers: ids }),
      fetch(`${door.url}/nowhere`, { headers: ids }),
      fetch(`${door.url}/%zz`, { headers: ids }),
      fetch(`${door.url}/api/admin/clinics`, { headers: ids }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([400, 401, 403, 404, 400, 401]);
    for (const { headers } of responses) {
      expect(headers.get('x-trace-id')).toBe('trace-12345678');
      expect(headers.get('x-request-id')).toBe('request-12345678');
      expect(headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

describe('secrets and texts', () => {
  const canaries = [
    'SECRETINHEADER',
    'SECRETINPATH',
    'SECRETAPIKEY',
    'SECRETTOKEN',
    'SECRETSIGNATURE',
    'TEXTOFPATIENT',
    'Привет',
    'NAMEOFPATIENT',
    '5511987654321',
    'BASE64BASE64',
  ];
  const clean = (text: string) => canaries.filter((canary) => text.includes(canary));

  it('of a webhook, accepted or refused, never reach a log line; credentials and inline media never reach the queue', async () => {
    const door = await open({ channels: [{ webhookSecret: 'SECRETINPATH', apiKey: 'SECRETAPIKEY' }] });
    const headers = { 'x-webhook-secret': 'SECRETINHEADER', authorization: 'Bearer SECRETTOKEN' };
    const body = evolutionBody({
      apikey: 'SECRETAPIKEY',
      destination: 'https://clinic.test/webhooks/evolution/s/SECRETINPATH',
      sender: '5511987654321@s.whatsapp.net',
      data: {
        key: { remoteJid: '5511987654321@s.whatsapp.net' },
        pushName: 'NAMEOFPATIENT',
        message: { conversation: 'TEXTOFPATIENT Привет', base64: 'BASE64BASE64' },
      },
    });
    expect((await post(door, '/webhooks/evolution/s/SECRETINPATH/messages-upsert', body, headers)).status).toBe(200);
    expect((await post(door, '/webhooks/evolution/s/SECRETTOKEN', { ...body, event: 'TEXTOFPATIENT Привет' }, headers)).status).toBe(401);
    expect((await post(door, '/webhooks/evolution/s/SECRETINPATH', { ...body, instance: '5511987654321' }, headers)).status).toBe(401);
    expect((await post(door, '/webhooks/evolution/s/SECRETINPATH', '{"text": "TEXTOFPATIENT', headers)).status).toBe(400);
    expect((await postSigned(door, metaBody('1', { messages: [{ from: '5511987654321', text: { body: 'TEXTOFPATIENT' } }] }))).status).toBe(200);
    expect((await post(door, '/webhooks/meta', metaBody(), { 'x-hub-signature-256': 'SECRETSIGNATURE' })).status).toBe(401);
    await fetch(`${door.url}/webhooks/meta?hub.mode=subscribe&hub.verify_token=SECRETTOKEN&hub.challenge=TEXTOFPATIENT`);
    await fetch(`${door.url}/webhooks/evolution/s/SECRETINPATH%zz`, { method: 'POST', body: '{}' });
    expect(door.log).toHaveLength(7);
    expect(clean(door.log.join('\n'))).toEqual([]);
    expect(clean(JSON.stringify(door.queued[0])).filter((canary) => /SECRET|BASE64/.test(canary))).toEqual([]);
    expect(JSON.stringify(door.queued[0])).toContain('TEXTOFPATIENT');
  });

  it('are not in an answer to a wrong address', async () => {
    const door = await open();
    const response = await fetch(`${door.url}/webhooks/evolution/s/SECRETINPATH%zz`, { method: 'POST', body: '{}' });
    expect(await response.text()).not.toContain('SECRETINPATH');
  });

  it('one log line per webhook says what became of it', async () => {
    const door = await open();
    await post(door, '/webhooks/evolution', evolutionBody(), { 'x-request-id': 'request-1' });
    expect(door.log).toHaveLength(1);
    const line = JSON.parse(door.log[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({
      level: 'info',
      msg: 'webhook',
      requestId: 'request-1',
      provider: 'evolution',
      line: 'front',
      event: 'messages.upsert',
      outcome: 'accepted',
    });
    expect(line['bytes']).toBeGreaterThan(100);
    expect(line['durationMs']).toBeGreaterThanOrEqual(0);
  });
});
