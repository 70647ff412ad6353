/** How a question in one of the five languages names the thing it asks for. */
const WORDS: Record<string, RegExp> = {
  name: /(?<!\p{L})(?:your (?:full )?name|what name|whose name|nombre de quién|(?:su|tu|qué) nombre|cómo (?:se|te) llama|nome de quem|(?:seu|qual o|que) nome|como (?:se|você se) chama|чьё имя|ваше имя|как вас зовут|(?:איזה|מה) שמ?ך?ם?|על שם מי|מה השם)/iu,
  phone: /(?<!\p{L})(?:phone|teléfono|telefone|celular|телефон\p{L}*|טלפון)/iu,
};

/** What the last reply asks the patient for, by the key of its canned answer: `name`, `phone`, `confirm` for any other question, null for none. */
export function askedFor(replies: readonly string[]): string | null {
  const question = /[^.!?\n]*\?[^?]*$/u.exec(replies.at(-1) ?? '')?.[0];
  if (question === undefined) return null;
  return Object.keys(WORDS).find((thing) => WORDS[thing]?.test(question)) ?? 'confirm';
}
