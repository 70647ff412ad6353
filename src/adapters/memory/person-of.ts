import { hash } from 'node:crypto';
import type { PatientScope } from '../../domain/memory/patient-scope.ts';

/** A patient of a clinic as caches and queues of work know them: SHA-256 hex of both, the same as core.memory_person in Postgres. The scope was checked. */
export function personOf({ clinicId, patientKey }: PatientScope): string {
  return hash('sha256', `${clinicId}:${patientKey}`, 'hex');
}
