import type { Clinic } from '../clinic.ts';

/**
 * True when one of the WhatsApp ids (phone digits, `<id>@lid`, BSUID) is the number this clinic's staff are told at: what comes from there
 * is no patient's. An id that hides the number can't be told.
 */
export function isStaffNumber(clinic: Clinic, ids: readonly (string | null)[]): boolean {
  const staff = clinic.settings.notifications?.whatsapp;
  if (!staff) return false;
  const number = comparableNumber(staff.to.slice(1));
  return ids.some((id) => id !== null && /^\d+$/.test(id) && comparableNumber(id) === number);
}

/** WhatsApp knows numbers of Brazil, Mexico and Argentina with and without a mobile digit that people write or leave out. */
function comparableNumber(digits: string): string {
  return digits
    .replace(/^(55\d\d)9(\d{8})$/, '$1$2')
    .replace(/^521(\d{10})$/, '52$1')
    .replace(/^549(\d{10})$/, '54$1');
}
