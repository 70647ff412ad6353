import { splitReply } from './split-reply.ts';
import { checkClaims } from './reply-guard/check-claims.ts';
import { checkData } from './reply-guard/check-data.ts';
import { checkLanguage } from './reply-guard/check-language.ts';
import { checkLeaks } from './reply-guard/check-leaks.ts';
import { checkMedical } from './reply-guard/check-medical.ts';
import { formatForWhatsApp, isBroken } from './reply-guard/format-for-whatsapp.ts';
import type { GuardInput, GuardProblem } from './reply-guard/guard-input.ts';
import { withoutOwnSentences } from './reply-guard/known-names.ts';
import { readSentences } from './reply-guard/read-sentences.ts';

/** Fit to be sent, in WhatsApp's own form; or what is wrong with it, each problem once. */
export type GuardVerdict = { ok: true; reply: string } | { ok: false; problems: GuardProblem[] };

/** WhatsApp takes 4,096 characters a message. A model that writes this much prattles; the rules' lists are as long as the clinic's catalogue. */
const LIMITS = { llm: { characters: 3_000, parts: 4 }, rules: { characters: 12_000, parts: 14 }, fallback: { characters: 3_000, parts: 4 } };
const MAX_MESSAGE_CHARACTERS = 4_096;

/**
 * Judges a reply before it goes out, by rules alone: the same reply and facts give the same verdict. It is in the language of the decision,
 * claims nothing that this turn or the patient's appointments do not bear out, names no data of another clinic, shows nothing of prompts or
 * tools, gives no diagnosis or dose, and fits WhatsApp. What can be mended without touching a word (markdown, control characters) is mended.
 * Not covered: facts in words (hours, addresses, what a treatment is like), people named without a title, and a leak that is reworded.
 */
export function guardReply(input: GuardInput): GuardVerdict {
  const { decision, clinic } = input;
  const reply = formatForWhatsApp(input.reply);
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(reply)) return { ok: false, problems: ['empty'] };
  const limits = LIMITS[decision.agent];
  const problems: GuardProblem[] = [];
  if (reply.length > limits.characters || splitReply(reply, MAX_MESSAGE_CHARACTERS).length > limits.parts) problems.push('too_long');
  if (isBroken(reply)) problems.push('broken_text');
  // Beyond the limit nothing is read: the reply is refused anyway, and the work stays bounded.
  const text = reply.slice(0, limits.characters);
  const ours = withoutOwnSentences(text, clinic, decision.language);
  const sentences = readSentences(ours);
  problems.push(
    ...checkLanguage(text, input),
    ...checkClaims(sentences, input),
    ...checkData(text, input),
    ...checkLeaks(ours, sentences, input),
    ...checkMedical(sentences, decision.language),
  );
  return problems.length === 0 ? { ok: true, reply } : { ok: false, problems: [...new Set(problems)] };
}
