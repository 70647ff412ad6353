import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/domain/clinic.ts';
import type { Language } from '../../../../src/domain/clinic.ts';
import { fallbackText } from '../../../../src/domain/fallback-texts.ts';
import { guardReply } from '../../../../src/domain/reply-guard.ts';
import { fromLocal } from '../../../../src/domain/local-time.ts';
import { ALL_TEXTS } from '../../../../src/domain/texts/all-texts.ts';
import type { Spoken } from '../../../../src/domain/rules-agent/words.ts';
import { doctorName, serviceName } from '../../../../src/domain/rules-agent/words.ts';
import { formatDay, formatDayAndTime } from '../../../../src/domain/understanding/when/format-when.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES } from '../../../support/sample-clinic.ts';
import type { DidName } from './guard-case.ts';
import { effectsOf, guardClinic, NOW_MS, snapshotOf } from './guard-world.ts';

/** Texts that say a thing is done, and what must have been done. All others are said in turns that did nothing. */
const DID: Record<string, DidName[]> = {
  booked: ['book'],
  moved: ['move'],
  cancelled: ['cancel'],
  cancelledAll: ['cancel'],
  escalated: ['escalate'],
  urgentHandover: ['escalate'],
};
/** Texts that speak of what a former turn said. */
const BEFORE: Record<string, string[]> = { alreadyCancelled: ['cancelled'] };
/** The local time of the visit a text names. */
const WHEN: Record<string, string> = { booked: '2027-05-06T14:00', moved: '2027-05-07T15:30' };

/** Whatever a text takes, in the patient's language: one value that is a string, a list of options, and every property a text asks for. */
function argumentOf(name: string, language: Language): unknown {
  const spoken: Spoken = { clinic: guardClinic, language };
  const when = formatDayAndTime(WHEN[name] ?? '2027-05-05T12:00', language);
  const [service, doctor] = [serviceName(spoken, SAMPLE_SERVICES.cleaning), doctorName(spoken, SAMPLE_DOCTORS.lea)];
  const day = formatDay('2027-05-05T00:00:00', language);
  const slots = `• ${day}: 11:00, 12:30 (${doctor})\n• ${formatDay('2027-05-06T00:00:00', language)}: 10:00 (${doctor})`;
  const list = /slots|alternatives|earliest|newTime/i.test(name)
    ? slots
    : /appointment|ToMove|ToCancel|cancel/i.test(name)
      ? `1. ${service}, ${doctor}, ${when}`
      : `• ${guardClinic.services.map((one) => `${serviceName(spoken, one.id)} (€${one.price ?? 0})`).join('\n• ')}`;
  const takesList = /services|askService|doctors|hours|slots|alternatives|appointments|which|All$|earliestTimes/i.test(name);
  const whole = takesList ? list : /address/i.test(name) ? (guardClinic.address?.[language] ?? '') : /phone/i.test(name) ? '+351 210 000 000' : /day|closed|tooFar|noSuchDate/i.test(name) ? day : when; // prettier-ignore
  const parts = { service, services: service, doctor, doctors: doctor, others: doctor, when, day, list, to: formatDayAndTime('2027-05-07T15:30', language) };
  const more = { minutes: ALL_TEXTS[language].minutes(60), price: '70,50 €', name: 'Robin', assistant: 'Iris', clinic: 'Bluebell', about: '', length: 0 };
  const known: Record<string | symbol, unknown> = {
    ...parts,
    ...more,
    address: guardClinic.address?.[language] ?? '',
    join: (between: string) => [day, when].join(between),
  };
  return new Proxy(
    Object.assign(() => '', {}),
    {
      get: (_target, key) => known[key] ?? (key === Symbol.toPrimitive || key === 'toString' ? () => whole : undefined),
    },
  );
}

function verdictOf(reply: string, language: Language, did: DidName[], before: string[] = []) {
  const one = { reply, did, has: true as const };
  const decision = { language, effects: effectsOf(one), agent: 'rules' as const };
  const history = before.map((text) => ({ role: 'bot' as const, text, atMs: NOW_MS - 60_000 }));
  return guardReply({ reply, decision, clinic: guardClinic, snapshot: { ...snapshotOf(one), history }, nowMs: NOW_MS, prompts: [] });
}

function textOf(name: string, language: Language): string {
  return (ALL_TEXTS[language][name as keyof (typeof ALL_TEXTS)[Language]] as (about: unknown) => string)(argumentOf(name, language));
}

describe.each([...LANGUAGES])('our own texts in %s', (language) => {
  it.each(Object.keys(ALL_TEXTS[language]))('%s goes out as it is', (name) => {
    const reply = textOf(name, language);
    expect(
      verdictOf(
        reply,
        language,
        DID[name] ?? [],
        (BEFORE[name] ?? []).map((former) => textOf(former, language)),
      ),
    ).toEqual({ ok: true, reply: reply.trim() });
  });

  it.each(Object.keys(DID))('%s is refused in a turn that did nothing', (name) => {
    expect(verdictOf(textOf(name, language), language, [])).toMatchObject({ ok: false });
  });

  it.each(['timeout', 'error', 'unavailable', 'maintenance'] as const)('the fallback %s goes out as it is', (kind) => {
    expect(verdictOf(fallbackText(kind, language), language, [])).toMatchObject({ ok: true });
  });

  it('the notice of a follow-up needs a follow-up', () => {
    expect(verdictOf(fallbackText('follow_up', language), language, ['follow_up'])).toMatchObject({ ok: true });
    expect(verdictOf(fallbackText('follow_up', language), language, [])).toMatchObject({ ok: false });
  });

  it.each(LANGUAGES.filter((other) => other !== language))('no text of %s passes for it', (other) => {
    const passed = Object.keys(ALL_TEXTS[other]).filter((name) => {
      const reply = textOf(name, other);
      return (reply.match(/\p{L}+/gu)?.length ?? 0) >= 5 && verdictOf(reply, language, DID[name] ?? []).ok;
    });
    expect(passed.length).toBeLessThanOrEqual(8);
  });
});

describe('a moment', () => {
  it('is the sample world', () => {
    expect(fromLocal('2027-05-03T08:00', guardClinic.timezone)).toBe(NOW_MS);
  });
});
