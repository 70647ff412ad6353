import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { STATES } from '../../../src/domain/conversation.ts';
import type { Decision } from '../../../src/domain/conversation.ts';
import type { Memo } from '../../../src/domain/rules-agent/turn.ts';
import { MODEL_FAILURES } from '../../../src/pipeline/model-ports.ts';
import type { ModelAnswer } from '../../../src/pipeline/model-ports.ts';
import { playLlmDialog } from '../../support/llm-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES } from '../../support/sample-clinic.ts';
import { obedient, scriptedModel } from '../../support/scripted-model.ts';

const MESSAGES = [
  'hi',
  'I want to book a cleaning',
  'on Wednesday at 14:00',
  'yes',
  'yes please',
  'no',
  'the second one',
  'how much is a whitening?',
  'cancel my appointment',
  'move my appointment to Thursday at 12:00',
  "I don't need that any more",
  'Thursday instead',
  'a filling with Dan tomorrow at 10',
  'thanks',
  'what are your hours?',
  'asdf',
  'for my son Leo',
];

const id = fc.constantFrom(...Object.values(SAMPLE_SERVICES), ...Object.values(SAMPLE_DOCTORS), '1', 'cleaning', '9b2e1f60-5c4d-4e3f-9a8b-7c6d5e4f3a2b', null);
const start = fc.constantFrom(
  '2027-05-05T14:00',
  '2027-05-06T12:00',
  '2027-05-04T10:00',
  '2027-05-09T10:00',
  '2020-01-01T10:00',
  '2027-13-40T99:99',
  'tomorrow',
);
const call = fc.oneof(
  fc.tuple(fc.constant('book_appointment'), fc.record({ serviceId: id, doctorId: id, start, patientName: fc.constantFrom(null, 'Leo', 'test') })),
  fc.tuple(fc.constant('reschedule_appointment'), fc.record({ appointmentId: fc.constantFrom('OWN', 'x'), start, doctorId: id })),
  fc.tuple(fc.constant('cancel_appointment'), fc.record({ appointmentId: fc.constantFrom('OWN', 'x') })),
  fc.tuple(
    fc.constant('find_slots'),
    fc.record({ serviceId: id, doctorId: id, from: start, to: start, at: fc.constantFrom(null, '14:00'), moving: fc.constantFrom(null, 'OWN') }),
  ),
  fc.tuple(fc.constantFrom('list_services', 'clinic_info', 'list_appointments', 'search_web'), fc.constant({})),
  fc.tuple(fc.constant('schedule_follow_up'), fc.record({ kind: fc.constant('unfinished'), urgency: fc.constantFrom('low', 'soon'), note: fc.constant('') })),
);
type Step = { calls: [string, unknown][] } | { text: string } | { obeys: true } | { fails: (typeof MODEL_FAILURES)[number] };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ calls: fc.array(call, { minLength: 1, maxLength: 3 }) }) },
  { weight: 4, arbitrary: fc.constant({ obeys: true as const }) },
  { weight: 2, arbitrary: fc.record({ text: fc.constantFrom('It is booked for Friday at 9:00!', 'Which day?', 'Wednesday, May 5 at 14:00 or 15:00?', '🙂') }) },
  { weight: 1, arbitrary: fc.record({ fails: fc.constantFrom(...MODEL_FAILURES) }) },
);

const changes = (decision: Decision) => decision.effects.filter(({ kind }) => kind === 'book' || kind === 'reschedule' || kind === 'cancel');

describe('random messages answered by a random model', () => {
  it('reach only legal states, break nothing, and change only what the patient was asked about and confirmed', { timeout: 240_000 }, async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...MESSAGES), { minLength: 1, maxLength: 10 }),
        fc.array(step, { minLength: 1, maxLength: 12 }),
        async (texts, steps) => {
          let count = 0;
          const model = scriptedModel((request) => {
            const next = steps[(count += 1) % steps.length]!;
            if ('fails' in next) return { kind: 'failed', reason: next.fails, usage: null } satisfies ModelAnswer;
            if ('text' in next) return next.text;
            if ('obeys' in next) return obedient(request);
            const own = dialog.appointments().find((one) => one.status === 'booked')?.id ?? 'none';
            return JSON.parse(JSON.stringify(next.calls).replaceAll('"OWN"', JSON.stringify(own))) as [string, unknown][];
          });
          const dialog = playLlmDialog(model, {
            appointments: [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-07T12:00' }],
          });
          let asked: string | undefined;
          for (const text of texts) {
            const decision = await dialog.send(text);
            const memo = (decision.context.memo ?? {}) as Memo;
            expect(STATES).toContain(decision.state);
            expect(decision.reply.length).toBeGreaterThan(0);
            expect(decision.reply).not.toMatch(/undefined|NaN|\[object/);
            changed += changes(decision).length;
            if (changes(decision).length > 0) expect(asked, `${text} changed something that was not asked about`).toMatch(/^confirm_/);
            // Besides a yes: whoever says once more just what was asked about agrees to it.
            if (changes(decision).length > 0)
              expect(text).toMatch(
                /^(?:yes|yes please|cancel my appointment|thanks|move my appointment.*|I want to book a cleaning|a filling with Dan tomorrow at 10)$/,
              );
            if (decision.state === 'booking_confirmation' && memo.question === 'confirm_booking' && asked !== 'confirm_booking')
              expect(decision.reply).toContain(memo.proposal?.start.slice(11, 16));
            asked = memo.question;
            if (decision.state === 'escalated') break;
          }
          expect(dialog.failed).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
    expect(changed).toBeGreaterThan(0);
  });
});
