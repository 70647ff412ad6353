/** Runs of digits as cards are written: 13 to 19, in groups or not. */
const CARD = /(?<![\p{L}\p{N}])\d(?:[ .·–-]?\d){12,18}(?![\p{L}\p{N}])/gu;
/** Keys and tokens: told by their prefix, or by being long and of all kinds of characters. */
const TOKEN =
  /(?<![\p{L}\p{N}])(?:sk|pk|rk|ghp|gho|glpat|xox[abps]|AKIA|AIza|ya29|eyJ)[-_A-Za-z0-9.]{12,}|-----BEGIN|(?=[A-Za-z0-9+/_=-]*\d)(?=[A-Za-z0-9+/_=-]*[A-Z])(?=[A-Za-z0-9+/_=-]*[a-z])[A-Za-z0-9+/_=-]{28,}|(?<![\p{L}\p{N}])[0-9a-f]{32,}(?![\p{L}\p{N}])/u;
/** An account number with its country. */
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/u;
/** The word for a secret, and close behind it something that is one. */
const NAMED =
  /(?:passwords?|passcode|pass ?phrase|pin(?: ?code)?|cvv2?|cvc2?|otp|api ?key|secret key|access token|card number|one.time code|парол\p{L}*|пин(?:-?код\p{L}*)?|код\p{L}* из (?:смс|sms)|номер\p{L}* карт\p{L}+|contrase(?:ñ|n)a|clave|n[uú]mero de (?:la |mi )?tarjeta|c[oó]digo de (?:seguridad|verificaci[oó]n)|senha|n[uú]mero do (?:meu )?cart[aã]o|c[oó]digo de (?:seguran[cç]a|verifica[cç][aã]o)|סיסמ\p{L}+|קוד (?:סודי|אימות)|מספר (?:ה)?כרטיס)(?![\p{L}])[^\n]{0,24}?[\p{L}\p{N}]*\d{3,}|(?:passwords?|passcode|парол\p{L}*|contrase(?:ñ|n)a|senha|סיסמ\p{L}+)\s*(?:is|are|[:=—-]|это|es|é|היא|הסיסמה)\s*\S{4,}/iu;

/** True for a text with something in it that must be written down nowhere: card and account numbers, passwords, codes, keys. */
export function holdsSecret(text: string): boolean {
  if (TOKEN.test(text) || IBAN.test(text) || NAMED.test(text)) return true;
  return [...text.matchAll(CARD)].some(([run]) => isCardNumber(run.replace(/\D/gu, '')));
}

/** Luhn's check, which one number in ten passes by chance: phone numbers are shorter. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
