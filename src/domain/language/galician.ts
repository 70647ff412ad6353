/** Little words that Portuguese and Galician share and Spanish does not have. */
const WESTERN = /(?<!\p{L})(?:os|do|dos|ao|aos|á|ás|é|eu|meu|teu|seu|num|onde|ou|pola|polo|coa|cos|nun|dun|nunha|dunha|na|nas)(?!\p{L})|^[¿¡"«]?o \p{L}/u;
/** Spellings of Spanish and Galician that Portuguese does not have: ñ, ll, -ción, words that end in n or -ches, x- where it writes j or g. */
const CASTILIAN = /ñ|\p{L}ll\p{L}|ción(?!\p{L})|\p{L}(?:an|en|on|un|án|én|ón|ín)(?!\p{L})|\p{L}[aei]ches(?!\p{L})|(?<!\p{L})un(?!\p{L})|(?<!\p{L})x[aeiouáéíóú]/u;
/** What only Spanish writes. */
const SPANISH = /(?<!\p{L})(?:los|las|del|al|y|una|muy|lo|hay|qué|cómo|dónde|ella|yo|(?:en|con|de|a|para|por) (?:el|la))(?!\p{L})|[¿¡]/u;
/** What only Portuguese writes. */
const PORTUGUESE = /[ãõç]|\p{L}(?:lh|nh|ss)\p{L}|(?<!\p{L})(?:um|uma|em|com|não|você|vocês|num|numa|bem|sem|também)(?!\p{L})|\p{L}(?:am|em)(?!\p{L})/u;
/** Spellings hardly any other language has. */
const OWN = /(?<!\p{L})(?:unha|unhas|nunha|dunha|moit[ao]s?|moi|xa|hoxe|mañá|teñ[oae]|oxalá|eu son|xente|dixo|fixo)(?!\p{L})|\p{L}(?:ábeis|óns|íns)(?!\p{L})/u;

const AGAINST = -0.4;

/** How much the spelling of a text (lower case, with its accents) speaks for Galician, negative when against it: Portuguese words in Spanish letters. */
export function galicianSpelling(lower: string): number {
  if (PORTUGUESE.test(lower) || SPANISH.test(lower)) return AGAINST;
  const own = OWN.test(lower) ? 0.6 : 0;
  const mixed = WESTERN.test(lower) && CASTILIAN.test(lower) ? 0.7 : 0;
  return own + mixed;
}
