import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { detectLanguage } from '../../../../src/domain/language.ts';
import { judgeRelevance } from '../../../../src/domain/relevance.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { Intent, Urgency } from '../../../../src/domain/understanding/understanding.ts';
import { bestWhen, parseWhen } from '../../../../src/domain/understanding/when/parse-when.ts';
import { LAST_WORDS, PENDING } from '../relevance/cases.ts';
import { dentalClinic } from './dental-clinic.ts';

const REFERENCE = '2026-03-10T10:00:00';
const ZONE = 'Asia/Jerusalem';
const read = (language: Language, text: string) => understand(text, { language, clinic: dentalClinic, reference: REFERENCE, timezone: ZONE });
const startOf = (language: Language, text: string): string | null =>
  bestWhen(parseWhen(text, { language, reference: REFERENCE, timezone: ZONE }))?.start.slice(0, 16) ?? null;

/** One way of saying something and its relatives: [language, intent, messages]. */
const WISHES: readonly (readonly [Language, Intent, readonly string[]])[] = [
  ['ru', 'greeting', ['добренькое утречко', 'вечер добрый', 'Добрейшего денечка!']],
  ['ru', 'book', ['на осмотр бы хотела', 'примете моего мужа?', 'маме нужна коронка', 'мне бы к ортодонту', 'хачу записаца на чистку']],
  [
    'ru',
    'reschedule',
    ['перепишите нас на субботу', 'я записан на среду, можно на час позже?', 'заболела, давайте на другой день', 'можно прийти на час раньше?'],
  ],
  ['ru', 'cancel', ['не ждите нас сегодня', 'атмените запись', 'вычеркните меня из расписания']],
  ['ru', 'reject_pending', ['сама разберусь, не ищите', 'нашли другого врача в другой клинике', 'уже неинтересно']],
  ['ru', 'human', ['пусть доктор мне перезвонит', 'ужасный сервис', 'мне нужна помощь человека, а не бота']],
  ['ru', 'service_inquiry', ['какие документы взять?', 'если не приду, вернете предоплату?', 'можно прийти с собакой?', 'до скольки вы завтра?']],
  ['ru', 'other', ['сколько будет 7+8', 'потом сама напишу', 'до четверга', 'ошиблась номером, простите']],
  ['ru', 'confirm', ['+', 'ага, спасибо', 'хорошо, записывайте на шесть']],
  ['ru', 'thanks', ['спасибо, что приняли без записи']],
  ['he', 'greeting', ['צהריים נעימים', 'היי מה קורה?']],
  ['he', 'book', ['להירשם לניקוי', 'אני ואשתי רוצים בדיקה', 'שריינו לי שעה ביום שני', 'צריכה סתימה', 'מעוניינת בפגישה']],
  ['he', 'reschedule', ['תעבירו אותי לרביעי', 'התור לא מסתדר לי, רוצה אחר', 'יש לי תור ב-9 אבל אגיע רק ב-10', 'הילד חולה, אפשר בשבוע הבא?']],
  ['he', 'cancel', ['אל תחכו לנו', 'תמחקו אותי מהתור']],
  ['he', 'reject_pending', ['כבר הסתדרתי, לא צריך', 'מוותרת על זה']],
  ['he', 'human', ['שהרופאה תחזור אליי', 'מי המנהלת אצלכם?', 'שירות מזעזע']],
  ['he', 'service_inquiry', ['אשמח לקבל הצעת מחיר', 'אם אני לא מגיעה מחזירים מקדמה?', 'אפשר להגיע עם תינוק?']],
  ['he', 'other', ['אני מתלבטת', 'אחשוב', 'טעיתי במספר']],
  ['he', 'deny', ['לא תודה רבה', 'תודה אבל לא']],
  ['he', 'confirm', ['כן תודה', 'סיכמנו']],
];

const COMPLAINTS: readonly (readonly [Language, Urgency, readonly string[]])[] = [
  ['ru', 'urgent', ['кровь льется ручьем после удаления', 'кровища не останавливается']],
  ['ru', 'high', ['зуб разрывает, умоляю примите', 'болит все хуже и хуже', 'просто кошмар как болит зуб']],
  ['ru', 'medium', ['заболела десна', 'у дочки потемнел зуб']],
  ['ru', 'low', ['срочно вызвали в командировку, перенесите', 'больно?', 'заболела, не приду']],
  ['he', 'urgent', ['נפלה מהקורקינט והשן זזה', 'הלחי ענקית ויש חום 38', 'דם מהשן ולא נעצר']],
  ['he', 'high', ['לקחתי נורופן ולא עוזר', 'כואב יותר ויותר', 'אני מטפס על הקירות']],
  ['he', 'medium', ['התחיל לכאוב לי', 'השן הקדמית השחירה']],
  ['he', 'low', ['קראו לי דחוף לעבודה, אפשר להזיז?', 'זה כואב מאוד?']],
];

