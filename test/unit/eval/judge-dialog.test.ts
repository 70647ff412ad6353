import { describe, expect, it } from 'vitest';
import { judgeDialog } from '../../../infra/eval/dialogs/judge-dialog.ts';
import type { PlayedDialog } from '../../../infra/eval/dialogs/play-dialog.ts';
import { DialogCase } from '../../../infra/eval/records.ts';

type Milestones = Partial<DialogCase['milestones']>;
const visit = { service: 'cleaning', doctor: 'noa', start: '2027-05-13T15:00' };
const given = { id: 'first', ...visit };

function dialog(milestones: Milestones, more: Partial<DialogCase> = {}): DialogCase {
  const turns = [{ user: ['one'] }, { user: ['two'] }];
  return DialogCase.parse({ id: 'd', lang: 'en', now: '2027-05-12T10:00:00', timezone: 'UTC', turns, milestones, reply_lang: 'en', ...more });
}

function played(more: Partial<PlayedDialog> = {}): PlayedDialog {
  return { appointments: [], escalated: false, replies: [['first reply'], ['second reply']], errors: [], ...more };
}

const booked = (more: Partial<PlayedDialog['appointments'][number]> = {}) => ({ ...visit, status: 'booked' as const, givenId: null, ...more });
const why = (it: DialogCase, outcome: PlayedDialog) => judgeDialog(it, outcome, (text) => (text.includes('por favor') ? 'es' : 'unknown'));

describe('what a dialog comes to', () => {
  it('passes with exactly the wanted new appointments, and fails with one more or another time', () => {
    const wanted = dialog({ appointments: [visit] });
    expect(why(wanted, played({ appointments: [booked()] }))).toEqual([]);
    expect(why(wanted, played({ appointments: [booked(), booked({ start: '2027-05-14T15:00' })] }))).toHaveLength(1);
    expect(why(wanted, played({ appointments: [booked({ start: '2027-05-13T16:00' })] }))).toHaveLength(1);
    expect(why(wanted, played({ appointments: [booked({ status: 'cancelled' })] }))).toHaveLength(1);
  });

  it('fails when an appointment from before is not cancelled, not moved or not left alone as wanted', () => {
    const still = [booked({ givenId: 'first' })];
    const moved = [booked({ givenId: 'first', start: '2027-05-20T10:00' })];
    const cancelled = [booked({ givenId: 'first', status: 'cancelled' })];
    const cases: [Milestones, PlayedDialog['appointments'], number][] = [
      [{ cancelled: ['first'] }, cancelled, 0],
      [{ cancelled: ['first'] }, still, 1],
      [{ rescheduled: [{ id: 'first', start: '2027-05-20T10:00' }] }, moved, 0],
      [{ rescheduled: [{ id: 'first', start: '2027-05-20T10:00' }] }, still, 1],
      [{ unchanged: ['first'] }, still, 0],
      [{ unchanged: ['first'] }, moved, 1],
      [{ unchanged: ['first'] }, cancelled, 1],
    ];
    for (const [milestones, appointments, reasons] of cases)
      expect(why(dialog(milestones, { given: [given] }), played({ appointments }))).toHaveLength(reasons);
  });

  it('fails without a wanted handover, and with one where something could have been booked', () => {
    expect(why(dialog({ handoff: true }), played())).toEqual(['not handed over to a person']);
    expect(why(dialog({ handoff: true }), played({ escalated: true }))).toEqual([]);
    expect(why(dialog({}), played({ escalated: true }))).toEqual([]);
    expect(why(dialog({ appointments: [visit] }), played({ escalated: true, appointments: [booked()] }))).toEqual(['handed over without need']);
  });
});

describe('what a dialog says', () => {
  it('fails on a forbidden word in any reply, and without any of the wanted ones', () => {
    expect(why(dialog({}, { must_not: ['SECOND'] }), played())).toHaveLength(1);
    expect(why(dialog({}, { must_any: ['third', 'first'] }), played())).toEqual([]);
    expect(why(dialog({}, { must_any: ['third'] }), played())).toHaveLength(1);
  });

  it('fails on a word that is forbidden from a turn on, but not when it was said before', () => {
    expect(why(dialog({}, { answers: { after_turn_2_must_not: ['first'] } }), played())).toEqual([]);
    expect(why(dialog({}, { answers: { after_turn_2_must_not: ['second'] } }), played())).toHaveLength(1);
  });

  it('fails on a reply in another language, and on silence', () => {
    expect(why(dialog({}), played({ replies: [['un momento, por favor']] }))).toHaveLength(1);
    expect(why(dialog({}), played({ replies: [[], []] }))).toEqual(['no reply at all']);
  });
});
