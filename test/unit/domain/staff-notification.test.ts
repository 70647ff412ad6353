import { describe, expect, it } from 'vitest';
import { Clinic, LANGUAGES, STAFF_EVENTS } from '../../../src/domain/clinic.ts';
import type { Effect } from '../../../src/domain/conversation.ts';
import { channelsFor, staffNotifications, webhookBody, type StaffNotice, type StaffNotification } from '../../../src/domain/staff-notification.ts';
import { isStaffNumber } from '../../../src/domain/staff-notification/staff-number.ts';
import { staffText } from '../../../src/domain/staff-notification/staff-text.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const START = Date.parse('2027-03-11T13:00:00Z'); // a Thursday, 13:00 in Lisbon
const BEFORE = Date.parse('2027-03-10T10:30:00Z');
const line = { provider: 'evolution' as const, instance: 'front-desk' };
const channels: Clinic['channels'] = [
  { provider: 'evolution', instance: line.instance, baseUrl: 'http://evolution.test', apiKey: 'key', number: '+351 910 000 001' },
];

function clinicWith(notifications: Clinic['settings']['notifications'], changes: Partial<Clinic> = {}): Clinic {
  const base = sampleClinic({ channels, ...changes });
  return { ...base, settings: { ...base.settings, ...(notifications ? { notifications } : {}) } };
}

const appointment = { id: 'a1', serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, startMs: START, endMs: START + 3_600_000 };
const NOTICES: Record<string, StaffNotice> = {
  booked: { event: 'booked', appointment },
  moved: { event: 'moved', appointment: { ...appointment, previousStartMs: BEFORE } },
  cancelled: { event: 'cancelled', appointment },
  escalated: { event: 'escalated', reason: 'asked for a person' },
  'escalated in pain': { event: 'escalated', reason: 'urgent pain' },
  'a failed send': { event: 'send_failed', reason: 'recipient:not_on_whatsapp', effects: [] },
  'a failed confirmation': { event: 'send_failed', reason: 'gave_up:http:500', effects: ['book'] },
  'a send of unknown outcome': { event: 'send_failed', reason: 'unknown_outcome', effects: [] },
  'a withdrawn confirmation': { event: 'send_failed', reason: 'withdrawn', effects: ['cancel'] },
  'a disconnected line': { event: 'line_disconnected', line, sinceMs: START },
  'a silent line': { event: 'line_silent', line, sinceMs: START },
};

const notification = (notice: StaffNotice, changes: Partial<StaffNotification> = {}): StaffNotification => ({
  id: 'n1',
  clinicId: 'k1',
  conversationId: 'c1',
  atMs: START - 60_000,
  traceId: 'trace-one',
  patient: notice.event.startsWith('line') ? null : { from: '351910000002', name: 'Maria Silva' },
  notice,
  ...changes,
});