const TIMES: readonly (readonly [Language, string, string | null])[] = [
  ['ru', 'минут через сорок', '2026-03-10T10:40'],
  ['ru', 'недели через три', '2026-03-31T00:00'],
  ['ru', 'в субботу между двумя и четырьмя', '2026-03-14T14:00'],
  ['ru', 'в пятницу в 16 45', '2026-03-13T16:45'],
  ['ru', 'вторник 18-15', '2026-03-17T18:15'],
  ['ru', 'без двадцати час дня', '2026-03-10T12:40'],
  ['ru', 'на 20.03 в 8 утра', '2026-03-20T08:00'],
  ['ru', 'на той неделе', '2026-03-16T00:00'],
  ['ru', 'седьмого', '2026-04-07T00:00'],
  ['ru', 'седьмой', null],
  ['ru', 'от 2 до 4 тысяч', null],
  ['ru', 'занята со среды, давайте в субботу', '2026-03-14T00:00'],
  ['he', 'יום חמשי', '2026-03-12T00:00'],
  ['he', '4 באוגסט', '2026-08-04T00:00'],
  ["he", "ל-9 באפר'", '2026-04-09T00:00'],
  ['he', '9 באפריל 11 בבוקר', '2026-04-09T11:00'],
  ['he', 'ראשון בשעות הערב', '2026-03-15T18:00'],
  ['he', 'צריכה למחר אם יש', '2026-03-11T00:00'],
  ['he', 'בין 3 ל-5 שתלים', null],
]; // prettier-ignore

const LANGUAGES_TOLD: readonly (readonly [string, string])[] = [
  ['Вона вже поснидала', 'other'], ['навищо ти прийшов', 'other'], ['Вона хоче спати', 'other'],
  ['Не искам да говоря за това.', 'other'], ['Къде работи сестра ти?', 'other'],
  ['Таа не сака да зборува.', 'other'], ['Каде работи сестра ти?', 'other'],
  ['Не желим да причам о томе.', 'other'], ['Где ради твоја сестра?', 'other'],
  ['Яна не хоча размаўляць.', 'other'], ['Калі прыйдзе цягнік?', 'other'],
  ['Она не хочет об этом говорить.', 'ru'], ['Где работает твоя сестра?', 'ru'], ['среда', 'ru'], ['да, верно', 'ru'], ['Вода кипит.', 'ru'], ['субота подойдет', 'ru'],
  ['מיין טאטע ארבעט נישט היינט', 'other'], ['וואו וואוינט דיין ברודער', 'other'],
  ['אבא שלי לא עובד היום', 'he'], ['די כבר', 'he'], ['אין לי זמן', 'he'], ['תשלחו בוואטסאפ', 'he'],
  ['Кирилл Васильев', 'unknown'], ['רותי פרץ', 'unknown'],
  ['Mercoulle un libro ao seu irmán', 'other'], ['Os rapaces xa marcharon', 'other'],
]; // prettier-ignore

const PENDING_CASES: readonly (readonly [keyof typeof PENDING, Language, string, boolean, boolean])[] = [
  ['askDay', 'ru', 'только не к Анне, к другому доктору', true, false],
  ['askDay', 'he', 'לא אצל אנה, אצל רופא אחר', true, false],
  ['askDay', 'ru', 'вместо чистки давайте отбеливание', true, false],
  ['askDay', 'he', 'במקום ניקוי אני רוצה הלבנה', true, false],
  ['confirmBotox', 'ru', 'мне не нужен ботокс, мне нужна пломба', false, true],
  ['confirmBotox', 'he', 'אני לא צריכה בוטוקס, אני צריכה סתימה', false, true],
  ['confirmBotox', 'ru', 'болезненно?', true, false],
  ['checkDan', 'he', 'אני לא אעשה סתימה', false, true],
  ['checkDan', 'ru', 'не пойду к Дану', false, true],
  ['move', 'ru', 'пусть останется как было', false, true],
  ['move', 'he', 'שיישאר כמו שקבענו', false, true],
  ['confirmCancel', 'ru', 'не отменять, а перенести', true, false],
];

describe('families of forms', () => {
  for (const [language, intent, messages] of WISHES) {
    it.each(messages)(`${language} ${intent}: %s`, (text) => {
      expect(read(language, text).intents[0]?.intent).toBe(intent);
    });
  }

  for (const [language, urgency, messages] of COMPLAINTS) {
    it.each(messages)(`${language} ${urgency}: %s`, (text) => {
      expect(read(language, text).urgency).toBe(urgency);
    });
  }

  it.each(TIMES)('%s: %s', (language, text, start) => {
    expect(startOf(language, text)).toBe(start);
  });

  it.each(LANGUAGES_TOLD)('tells the language of %j', (text, label) => {
    expect(detectLanguage(text).label).toBe(label);
  });

  it.each(PENDING_CASES)('%s, %s: %s', (pending, language, message, relevant, dropPending) => {
    const history = [{ role: 'bot', text: LAST_WORDS[pending][language] }];
    const understanding = read(language, message);
    expect(judgeRelevance({ message, language, understanding, pendingAction: PENDING[pending], history, clinic: dentalClinic })).toMatchObject({
      relevant,
      dropPending,
    });
  });
});
