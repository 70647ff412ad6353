import fc from '../../../support/seeded.ts';
import { describe, expect, test } from 'vitest';
import { metaChange, metaMessage, metaStatus, metaText } from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { parseMetaWebhook } from '../../../../src/adapters/whatsapp/meta/parse-webhook.ts';
import { webhookItemView } from '../../../../src/domain/webhook-item-view.ts';
import { Fault } from '../../../../src/errors.ts';

const LINE = '200000000000001';
const PHONE = '972500000001';
const BSUID = 'IL.77001122334455';
const views = (body: unknown) => parseMetaWebhook(body).map(webhookItemView);
const from = { phoneNumberId: LINE, from: PHONE, id: 'wamid.A' };
const written = (type: string, content: Record<string, unknown>) => views(metaMessage(from, type, content))[0];

describe("a patient's message is understood, whatever is in it", () => {
  test.each<[string, string, Record<string, unknown>, Record<string, unknown>]>([
    ['text', 'text', { text: { body: 'שלום' } }, { kind: 'inbound_text', text: 'שלום', messageId: 'wamid.A' }],
    ['blank text', 'text', { text: { body: '\u200b ' } }, { kind: 'ignored', reason: 'empty_text', text: null }],
    ['answer', 'text', { text: { body: 'כן' }, context: { id: 'wamid.Q' } }, { kind: 'inbound_text', quotedMessageId: 'wamid.Q' }],
    ['text from an advertisement', 'text', { text: { body: 'hi' }, referral: { ctwa_clid: 'x' } }, { kind: 'inbound_text', fromAd: true }],
    [
      'picture',
      'image',
      { image: { id: 'media-1', mime_type: 'image/png', caption: 'כאב' } },
      { kind: 'inbound_media', mediaType: 'image', mediaId: 'media-1', text: 'כאב' },
    ],
    ['voice', 'audio', { audio: { id: 'media-2', voice: true } }, { kind: 'inbound_media', mediaType: 'audio', voice: true }],
    ['old voice', 'voice', { voice: { id: 'media-2' } }, { kind: 'inbound_media', mediaType: 'audio', voice: true }],
    [
      'document',
      'document',
      { document: { id: 'media-3', filename: 'a.pdf' } },
      { kind: 'inbound_media', mediaType: 'document', fileName: 'a.pdf', text: null },
    ],
    ['media that Meta lost', 'image', { errors: [{ code: 131052 }] }, { kind: 'inbound_media', mediaId: null, errorCode: 131052 }],
    ['quick reply', 'button', { button: { text: 'כן', payload: 'YES' } }, { kind: 'inbound_interactive', text: 'כן', payload: 'YES' }],
    [
      'button',
      'interactive',
      { interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Да' } } },
      { kind: 'inbound_interactive', text: 'Да', payload: 'b1' },
    ],
    [
      'list',
      'interactive',
      { interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Чистка' } } },
      { kind: 'inbound_interactive', text: 'Чистка', payload: 'r1' },
    ],
    [
      'flow',
      'interactive',
      { interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: 'not json' } } },
      { kind: 'inbound_interactive', text: 'Sent', flowResponseJson: 'not json' },
    ],
    [
      'call permission',
      'interactive',
      { interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } } },
      { kind: 'call', callPermission: 'accept' },
    ],
    ['interactive of the future', 'interactive', { interactive: { type: 'gesture', gesture: {} } }, { kind: 'unsupported', type: 'interactive:gesture' }],
    ['location', 'location', { location: { latitude: 0, longitude: 0 } }, { kind: 'inbound_location', latitude: 0, longitude: 0 }],
    ['contacts', 'contacts', { contacts: [{}] }, { kind: 'inbound_contacts', count: 1 }],
    ['order', 'order', { order: { text: 'שלום', product_items: [{}, {}] } }, { kind: 'inbound_order', items: 2 }],
    ['reaction', 'reaction', { reaction: { message_id: 'wamid.O', emoji: '❤️' } }, { kind: 'reaction', text: '❤️', targetMessageId: 'wamid.O' }],
    ['reaction taken back', 'reaction', { reaction: { message_id: 'wamid.O' } }, { kind: 'reaction_removed', targetMessageId: 'wamid.O' }],
    [
      'edit',
      'edit',
      { edit: { original_message_id: 'wamid.O', message: { type: 'text', text: { body: 'new' } } } },
      { kind: 'edit', text: 'new', targetMessageId: 'wamid.O' },
    ],
    ['deletion', 'revoke', { revoke: { original_message_id: 'wamid.O' } }, { kind: 'revoke', targetMessageId: 'wamid.O' }],
    ['deletion of nothing', 'revoke', {}, { kind: 'ignored', reason: 'no_target' }],
    ['unsupported', 'unsupported', { errors: [{ code: 131051 }] }, { kind: 'unsupported', errorCode: 131051 }],
    ['type of the future', 'hologram', {}, { kind: 'unsupported', type: 'hologram' }],
    [
      'new number',
      'system',
      { system: { type: 'user_changed_number', wa_id: '972500000002' } },
      { kind: 'system', systemType: 'user_changed_number', newWaId: '972500000002' },
    ],
    ['group', 'text', { text: { body: 'hi' }, group_id: 'G1' }, { kind: 'group', contentKind: 'inbound_text', group: 'G1', text: 'hi' }],
  ])('%s', (_name, type, content, expected) => {
    expect(written(type, content)).toMatchObject({ from: PHONE, instance: LINE, ...expected });
  });

  test('a message without a type is known by its content', () => {
    const body = metaChange(LINE, { messages: [{ from: PHONE, id: 'wamid.A', text: { body: 'hi' } }] });
    expect(views(body)).toMatchObject([{ kind: 'inbound_text', text: 'hi' }]);
  });
});

