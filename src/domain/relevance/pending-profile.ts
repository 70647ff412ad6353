import type { Clinic, Language } from '../clinic.ts';
import { catalogueOf } from '../understanding/catalogue.ts';
import { findTreatments } from '../understanding/entities.ts';
import { foldLetters, plainWords } from '../understanding/fold.ts';
import { stem } from '../understanding/stem.ts';
import { tokensOf } from '../understanding/tokens.ts';
import { providersIn } from './providers.ts';

/** A pending action as other systems also name it ("book_appointment", "check_availability"); ours is one of them. */
export type PendingLike = { type: string; description: string; slots: Record<string, string> };
export type HistoryLike = { role: string; text: string };

export type PendingKind = 'book' | 'reschedule' | 'cancel' | 'inquire' | 'document' | 'find';

/** What is open, and what the last words of the bot wait for. */
export type PendingProfile = {
  kind: PendingKind;
  treatments: Set<string>;
  serviceIds: Set<string>;
  doctorIds: Set<string>;
  /** Folded words of the names of the doctor (or shop) it is about. */
  names: string[];
  providers: Set<string>;
  botText: string;
  /** The last words of the bot are about other treatments than the one it is about, and do not come back to it. */
  wasLeft: boolean;
  /** Stems of everything said about it: the bot's last words, the description, the slots. */
  saidStems: ReadonlySet<string>;
  asksQuestion: boolean;
  asksYesNo: boolean;
  /** It waits for a yes to something other than cancelling. */
  asksConsent: boolean;
  /** What an insurance covers. */
  isAboutInsurance: boolean;
  /** A place on a waiting list. */
  isWaiting: boolean;
  /** The bot offered to do it; nothing was asked for yet. */
  isOffer: boolean;
  waitsForName: boolean;
  /** The bot asked whom, or which place, the patient wants. */
  waitsForProvider: boolean;
  /** The provider is another house than ours, found for the patient: its address and hours belong to the matter. */
  isElsewhere: boolean;
  /** A booking that has no service yet, or a search: naming a treatment answers it. */
  isOpenToAny: boolean;
};

const YES_NO =
  / (?:confirm\S*|correct|is (?:this|that|it)|(?:is|are|does|do|would|shall|should|could|can|may|did|will|alright|ok|okay|right|sure) (?:you|i|we|that|this|it)|would you like|do you want|shall i|should i|verify|how about|верно|точно|подтвержд\S*|записать|записываю|устраивает|подойдет|подходит|хотите|отменить|перенести|правильно|все верно|seguro|segura|confirm\S*|correcto|le parece|te parece|quiere que|quieres que|desea|le (?:va|viene) bien|certeza|confirma\S*|posso|pode ser|quer que|gostaria|correto|tudo certo|לאשר|נכון|בטוח|בטוחה|מתאים|האם|לקבוע|לבטל|להעביר|תרצה|תרצי) /u;
const OPEN_QUESTION =
  / (?:what|which|when|where|who|какой|какая|какое|какую|какие|когда|во сколько|какому|на какой|que|cual|cuando|donde|qual|quando|onde|que dia|באיזה|לאיזה|מתי|איזה|איפה|מה) /u;

/** Reads what is pending; `clinic` resolves the ids in its slots to names and treatments. */
export function profilePending(pending: PendingLike, history: readonly HistoryLike[], clinic: Clinic | undefined, language: Language): PendingProfile {
  const slots = Object.entries(pending.slots);
  const values = slots.map(([, value]) => value);
  const services = clinic?.services.filter((service) => values.includes(service.id)) ?? [];
  const doctorTexts = slots.filter(([key]) => PERSON_SLOT.test(key)).map(([, value]) => value);
  const isNamed = (name: string): boolean =>
    doctorTexts.some((text) => nameWords(text).length > 0 && nameWords(text).every((word) => nameWords(name).includes(word)));
  const doctors = clinic?.doctors.filter((doctor) => values.includes(doctor.id) || values.includes(doctor.name) || isNamed(doctor.name)) ?? [];
  const serviceTexts = [
    ...slots.filter(([key]) => /service|treatment|procedure/u.test(key)).map(([, value]) => value),
    ...services.flatMap((service) => Object.values(service.name)),
  ];
  const english: Language[] = ['en'];
  const about = [pending.description, ...serviceTexts].join(' ; ');
  const mentions = findTreatments(tokensOf(about), english);
  const telling = mentions.filter((mention) => !mention.generic);
  const treatments = new Set((telling.length > 0 ? telling : mentions).map((mention) => mention.treatment));
  if (clinic !== undefined) for (const service of services) for (const id of catalogueOf(clinic).treatmentsOf.get(service.id) ?? []) treatments.add(id);
  const names = [...doctorTexts, ...doctors.map((doctor) => doctor.name)].flatMap(nameWords);
  const last = history.findLast((entry) => !/^(?:user|patient)$/u.test(entry.role))?.text ?? '';
  const botText = plainWords(last);
  const spokenOf = treatments.size === 0 ? [] : findTreatments(tokensOf(last.replace(MATERIAL, ' ')), [language]).filter((mention) => !mention.generic);
  const isOffer =
    /^offer_/u.test(pending.type) ||
    (/^offered/iu.test(pending.description) && !/\bslots?\b/iu.test(pending.description)) ||
    (/^(?!confirm_).*(?:book|availab)/u.test(pending.type) &&
      / (?:would you like|do you (?:want|wish)|shall i|should i|i can|want me to|хотите|quiere que|quieres que|desea|quer que|gostaria|תרצה|תרצי|לקבוע לך) /u.test(
        botText,
      ) &&
      !OPEN_QUESTION.test(botText));
  const asksQuestion =
    kindOf(pending.type) === 'document' || / \? /u.test(botText) || / (?:please confirm|confirm|confirming|verify|i need to know) /u.test(botText);
  const asksYesNo =
    pending.type.startsWith('confirm_') ||
    /yes\/no|confirmation/iu.test(pending.description) ||
    (asksQuestion && (YES_NO.test(botText) || RECAP.test(botText)) && !OPEN_QUESTION.test(botText));
  return {
    kind: kindOf(pending.type),
    treatments,
    serviceIds: new Set(services.map((service) => service.id)),
    doctorIds: new Set(doctors.map((doctor) => doctor.id)),
    names: names.map((name) => foldLetters(name)),
    providers: new Set(providersLookedFor(pending, about)),
    botText,
    wasLeft:
      spokenOf.length > 0 && !spokenOf.some((mention) => treatments.has(mention.treatment)) && !names.some((name) => botText.includes(foldLetters(name))),
    saidStems: new Set(tokensOf([last, about, ...values].join(' ')).map((token) => stem(token.text))),
    asksQuestion,
    asksYesNo,
    asksConsent: asksYesNo && kindOf(pending.type) !== 'cancel',
    isAboutInsurance: /insur/iu.test(`${pending.type} ${pending.description}`),
    isWaiting: /wait(?:ing)? ?_?list/iu.test(`${pending.type} ${pending.description}`),
    isOffer,
    isElsewhere: slots.some(([key, value]) => /^(?:dentist|stylist|therapist|doctor|salon|provider|restaurant|place)_name$/u.test(key) && value !== ''),
    isOpenToAny: /find|search/u.test(pending.type) || (kindOf(pending.type) === 'book' && serviceTexts.length === 0),
    waitsForProvider: WHICH_PROVIDER.test(botText),
    waitsForName:
      WHICH_PROVIDER.test(botText) ||
      /\bname\b|patientName/u.test(pending.description) ||
      / (?:your name|full name|зовут|имя|nombre|llama\S*|nome|chama\S*|שמך|השם) /u.test(botText),
  };
}

