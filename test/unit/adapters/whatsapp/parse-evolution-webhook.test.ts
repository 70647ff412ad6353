import fc from '../../../support/seeded.ts';
import { describe, expect, test } from 'vitest';
import {
  evolutionConnection,
  evolutionEdit,
  evolutionEvent,
  evolutionFromMe,
  evolutionPresence,
  evolutionRevoke,
  evolutionText,
} from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { parseEvolutionWebhook } from '../../../../src/adapters/whatsapp/evolution/parse-webhook.ts';
import { isPatientMessage } from '../../../../src/domain/message.ts';
import { webhookItemView } from '../../../../src/domain/webhook-item-view.ts';

const line = { instance: 'sorriso' };
const PHONE = '5511900000001';
const JID = `${PHONE}@s.whatsapp.net`;
const LID = '900000000000001@lid';

const views = (body: unknown) => parseEvolutionWebhook(body).map(webhookItemView);
const key = (extra: Record<string, unknown> = {}) => ({ remoteJid: JID, fromMe: false, id: 'M1', ...extra });
const message = (content: unknown, extra: Record<string, unknown> = {}) =>
  evolutionEvent('messages.upsert', { key: key(), pushName: 'Ana', message: content, messageType: 'x', messageTimestamp: 1_793_620_800, ...extra }, line);
const written = (content: unknown, extra?: Record<string, unknown>) => views(message(content, extra))[0];

describe('what is not a direct message of a patient is told apart', () => {
  test.each([
    ['status@broadcast', 'status_broadcast'],
    ['123@broadcast', 'broadcast_list'],
    ['123@newsletter', 'newsletter'],
    ['somewhere@else', 'unknown_chat'],
  ])('%s', (remoteJid, reason) => {
    expect(written({ conversation: 'oi' }, { key: key({ remoteJid, participant: JID }) })).toMatchObject({ kind: 'ignored', reason, from: null, text: null });
    expect(written({ conversation: 'oi' }, { key: key({ remoteJid, fromMe: true }) })).toMatchObject({ kind: 'ignored', reason });
  });

  test('a group message names its author, its group and its content', () => {
    const group = '120363000000000777@g.us';
    expect(written({ conversation: 'oi' }, { key: key({ remoteJid: group, participant: LID, participantAlt: JID }) })).toMatchObject({
      kind: 'group',
      contentKind: 'inbound_text',
      group,
      from: PHONE,
      aliases: [LID],
    });
  });

  test("staff's own message from the phone, and one sent through the API, are echoes in the patient's chat", () => {
    expect(views(evolutionFromMe({ ...line, to: PHONE, text: 'Já respondo' }))[0]).toMatchObject({
      kind: 'own_echo',
      chat: PHONE,
      text: 'Já respondo',
      from: null,
      event: 'messages.upsert',
    });
    const sent = evolutionEvent('send.message', { key: key({ fromMe: true }), message: { conversation: 'bot' } }, line);
    expect(views(sent)[0]).toMatchObject({ kind: 'own_echo', chat: PHONE, event: 'send.message' });
  });

  test('an echo in a LID chat is not taken for our own number', () => {
    const data = {
      key: { remoteJid: LID, remoteJidAlt: '5500000000000@s.whatsapp.net', senderPn: '5500000000000@s.whatsapp.net', fromMe: true, id: 'E1' },
      message: { conversation: 'x' },
    };
    expect(views(evolutionEvent('messages.upsert', data, line))[0]).toMatchObject({ kind: 'own_echo', chat: LID });
  });

  test.each([
    ['a text', { conversation: 'um momento' }],
    ['a picture', { imageMessage: { mimetype: 'image/jpeg' } }],
    ['a place', { locationMessage: { degreesLatitude: 1, degreesLongitude: 2 } }],
    ['a contact', { contactMessage: { vcard: 'BEGIN:VCARD' } }],
    ['a poll', { messageContextInfo: {}, pollCreationMessageV3: { name: 'Which day?' } }],
    ['a template', { templateMessage: { hydratedTemplate: { hydratedContentText: 'hello' } } }],
    ['buttons', { viewOnceMessage: { message: { interactiveMessage: { body: { text: 'choose' } } } } }],
    ['a product', { productMessage: { product: {} } }],
    ['an invitation to an event', { eventMessage: { name: 'open day' } }],
    ['a type of the future', { somethingNewMessage: { any: 1 } }],
  ])('%s of our own line is written to the patient', (_what, message) => {
    expect(written(message, { key: key({ fromMe: true }) })).toMatchObject({ kind: 'own_echo', chat: PHONE, written: true });
  });

  test.each([
    ['a reaction', { reactionMessage: { text: '👍', key: { id: 'X' } } }],
    ['a reaction in a community', { encReactionMessage: { encPayload: 'x' } }],
    ['a vote', { pollUpdateMessage: { vote: {} } }],
    ['a pin', { pinInChatMessage: { type: 1 } }],
    ['a kept message', { keepInChatMessage: { keepType: 1 } }],
    ['an edit', { editedMessage: { message: { protocolMessage: { type: 14, key: { id: 'X' }, editedMessage: { conversation: 'new' } } } } }],
    ['a deletion', { protocolMessage: { type: 0, key: { id: 'X' } } }],
    ['an empty text', { conversation: ' ' }],
  ])('%s of our own line is not', (_what, message) => {
    expect(written(message, { key: key({ fromMe: true }) })).toMatchObject({ kind: 'own_echo', written: false });
  });

  test('content that was lost on the way counts by the name of its type', () => {
    const own = (messageType: string) =>
      views(evolutionEvent('messages.upsert', { key: key({ fromMe: true }), message: { mediaUrl: null }, messageType }, line))[0];
    expect(own('imageMessage')).toMatchObject({ kind: 'own_echo', written: true });
    expect(own('pollUpdateMessage')).toMatchObject({ kind: 'own_echo', written: false });
  });

  test('devices talking to each other are not staff answering', () => {
    const own = (content: unknown, messageType: string) =>
      views(evolutionEvent('messages.upsert', { key: key({ fromMe: true }), message: content, messageType }, line))[0];
    expect(own(null, 'unknown')).toMatchObject({ kind: 'ignored', reason: 'no_content' });
    expect(own({ senderKeyDistributionMessage: {} }, 'senderKeyDistributionMessage')).toMatchObject({ kind: 'ignored' });
    expect(own({ protocolMessage: { type: 3 } }, 'protocolMessage')).toMatchObject({ kind: 'ignored', reason: 'protocol:EPHEMERAL_SETTING' });
  });
});

