import { amountsIn } from '../reply-guard/money.ts';
import { percentsIn } from '../reply-guard/known-facts.ts';
import { foldLetters } from '../understanding/fold.ts';

/** Why a text is no answer that stands: true on one day or for one patient only, or told by the clinic's own data. */
export const PASSING = ['time_dependent', 'price', 'booking', 'patient_specific'] as const;
export type Passing = (typeof PASSING)[number];

const word = (list: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list.replace(/\s*\n\s*/gu, '')})(?![\\p{L}\\p{N}])`, 'u');

/** Days and seasons named from where one stands, dates, and words for what is so for now. Folded, of all five languages. A weekday alone is a rule ("closed on Sundays"). */
const TIME = word(String.raw`
today|todays|tonight|tomorrow|yesterday|right now|at the moment|at present|currently|for now|temporar\p{L}*|until further notice|(?:this|next|last|coming) (?:week|weekend|month|year|summer|winter|morning|afternoon|evening|mon|tues|wednes|thurs|fri|satur|sun)\p{L}*|
hoy|manana|ayer|esta (?:semana|tarde|noche|manana)|este (?:mes|ano|fin de semana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)|(?:proximo|proxima|pasado|pasada) \p{L}+|(?:semana|mes|lunes|martes|miercoles|jueves|viernes|sabado|domingo) que viene|ahora mismo|actualmente|de momento|por el momento|temporalmente|
hoje|amanha|ontem|(?:esta|nesta|essa|nessa) (?:semana|tarde|noite|manha)|(?:este|neste|esse|nesse) (?:mes|ano|fim de semana)|(?:semana|mes) que vem|no momento|por enquanto|atualmente|agora mesmo|temporariamente|
сегодня|завтра|послезавтра|вчера|сейчас|пока что|временно|на данный момент|в данный момент|(?:этой|следующей|прошлой|эту|следующую) (?:недел|сред|пятниц|суббот)\p{L}*|(?:этом|следующем|прошлом|этот|следующий) (?:месяц|год|понедельник|вторник|четверг)\p{L}*|
היום|מחר|מחרתיים|אתמול|עכשיו|כרגע|זמנית|בינתיים|(?:השבוע|החודש|השנה)(?: הבא| הבאה| הזה| הזאת)?|(?:בשבוע|בחודש|ביום) (?:הבא|הקרוב|שעבר)`);
const DATE = new RegExp(
  String.raw`(?<![\d.,/:-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)(?![\d.,/:-]*\d|\s*(?:%|km|m\b|км|м\b))|(?<!\d)20[2-9]\d(?!\d)|(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s(?:of |de )?(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|ב(?:ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר))(?!\p{L})|(?:january|february|march|april|june|july|august|september|october|november|december) \d{1,2}(?!\d|:)`,
  'u',
);
/** Times of day are opening hours, which the clinic's own data tells. */
const CLOCK = /(?<![\d.,:])\d{1,2}(?:[:h]\d{2}|\s?(?:am|pm|a\.m|p\.m))(?![\p{L}\d])/u;
/** What only the calendar can say: that something is booked, moved, cancelled, free or taken. */
const BOOKING = word(String.raw`
(?:booked|rescheduled|(?:appointment|slot|visit) (?:is|was|has been|on|at)|(?:free|available|open) (?:slots?|times?|appointments?)|slots? (?:is|are|available|free)|fully booked|(?:we|i) (?:have|ve) (?:an? )?(?:opening|slot)s?)|
(?:(?:cita|turno|reserva) (?:esta|fue|ha sido|queda|el|a las)|reagendad[oa]|(?:hay|tenemos|queda\p{L}*) (?:huecos?|turnos?|citas?|lugar)|(?:hueco|horario|turno|cita)s? (?:libre|disponible)s?)|
(?:(?:consulta|horario|agendamento) (?:esta|foi|ficou|fica|no dia|as)|agendad[oa]|remarcad[oa]|(?:ha|temos|tem) (?:vagas?|horarios?)(?! (?:para|de) (?:carro|estacionar))|horarios? (?:livres?|disponive\p{L}+))|
(?:вы записаны|записал\p{L}* вас|запись (?:на|перенесена|отменена|подтверждена)|свободн\p{L}+ (?:мест|окн|окош|врем|запис)\p{L}*|есть (?:окно|окошко|места|время)|перенесли|отменили)|
(?:התור (?:שלך|נקבע|בוטל|הועבר)|קבענו|נקבע לך|תור(?:ים)? פנוי(?:ים)?|יש (?:תור|תורים|מקום))`);
/** Said of one patient: their name, their results, their body, their bill. */
const PATIENT = word(String.raw`
(?:your (?:results?|appointment|booking|test|tests|x ?-?rays?|biopsy|diagnosis|tooth|crown|implant|balance|account|bill|file|chart|medical record|treatment plan|doctor (?:said|will|told))|you (?:owe|are pregnant|are allergic|were diagnosed|have an appointment)|as (?:we|you) (?:discussed|agreed|said)|(?:dear|hi|hello) (?:mr|mrs|ms|miss)|as before|your (?:mother|father|son|daughter|husband|wife|child))|
(?:(?:su|tu|sus|tus) (?:resultados?|cita|turno|analisis|radiografias?|biopsia|diagnostico|muela|diente|corona|saldo|cuenta|expediente|historia clinica|tratamiento|hij[oa]|mama|papa|esposa|marido)|(?:estimad[oa]|querid[oa]) (?:sr|sra|don|dona|senor|senora)|como (?:hablamos|quedamos|acordamos))|
(?:(?:seu|sua|seus|suas) (?:resultados?|consulta|exames?|radiografias?|biopsia|diagnostico|dente|coroa|saldo|conta|prontuario|tratamento|filh[oa]|mae|pai|esposa|marido)|(?:prezad[oa]|car[oa]) (?:sr|sra|dona|senhor|senhora)|como (?:conversamos|combinamos))|
(?:(?:ваш|ваша|ваше|ваши|вашего|вашей|твой|твоя|твои) (?:результат\p{L}*|запись|прием|анализ\p{L}*|снимок|снимки|диагноз|зуб\p{L}*|коронк\p{L}*|долг|счет|карт[аыуе]|лечени\p{L}*|сын\p{L}*|доч\p{L}*|мам\p{L}*|пап\p{L}*|муж\p{L}*|жен\p{L}*)|уважаем\p{L}+|как договаривались|как мы договорились)|
(?:(?:התוצאות|התור|הבדיקה|הבדיקות|הצילום|האבחנה|השן|הכתר|החוב|התיק|הטיפול|הבן|הבת|האמא|האבא) (?:שלך|שלכם)|כפי שסיכמנו|כמו שסיכמנו|(?:מר|גברת|גב) \p{L}{2,})`);
/** A greeting and a name behind it, which only its capital tells from any other word. */
const GREETED = /^\P{L}*(\p{L}+(?: \p{L}+)?)[ ,]+\p{Lu}\p{Ll}+[ ,!.]/u;
const GREETING = /^(?:hi|hello|hey|dear|hola|ola|oi|querid[oa]|estimad[oa]|prezad[oa]|car[oa]|привет|здравствуйте|добрый день|дорог\p{L}+)$/u;

/** What makes an answer pass, or null when it stands: the same on every day and for everybody who asks. By its words in the five languages. */
export function passingOf(content: string): Passing | null {
  const text = foldLetters(content);
  if (PATIENT.test(text) || greetsSomebody(content)) return 'patient_specific';
  if (BOOKING.test(text)) return 'booking';
  if (TIME.test(text) || DATE.test(text) || CLOCK.test(text)) return 'time_dependent';
  return amountsIn(content).length > 0 || percentsIn(content).length > 0 ? 'price' : null;
}

/** True for an answer that stands. Of the trigger nothing is asked: what a patient says with it may be about a day or a price. */
export function isStandingAnswer({ content }: { content: string }): boolean {
  return passingOf(content) === null;
}

function greetsSomebody(content: string): boolean {
  const greeting = GREETED.exec(content)?.[1];
  return greeting !== undefined && GREETING.test(foldLetters(greeting));
}
