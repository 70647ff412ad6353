import { describe, expect, it } from 'vitest';
import { dialogClinic } from '../../../infra/eval/dialogs/dialog-clinic.ts';
import type { DialogFixture } from '../../../infra/eval/records.ts';

const fixture: DialogFixture = {
  timezone: 'Europe/Lisbon',
  currency: 'EUR',
  hours: { 'Sat-Mon': '09:00-13:00', Tue: 'closed' },
  doctors: { noa: { name: 'Dr. Noa Fischer', works: 'Mon,Wed 12:00-19:00, Sun 09:00-13:00', services: ['veneers_consult'] } },
  services: { veneers_consult: { min: 30, price: 0, note: 'veneers 2800 per tooth' }, dental_magic: { min: 15 } },
  busy: [],
};

describe('a clinic made of a fixture', () => {
  it('has the hours that were written, lists and spans of days, also round the end of the week', () => {
    const { clinic } = dialogClinic(fixture, 'line');
    expect(clinic.hours).toEqual([{ days: ['sat', 'sun', 'mon'], open: '09:00', close: '13:00' }]);
    expect(clinic.doctors[0]?.hours).toEqual([
      { days: ['mon', 'wed'], open: '12:00', close: '19:00' },
      { days: ['sun'], open: '09:00', close: '13:00' },
    ]);
  });

  it('says the amount of a note in every language, and names a treatment it has no words for by its key', () => {
    const [veneers, magic] = dialogClinic(fixture, 'line').clinic.services;
    for (const text of Object.values(veneers?.info ?? {})) expect(text).toMatch(/2800/);
    expect(Object.keys(veneers?.info ?? {})).toHaveLength(5);
    expect(magic?.name.ru).toBe('dental magic');
  });

  it('is another one each time, so that dialogs are not in each other’s way', () => {
    expect(dialogClinic(fixture, 'a').clinic.id).not.toBe(dialogClinic(fixture, 'b').clinic.id);
  });

  it('is refused when its hours can’t be read', () => {
    expect(() => dialogClinic({ ...fixture, hours: { Mon: 'mornings' } }, 'line')).toThrow(/hours that can't be read/);
    expect(() => dialogClinic({ ...fixture, hours: { Foo: '09:00-13:00' } }, 'line')).toThrow(/weekdays that can't be read/);
  });
});
