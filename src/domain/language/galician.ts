/** Little words that Portuguese and Galician share and Spanish does not have. */
const WESTERN =
  /(?<!\p{L})(?:os|eles|elas|do|dos|ao|aos|á|ás|é|eu|meu|teu|seu|num|onde|ou|pola|polo|coa|cos|nun|dun|nunha|dunha|na|nas)(?!\p{L})|^[¿¡"«]?o \p{L}/u;
/** Spellings of Spanish and Galician that Portuguese does not have: ñ, ll, -ción, words that end in n or -ches, x- where it writes j or g. */
const CASTILIAN =
  /ñ|\p{L}ll\p{L}|ción(?!\p{L})|\p{L}(?:an|en|on|un|án|én|ón|ín)(?!\p{L})|\p{L}[aei]ches(?!\p{L})|(?<!\p{L})un(?!\p{L})|(?<!\p{L})x[aeiouáéíóú]/u;
/** What only Spanish writes. */
const SPANISH = /(?<!\p{L})(?:los|las|del|al|y|una|muy|lo|hay|qué|cómo|dónde|ella|yo|(?:en|con|de|a|para|por) (?:el|la))(?!\p{L})|[¿¡]/u;
/** What only Portuguese writes. */
const PORTUGUESE = /[ãõç]|\p{L}(?:lh|nh|ss)\p{L}|(?<!\p{L})(?:um|uma|em|com|não|você|vocês|num|numa|bem|sem|também)(?!\p{L})|\p{L}(?:am|em)(?!\p{L})/u;
/** Words and spellings hardly any other language has: contractions, past tenses in -xo and -vo, pronouns written onto the verb. */
const OWN =
  /(?<!\p{L})(?:unha|unhas|nunha|dunha|moit[ao]s?|moi|xa|hoxe|mañá|onte|oxalá|eu son|xente|máis|tamén|augas?|irm[áa]ns?|coid[oa]|teñ[oae]n?|tiñan?|viñan?|miñas?|túas?|nos[oa]s?|nen[oa]s?|avoa|avó|mull?eres|fill[oa]s?|pech[aeo]\p{L}*|merc(?:ar|ou|ei|a)|traball\p{L}*|coñec\p{L}*|(?:d[ií]|fi|pu|qui|trou)xo(?:me|che|lle|nos)?|(?:ti|esti)vo|(?:sou|hou)bo|ningu[ée]n|algu[ée]n|polas?|polos?|nun|dun|lonxe|ceo|mellor|ollos?)(?!\p{L})|\p{L}(?:ábeis|óns|íns)(?!\p{L})|\p{L}(?:ou|eu|iu)(?:se|me|che|lle|lles|nos|senos)(?!\p{L})|(?:[áéíóú]\p{L}*n?(?:che|lle|lles)|gústan?me|gustar[íi]ame|dóen?me|paréceme|lémbrome|chámo?a?[ms]e|fixeches|\p{L}ouche)(?!\p{L})/gu;

const AGAINST = -0.4;

/** How much the spelling of a text (lower case, with its accents) speaks for Galician, negative when against it: Portuguese words in Spanish letters. */
export function galicianSpelling(lower: string): number {
  if (PORTUGUESE.test(lower) || SPANISH.test(lower)) return AGAINST;
  const found = lower.match(OWN)?.length ?? 0;
  const own = found === 0 ? 0 : 0.4 + 0.25 * Math.min(3, found);
  const mixed = WESTERN.test(lower) && CASTILIAN.test(lower) ? 0.7 : 0;
  return own + mixed;
}
