import type { Clinic, Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { findTreatments, soundsLike } from '../understanding/entities.ts';
import { plainWords } from '../understanding/fold.ts';
import { findIntents, findTopics } from '../understanding/intents.ts';
import { readCues } from '../understanding/lexicon/cues.ts';
import { LEXICONS } from '../understanding/lexicon/lexicons.ts';
import { expandShorthand } from '../understanding/lexicon/shorthand.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import { isNegated } from '../understanding/negation.ts';
import { findParticulars, statedName } from '../understanding/particulars.ts';
import { stem } from '../understanding/stem.ts';
import { around, tokensOf, type Token } from '../understanding/tokens.ts';
import type { Intent, Topic, Understanding } from '../understanding/understanding.ts';
import { judgeUrgency } from '../understanding/urgency.ts';
import { parseWhen } from '../understanding/when/parse-when.ts';
import { asksAboutTheHouse, leavesAsItWas, speaksOfSending } from './matters.ts';
import type { PendingProfile } from './pending-profile.ts';
import { subjectsIn } from './subjects.ts';

/** What a message says, seen from what is pending. */
export type MessageReading = {
  intent(name: Intent): number;
  asks(...topics: Topic[]): boolean;
  wordCount: number;
  refusesPendingThing: boolean;
  /** Both the service and the doctor, or everything named, are refused. */
  refusesBothThings: boolean;
  /** Of the doctor and the service only the doctor. */
  refusesOnlyDoctor: boolean;
  namesPendingThing: boolean;
  wantsOtherTreatment: boolean;
  /** A check-up or a consultation, and no treatment. */
  namesVisitOnly: boolean;
  wantsOtherDoctor: boolean;
  otherProvider: boolean;
  errand: boolean;
  urgent: boolean;
  /** Mild pain or something broken. */
  hurts: boolean;
  rejects: boolean;
  rejectsFirmly: boolean;
  /** "cancel", "отмена": without naming an appointment. */
  cancelsBarely: boolean;
  takesCancellingBack: boolean;
  asksAlternative: boolean;
  changes: boolean;
  namesWhen: boolean;
  saysName: boolean;
  sayYes: boolean;
  sayNo: boolean;
  /** Anything that reads as an answer: yes, no, a time, a pick. */
  isAnswer: boolean;
  leavesChoice: boolean;
  forSomeoneElse: boolean;
  /** "Can't it be done without an X-ray?": a question, no refusal. */
  asksWithout: boolean;
  isQuestion: boolean;
  isAboutPaying: boolean;
  handsOver: boolean;
  isThanksOnly: boolean;
  isGreetingOnly: boolean;
  startsAnew: boolean;
  wantsToBook: boolean;
  /** Parking, wifi, insurers: about the house, not about a treatment. */
  asksAboutTheHouse: boolean;
  /** "Leave it as it was". */
  leavesAsItWas: boolean;
  /** Share of the message's telling words that the bot's last words have, 0..1. */
  overlap: number;
};

const ALTERNATIVE =
  / (?:another|others?|someone else|something else|else|different|instead|друг(?:ой|ое|ая|ую|ие|ого|ому|им|ими|ом)|еще вариант\S*|кто нибудь другой|otr[oa]s?|alguien mas|outr[oa]s?|mais algum\S*|אחר|אחרת|אחרים|מישהו אחר|נוספים)(?= )/u;
const CHANGE =
  / (?:instead|actually|rather|change (?:it|that|to)|make it|switch|better|no i want|i meant|лучше|вернее|точнее|а не|а на|поменя\S*|давайте (?:на|к)|вместо|все таки|mejor|en realidad|mas bien|cambi\S*|en vez|na verdade|melhor|alias|troc\S*|em vez|prefer|prefiero|preferiria|prefiro|preferia|предпоч\S*|בעצם|עדיף|במקום|תחליפ\S*|התכוונתי|מעדיפ?ה?)(?= )/u;
const TAKE_BACK =
  / (?:actually|instead|after all|ладно|все таки|всетаки|передумал\S*|лучше|en realidad|mejor|al final|na verdade|melhor|afinal|בעצם|בכל זאת|עדיף)(?= )/u;
const FIRM =
  / (?:no thanks|no thank you|not now|not (?:right now|yet|interested|ready|today|at the moment|this time)|decided (?:not|against)|later time|maybe later|dont (?:want|need)|no (?:lo |la )?(?:quiero|necesito|me interesa)|ahora no|por ahora no|не (?:надо|нужно|нужен|нужна|нужны|хочу|хотим|сейчас|интересует|интересуют)|пока не|потом|nao (?:quero|preciso|obrigad\S*)|agora nao|por enquanto nao|לא (?:צריך|צריכה|צריכים|רוצה|רוצים|תודה|עכשיו|מעוניין|מעוניינת)|תודה לא|כרגע לא)(?= )/u;
const PAYING =
  / (?:card|cash|credit|insurance|installment\S*|financing|картой|наличн\S*|рассроч\S*|страхов\S*|кредит\S*|tarjeta|efectivo|cuotas|seguro|obra social|financia\S*|cartao|pix|convenio|parcel\S*|plano|כרטיס|מזומן|תשלומים|ביטוח)(?= )/u;
const QUESTION =
  / \? |^ (?:(?:вы |а |и )?(?:до|с|со|во) (?:скольки|сколько|скольких|которого|какого|когда)|вы|у вас|почему|зачем|кто|куда|долго ли|нужно ли|можно ли|есть ли|עד (?:מתי|איזו|איזה|כמה)|באיזה|באיזו|למה|מי|לאן|מאיזה|כמה|what|whats|how|why|which|who|where|when|is|are|does|do|can|could|will|would|а|что|чем|как|какой|какая|какие|сколько|где|когда|можно|есть|это|que|cual|cuales|como|cuanto|cuantos|cuanta|donde|cuando|quien|hay|se puede|puedo|tienen|hacen|a que|hasta que|es|y|qual|quais|quanto|quantos|quanta|onde|quando|quem|tem|posso|fazem|da pra|ate que|a que|e|any|whos|wheres|whens|am i|should i|מה|איך|כמה|מתי|איפה|האם|יש|אפשר|זה) /u;
const NAMED_APPOINTMENT =
  / (?:my (?:appointment|booking|visit)|appointment|booking|(?:мо[юяей]+ )?запис[ьи]|прием|(?:mi |la )?(?:cita|turno)|(?:minha |a )?consulta|תור)(?= )/u;
const START =
  / (?:i (?:also )?(?:want|need|would like|d like) to (?:ask|know|book|make|find|get)|looking for|find me|(?:хочу|хотел\S*|надо|нужно|можно|давайте) (?:бы )?(?:узнать|записать(?:ся)?|спросить|уточнить)|запиши(?:те)? (?:лучше |меня |нас |мужа |жену |маму |папу |ребенка |сына |дочь |дочку |подругу )|quiero (?:saber|preguntar|agendar|reservar)|quero (?:saber|perguntar|marcar|agendar)|(?:רוצה|רציתי|צריך|צריכה|אפשר) (?:גם )?(?:לדעת|לשאול|לקבוע|לבדוק|להזמין|לתאם)|תקבע\S* (?:במקום |גם )?(?:לי|לבעלי|לאשתי|לבן|לבת|לאמא|לאבא|לילד|לילדה))(?= )/u;

/** Sending, or having just sent, what was asked for. */
const HANDS_OVER =
  / (?:ill send|will send|sending|sent(?: it)?|here (?:it )?is|here you go|attached|uploading|(?:пришлю|отправлю|скину|вышлю|присылаю|отправляю|отправил\S*|прислал\S*|скинул\S*|сфотографирую|вот он\S*|вот снимок|вот фото)|(?:lo |la |te la |te lo |se lo )?(?:envio|mando|envie|mande|adjunto)|aqui (?:esta|va)|(?:vou |ja )?(?:enviar|mandar|enviei|mandei|envio|mando)|segue|(?:תכף |מיד |עוד מעט )?(?:אשלח|שולח|שולחת|שלחתי|מצרף|מצרפת|צירפתי|אצלם)|הנה)(?= )/u;

export type ReadingInput = { message: string; language: Language; understanding?: Understanding; clinic?: Clinic; reference?: string };

/** Reads a message against a pending action; uses `understanding` where given, else works it out. Never throws. */
export function readMessage(input: ReadingInput, pending: PendingProfile): MessageReading {
  const text = input.message.slice(0, 2000);
  const words = plainWords(text);
  const tokens = tokensOf(text);
  const languages = readingLanguages(text, input);
  const lexicons = languages.map((language) => LEXICONS[language]);
  const urgency = input.understanding?.urgency ?? judgeUrgency(words, lexicons);
  const expanded = expandShorthand(words, languages);
  const topics = input.understanding?.topics ?? findTopics(words, expanded, lexicons).map(({ topic }) => topic);
  const intents =
    input.understanding?.intents ??
    findIntents(
      { words, expanded, lexicons, cues: readCues(expanded, languages), urgency, hasService: false, hasOnlyRefused: false, hasWhen: false },
      findTopics(words, expanded, lexicons),
    );
  const intent = (name: Intent): number => intents.find((score) => score.intent === name)?.confidence ?? 0;
  const things = readThings(tokens, languages, input, pending);
  const namesWhen = hasMoment(text, languages, input);
  const particulars = findParticulars(words, lexicons);
  const wordCount = words
    .trim()
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const says = (pick: 'yes' | 'no'): boolean => lexicons.some((lexicon) => startsWith(words, lexicon[pick]));
  const sayYes = says('yes') || intent('confirm') > 0.5;
  const sayNo = says('no') || intent('deny') > 0.5;
  const leavesChoice = particulars.ordinal !== null || particulars.anyDoctor || particulars.anyTime || particulars.sameAsLast;
  const subjects = subjectsIn(words);
  const top = intents[0]?.intent ?? 'other';
  return {
    ...things,
    intent,
    asks: (...wanted) => wanted.some((topic) => topics.includes(topic)),
    wordCount,
    otherProvider:
      subjects.some((subject) => subject.kind === 'provider' && pending.providers.size > 0 && !pending.providers.has(subject.id)) &&
      !subjects.some((subject) => pending.providers.has(subject.id)),
    errand: subjects.some((subject) => subject.kind === 'errand'),
    urgent: urgency === 'urgent' || urgency === 'high',
    hurts: urgency === 'medium',
    rejects: intent('reject_pending') > 0.5,
    rejectsFirmly: FIRM.test(words),
    cancelsBarely: intent('cancel') > 0.7 && !NAMED_APPOINTMENT.test(words) && !namesWhen && wordCount <= 4 && pending.kind !== 'cancel',
    takesCancellingBack: TAKE_BACK.test(words) && intent('book') > 0.5 && intent('cancel') === 0,
    asksAlternative: ALTERNATIVE.test(words),
    changes: CHANGE.test(words),
    namesWhen,
    saysName: (input.understanding?.statedName ?? statedName(text, lexicons)) !== null || (pending.waitsForName && wordCount <= 4 && !QUESTION.test(words)),
    sayYes,
    sayNo,
    isAnswer: sayYes || sayNo || namesWhen || leavesChoice,
    leavesChoice,
    forSomeoneElse: particulars.forSomeoneElse,
    asksWithout: words.includes(' ? ') && / (?:without|sin|sem|без|בלי|ללא)(?= )/u.test(words),
    isQuestion: QUESTION.test(words),
    asksAboutTheHouse: asksAboutTheHouse(words),
    leavesAsItWas: leavesAsItWas(words),
    isAboutPaying: PAYING.test(words),
    handsOver: HANDS_OVER.test(words) || speaksOfSending(words),
    isThanksOnly: top === 'thanks' && wordCount <= 6,
    isGreetingOnly: top === 'greeting' && wordCount <= 5,
    startsAnew: START.test(words),
    wantsToBook: intent('book') > 0.5,
    overlap: overlapWith(tokens, pending.botText),
  };
}

function readingLanguages(text: string, input: ReadingInput): Language[] {
  const label = (input.understanding?.language ?? detectLanguage(text)).label;
  return label === 'other' || label === 'unknown' || label === input.language ? [input.language] : [label, input.language];
}

type Things = Pick<
  MessageReading,
  'refusesPendingThing' | 'refusesBothThings' | 'refusesOnlyDoctor' | 'namesPendingThing' | 'wantsOtherTreatment' | 'namesVisitOnly' | 'wantsOtherDoctor'
>;

function readThings(tokens: readonly Token[], languages: readonly Language[], input: ReadingInput, pending: PendingProfile): Things {
  const allTreatments = findTreatments(tokens, languages);
  const treatments = allTreatments.filter((mention) => !mention.generic);
  const sameTreatment = treatments.filter((mention) => pending.treatments.has(mention.treatment));
  const services = input.understanding?.services ?? [];
  const sameService = services.filter((match) => pending.serviceIds.has(match.id));
  const names = tokens.flatMap((token, index) => {
    if (!pending.names.some((name) => soundsLike(token.text, name) >= 0.8)) return [];
    const { before, after } = around(tokens, index, index + 1);
    return [{ negated: isNegated(before, after, languages) }];
  });
  const same = [...sameTreatment, ...sameService, ...names];
  const known = pending.treatments.size > 0 || pending.serviceIds.size > 0;
  // Where the thing itself is refused, "just a check-up" is named in its place.
  const inItsPlace = sameTreatment.some((mention) => mention.negated) && allTreatments.some((mention) => mention.generic && !mention.negated);
  const otherTreatment =
    inItsPlace ||
    treatments.some((mention) => !mention.negated && !pending.treatments.has(mention.treatment)) ||
    services.some(
      (match) => !match.negated && pending.serviceIds.size > 0 && !pending.serviceIds.has(match.id) && sameService.length === 0 && sameTreatment.length === 0,
    );
  return {
    refusesPendingThing:
      same.some((mention) => mention.negated) &&
      !same.every((mention) => !mention.negated) &&
      !(sameTreatment.some((mention) => !mention.negated) && names.length === 0),
    refusesBothThings: same.length > 1 && same.every((mention) => mention.negated) && !otherTreatment,
    refusesOnlyDoctor: names.some((name) => name.negated) && !sameTreatment.some((mention) => mention.negated) && !sameService.some((match) => match.negated),
    namesPendingThing: same.some((mention) => !mention.negated),
    wantsOtherTreatment: known && otherTreatment,
    namesVisitOnly: treatments.length === 0 && allTreatments.some((mention) => !mention.negated),
    wantsOtherDoctor:
      (input.understanding?.doctors ?? []).some((match) => !match.negated && pending.doctorIds.size > 0 && !pending.doctorIds.has(match.id)) ||
      (names.length === 0 && pending.names.length > 0 && namesUnknownDoctor(tokens)),
  };
}

/** "Dr. Sofia" where the clinic has none: a title and a name, whoever it is. Only scripts with capitals tell a name from "doctor please"; Hebrew titles stand before names. */
function namesUnknownDoctor(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, index) => {
    const next = tokens[index + 1];
    if (next === undefined || next.text.length < 3) return false;
    return /^[להמבשכ]*(?:דר|דוקטור)$/u.test(text) ? true : /^(?:dr|dra|doctor|doctora|doutor|doutora|др|доктор\p{L}*)$/u.test(text) && next.capitalised;
  });
}