describe('the text staff read', () => {
  const told = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(
        Object.entries(NOTICES).map(([what, notice]) => [what, staffText(notification(notice), clinicWith({}, { defaultLanguage: language }))]),
      ),
    ]),
  );

  it.each([
    ['en', 'booked', ['Bluebell', 'New appointment: Cleaning, Dr. Lea Brandt, Thursday, March 11 at 13:00', 'Patient: Maria Silva, +351910000002']],
    ['es', 'booked', ['Bluebell', 'Nueva cita: Limpieza, Dr. Lea Brandt, jueves 11 de marzo a las 13:00', 'Paciente: Maria Silva, +351910000002']],
    ['pt', 'booked', ['Bluebell', 'Nova consulta: Limpeza, Dr. Lea Brandt, quinta-feira, 11 de março às 13:00', 'Paciente: Maria Silva, +351910000002']],
    ['ru', 'booked', ['Bluebell', 'Новая запись: Чистка, Dr. Lea Brandt, четверг, 11 марта в 13:00', 'Пациент: Maria Silva, +351910000002']],
    ['he', 'booked', ['Bluebell', 'תור חדש: ניקוי, Dr. Lea Brandt, יום חמישי, 11 במרץ בשעה 13:00', 'מטופל: Maria Silva, +351910000002']],
    [
      'en',
      'moved',
      [
        'Bluebell',
        'Appointment moved: Cleaning, Dr. Lea Brandt, Thursday, March 11 at 13:00',
        'Before: Wednesday, March 10 at 10:30',
        'Patient: Maria Silva, +351910000002',
      ],
    ],
    ['ru', 'cancelled', ['Bluebell', 'Запись отменена: Чистка, Dr. Lea Brandt, четверг, 11 марта в 13:00', 'Пациент: Maria Silva, +351910000002']],
    [
      'en',
      'a withdrawn confirmation',
      [
        'Bluebell',
        'A reply was held back because a person of the team took over the chat.',
        'It said that an appointment was booked, moved or cancelled: please tell the patient.',
        'Patient: Maria Silva, +351910000002',
      ],
    ],
    [
      'en',
      'a disconnected line',
      [
        'Bluebell',
        'The WhatsApp line is disconnected. Line: +351 910 000 001. Since: Thursday, March 11 at 13:00. Messages are kept and sent when it is connected again.',
      ],
    ],
  ])('%s: %s', (language, what, lines) => {
    expect(told[language]?.[what]?.split('\n')).toEqual(lines);
  });

  it('says every thing differently, in every language of its own', () => {
    const all = LANGUAGES.flatMap((language) => Object.values(told[language] ?? {}));
    expect(all).toHaveLength(LANGUAGES.length * Object.keys(NOTICES).length);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ['ru', /\p{Script=Hebrew}/u, /\p{Script=Cyrillic}/u],
    ['he', /\p{Script=Cyrillic}/u, /\p{Script=Hebrew}/u],
    ['en', /[\p{Script=Cyrillic}\p{Script=Hebrew}áéíóúñçãõ¿¡]/u, /\p{Script=Latin}/u],
    ['es', /[\p{Script=Cyrillic}\p{Script=Hebrew}ãõç]/u, /\p{Script=Latin}/u],
    ['pt', /[\p{Script=Cyrillic}\p{Script=Hebrew}ñ¿¡]/u, /\p{Script=Latin}/u],
  ])('is in one language: %s', (language, foreign, own) => {
    for (const text of Object.values(told[language] ?? {})) {
      expect(text).not.toMatch(foreign);
      expect(text).toMatch(own);
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('shows a name as one short line, and a patient whose number is hidden by the name alone', () => {
    const pushy = notification(NOTICES['escalated']!, { patient: { from: '77@lid', name: `Eve\nURGENT: call\t+1 ${'x'.repeat(200)}` } });
    const shown = staffText(pushy, clinicWith({})).split('\n').at(-1);
    expect(shown).toMatch(/^Patient: Eve URGENT: call \+1 x+$/);
    expect(shown?.length).toBeLessThan(100);
    expect(staffText(notification(NOTICES['escalated']!, { patient: { from: '77@lid', name: null } }), clinicWith({}))).not.toContain('Patient');
  });

  it('leaves out what the clinic no longer has', () => {
    const gone: StaffNotice = { event: 'booked', appointment: { ...appointment, serviceId: 'gone', doctorId: 'gone' } };
    expect(staffText(notification(gone), clinicWith({}))).toContain('New appointment: Thursday, March 11 at 13:00');
  });
});

describe('the JSON of the webhook', () => {
  it('has what the event is about, times of appointments on the clinic’s clock', () => {
    expect(webhookBody(notification(NOTICES['moved']!), clinicWith({}, { timezone: 'America/Sao_Paulo' }))).toEqual({
      id: 'n1',
      event: 'moved',
      clinicId: 'k1',
      conversationId: 'c1',
      traceId: 'trace-one',
      at: '2027-03-11T12:59:00.000Z',
      patient: { from: '351910000002', name: 'Maria Silva' },
      appointment: {
        id: 'a1',
        serviceId: SAMPLE_SERVICES.cleaning,
        service: 'Cleaning',
        doctorId: SAMPLE_DOCTORS.lea,
        doctor: 'Dr. Lea Brandt',
        start: '2027-03-11T10:00:00-03:00',
        end: '2027-03-11T11:00:00-03:00',
        previousStart: '2027-03-10T07:30:00-03:00',
      },
    });
  });

  it.each([
    ['escalated', { reason: 'asked for a person' }],
    ['a failed confirmation', { event: 'send_failed', reason: 'gave_up:http:500', effects: ['book'] }],
    ['a silent line', { event: 'line_silent', line, since: '2027-03-11T13:00:00.000Z' }],
  ])('%s', (what, expected) => {
    expect(webhookBody(notification(NOTICES[what]!), clinicWith({}))).toMatchObject(expected);
  });

  it('leaves out what does not apply', () => {
    const body = webhookBody(notification(NOTICES['a silent line']!, { conversationId: null }), clinicWith({}));
    expect(Object.keys(body)).toEqual(['id', 'event', 'clinicId', 'traceId', 'at', 'line', 'since']);
  });
});

describe('who is told what', () => {
  const both = { webhookUrl: 'https://staff.test/hook', whatsapp: { to: '+351910000077' } };
  const effects: Effect[] = [
    { kind: 'book', appointmentId: 'new', serviceId: 's', doctorId: 'd', startMs: 1, endMs: 2, patientName: 'Ana' },
    { kind: 'reschedule', appointmentId: 'old', doctorId: 'd2', startMs: 5, endMs: 6 },
    { kind: 'cancel', appointmentId: 'old' },
    { kind: 'escalate', reason: 'bot loop' },
    { kind: 'schedule_follow_up', followUpId: 'f', followUpKind: 'lead', urgency: 'low', dueAtMs: 9, note: 'x' },
  ];
  const appointments = [{ id: 'old', serviceId: 's', doctorId: 'd', startMs: 3, endMs: 4, status: 'booked' as const, patientName: 'Ana' }];
  const turn = { turnId: 't1', effects, appointments };

  it('an effect becomes one notification for each channel, under a subject of its own, and names nobody', () => {
    const notifications = staffNotifications({ ...turn, clinic: clinicWith(both) });
    expect(notifications.map(({ channel, subject, notice }) => [subject, channel, notice.event])).toEqual(
      ['booked', 'moved', 'cancelled', 'escalated'].flatMap((event, index) => [
        [`turn:t1:${index}`, 'webhook', event],
        [`turn:t1:${index}`, 'whatsapp', event],
      ]),
    );
    expect(notifications[2]?.notice).toEqual({
      event: 'moved',
      appointment: { id: 'old', serviceId: 's', doctorId: 'd2', startMs: 5, endMs: 6, previousStartMs: 3 },
    });
    expect(JSON.stringify(notifications)).not.toContain('Ana');
  });

  it('nobody without the setting', () => {
    expect(staffNotifications({ ...turn, clinic: clinicWith(undefined) })).toEqual([]);
    expect(staffNotifications({ ...turn, clinic: clinicWith({}) })).toEqual([]);
  });

  it('only of the events that are wanted, all of them when nothing is said', () => {
    expect(STAFF_EVENTS.map((event) => channelsFor(clinicWith(both), event).length)).toEqual(STAFF_EVENTS.map(() => 2));
    const some = clinicWith({ ...both, events: ['escalated'] });
    expect(STAFF_EVENTS.filter((event) => channelsFor(some, event).length > 0)).toEqual(['escalated']);
    expect(channelsFor(clinicWith({ ...both, events: [] }), 'booked')).toEqual([]);
  });
});

describe('the staff’s own number', () => {
  const clinic = clinicWith({ whatsapp: { to: '+5511987654321' } });
  it.each([
    [['5511987654321'], true],
    [['551187654321'], true], // WhatsApp leaves the 9 out
    [['77@lid', '5511987654321'], true],
    [['5521987654321'], false], // another area
    [['5511987654320'], false],
    [['77@lid'], false],
    [[null], false],
  ])('%j: %s', (ids, isStaff) => {
    expect(isStaffNumber(clinic, ids)).toBe(isStaff);
  });

  it.each([
    ['+5215512345678', '525512345678'],
    ['+525512345678', '5215512345678'],
    ['+5491112345678', '541112345678'],
  ])('is the same with and without the mobile digit: %s', (to, id) => {
    expect(isStaffNumber(clinicWith({ whatsapp: { to } }), [id])).toBe(true);
  });

  it('is nobody’s without the setting', () => {
    expect(isStaffNumber(clinicWith(undefined), ['5511987654321'])).toBe(false);
  });
});

describe('the setting', () => {
  const parse = (notifications: unknown, changes: object = {}) => {
    const { settings, ...clinic } = sampleClinic({ channels });
    return Clinic.safeParse({ ...clinic, settings: { ...settings, notifications }, ...changes });
  };
  it.each([
    ['a webhook', { webhookUrl: 'https://staff.test/hook', webhookSecret: 's' }],
    ['a chat', { whatsapp: { to: '+351 910-000-077', channel: 'front-desk' } }],
    ['some events', { webhookUrl: 'http://localhost:8080', events: ['booked', 'line_silent'] }],
  ])('takes %s', (_what, notifications) => {
    expect(parse(notifications).success).toBe(true);
  });

  it('keeps the number without separators', () => {
    expect(parse({ whatsapp: { to: '+351 910-000-077' } }).data?.settings.notifications?.whatsapp?.to).toBe('+351910000077');
  });

  it.each([
    ['a URL of another kind', { webhookUrl: 'file:///etc/passwd' }, 'webhookUrl'],
    ['no URL', { webhookUrl: 'staff' }, 'webhookUrl'],
    ['a URL with a password', { webhookUrl: 'https://user:pass@staff.test/' }, 'webhookUrl'],
    ['a number without country', { whatsapp: { to: '910000077' } }, 'to'],
    ['the line’s own number', { whatsapp: { to: '+351910000001' } }, 'to'],
    ['a line of somebody else', { whatsapp: { to: '+351910000077', channel: 'other' } }, 'channel'],
    ['an unknown event', { webhookUrl: 'https://staff.test', events: ['paid'] }, '0'],
  ])('refuses %s', (_what, notifications, field) => {
    expect(parse(notifications).error?.issues.map((issue) => String(issue.path.at(-1)))).toEqual([field]);
  });

  it('refuses a chat without any line to write on', () => {
    expect(parse({ whatsapp: { to: '+351910000077' } }, { channels: [] }).success).toBe(false);
  });
});
