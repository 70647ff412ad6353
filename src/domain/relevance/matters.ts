import { HOUSE, INSURANCE } from './house.ts';

/**
 * What a message may be about besides what is pending, told by its words (folded, in `plainWords` form) in the five languages. Each list is one family:
 * `|` between alternatives, `\S*` any ending.
 */
const SENDING =
  'у меня (?:его |ее |такого )?нет|нету|send|sent|sending|attach\\S*|upload\\S*|email|e mail|mail|forward|scan\\S*|photo|picture|pic|pdf|screenshot|bring it|show it|(?:have|got|find|found|lost|forgot|brought) (?:it|the|that|my|them)|(?:dont|do not|havent|didnt) (?:have|got|get|find)|envio|enviar\\S*|enviare|envie|mand[aoeé]\\S*|adjunt\\S*|foto|correo|mail|subo|subir\\S*|escane\\S*|(?:la|lo|los|las) (?:tengo|llevo|traigo|busco|perdi|encuentro)|(?:no )?(?:tengo|encuentro|traje) (?:la|el|los|las|esa|ese|eso)|traer\\S*|envi[aoe]\\S*|anex\\S*|fotografia|escanea\\S*|(?:nao )?(?:tenho|achei|encontro|trouxe|estou com|to com) (?:a|o|as|os|essa|esse|isso|ela|ele|aqui)|levo|trago|присл\\S*|отправ\\S*|скин\\S*|вышл\\S*|пришл\\S*|фото\\S*|почт\\S*|(?:нет|есть|нашл\\S*|потерял\\S*) (?:снимк\\S*|карт\\S*|документ\\S*|его|ее|их)|אשלח|שולח|שולחת|שלחתי|לשלוח|תמונה|צילום|מייל|אין לי|יש לי';
const AS_IT_WAS =
  '(?:the|that|my) (?:old|original|current|previous|existing) (?:time|day|slot|appointment|date|one|booking) (?:(?:actually |still )?(?:works|suits|will do|does)|(?:is|was|will be|still) (?!not|too|bad|taken|gone)\\S+)|(?:la|el) (?:hora|horario|dia|cita|turno|fecha) (?:de antes|anterior|original|actual|que (?:tenia|tengo|habia)|de siempre|vieja|viejo) (?:ya |tambien )?(?:me |nos )?(?:va|viene|sirve|queda|esta|vale)|(?:o|a) (?:horario|dia|data|consulta|hora) (?:antig[oa]|anterior|original|atual|de antes|que (?:estava|tava|tinha|ja tenho)) (?:me |ja |ta |esta |tambem )?(?:serve|bom|boa|otim[oa]|fica|da certo|mesmo|ok)|(?:стар\\S+|прежн\\S+|первоначальн\\S+|исходн\\S+|изначальн\\S+|текущ\\S+) (?:время|дата|день|запись) (?:\\S+ )?(?:подходит|устраивает|удобно|годится|нормально|подойдет|лучше)|ש?ה(?:שעה|יום|מועד|תור|תאריך) (?:היש(?:ן|נה)|המקורית?|הקודם|הקודמת|הנוכחית?|שהיה) (?:דווקא |כן )?(?:מתאי(?:ם|מה)|בסדר|טובה?|נוחה?)|(?:leave|keep|let) (?:it|that|everything|the (?:appointment|booking|time)|my (?:appointment|booking)) (?:be|as (?:it )?(?:is|was)|as before|the way it (?:is|was)|where (?:it|they) (?:is|was|are|were)|how it (?:is|was)|alone|like (?:that|before))|(?:dont|do not|no need to|dont need to) (?:move|change|touch|reschedule|switch)(?: (?:it|anything|that))?|stick with the (?:old|original|first) \\S+|(?:dej|mant)\\S* (?:la |lo |el |asi |todo |mi )?(?:cita |turno |hora )?(?:(?:como|donde) (?:estaba|esta|antes)|asi|igual)|no (?:(?:hace falta|es necesario|necesito|quiero) )?(?:la |lo |me la |me lo )?(?:mover|cambiar|pasar|reprogramar|reagendar|muev\\S*|cambi\\S*|toque\\S*)(?: nada)?|(?:deix|mant)\\S* (?:a |o |tudo |assim |minha )?(?:consulta |horario )?(?:(?:como|onde) (?:estava|esta|ta|tava|antes)|do jeito que (?:estava|esta|ta)|assim|igual)|(?:nao|n) (?:precisa |quero |vou )?(?:mudar|remarcar|alterar|trocar|mexer|reagendar|passar|mude|muda|mexa|mexe|altere|altera|troque|remarque)(?: (?:nada|mais))?|(?:пусть|пускай) (?:все |так |и )*(?:будет|остается|останется|остаётся|остается|так)|остав\\S* (?:все )?(?:как (?:было|есть)|по старому|прежн\\S*|старое время|тогда|так)|(?:приду|буду) как (?:договаривались|договорились|было|записан\\S*)|не (?:надо |нужно |буду |хочу |стоит )?(?:перенос\\S*|менять|двигать|сдвигать|трогать|перезапис\\S*|переноси\\S*|меняй\\S*|трогай\\S*)|(?:ש)?(?:תישאר|יישאר|ישאר|שיישאר|שישאר|נשאיר|להשאיר|נישאר) (?:\\S+ )?(?:כמו (?:שהיה|שזה|שקבענו)|ככה|כרגיל|אותו דבר)|(?:אגיע|אבוא|נגיע) כמו ש(?:קבענו|נקבע|היה)|(?:אל|לא) (?:צריך |צריכה |רוצה |חייב |חייבת |כדאי )?(?:תעביר\\S*|תדח\\S*|להעביר|לדחות|להזיז|לשנות)|תשאיר\\S* (?:את זה |הכל |את התור )?(?:כמו (?:שהיה|שזה)|ככה|כרגיל)|(?:אל|לא) (?:תזיז\\S*|תשנ\\S*)';

const pattern = (list: string): RegExp => new RegExp(` (?:${list})(?= )`, 'u');
const PATTERNS = {
  sending: pattern(SENDING),
  house: pattern(Object.values(HOUSE).join('|')),
  insurance: pattern(Object.values(INSURANCE).join('|')),
  asItWas: pattern(AS_IT_WAS),
};

/** True when a message speaks of sending, having or showing something, as an answer to a request for a document does. */
export const speaksOfSending = (words: string): boolean => PATTERNS.sending.test(words);

/** True when a message asks about the house: parking, wifi, access, languages, insurers. */
export const asksAboutTheHouse = (words: string): boolean => PATTERNS.house.test(words);

/** True when a message speaks of an insurance, of its cover, or of paying without one. */
export const speaksOfInsurance = (words: string): boolean => PATTERNS.insurance.test(words);

/** The words without the wish to leave things: "don't change it" changes nothing. */
export const withoutLeaving = (words: string): string => words.replace(PATTERNS.asItWas, ' ');

/** True when a message wants things left as they were: a refusal of a change that is pending. */
export const leavesAsItWas = (words: string): boolean => PATTERNS.asItWas.test(words);
