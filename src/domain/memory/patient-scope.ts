import { z } from 'zod';
import { Fault } from '../../errors.ts';

/** Whose memory: one patient of one clinic, by the key the clinic knows the patient by. There is no wider scope. */
export const PatientScope = z.object({
  clinicId: z.guid(),
  patientKey: z
    .string()
    .min(1)
    .max(160)
    .regex(/^[^\s\p{Cc}*?[\]]+$/u)
    .refine((key) => key !== 'erased' && key !== 'undefined' && key !== 'null'),
});
export type PatientScope = z.infer<typeof PatientScope>;

/** The scope as one to ask with. Throws a Fault `invalid_input`, without naming anybody, for one that is missing or wrong: it is never made wider. */
export function checkedScope(scope: PatientScope): PatientScope {
  const { data } = PatientScope.safeParse(scope);
  if (!data) throw new Fault('invalid_input', 'patient memory needs the clinic and the patient');
  return { clinicId: data.clinicId.toLowerCase(), patientKey: data.patientKey };
}
