import { LANGUAGES } from '../clinic.ts';
import { LEXICONS } from './lexicon/lexicons.ts';
import { timeWords } from './when/parse-when.ts';

/** Words after "I am" that are no names, in all languages: feelings, places, relations, times. */
const NOT_A_NAME = new Set(
  `in a an the at on not so very late sick here there looking interested calling writing running having going coming new your from sure sorry fine good ok available free busy pregnant afraid scared allergic ready back patient waiting trying wondering just also still done tired really
    my his her me him them you us it if when later again please asap back about who with for to and or english russian spanish hebrew portuguese french german israeli american british italian mom mum dad
    un una el la de en muy nuevo nueva paciente alergica alergico embarazada yo que de aqui interesado interesada su cliente diabetico diabetica mi mis tu usted ustedes
    um uma o a do da em novo nova gravida cliente gestante eu aqui alergico interessada interessado meu minha meus minhas seu sua
    не на из по уже хочу могу буду бы вас вам вас у к в с и а но здесь тут по-поводу пациент пациентка беременна клиент записан записана хотел хотела приду опоздаю забыл забыла не думаю знаю согласен согласна передумал передумала просто только тоже могу потерял опаздываю снова сам сама сейчас завтра сегодня больно дорого срочно
    мой моя моего моей мою жены мужа сына дочери дочки мамы папы ребенка врача доктора
    לא רוצה צריך צריכה יכול יכולה מעוניין מעוניינת כאן פה חדש חדשה בהריון מחר היום אוכל אגיע מאחר מאחרת מבקש מבקשת לקוח לקוחה מטופל מטופלת מתכוון רק גם כבר עדיין חושב חושבת מאשר מאשרת כואב דחוף של זה את על עם אחרי מגיע מגיעה אשמח אחזור בסדר מצטער מצטערת רגיש רגישה
    אשתי בעלי הבן הבת בתי אמא אבא אמי אבי אחי אחותי הילד הילדה`
    .split(/\s+/u)
    .filter(Boolean),
);

/** Given names that are times as well: "Tom" writes tomorrow short, Domingo is a Sunday. */
const ALSO_A_TIME = new Set(
  'tom jan april may june august augusto julio abril mayo domingo sabado sol mar marco maio julho июль май август אביב שני ניסן'.split(' '),
);

/** Given names as Hebrew writes them; without capitals nothing else tells "אני דנה" from "אני עייף". */
const HEBREW_GIVEN_NAMES = new Set(
  `אבי אביב אבגי אביגיל אבינועם אבישג אבישי אביתר אברהם אגם אדווה אדוה אדם אדיר אהובה אהוד אהרון אהרן אודי אודליה אוהד אולג אולגה אופיר אופק אור אורה אורטל אורי אוריאל אוריה אורית אורלי אורן אושרי אחמד איגור אייל איילה איילת איה אירה אירית אירנה איתו איתי איתמר איתן אלה אלון אלונה אלי אליה אליהו אליעזר אליס אלירן אלישבע אלכס אלכסנדר אלכסנדרה אלמוג אלעד אלקנה אמונה אמיר אמירה אמנון אמיתי אנה אנאל אנדריי אנטון אנסטסיה אסנת אסף אסתר אפרת אריאל אריאלה אריה אריק אשר
  בועז בוריס בינימין בנימין בני בניה ברוך ברק בת-אל בתיה גאולה גבי גבריאל גד גדי גדעון גיא גיל גילה גילי גילעד גלי גלית גליה ג'ני גנאדי
  דבורה דביר דוד דוידי דולב דור דורון דורית דורין דותן דימה דינה דליה דן דנה דני דניאל דניאלה דניס דפנה דקל דרור
  הגר הדס הדסה הדר הודיה הילה הלל הראל ויקטור ויקטוריה ולדימיר ולרי ורד ורה זאב זהבה זהר זוהר זיו זכריה
  חביב חגי חגית חווה חיים חיה חן חנה חנן חסן טובה טטיאנה טל טלי טליה יאיר יאנה יגאל יהב יהודה יהודית יהונתן יהושע יואב יואל יובל יוכבד יונה יוני יוליה יונתן יוסי יוסף יורי יותם יחזקאל יחיאל יעל יעקב יערה יפה יפית יפעת יצחק ירדן ירדנה ירון ישי ישראל כוכבה כלנית כרמית כרמל כרמלה
  לאה לארה לב לבנה לודמילה לי ליאב ליאור ליאורה ליאת ליבי לידיה ליהי ליהיא לילך לימור לינה לינוי לירון לירז ליז
  מאור מאיה מאיר מוחמד מור מוריה מורן מוטי מושיקו מטר מיה מיכאל מיכל מיכאלה מיקה מירב מירי מרים מרב מירית מישל מלכה מנחם מנשה מעיין מקס מקסים מרדכי מרטין מריה מרינה משה מתן נאור נגה נדב נדיה נועה נועם נוי נורית נטלי נטליה נטע ניב ניצן ניר נירית נמרוד נעם נעמה נעמי נפתלי נתן נתנאל נתלי
  סהר סבטלנה סופיה סיגל סיגלית סיון סימה סימון סלבה סמדר סמי סרגיי סרגי סתיו עדי עדינה עדן עודד עוז עומר עומרי עופר עופרה עידו עידן עידית עינב עינת עירית עמוס עמית עמיר עמרי ענבל ענבר ענת עפרה פאולה פאטמה פבל פולינה פיני פנינה פטר צבי ציון ציפי צליל
  קובי קטיה קארין קרן קרין קסניה קיריל ראובן רבקה רועי רומי רומן רון רונה רוני רונית רונן רות רותי רותם רז רחל רחלי רינה רינת רמי רן רננה רעות רפאל רפי
  שאול שגית שובל שולמית שחר שי שיר שירה שירי שירלי שירן שלומי שלומית שלמה שלום שמואל שמעון שני שנית שקד שרון שרה שרית תאיר תהילה תום תומר תמי תמר תמרה תניה`
    .split(/\s+/u)
    .filter(Boolean),
);

/** True for what follows "I am" without being a name. `word` is folded. */
export function isNoName(word: string): boolean {
  return NOT_A_NAME.has(word);
}

/** True for days, months, parts of the day and the like in any of the languages. `word` is folded. */
export function isTimeWord(word: string): boolean {
  return LANGUAGES.some((language) => timeWords(language).has(word));
}

/** True for a time that people are called as well. `word` is folded. */
export function isTimeAndName(word: string): boolean {
  return ALSO_A_TIME.has(word);
}

/** True for a given name of the Hebrew list. `word` is folded. */
export function isHebrewGivenName(word: string): boolean {
  return HEBREW_GIVEN_NAMES.has(word);
}

let hebrewWords: Set<string> | null = null;

/** True for a word that the Hebrew tables know for what it means: who has it behind a relation ("my son fell") names nobody. */
export function isHebrewVocabulary(word: string): boolean {
  hebrewWords ??= new Set(JSON.stringify(LEXICONS.he).match(/[א-ת]{2,}/gu));
  return hebrewWords.has(word) && !HEBREW_GIVEN_NAMES.has(word);
}