describe('every other event has its treatment', () => {
  test('edits and deletions name the message they change', () => {
    expect(views(evolutionEdit({ ...line, targetId: 'OLD', text: 'novo' }))).toMatchObject([
      { kind: 'edit', targetMessageId: 'OLD', messageId: 'OLD', text: 'novo', from: null },
    ]);
    expect(views(evolutionRevoke({ ...line, targetId: 'OLD', from: PHONE }))).toMatchObject([{ kind: 'revoke', targetMessageId: 'OLD' }]);
    expect(views(evolutionEvent('messages.edited', { key: { id: 'OLD' }, type: 'REVOKE' }, line))).toMatchObject([{ kind: 'revoke', targetMessageId: 'OLD' }]);
    expect(views(evolutionEvent('messages.edited', { type: 'REVOKE' }, line))).toMatchObject([{ kind: 'ignored', reason: 'no_target' }]);
  });

  test.each([
    ['SERVER_ACK', 'sent'],
    ['DELIVERY_ACK', 'delivered'],
    ['READ', 'read'],
    ['PLAYED', 'played'],
    ['ERROR', 'failed'],
  ])('status %s', (raw, status) => {
    const body = evolutionEvent('messages.update', { keyId: 'OUT1', remoteJid: JID, fromMe: true, status: raw }, line);
    expect(views(body)).toMatchObject([{ kind: 'status', status, rawStatus: raw, messageId: 'OUT1', chat: PHONE }]);
  });

  test('a status that is none changes nothing', () => {
    expect(views(evolutionEvent('messages.update', { keyId: 'OUT1', status: 'DELETED' }, line))).toMatchObject([{ kind: 'ignored', reason: 'unknown_status' }]);
    expect(views(evolutionEvent('messages.update', { keyId: 'OUT1' }, line))).toMatchObject([{ kind: 'ignored', reason: 'no_status' }]);
  });

  test('presence, connection, calls, pairing, errors', () => {
    expect(views(evolutionPresence({ ...line, from: LID }))).toMatchObject([{ kind: 'presence', presence: 'composing', from: LID }]);
    expect(views(evolutionConnection({ ...line, state: 'close', statusReason: 401 }))).toMatchObject([
      { kind: 'connection', state: 'close', statusReason: 401 },
    ]);
    expect(views(evolutionEvent('logout.instance', null, line))).toMatchObject([{ kind: 'connection', state: 'logout' }]);
    expect(views(evolutionEvent('call', { from: JID, id: 'C1', status: 'offer' }, line))).toMatchObject([
      { kind: 'call', callStatus: 'offer', from: PHONE, messageId: null },
    ]);
    expect(views(evolutionEvent('qrcode.updated', { qrcode: {} }, line))).toMatchObject([{ kind: 'qrcode' }]);
    expect(views({ event: 'error', data: { status: 500 }, api_key: 'x' })).toMatchObject([{ kind: 'error', instance: null, errorCode: 500 }]);
  });

  test.each([
    'contacts.update',
    'chats.upsert',
    'group-participants.update',
    'GROUP_PARTICIPANTS_UPDATE',
    'labels.edit',
    'application.startup',
    'something.new',
  ])('%s is ignored by name', (event) => {
    expect(views(evolutionEvent(event, [{ a: 1 }], line))).toMatchObject([
      { kind: 'ignored', reason: event.toLowerCase().replace('group_participants_', 'group-participants.') },
    ]);
  });

  test('the items of an array come in its order', () => {
    const data = ['um', 'dois'].map((text, index) => ({ key: key({ id: `M${index}` }), message: { conversation: text } }));
    expect(views(evolutionEvent('MESSAGES_UPSERT', data, line))).toMatchObject([{ text: 'um' }, { text: 'dois' }]);
  });
});

