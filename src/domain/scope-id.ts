import { hash } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import type { Clinic } from './clinic.ts';

/** Longer agent ids name nobody; control characters and halves of surrogate pairs would not survive storage unchanged. */
const FORM = /^scope:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([^:\p{Cc}\p{Cs}]{1,200}):([0-9a-f]{16})$/u;
const CLINIC_PART = /(?<=^scope:)[0-9a-fA-F-]{36}(?=:)/;

/**
 * Whose snippets: `scope:{clinicId}:{agentId}:{promptHash}`. Only what was validated here has this type, so that no unchecked string reaches a
 * store, a cache or a provider: a wrong scope would answer the patients of one prompt with what was taught to another. The clinic's id is
 * brought to lower case, as ids are the same in either; the hash must be in lower case already.
 */
export const ScopeId = z
  .string()
  .transform((text) => text.replace(CLINIC_PART, (part) => part.toLowerCase()))
  .pipe(z.string().regex(FORM, 'must be scope:{clinicId}:{agentId}:{promptHash}, the hash 16 lower-case hex digits'))
  .brand<'ScopeId'>();
export type ScopeId = z.infer<typeof ScopeId>;

/** The scope a string names, or null when it names none. */
export function readScopeId(text: unknown): ScopeId | null {
  return ScopeId.safeParse(text).data ?? null;
}

/** The scope again, for whoever is about to use it as a key: types end where plain JavaScript or a cast begins. Throws a Fault `invalid_input`. */
export function checkedScopeId(scopeId: ScopeId): ScopeId {
  const read = readScopeId(scopeId);
  if (read === null) throw new Fault('invalid_input', 'the scope id is malformed: scope:{clinicId}:{agentId}:{promptHash} is wanted');
  return read;
}

/** The first 16 hex digits of the SHA-256 of the exact UTF-8 bytes of a system prompt. */
export function promptHashOf(systemPrompt: string): string {
  return hash('sha256', systemPrompt, 'hex').slice(0, 16);
}

/** The scope of a clinic's assistant as it is now; null when its agent id can't be part of one. */
export function scopeIdOf({ id, assistant }: Pick<Clinic, 'id' | 'assistant'>): ScopeId | null {
  return readScopeId(`scope:${id}:${assistant.agentId}:${promptHashOf(assistant.systemPrompt)}`);
}

/** The clinic whose scope this is. */
export function clinicOfScope(scopeId: ScopeId): string {
  return FORM.exec(scopeId)?.[1] ?? '';
}
