import { describe, expect, it } from 'vitest';
import type { FollowedConversation, FollowUpSnapshot } from '../../../src/domain/follow-up/judge-follow-up.ts';
import { fireFollowUp, type FireFollowUpPorts } from '../../../src/pipeline/fire-follow-up.ts';
import type { FollowUpCommit, OpenedFollowUp } from '../../../src/pipeline/follow-up-ports.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const NOW = Date.UTC(2027, 2, 10, 12);
const trace = { traceId: 'trace-of-the-turn', requestId: 'request', traceparent: null };

const conversation: FollowedConversation = {
  id: 'c',
  version: 7,
  lastSeq: 3,
  provider: 'evolution',
  state: 'service_inquiry',
  context: {},
  pendingAction: { type: 'inquire', description: '', slots: { serviceId: SAMPLE_SERVICES.veneers } },
  heldUntilMs: null,
  lastHeardAtMs: NOW - 3_600_000,
  lastInboundAtMs: NOW - 3_600_000,
  hasPending: false,
};

function opened(changes: Partial<FollowUpSnapshot> = {}): OpenedFollowUp {
  const followUp: FollowUpSnapshot = {
    id: 'f',
    clinicId: clinic.id,
    kind: 'inquiry',
    dueAtMs: NOW - 40,
    createdAtMs: NOW - 3_000_000,
    announced: false,
    conversation,
    patient: { language: 'en', languageIsExplicit: false, sessionLanguage: null, optedOut: false },
    appointment: null,
    appointmentStartMs: null,
    isOutrun: false,
    hasBookedSince: false,
    ...changes,
  };
  return { kind: 'opened', urgency: 'low', variant: { experiment: 'sooner', variant: 'half' }, trace, followUp };
}

/** A world that opens and commits as scripted, and remembers what it was asked. */
function world(script: { opens: OpenedFollowUp[]; lost?: number; clinic?: null }) {
  const seen = { commits: [] as FollowUpCommit[], cancelled: [] as string[], postponed: [] as number[], woken: [] as string[] };
  const opens = [...script.opens];
  let lost = script.lost ?? 0;
  const ports: FireFollowUpPorts = {
    clinics: { byId: async () => (script.clinic === null ? null : clinic), byLine: async () => null },
    followUps: {
      open: async () => (opens.length > 1 ? opens.shift() : opens[0]) ?? { kind: 'closed' },
      commit: async (commit) => {
        seen.commits.push(commit);
        if (lost > 0) {
          lost -= 1;
          return { kind: 'lost' };
        }
        return { kind: 'committed', outboxId: 'f' };
      },
      cancel: async ({ reason }) => void seen.cancelled.push(reason),
      postpone: async ({ dueAtMs }) => void seen.postponed.push(dueAtMs),
    },
    wakeUps: { sender: async (id) => void seen.woken.push(id) },
    clock: { now: () => NOW },
  };
  return { seen, fire: () => fireFollowUp('f', { hasTemplate: false }, ports) };
}

describe('firing a follow-up', () => {
  it('sent: one commit of the version it was judged by, and the sender is woken', async () => {
    const { seen, fire } = world({ opens: [opened()] });
    expect(await fire()).toEqual({
      kind: 'sent',
      outboxId: 'f',
      followUpId: 'f',
      followUpKind: 'inquiry',
      clinicId: clinic.id,
      conversationId: 'c',
      trace,
      lateMs: 40,
      variant: 'sooner/half',
    });
    expect(seen.commits).toMatchObject([{ followUpId: 'f', conversation: { version: 7, lastSeq: 3 }, language: 'en', change: null, nowMs: NOW, trace }]);
    expect(seen.commits[0]?.text).toMatch(/Veneers/);
    expect(seen.woken).toEqual(['c']);
  });

  it('cancelled: with the reason, and nothing is written to the patient', async () => {
    const { seen, fire } = world({ opens: [opened({ conversation: { ...conversation, heldUntilMs: NOW + 1 } })] });
    expect(await fire()).toMatchObject({ kind: 'cancelled', reason: 'held' });
    expect(seen).toEqual({ commits: [], cancelled: ['held'], postponed: [], woken: [] });
  });

  it('cancelled: the clinic is gone', async () => {
    const { seen, fire } = world({ opens: [opened()], clinic: null });
    expect(await fire()).toMatchObject({ kind: 'cancelled', reason: 'clinic_gone' });
    expect(seen.cancelled).toEqual(['clinic_gone']);
  });

  it('postponed: until it may be sent; one that was woken too early stays where it is', async () => {
    const appointment = {
      id: 'a',
      serviceId: '',
      doctorId: '',
      startMs: NOW + 86_400_000,
      endMs: NOW + 90_000_000,
      status: 'booked' as const,
      patientName: null,
    };
    const busy = { ...conversation, hasPending: true };
    const reminder = opened({ kind: 'reminder_24h', appointment, appointmentStartMs: appointment.startMs, conversation: busy });
    const { seen, fire } = world({ opens: [reminder] });
    expect(await fire()).toMatchObject({ kind: 'postponed', reason: 'in_conversation', dueAtMs: NOW + 60_000 });
    expect(seen.postponed).toEqual([NOW + 60_000]);
    const early = world({ opens: [opened({ dueAtMs: NOW + 5_000 })] });
    expect(await early.fire()).toMatchObject({ kind: 'postponed', reason: 'not_due' });
    expect(early.seen.postponed).toEqual([]);
  });

  it('closed: sent or cancelled by somebody else', async () => {
    const { seen, fire } = world({ opens: [{ kind: 'closed' }] });
    expect(await fire()).toEqual({ kind: 'closed', followUpId: 'f' });
    expect(seen.commits).toEqual([]);
  });

  it('lost, then judged again: what the patient wrote meanwhile cancels it', async () => {
    const { seen, fire } = world({ opens: [opened(), opened({ conversation: { ...conversation, version: 8, hasPending: true } })], lost: 1 });
    expect(await fire()).toMatchObject({ kind: 'cancelled', reason: 'patient_wrote' });
    expect(seen.commits).toHaveLength(1);
    expect(seen.woken).toEqual([]);
  });

  it('contended: lost again and again, it is left to a fresh wake-up', async () => {
    const { seen, fire } = world({ opens: [opened()], lost: 100 });
    expect(await fire()).toEqual({ kind: 'contended', followUpId: 'f' });
    expect(seen.commits.length).toBeLessThan(10);
  });
});
