import { LATIN_WORDS } from '../language/word-lists.ts';
import { RUSSIAN_WORDS } from '../language/russian-words.ts';
import { foldLetters } from './fold.ts';
import { TREATMENTS } from './lexicon/treatments.ts';
import { timeWords } from './when/parse-when.ts';

/** Hebrew words that are spelt like names, or like what a short name sounds like: pronouns, particles, courtesy, adjectives, verbs. */
const HEBREW = `אני אנוכי אתה את הוא היא אנחנו אנו אתם אתן הם הן לי לך לו לה לנו לכם להם שלי שלך שלו שלה שלנו שלכם שלהם אותי אותך אותו אותה אותנו אתכם אותם איתי איתך איתו איתה איתנו
  אליי אלי אליך אליו אליה עליי עלי עליך מי מה מתי איפה איך כמה למה מדוע איזה איזו האם כן לא אין יש גם רק עוד כבר אז אם או אבל כי של על עם אל אצל בין עד מן כל כמו זה זו זאת אלה אלו ההוא
  אנא נא בבקשה תודה שלום היי הי הלו טוב טובה טובים רע סוף התחלה מר גברת יום שעה בוקר ערב צהריים מחר היום עכשיו אחר אחרת אחרי אחרון לפני תור תורים רוצה רוצים רציתי צריך צריכה אפשר יכול יכולה
  אומר אומרת אמר אמרה היה הייתה היתה יהיה תהיה להיות בא באה בוא בואו קח תן תני נתן שם שמה שמי פה כאן ככה ממש מאוד מאד קצת הרבה הכל דבר משהו מישהו לאט מהר חזק נורא שוב אולי בטח ברור סבבה יישאר ישאר תישאר נישאר להישאר נשאר יושב ישר
  דחוף כואב כואבת כאב שן שיניים פנוי פנויה נשאר מאז מול קול קל לקבוע לבטל לקבל לראות לדעת אמן דרך רגע שני ראשון דין נו הנה לאן`;

/** Relations: "for my son" is no doctor, though Ben and Bat are names. */
const RELATIONS = new Set('בן בת אב אם אח אחות בעל אישה אמא אבא ילד ילדה'.split(' '));

/** Adjectives and phrases of patients that the lists for telling languages apart have no use for. */
const OTHERS = `левый левая левое левую левого левой левом лево правый данные данных данным мило милый верю верьте надеюсь роман марка марки они она оно оне ли ко им мои моя тон мак гора
  ponto pontos puntos ponme ponga pongame ponle ponla ponlo pongan pone ponen blanca blanco dolores luz sol paz alba estrella leal consuelo marca martes julio abril mayo clara claro clare bueno diario hablo llena
  claro rosa luz neves alto reis costa gracas graca milagre marco maio julho junho lima
  white whites
  clear early young long grace hope joy faith chance rich frank mark bill rob may april june august art sunny`;

let words: Set<string> | null = null;

/** Every ordinary word of the five languages that could pass for a name, folded; compiled on first use. */
function commonWords(): Set<string> {
  words ??= new Set(
    [LATIN_WORDS.en, LATIN_WORDS.es, LATIN_WORDS.pt, HEBREW, OTHERS, ...TREATMENTS.map((treatment) => treatment.words.replace(/[^;]* [^;]*(?:;|$)/gu, ' '))]
      .flatMap((list) => list.split(/[\s;]+/u))
      .concat(
        [...RUSSIAN_WORDS],
        (['en', 'es', 'pt', 'ru', 'he'] as const).flatMap((language) => [...timeWords(language)]),
      )
      .map(foldLetters)
      .filter((word) => word.length >= 2),
  );
  return words;
}

/** True for pronouns, particles, days, courtesies, treatments: words that name nobody unless they are marked as a name. `word` is folded. */
export function isCommonWord(word: string): boolean {
  return commonWords().has(word);
}

/** True for "son", "mother" and the like where a language takes them for names once a prefix is off. */
export function isRelation(word: string): boolean {
  return RELATIONS.has(word);
}
