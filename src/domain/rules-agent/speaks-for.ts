import type { Understanding } from '../understanding/understanding.ts';
import { signals } from './signals.ts';
import type { Turn } from './turn.ts';

/** "For me", in words that can mean nobody else. */
const FOR_SELF =
  /\bfor (?:me|myself)\b|\band (?:for )?me\b|\bme too\b|para m[ií](?: mism[oa])?(?!\p{L})|\by a m[ií](?!\p{L})|pr[ao] mim|para mim|(?<!\p{L})(?:для меня|для себя|(?:а|и) (?:меня|себя|себе|мне(?! (?:удоб|лучше|подход|больше|каж|нрав)))|(?:меня|мне) (?:тоже|также|сам))(?!\p{L})|(?<!\p{L})(?:ו?גם (?:לי|אני|אותי)|ולי|ובשבילי|בשבילי|עבורי|לעצמי)(?!\p{L})/iu;
/** What joins a wish to the one before. */
const JOINED = /^\W*(?:and|also|now|then|y|ahora|tambi[eé]n|e|agora|tamb[eé]m|и|а|теперь|ещ[её]|ו\p{L}+|גם|עכשיו)(?!\p{L})/iu;
const FEW_WORDS = 3;

/** "And a cleaning for me", where an appointment was for somebody else; "can you look for me" alone is none. */
export function speaksForSelf({ text, understanding: u }: Pick<Turn, 'text' | 'understanding'>): boolean {
  if (u.forSomeoneElse || !FOR_SELF.test(text)) return false;
  return u.services.length > 0 || signals(text, 'another') || JOINED.test(text) || text.trim().split(/\s+/).length <= FEW_WORDS;
}

const EN =
  '(?:husband|wife|son|daughter|mother|mom|mum|father|dad|kid|child|boy|girl|baby|brother|sister|partner|boyfriend|girlfriend|friend|grand(?:ma|pa|son|daughter|mother|father))';
const ES =
  '(?:hij[oa]|mujer|espos[oa]|marido|madre|mam[aá]|padre|pap[aá]|herman[oa]|niet[oa]|novi[oa]|pareja|suegr[oa]|abuel[oa]|amig[oa]|sobrin[oa]|niñ[oa]|bebé)';
const PT = '(?:filh[oa]|espos[oa]|mulher|marido|m[aã]e|pai|irm[aã]o?|net[oa]|namorad[oa]|sogr[oa]|av[óô]|amig[oa]|sobrinh[oa]|beb[eê])';
const RU =
  '(?:муж|жена|сын|дочь|дочка|мама|папа|брат|сестра|бабушка|дедушка|внук|внучка|реб[её]нок|подруга|друг|мужу|жене|сыну|дочери|дочке|маме|папе|брату|сестре|бабушке|дедушке|ребенку|ребёнку|подруге|другу)';
const HE = '(?:בעלי|אשתי|בני|בתי|אמי|אבי|אחי|אחותי|ה?(?:בן|בת|בעל|אמא|אימא|אבא|אח|אחות|סבתא|סבא|ילד|ילדה|נכד|נכדה|חבר|חברה|בן זוג|בת זוג) שלי)';
/** A relative or friend who is to come. */
const COMES = new RegExp(
  [
    String.raw`\b(?:can|could|may|might|would|should|is it ok(?:ay)? (?:if|for)|book|see) (?:my|our) (?:\p{L}+ )?${EN}\b`,
    String.raw`\b(?:my|our) ${EN} (?:can|could|may|wants?|would like|should)\b`,
    String.raw`(?:puede|podr[ií]a|pueden|quiere) (?:(?:venir|ir|pasar|acudir) )?(?:mi|nuestr[oa]) ${ES}(?!\p{L})`,
    String.raw`(?<!\p{L})mi ${ES} (?:puede|podr[ií]a|quiere|quisiera)(?!\p{L})`,
    String.raw`(?:pode|poderia) (?:(?:vir|ir|passar) )?(?:o |a )?(?:meu|minha) ${PT}(?!\p{L})`,
    String.raw`(?<!\p{L})(?:meu|minha) ${PT} (?:pode|poderia|quer|queria|gostaria)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:может|сможет|можно|могла? бы) (?:ли )?(?:(?:мой|моя|мо[её]му|моей|наш\p{L}*) )?${RU}(?!\p{L})`,
    String.raw`(?<!\p{L})(?:мой |моя )?${RU} (?:может|сможет|хочет|могла? бы)(?!\p{L})`,
    String.raw`(?<!\p{L})${HE} (?:יכול|יכולה|רוצה|תוכל|יוכל)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:יכול|יכולה|אפשר ש|האם) ?${HE}(?!\p{L})`,
  ].join('|'),
  'iu',
);
const WITH_ME = /\b(?:with me|along)\b|conmigo|comigo|со мной|(?:איתי|אתי)(?!\p{L})/iu;

/** "Can my husband come in?": the appointment is for him; who only comes along changes nothing. */
export function withVisitor(understanding: Understanding, text: string): Understanding {
  return !understanding.forSomeoneElse && COMES.test(text) && !WITH_ME.test(text) ? { ...understanding, forSomeoneElse: true } : understanding;
}
