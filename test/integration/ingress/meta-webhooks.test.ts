import { afterEach, describe, expect, it } from 'vitest';
import { APP_SECRET, type Door, type DoorOptions, metaBody, openDoor, post, postSigned } from './door.ts';

const doors: Door[] = [];
async function open(options?: DoorOptions): Promise<Door> {
  const door = await openDoor(options);
  doors.push(door);
  return door;
}
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

describe('a webhook of Meta', () => {
  it('is accepted when the signature is that of its bytes, under either of two secrets', async () => {
    const door = await open({ settings: { metaAppSecrets: ['new-secret', APP_SECRET] } });
    const escaped = '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"\\u05e9\\u05dc\\/"}}]}]}';
    expect((await postSigned(door, escaped)).status).toBe(200);
    expect((await postSigned(door, metaBody(), 'new-secret')).status).toBe(200);
    expect(door.queued.map(({ provider }) => provider)).toEqual(['meta', 'meta']);
    expect(door.queued[0]?.body).toEqual(JSON.parse(escaped));
  });

  it('that is sent again is a duplicate of the first', async () => {
    const door = await open();
    const body = JSON.stringify(metaBody());
    const first = await postSigned(door, body);
    const again = await postSigned(door, body);
    expect(again.body).toEqual({ ...first.body, duplicate: true });
    expect(door.queued).toHaveLength(1);
  });

  it('of an unknown shape or line is kept when its signature is valid', async () => {
    const door = await open();
    for (const body of [[], { entry: 'x' }, { object: 'page', entry: [{ changes: [null, { value: 7 }] }] }, 'null', '"text"', metaBody('unknown-line')]) {
      expect((await postSigned(door, body)).status).toBe(200);
    }
    expect(door.queued).toHaveLength(6);
  });

  it.each([
    ['a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, 'bad_signature'],
    ['a short signature', { 'x-hub-signature-256': 'sha256=00' }, 'bad_signature'],
    ['a signature of another kind', { 'x-hub-signature-256': 'sha1=00' }, 'bad_signature'],
    ['an empty signature', { 'x-hub-signature-256': '' }, 'missing_signature'],
    ['no signature', {}, 'missing_signature'],
  ])('is refused with %s', async (_name, headers, outcome) => {
    const door = await open();
    const answer = await post(door, '/webhooks/meta', metaBody(), headers as Record<string, string>);
    expect(answer.status).toBe(401);
    expect(door.counted).toEqual([`meta ${outcome}`]);
    expect(door.queued).toHaveLength(0);
  });

  it.each([[[]], [['']]])('is refused while no secret is configured, and the counter says why', async (metaAppSecrets) => {
    const door = await open({ settings: { metaAppSecrets } });
    expect((await postSigned(door, metaBody(), 'x')).status).toBe(401);
    expect(door.counted).toEqual(['meta no_app_secret']);
  });

  it('is refused when its bytes were changed after signing, be it by white space', async () => {
    const door = await open();
    const body = JSON.stringify(metaBody());
    const { createHmac } = await import('node:crypto');
    const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
    expect((await post(door, '/webhooks/meta', `${body}\n`, { 'x-hub-signature-256': signature })).status).toBe(401);
  });

  it('is held to the rate of each line it speaks of', async () => {
    const door = await open({ rate: { perSecond: 0.5, burst: 1 } });
    expect((await postSigned(door, metaBody('1'))).status).toBe(200);
    expect((await postSigned(door, metaBody('1', { part: 2 }))).status).toBe(429);
    expect((await postSigned(door, metaBody('2'))).status).toBe(200);
  });
});

describe('the verification challenge of Meta', () => {
  const ask = async (door: Door, query: string) => {
    const response = await fetch(`${door.url}/webhooks/meta${query}`);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  it('is answered with the challenge as plain text', async () => {
    const answer = await ask(await open(), '?hub.mode=subscribe&hub.verify_token=verify-token&hub.challenge=1158201444');
    expect(answer).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: '1158201444' });
  });

  it.each([
    '?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1',
    '?hub.mode=unsubscribe&hub.verify_token=verify-token&hub.challenge=1',
    '?hub.mode=subscribe&hub.challenge=1',
    '',
  ])('is refused with 403 for "%s"', async (query) => {
    const answer = await ask(await open(), query);
    expect(answer.status).toBe(403);
    expect(answer.type).toBe('application/problem+json');
  });

  it.each([null, ''])('is refused while no token is configured (%s)', async (metaVerifyToken) => {
    const door = await open({ settings: { metaVerifyToken } });
    expect((await ask(door, '?hub.mode=subscribe&hub.verify_token=&hub.challenge=1')).status).toBe(403);
  });
});
