import type { Clinic } from '../clinic.ts';

/** This many words in a row are no chance and no name. */
const RUN = 7;
/** A clinic's prompt also holds facts a patient may be told; only so long a passage of them is a leak. */
const FACT_RUN = 60;
/** A sentence that tells the assistant what to do rather than the patient what is so. */
const INSTRUCTION =
  /(?<!\p{L})(?:you are|you're|you must|you should|you can|you may|you never|your (?:role|task|job|goal|answers?|repl)|never|always (?:answer|reply|use|be|offer|speak|ask|say|write|greet|respond|keep|try|mention|end|start|recommend|push)|do not|don't|must not|reply|respond|answer|speak|act as|pretend|avoid|stay calm|the (?:user|patient)s?|a (?:user|patient)|if (?:someone|anyone|they|asked)|keep (?:your|it|answers|replies)|be (?:warm|polite|brief|friendly|kind|concise|short)|tell|mention|offer|instructions?|eres|debes|nunca|siempre (?:responde|contesta|ofrece|usa|saluda)|no (?:digas|hables|menciones|uses|des|ofrezcas)|responde|contesta|evita|el paciente|los pacientes|un paciente|el usuario|tu (?:tarea|rol|papel)|você é|você deve|não (?:diga|fale|mencione|use|dê|ofereça)|responda|evite|o paciente|o usuário|sua (?:tarea|tarefa|função)|ты|никогда|всегда (?:отвечай|предлагай|здоровайся|используй)|не (?:говори|обсуждай|упоминай|используй|предлагай|давай)|отвечай|пациент\p{L}{0,3}|клиент\p{L}{0,3}|твоя|אתה|את עוזרת|לעולם|אל ת\p{L}+|אסור|המטופל\p{L}*|הלקוח\p{L}*|ענה|עני|תפקידך|עליך)(?!\p{L})/iu;

type Passages = { instructions: Set<string>; facts: Set<string> };
const ofClinic = new WeakMap<Clinic, Passages>();
const ofPrompt = new Map<string, Set<string>>();
const MAX_PROMPTS = 100;

/** Whether a reply holds a passage of the clinic's system prompt that instructs the assistant, or of any of the other prompts, word for word. */
export function repeatsInstructions(reply: string, clinic: Clinic, prompts: readonly string[]): boolean {
  const { instructions, facts } = passagesOf(clinic);
  const sets = [instructions, ...prompts.map(runsOfPrompt)].filter((set) => set.size > 0);
  if (sets.length === 0 && facts.size === 0) return false;
  const words = wordsOf(reply);
  if (words.length < RUN) return false;
  if (runs(words, RUN).some((run) => sets.some((set) => set.has(run)))) return true;
  return facts.size > 0 && words.length >= FACT_RUN && runs(words, FACT_RUN).some((run) => facts.has(run));
}

function passagesOf(clinic: Clinic): Passages {
  const found = ofClinic.get(clinic);
  if (found !== undefined) return found;
  const sentences = clinic.assistant.systemPrompt.split(/(?<=[.!?])\s+|\n+/u);
  const instructions = new Set(sentences.filter((sentence) => INSTRUCTION.test(sentence)).flatMap((sentence) => runs(wordsOf(sentence), RUN)));
  const fresh = { instructions, facts: new Set(runs(wordsOf(clinic.assistant.systemPrompt), FACT_RUN)) };
  ofClinic.set(clinic, fresh);
  return fresh;
}

function runsOfPrompt(prompt: string): Set<string> {
  const found = ofPrompt.get(prompt);
  if (found !== undefined) return found;
  if (ofPrompt.size >= MAX_PROMPTS) ofPrompt.clear();
  const fresh = new Set(runs(wordsOf(prompt), RUN));
  ofPrompt.set(prompt, fresh);
  return fresh;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runs(words: readonly string[], length: number): string[] {
  const result: string[] = [];
  for (let from = 0; from + length <= words.length; from += 1) result.push(words.slice(from, from + length).join(' '));
  return result;
}