describe('who wrote it', () => {
  const contact = (ids: Record<string, string>, name: string) => ({ profile: { name }, ...ids });
  const message = (extra: Record<string, string>) => ({ id: 'wamid.A', timestamp: '1793620800', type: 'text', text: { body: 'hi' }, ...extra });

  test('a user without a visible number is known by their business-scoped id', () => {
    expect(views(metaText({ ...from, from: BSUID, text: 'hi' }))).toMatchObject([{ from: BSUID, replyTo: BSUID, userId: BSUID }]);
  });

  test('contacts belong to messages by id, not by position', () => {
    const contacts = [contact({ wa_id: '972500000009' }, 'Nine'), contact({ wa_id: PHONE, user_id: BSUID }, 'One')];
    const [item] = parseMetaWebhook(metaChange(LINE, { contacts, messages: [message({ from: PHONE })] }));
    expect(item).toMatchObject({ from: PHONE, pushName: 'One', aliases: [BSUID], sentAtMs: 1_793_620_800_000 });
  });

  test('a Brazilian number with and without its ninth digit is one person, another number is not', () => {
    const parse = (waId: string) =>
      parseMetaWebhook(metaChange(LINE, { contacts: [contact({ wa_id: waId, user_id: BSUID }, 'Ana')], messages: [message({ from: '554791234567' })] }))[0];
    expect(parse('5547991234567')).toMatchObject({ from: '554791234567', aliases: ['5547991234567', BSUID] });
    expect(parse('5547991111111')).toMatchObject({ from: '554791234567', aliases: [] });
  });

  test('our own messages are echoes: by our id as sender, and those typed in the app', () => {
    const own = metaChange(LINE, { contacts: [contact({ wa_id: PHONE }, 'P')], messages: [message({ from: LINE })] });
    expect(views(own)).toMatchObject([{ kind: 'own_echo', chat: PHONE, text: 'hi' }]);
    const typed = metaChange(
      LINE,
      { message_echoes: [{ from: '15550000000', to: PHONE, id: 'wamid.E', type: 'text', text: { body: 'staff' } }] },
      'smb_message_echoes',
    );
    expect(views(typed)).toMatchObject([{ kind: 'own_echo', chat: PHONE, from: null, text: 'staff', echoType: 'text', instance: LINE }]);
  });

  test.each([
    ['text', { text: { body: 'staff' } }, true],
    ['image', { image: { id: '1' } }, true],
    ['contacts', { contacts: [{}] }, true],
    ['unsupported', { errors: [{ code: 131051 }] }, true],
    ['template', { template: {} }, true],
    ['reaction', { reaction: { message_id: 'wamid.X', emoji: '👍' } }, false],
    ['edit', { edit: { original_message_id: 'wamid.X', message: { type: 'text', text: { body: 'new' } } } }, false],
    ['revoke', { revoke: { original_message_id: 'wamid.X' } }, false],
  ])('%s sent from the app: whether the patient reads it as a message', (type, content, isMessage) => {
    const echo = { from: '15550000000', to: PHONE, id: 'wamid.E', type, ...content };
    expect(views(metaChange(LINE, { message_echoes: [echo] }, 'smb_message_echoes'))).toMatchObject([{ kind: 'own_echo', chat: PHONE, written: isMessage }]);
  });
});

