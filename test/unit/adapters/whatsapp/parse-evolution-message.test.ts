import { describe, expect, test } from 'vitest';
import { evolutionEvent, evolutionImage, evolutionVoice } from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { parseEvolutionWebhook } from '../../../../src/adapters/whatsapp/evolution/parse-webhook.ts';
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

describe("a patient's message is understood, whatever is in it", () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['text', { conversation: 'Olá' }, { kind: 'inbound_text', text: 'Olá' }],
    ['text beside metadata', { messageContextInfo: { a: 1 }, extendedTextMessage: { text: 'Oi' } }, { kind: 'inbound_text', text: 'Oi' }],
    ['disappearing text', { ephemeralMessage: { message: { extendedTextMessage: { text: 'Oi' } } } }, { kind: 'inbound_text', text: 'Oi' }],
    ['blank text', { conversation: ' \u200b\n' }, { kind: 'ignored', reason: 'empty_text' }],
    [
      'picture',
      { imageMessage: { mimetype: 'image/png', caption: 'veja' } },
      { kind: 'inbound_media', mediaType: 'image', text: 'veja', mimeType: 'image/png' },
    ],
    [
      'document in its wrapper',
      { documentWithCaptionMessage: { message: { documentMessage: { fileName: 'x.pdf', caption: 'c' } } } },
      { kind: 'inbound_media', mediaType: 'document', fileName: 'x.pdf', text: 'c' },
    ],
    [
      'view-once video',
      { viewOnceMessage: { message: { videoMessage: { mimetype: 'video/mp4' } } } },
      { kind: 'inbound_media', mediaType: 'video', viewOnce: true, text: null },
    ],
    ['sticker', { stickerMessage: { mimetype: 'image/webp' } }, { kind: 'inbound_media', mediaType: 'sticker' }],
    [
      'button',
      { buttonsResponseMessage: { selectedButtonId: 'yes', selectedDisplayText: 'Sim' } },
      { kind: 'inbound_interactive', text: 'Sim', payload: 'yes' },
    ],
    [
      'template button',
      { templateButtonReplyMessage: { selectedId: 'yes', selectedDisplayText: 'Sim' } },
      { kind: 'inbound_interactive', text: 'Sim', payload: 'yes' },
    ],
    [
      'list',
      { listResponseMessage: { title: 'Limpeza', singleSelectReply: { selectedRowId: 's1' } } },
      { kind: 'inbound_interactive', text: 'Limpeza', payload: 's1' },
    ],
    [
      'flow with broken parameters',
      { interactiveResponseMessage: { body: { text: 'Sim' }, nativeFlowResponseMessage: { paramsJson: '{' } } },
      { kind: 'inbound_interactive', text: 'Sim' },
    ],
    ['location', { locationMessage: { degreesLatitude: 0, degreesLongitude: -46.5 } }, { kind: 'inbound_location', latitude: 0, longitude: -46.5, text: null }],
    ['contacts', { contactsArrayMessage: { contacts: [{}, {}] } }, { kind: 'inbound_contacts', count: 2 }],
    ['order', { orderMessage: { message: 'estes', itemCount: 3 } }, { kind: 'inbound_order', text: 'estes', items: 3 }],
    ['reaction', { reactionMessage: { text: '👍', key: { id: 'OUT1' } } }, { kind: 'reaction', text: '👍', targetMessageId: 'OUT1' }],
    ['reaction taken back', { reactionMessage: { text: '', key: { id: 'OUT1' } } }, { kind: 'reaction_removed', targetMessageId: 'OUT1' }],
    [
      'edit',
      { editedMessage: { message: { protocolMessage: { key: { id: 'OLD' }, type: 14, editedMessage: { conversation: 'novo' } } } } },
      { kind: 'edit', text: 'novo', targetMessageId: 'OLD', messageId: 'M1' },
    ],
    ['deletion', { protocolMessage: { key: { id: 'OLD' }, type: 0 } }, { kind: 'revoke', targetMessageId: 'OLD' }],
    ['setting', { protocolMessage: { key: { id: 'OLD' }, type: 3 } }, { kind: 'ignored', reason: 'protocol:EPHEMERAL_SETTING' }],
    ['poll', { pollCreationMessageV3: { name: '?' } }, { kind: 'unsupported', type: 'pollCreationMessageV3' }],
    ['something new', { hologramMessage: { depth: 3 } }, { kind: 'unsupported', type: 'hologramMessage' }],
    ['metadata alone', { messageContextInfo: {} }, { kind: 'ignored', reason: 'no_content' }],
  ])('%s', (_name, content, expected) => {
    expect(written(content)).toMatchObject({ from: PHONE, instance: 'sorriso', ...expected });
  });

  test('the recordable parts of a text: time, name, what it answers, where it came from', () => {
    const contextInfo = { stanzaId: 'OUT1', externalAdReply: { title: 'ad' } };
    const [item] = parseEvolutionWebhook(message({ conversation: 'oi' }, { contextInfo }));
    expect(item).toMatchObject({ sentAtMs: 1_793_620_800_000, pushName: 'Ana', details: { quotedMessageId: 'OUT1', fromAd: true } });
  });

  test('a voice note says what speech recognition heard', () => {
    const [item] = parseEvolutionWebhook(evolutionVoice({ ...line, from: PHONE, speechToText: 'quero marcar' }));
    expect(item).toMatchObject({ kind: 'inbound_media', text: null, media: { mediaType: 'audio', voice: true, transcript: 'quero marcar' } });
  });

  test('a picture without words has no text', () => {
    expect(views(evolutionImage({ ...line, from: PHONE }))[0]).toMatchObject({ kind: 'inbound_media', mediaType: 'image', text: null });
  });
});

describe('a patient is one person under any of their ids', () => {
  test.each<[string, Record<string, unknown>, string, string[]]>([
    ['phone', { remoteJid: JID }, PHONE, []],
    ['phone of another device', { remoteJid: `${PHONE}:12@s.whatsapp.net` }, PHONE, []],
    ['bare number', { remoteJid: PHONE }, PHONE, []],
    ['LID alone', { remoteJid: LID }, LID, []],
    ['LID with the phone beside it', { remoteJid: LID, remoteJidAlt: JID }, PHONE, [LID]],
    ['LID with the phone as sender', { remoteJid: LID, senderPn: JID }, PHONE, [LID]],
    ['phone with the LID beside it', { remoteJid: JID, remoteJidAlt: LID }, PHONE, [LID]],
    ['the phone twice', { remoteJid: JID, remoteJidAlt: JID }, PHONE, []],
  ])('%s', (_name, ids, from, aliases) => {
    const [item] = parseEvolutionWebhook(message({ conversation: 'oi' }, { key: key(ids) }));
    expect(item).toMatchObject({ from, replyTo: from, aliases });
  });

  test('a message without id keeps everything else', () => {
    expect(written({ conversation: 'oi' }, { key: key({ id: '' }) })).toMatchObject({ kind: 'inbound_text', messageId: null, from: PHONE });
  });
});
