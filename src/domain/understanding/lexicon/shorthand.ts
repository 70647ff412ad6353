import type { Language } from '../../clinic.ts';

/**
 * What chat leaves out, written out again, so that the phrase tables need each phrase once. Pattern over `plainWords` text -> replacement; a pattern
 * stands between spaces. Only what means one thing is here: "n" is "não" in Portuguese and "and" in English.
 */
const TABLES: Partial<Record<Language, readonly (readonly [string, string])[]>> = {
  en: [
    ['2(?= (?:c|see|come|book|cancel|cancl|change|get|make|move|talk|speak|know|ask|have|do|b|be|go) )', 'to'],
    ['4(?= (?:a|an|the|my|me|us|him|her|it|tmrw|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday) )', 'for'],
    ['c(?= (?:dr|doctor|you|u|the|a|him|her|someone|me) )', 'see'],
    ['u', 'you'],
    ['docter|docotr|doctr', 'doctor'],
    ['dentis|denist|dentst', 'dentist'],
    ['ur', 'your'],
    ['r(?= (?:you|we|they|there|open|closed) )', 'are'],
    ['(?:pls|plz|plse|pleas|plese)', 'please'],
    ['wat|wht', 'what'],
    ['wen', 'when'],
    ['hw', 'how'],
    ['b4', 'before'],
    ['tht', 'that'],
    ['gimme', 'give me'],
    ['lemme', 'let me'],
    ['wud', 'would'],
    ['cud', 'could'],
    ['shud', 'should'],
    ['gd', 'good'],
    ['nite', 'night'],
    ['wanna', 'want to'],
    ['gonna', 'going to'],
    ['gotta', 'have to'],
    ['cuz|coz|bcoz|cause|bc', 'because'],
    ['ppl', 'people'],
    ['appoinment|appoitment|apointment|apoinment|appointement|appontment|apt|appt|appmt', 'appointment'],
  ],
  es: [
    ['q|ke|k(?= )', 'que'],
    ['(?:xq|pq|porq|porke)', 'porque'],
    ['x(?= (?:favor|la|el|lo|fa|que|las|los) )', 'por'],
    ['(?:xfa|xfavor|porfi|porfis|porfavor|xfis|plis|pls|plz|pliss)', 'por favor'],
    ['tb|tmb|tbn', 'tambien'],
    ['dnd|dond', 'donde'],
    ['toy', 'estoy'],
    ['pa(?= )', 'para'],
    ['p(?= (?:el|la|hoy|manana|una|un) )', 'para'],
    ['kiero|qiero|kero|quero', 'quiero'],
    ['nesesito|necesto|nesecito|necesit|ncesito', 'necesito'],
    ['sita', 'cita'],
    ['sitas', 'citas'],
    ['ay(?= (?:algo|citas?|turnos?|hora|horas|lugar|cupo|disponib\\S*) )', 'hay'],
    ['aser|aserme', 'hacer'],
    ['aora', 'ahora'],
    ['orario|orarios', 'horarios'],
    ['bn', 'bien'],
    ['msj', 'mensaje'],
    ['finde', 'fin de semana'],
  ],
  pt: [
    ['q|qe', 'que'],
    ['vc|oce', 'voce'],
    ['vcs|oces', 'voces'],
    ['tb|tbm|tmb', 'tambem'],
    ['pq|porq', 'porque'],
    ['qdo|qnd|qndo|qd', 'quando'],
    ['qto|qnto|qt', 'quanto'],
    ['qtos|qtas', 'quantos'],
    ['qm', 'quem'],
    ['hj', 'hoje'],
    ['amnh|amh|amnha|amanhan|amn', 'amanha'],
    ['mt|mto', 'muito'],
    ['mta', 'muita'],
    ['td', 'tudo'],
    ['blz', 'beleza'],
    ['pfv|pf|pfvr|por fv|pls', 'por favor'],
    ['p(?= )', 'para'],
    ['dps', 'depois'],
    ['msm', 'mesmo'],
    ['cmg', 'comigo'],
    ['hr|hrs', 'horas'],
    ['qro|qero|kero', 'quero'],
    ['qria', 'queria'],
    ['naum|nao|ñ|num(?= (?:posso|consigo|quero|vou|da) )', 'nao'],
    ['n(?= (?:posso|consigo|vou|quero|tem|tenho|da|preciso|vai|sei|e|eh|gostei|serve|precisa|consegui|pode|aguento|para|quis|queria|poderei|esta|ta|to|estou|era|entendi|pude|rola) )', 'nao'],
    ['eh', 'e'],
    ['marca(?= consulta)', 'marcar'],
    ['konsulta|consuta|conslta', 'consulta'],
    ['vo(?= )', 'vou'],
    ['to(?= com )', 'estou'],
    ['pra', 'para'],
    ['pro', 'para o'],
    ['pras', 'para as'],
    ['pros', 'para os'],
  ],
}; // prettier-ignore

type Replacement = { pattern: RegExp; full: string };
const COMPILED = new Map<Language, readonly Replacement[]>();

function replacementsOf(language: Language): readonly Replacement[] {
  let found = COMPILED.get(language);
  if (found === undefined) {
    found = (TABLES[language] ?? []).map(([short, full]) => ({ pattern: new RegExp(`(?<= )(?:${short})(?= )`, 'gu'), full }));
    COMPILED.set(language, found);
  }
  return found;
}

/** A `plainWords` text with the chat shorthand of the given languages written out; the same text when there is none. */
export function expandShorthand(words: string, languages: readonly Language[]): string {
  return languages.flatMap(replacementsOf).reduce((text, { pattern, full }) => text.replace(pattern, full), words);
}