describe('everything else in a body', () => {
  test.each(['sent', 'delivered', 'read', 'played', 'failed'])('status %s', (status) => {
    const [item] = parseMetaWebhook(metaStatus({ phoneNumberId: LINE, to: PHONE, id: 'wamid.O', status, callbackData: 'outbox-1', errorCode: 131026 }));
    expect(item).toMatchObject({ kind: 'status', status, callbackData: 'outbox-1', errorCode: 131026, messageId: 'wamid.O', chat: PHONE });
  });

  test('a status of the future changes nothing', () => {
    expect(views(metaStatus({ phoneNumberId: LINE, to: PHONE, id: 'wamid.O', status: 'teleported' }))).toMatchObject([
      { kind: 'ignored', reason: 'unknown_status' },
    ]);
  });

  test('all entries, changes, messages and statuses come in the order of the body', () => {
    const one = metaText({ ...from, text: '1' }) as { entry: unknown[] };
    const two = metaChange('200000000000002', {
      messages: [2, 3].map((n) => ({ from: PHONE, id: `wamid.${n}`, type: 'text', text: { body: `${n}` } })),
      statuses: [{ id: 'wamid.O', status: 'read' }],
    }) as { entry: unknown[] };
    const items = views({ object: 'whatsapp_business_account', entry: [...one.entry, ...two.entry] });
    expect(items.map(({ text, instance, kind }) => [kind, text, instance])).toEqual([
      ['inbound_text', '1', LINE],
      ['inbound_text', '2', '200000000000002'],
      ['inbound_text', '3', '200000000000002'],
      ['status', null, '200000000000002'],
    ]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['history', { history: [{ threads: [{ messages: [{ from: PHONE, text: { body: 'old' } }] }] }] }, { kind: 'account', field: 'history' }],
    ['account_update', { event: 'DISABLED_UPDATE' }, { kind: 'account', event: 'DISABLED_UPDATE' }],
    ['message_template_status_update', { event: 'REJECTED' }, { kind: 'template', event: 'REJECTED' }],
    ['calls', { calls: [{ from: PHONE, event: 'connect', id: 'wacid.1' }] }, { kind: 'call', from: PHONE, messageId: null }],
    ['user_preferences', { user_preferences: [{ wa_id: PHONE, value: 'stop' }] }, { kind: 'user_preferences', from: PHONE, value: 'stop' }],
    ['field_of_the_future', {}, { kind: 'account', field: 'field_of_the_future' }],
    ['messages', { errors: [{ code: 131000 }] }, { kind: 'error', errorCode: 131000 }],
    ['messages', {}, { kind: 'ignored', reason: 'empty' }],
  ])('field %s', (field, value, expected) => {
    expect(views(metaChange(LINE, value, field))).toMatchObject([expected]);
  });

  test("another product's webhook is ignored", () => {
    expect(views({ object: 'page', entry: [] })).toMatchObject([{ kind: 'ignored', reason: 'not_whatsapp' }]);
  });

  test.each([
    null,
    [],
    {},
    { object: 'whatsapp_business_account' },
    { object: 'whatsapp_business_account', entry: [5] },
    { object: 'whatsapp_business_account', entry: [{ changes: [{ field: 'messages' }] }] },
    metaChange(LINE, { messages: ['x'] }),
  ])('a shape that nobody understands is a fault, to be kept: %j', (body) => {
    expect(() => parseMetaWebhook(body)).toThrow(expect.objectContaining({ code: 'invalid_input', retry: 'never' }));
  });

  test('any JSON is understood or is that fault', () => {
    const field = fc.constantFrom('from', 'type', 'text', 'image', 'interactive', 'context', 'errors', 'system', 'edit', 'timestamp', 'id');
    fc.assert(
      fc.property(fc.array(fc.tuple(field, fc.jsonValue()), { maxLength: 5 }), fc.jsonValue(), (fields, contacts) => {
        try {
          expect(parseMetaWebhook(metaChange(LINE, { contacts, messages: [Object.fromEntries(fields)] }))).toHaveLength(1);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
    );
  });
});