describe('no body whatsoever makes the parser throw', () => {
  test('a body that is not Evolution v2 is told by its shape', () => {
    for (const body of [null, 5, 'x', [], {}, { event: 7 }]) expect(views(body)).toMatchObject([{ kind: 'ignored', reason: 'unknown_shape' }]);
    expect(views({ event: 'messages.upsert', data: { Info: { ID: 'x' } } })).toMatchObject([{ kind: 'ignored', reason: 'unknown_shape', instance: null }]);
  });

  test('any JSON in place of any field', () => {
    const events = fc.constantFrom(
      'messages.upsert',
      'send.message',
      'messages.edited',
      'messages.update',
      'messages.delete',
      'presence.update',
      'connection.update',
      'call',
    );
    const field = fc.constantFrom('key', 'message', 'contextInfo', 'remoteJid', 'id', 'editedMessage', 'presences', 'protocolMessage', 'conversation');
    fc.assert(
      fc.property(events, fc.array(fc.tuple(field, fc.jsonValue()), { maxLength: 5 }), fc.boolean(), (event, fields, isMessage) => {
        const data = Object.fromEntries(fields);
        const body = evolutionEvent(event, isMessage ? { key: key(), message: data } : data, line);
        for (const item of parseEvolutionWebhook(body)) if (isPatientMessage(item)) expect(item.instance).toBe('sorriso');
      }),
    );
  });

  test('wrappers without end end', () => {
    let content: Record<string, unknown> = { conversation: 'deep' };
    for (let depth = 0; depth < 50; depth += 1) content = { ephemeralMessage: { message: content } };
    expect(written(content)).toMatchObject({ kind: 'unsupported' });
  });

  test('a text arrives as it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => /[\p{L}\p{N}]/u.test(text)),
        (text) => {
          expect(views(evolutionText({ ...line, from: PHONE, text }))[0]).toMatchObject({ kind: 'inbound_text', text });
        },
      ),
    );
  });
});