/** A date or time that is not just "now" and is not refused. */
function hasMoment(text: string, languages: readonly Language[], { understanding, reference }: ReadingInput): boolean {
  // Without a reference any will do: what counts is whether a date to come is named at all.
  const from = reference ?? '2026-03-10T10:00:00';
  if (understanding?.shift) return true;
  const whens = understanding?.whens ?? languages.flatMap((language) => parseWhen(text, { language, reference: from, timezone: 'UTC' }));
  const isPast = (start: string): boolean => (understanding === undefined || reference !== undefined) && start < from.slice(0, 10);
  return whens.some(
    (when) =>
      !when.negated &&
      when.grain !== 'second' &&
      !isPast(when.start) &&
      !/^(?:right |just )?(?:now|later|сейчас|потом|попозже|ahora(?: mismo)?|luego|mas tarde|agora|depois|mais tarde|עכשיו|אחר כך|מאוחר יותר|today)$/iu.test(
        when.text.trim(),
      ),
  );
}

function startsWith(words: string, list: string): boolean {
  const match = phrases(list).exec(words);
  return match !== null && match.index === 0;
}

function overlapWith(tokens: readonly Token[], botText: string): number {
  const telling = tokens.map((token) => stem(token.text)).filter((word) => word.length > 2);
  if (telling.length === 0) return 0;
  const bot = new Set(botText.trim().split(' ').map(stem));
  return telling.filter((word) => bot.has(word)).length / telling.length;
}
