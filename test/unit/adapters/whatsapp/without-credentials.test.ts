import { describe, expect, test } from 'vitest';
import { evolutionImage, evolutionText } from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { withoutCredentials } from '../../../../src/adapters/whatsapp/evolution/without-credentials.ts';

const TOKEN = 'C0FFEE00-TOKEN-OF-THE-LINE';

describe('nothing secret and nothing large of a webhook is queued', () => {
  test('the instance token and the webhook URL with its secret are gone, the rest stays', () => {
    const body = {
      ...evolutionText({ instance: 'sorriso', from: '5511900000001', text: 'oi', apikey: TOKEN }),
      destination: 'https://desk/webhooks/evolution/s/path-secret',
    };
    const clean = withoutCredentials(body) as Record<string, unknown>;
    expect(JSON.stringify(clean)).not.toMatch(/C0FFEE00|path-secret/);
    expect(clean).toMatchObject({ event: 'messages.upsert', instance: 'sorriso', data: body['data' as keyof typeof body] });
  });

  test("the error hook's global key and a key inside data are gone", () => {
    const body = { event: 'error', api_key: TOKEN, data: { list: [{ apikey: TOKEN, kept: 1 }], instance: { token: TOKEN } } };
    expect(withoutCredentials(body)).toEqual({ event: 'error', data: { list: [{ kept: 1 }], instance: {} } });
  });

  test('a pairing code is a credential', () => {
    const body = { event: 'qrcode.updated', instance: 'a', data: { qrcode: { pairingCode: 'ABCD', code: '2@x', base64: 'data:image/png;base64,xx' } } };
    expect(withoutCredentials(body)).toEqual({ event: 'qrcode.updated', instance: 'a', data: {} });
  });

  test('inline media leave a mark, however deep and in whichever encoding', () => {
    const file = 'A'.repeat(2_000_000);
    const body = evolutionImage({ instance: 'a', from: '5511900000001', caption: 'foto', base64: file });
    const wrapped = {
      data: {
        message: { viewOnceMessageV2: { message: { imageMessage: { caption: 'uma vez', jpegThumbnail: { '0': 255, '1': 216 }, mediaKey: 'aGVsbG8=' } } } },
      },
    };
    expect(JSON.stringify(withoutCredentials(body)).length).toBeLessThan(2_000);
    expect(withoutCredentials(body)).toMatchObject({ data: { message: { imageMessage: { caption: 'foto' }, base64: '[cut]' } } });
    expect(withoutCredentials(wrapped)).toEqual({
      data: { message: { viewOnceMessageV2: { message: { imageMessage: { caption: 'uma vez', jpegThumbnail: '[cut]', mediaKey: '[cut]' } } } } },
    });
    expect(withoutCredentials({ data: { unheardOf: file } })).toEqual({ data: { unheardOf: '[cut]' } });
  });

  test('what a patient writes is never cut, not even a text about keys', () => {
    const text = 'apikey token base64 '.repeat(3_000);
    expect(withoutCredentials({ data: { message: { conversation: text } } })).toEqual({ data: { message: { conversation: text } } });
  });

  test('the received body is not changed, and parts without secrets are not copied', () => {
    const body = Object.freeze({ apikey: TOKEN, data: Object.freeze({ message: Object.freeze({ conversation: 'oi' }) }) });
    const clean = withoutCredentials(body) as { data: unknown };
    expect(clean.data).toBe(body.data);
    expect(body.apikey).toBe(TOKEN);
  });

  test.each([null, 5, 'text', [], [1]])('%j passes', (body) => {
    expect(withoutCredentials(body)).toEqual(body);
  });
});
