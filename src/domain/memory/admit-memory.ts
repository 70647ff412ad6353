import { MAX_MEMORY_CHARACTERS, MemoryItem } from '../memory.ts';
import { EMAIL, linksIn, percentsIn, phonesIn } from '../reply-guard/known-facts.ts';
import { amountsIn, DISCOUNT } from '../reply-guard/money.ts';
import { foldLetters } from '../understanding/fold.ts';
import { holdsSecret } from './holds-secret.ts';
import { isInstruction } from './is-instruction.ts';

/** Why something is not remembered: a metric label, and a list of tests. */
export const MEMORY_REFUSALS = ['shape', 'too_long', 'junk', 'instruction', 'secret', 'contact', 'amount'] as const;
export type MemoryRefusal = (typeof MEMORY_REFUSALS)[number];

export type Admission = { ok: true; item: MemoryItem } | { ok: false; reason: MemoryRefusal };

/** Characters that hide or turn around what a person would read; the joiners that emoji are made of stay. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]+/gu;

/** What people say without saying anything, folded, in the five languages. */
const FILLER = new Set(
  (
    'ok okay okey k kk oki yes yeah yep yup no nope not sure thanks thank you thx ty cool great good nice perfect fine hi hello hey bye please pls lol haha hmm ' +
    'got it see understood right alright done welcome user patient said says is was the a an to of and i me my it that this likes ' +
    'да ага угу нет не ок окей хорошо ладно спасибо спс благодарю понятно понял поняла ясно привет здравствуйте добрый день вечер утро пока супер отлично пожалуйста и я это ' +
    'si sip vale bueno bien gracias muchas hola adios claro perfecto genial listo entendido de nada por favor buenos buenas dias tardes noches ' +
    'sim nao obrigado obrigada valeu beleza blz oi ola tchau certo perfeito otimo entendi bom boa dia tarde noite ta bem tudo ' +
    'כן לא אוקיי אוקי טוב תודה רבה סבבה בסדר מעולה הבנתי שלום היי להתראות בבקשה בוקר ערב יופי'
  ).split(' '),
);

/**
 * The gate everything passes before it is remembered, whoever wants it remembered: our own reading of a session, or what a provider answers. Lets in
 * what has the typed shape and says something, never an instruction to the assistant, a secret, a contact or link, an amount of money or a discount (the
 * clinic's come from the clinic, nobody else's may be said), or mere noise. The admitted text is cleaned of
 * characters nobody sees; what it says is not changed.
 */
export function admitMemory(candidate: unknown): Admission {
  const text = (candidate as { text?: unknown } | null)?.text;
  if (typeof text !== 'string') return { ok: false, reason: 'shape' };
  const clean = text.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim();
  if (isJunk(clean)) return { ok: false, reason: 'junk' };
  if (clean.length > MAX_MEMORY_CHARACTERS) return { ok: false, reason: 'too_long' };
  if (isInstruction(clean) || isInstruction(text)) return { ok: false, reason: 'instruction' };
  if (holdsSecret(clean)) return { ok: false, reason: 'secret' };
  if (holdsContact(clean)) return { ok: false, reason: 'contact' };
  if (amountsIn(clean).length > 0 || (DISCOUNT.test(clean) && percentsIn(clean).length > 0)) return { ok: false, reason: 'amount' };
  const parsed = MemoryItem.safeParse({ ...(candidate as object), text: clean });
  return parsed.success ? { ok: true, item: parsed.data } : { ok: false, reason: 'shape' };
}

/** True for a text with an e-mail address, a link or a phone number in it, whoever's. */
function holdsContact(text: string): boolean {
  return text.search(EMAIL) >= 0 || linksIn(text).length > 0 || phonesIn(text).length > 0;
}

/** True for a text that no later conversation is better for: no words, one letter over and over, or nothing but filler. */
function isJunk(text: string): boolean {
  const words = foldLetters(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.join('').match(/\p{L}/gu) ?? [];
  if (letters.length < 3 || new Set(letters).size < 2) return true;
  return words.every((word) => FILLER.has(word) || /^\d+$/u.test(word) || /^(.{1,3})\1{2,}$/u.test(word));
}