/** A search for "a doctor" is one for no dentist, though no other word says so. */
function providersLookedFor({ type }: PendingLike, about: string): string[] {
  const named = providersIn(plainWords(about));
  return named.length === 0 && kindOf(type) === 'find' && /\bdoctor\b/iu.test(about) ? ['doctor'] : named;
}

/** What the bot repeats to have it confirmed. */
const RECAP =
  / (?:please confirm|confirm|confirming|verify|i need to know|(?:just )?(?:to be sure|to make sure)|so (?:that is|thats|you (?:want|would like))|для уверенности|уточню|проверим|итак|para confirmar|para asegurarme|entonces seria|so para confirmar|para ter certeza|entao seria|רק לוודא|לוודא|אז זה) /u;
const WHICH_PROVIDER =
  / (?:(?:which|what) (?:dentist|doctor|dr|clinic|therapist|salon|stylist|specialist|practice|provider|hairdresser)s?(?! type)|(?:name|names) of (?:the|your|that) (?:dentist|doctor|clinic|therapist|salon|stylist|place|practice)|who (?:do|would) you (?:like|want|wish|prefer)|(?:к|у) как(?:ому|ого|ой) (?:врач|доктор|стоматолог|мастер|специалист|клиник)\S*|как (?:называется|зовут) (?:врач|доктор|клиник|салон|стоматолог)\S*|(?:con |a |en )?(?:que|cual) (?:dentista|doctor|doctora|medico|clinica|salon|peluqueria|terapeuta)|nombre del? (?:la )?(?:dentista|doctor|doctora|medico|clinica|salon)|(?:com |em |no |na )?(?:qual|que) (?:dentista|doutor|doutora|medico|medica|clinica|salao|terapeuta)|nome d[oa] (?:dentista|doutora?|medic[oa]|clinica|salao)|[לא]?(?:איזה|איזו|אצל איזה|לאיזה|לאיזו) (?:רופא|רופאה|דוקטור|מרפאה|מספרה|מטפל|מטפלת)|שם (?:הרופא|הרופאה|המרפאה|המספרה)) /u;
/** "Veneers of porcelain or resin": what a thing is made of names no other treatment. */
const MATERIAL =
  /(?<=\p{L}\s)(?:de|em|из|in|y de|e de|ou de|o de) (?:resina|porcelana|composite|porcelain|resin|композита|керамики|смолы)(?:(?: (?:e|ou|y|o) (?:de )?(?:resina|porcelana|composite))?)/giu;

const PERSON_SLOT = /(?:doctor|dentist|stylist|therapist|provider)(?:_?name)?$/iu;

function nameWords(name: string): string[] {
  return tokensOf(name)
    .map((token) => token.text)
    .filter((word) => word.length >= 3 && !/^(?:dr|dra|doctor|\d+)$/u.test(word));
}

function kindOf(type: string): PendingKind {
  if (/cancel/u.test(type)) return 'cancel';
  if (/resched|move|change/u.test(type)) return 'reschedule';
  if (/book|availab|schedule|offer|slot/u.test(type)) return 'book';
  if (/find|search/u.test(type)) return 'find';
  if (/document|info$|upload|photo/u.test(type)) return 'document';
  return 'inquire';
}
