import type { Scope } from '../../../api/ports.ts';

/**
 * The condition of a scoped list on the columns clinic_id and patient_key of `alias`, always taking $1 (clinic) and $2 (patient), and a
 * name per form: each form is its own named statement, so that each gets a plan on its own index.
 */
export function scopeClause(scope: Scope, alias: string): { form: string; where: string; values: [string | null, string | null] } {
  const values: [string | null, string | null] = [scope.clinicId, scope.from];
  const clinic = `${alias}.clinic_id = $1::uuid`;
  if (scope.clinicId !== null && scope.from !== null) {
    const keys = `array(select $2::text union all select patient_key from core.patient_aliases where clinic_id = $1::uuid and alias = $2::text)`;
    return { form: 'of_patient', where: `${clinic} and ${alias}.patient_key = any(${keys})`, values };
  }
  if (scope.clinicId !== null) return { form: 'of_clinic', where: `${clinic} and $2::text is null`, values };
  if (scope.from !== null) return { form: 'of_number', where: `$1::uuid is null and ${alias}.patient_key = $2::text`, values };
  return { form: 'all', where: '$1::uuid is null and $2::text is null', values };
}
