import { Clinic } from '../../src/domain/clinic.ts';
import { TREATMENT_WORDS } from './treatment-words.ts';

/** "Now" for messages that come without a time: a Tuesday morning, local to the clinic. */
export const EVAL_REFERENCE = '2026-03-10T10:00:00';

const serviceIds = Object.keys(TREATMENT_WORDS).map((_, index) => `e7a10000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`);

/** A dental clinic like any other, in five languages: what messages and pending actions are read against when the data names no clinic. */
export function evalClinic(): Clinic {
  return Clinic.parse({
    id: 'e7a10000-0000-4000-9000-000000000001',
    organizationId: 'e7a10000-0000-4000-9000-000000000002',
    name: 'Clover Dental',
    timezone: 'Asia/Jerusalem',
    defaultLanguage: 'en',
    languages: ['ru', 'es', 'en', 'he', 'pt'],
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'sun'], open: '09:00', close: '19:00' }],
    services: Object.values(TREATMENT_WORDS).map(({ name, aliases }, index) => ({ id: serviceIds[index], name, ...(aliases ? { aliases } : {}), minutes: 45 })),
    doctors: [
      { id: 'e7a10000-0000-4000-a000-000000000001', name: 'Dr. Dan Levi', services: serviceIds },
      { id: 'e7a10000-0000-4000-a000-000000000002', name: 'Dr. Anna Keller', services: serviceIds },
    ],
  });
}
