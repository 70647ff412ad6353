import type { CueReading } from './lexicon/cues.ts';
import { phrases, type Lexicon } from './lexicon/lexicon.ts';
import type { Intent, Topic, Urgency } from './understanding.ts';

export type IntentScore = { intent: Intent; confidence: number };

/** What the topics of a message make of it. */
const INTENT_OF_TOPIC: Record<Topic, Intent> = {
  services: 'service_inquiry',
  price: 'service_inquiry',
  hours: 'service_inquiry',
  address: 'service_inquiry',
  doctors: 'service_inquiry',
  my_appointments: 'service_inquiry',
  service_info: 'service_inquiry',
  contact: 'service_inquiry',
  availability: 'book',
  goodbye: 'other',
  off_topic: 'other',
  opt_out: 'other',
};

const URGENT_PAIN_WEIGHT: Record<Urgency, number> = { urgent: 95, high: 89, medium: 77, low: 0 };

/** Words that open a message and mean nothing: what is tied to the start of a message may follow them. */
const FILLER =
  /^(?: (?:wait|hold on|hang on|sorry|actually|you know|listen|please|подожди|подождите|погоди|погодите|стоп|постойте|извините|простите|вообще то|espera|espere|esperen|un momento|perdon|perdona|disculpe|la verdad|sabes que|pera|perai|espera ai|calma|desculpe|desculpa|na verdade|sabe|רגע|חכה|חכי|חכו|שניה|שנייה|סליחה|האמת|בעצם|so|then|well|oh|ah|um|hmm|hm|mm|mmm|eh|er|erm|хм|гм|мм|эм|м|אמ|אממ|המ|so|then|well|and|but|тогда|ну|так|а|и|ой|эм|אז|טוב|אה|אוי|נו|entonces|pues|ay|ah|bueno|y|pero|mmm|entao|ah|ai|bom|e|mas|olha|mira|oye|слушайте|смотрите|תקשיבו))+(?= )/u;

/** The weight of a yes that is nothing but a yes, in the lexicons. */
const PLAIN_YES = 60;

/** As heavy as the phrases that ask for another time. */
const MOVE_WEIGHT = 82;

/** From this weight on a topic is a question for facts: price, hours, whether it hurts. */
const ASKS_FOR_FACTS = 64;

/** "Yes or no?" urges an answer, it is none. */
const EITHER = / (?:yes or no|да или нет|si o no|sim ou nao|כן או לא)(?= )/u;

/** "I need a dermatologist, book me in": a wish, not an answer. */
const NEEDS = / (?:need|want|нуж(?:ен|на|но|ны)|хочу|хотел\S*|necesito|quiero|preciso|quero|צריך|צריכה|רוצה)(?= )/u;

/** The ways to read a message: as it is, with its shorthand written out, and each without what only opens it. Mostly one. */
function readingsOf(words: string, expanded: string): string[] {
  return [...new Set([words, withoutOpeners(words), expanded, withoutOpeners(expanded)])];
}

/** The words without what only opens a message: fillers, and the "and" that Hebrew writes together with the next word. */
function withoutOpeners(words: string): string {
  return words.replace(FILLER, '').replace(/^ ו(?=[א-ת]{3,} )/u, ' ');
}

export type IntentInput = {
  /** `plainWords` of the message. */
  words: string;
  /** The same with its shorthand written out. */
  expanded: string;
  lexicons: readonly Lexicon[];
  cues: CueReading;
  urgency: Urgency;
  /** Catalogue hits and dates found; they decide when the words alone do not. */
  hasService: boolean;
  /** A service is named, and its visit is to be moved (own-visit.ts). */
  isMove?: boolean;
  /** Something of the catalogue is refused and nothing else of it wanted. */
  hasOnlyRefused: boolean;
  hasWhen: boolean;
};

/** The topics of an inquiry, heaviest first. */
export function findTopics(words: string, expanded: string, lexicons: readonly Lexicon[]): { topic: Topic; weight: number }[] {
  const found = new Map<Topic, number>();
  const readings = readingsOf(words, expanded);
  for (const lexicon of lexicons) {
    for (const [topic, weight, list] of lexicon.topics) {
      if ((found.get(topic) ?? 0) < weight && readings.some((reading) => phrases(list).test(reading))) found.set(topic, weight);
    }
  }
  return [...found].map(([topic, weight]) => ({ topic, weight })).sort((a, b) => b.weight - a.weight);
}

/**
 * What the patient wants, best first, confidence 0..1; never empty.
 * Every phrase has a weight and the heaviest decides: content outweighs courtesy, pain outweighs everything.
 */
export function findIntents(input: IntentInput, topics: readonly { topic: Topic; weight: number }[]): IntentScore[] {
  const weights = new Map<Intent, number>();
  const raise = (intent: Intent, weight: number): void => {
    if (weight > (weights.get(intent) ?? 0)) weights.set(intent, weight);
  };
  const readings = readingsOf(input.words, input.expanded);
  for (const lexicon of input.lexicons) {
    for (const [intent, weight, list] of lexicon.intents) {
      if (weight > (weights.get(intent) ?? 0) && readings.some((reading) => phrases(list).test(reading))) raise(intent, weight);
    }
  }
  for (const { topic, weight } of topics) raise(INTENT_OF_TOPIC[topic], weight);
  if (input.urgency !== 'low') raise('urgent_pain', URGENT_PAIN_WEIGHT[input.urgency]);
  if (input.hasOnlyRefused) raise('reject_pending', 78);
  if (input.isMove) raise('reschedule', MOVE_WEIGHT);
  if (input.hasService) raise('service_inquiry', 42);
  // A question about nothing the tables know is still a question.
  if (weights.size === 0 && input.words.includes(' ? ')) raise('service_inquiry', 40);
  if (input.hasWhen) raise('book', 41);
  weighCues(raise, input, topics);
  settle(weights, input, topics);
  const ranked = [...weights].filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1]);
  if (ranked.length === 0) return [{ intent: 'other', confidence: 0.3 }];
  const top = ranked[0]![1];
  return ranked.map(([intent, weight]) => ({ intent, confidence: round(Math.min(0.99, (weight / 100) * (weight === top ? 1.05 : 0.9))) }));
}

/** Where phrases say little, small signs together tell a visit that is wished for, and one that is to be moved. */
function weighCues(raise: (intent: Intent, weight: number) => void, input: IntentInput, topics: readonly { topic: Topic; weight: number }[]): void {
  const { cues, hasService, hasWhen } = input;
  if (topics.some(({ topic, weight }) => weight >= ASKS_FOR_FACTS && topic !== 'availability')) return;
  if (cues.mine && cues.otherTime) raise('reschedule', 69);
  const signs = Number(cues.wish) + Number(cues.visit) + Number(hasService) + Number(hasWhen);
  if (signs >= 3 || (cues.visit && hasWhen && cues.wish) || (hasService && hasWhen)) raise('book', 57);
}

/** Where two intents meet, one of them usually carries the other. */
function settle(weights: Map<Intent, number>, input: IntentInput, topics: readonly { topic: Topic; weight: number }[]): void {
  const has = (intent: Intent): boolean => (weights.get(intent) ?? 0) > 0;
  const length = input.words.trim().split(' ').length;
  if (EITHER.test(input.words)) {
    weights.delete('confirm');
    weights.delete('deny');
    if (input.words.trim().split(' ').length <= 5) weights.set('other', 45);
  }
  // "Don't cancel it": the word is there, the wish is not; beside another wish it weighs as any no.
  const keeps = weights.get('deny') ?? 0;
  if (keeps >= 87) {
    weights.delete(keeps === 87 ? 'cancel' : 'reschedule');
    weights.set('deny', 61);
  }
  // "What is the capital of ...": a question, but not one for a clinic.
  if (!input.hasService && topics.some(({ topic }) => topic === 'off_topic') && (weights.get('service_inquiry') ?? 0) <= 66) weights.set('service_inquiry', 40);
  const explicitChange = has('cancel') || (weights.get('reschedule') ?? 0) >= 80;
  // "My pain is gone, cancel": the change is what is asked, the (mild) pain its reason.
  if (explicitChange && input.urgency === 'medium') weights.set('urgent_pain', 60);
  // "How much is it to book", "can I cancel without a fee": a question about doing is not doing; but the price of a lost appointment is no topic.
  const policy =
    topics.some(({ topic }) => topic === 'service_info') &&
    has('cancel') &&
    /\?| (политик|policy|politica|fee|multa|taxa|sin costo|מדיניות)/u.test(input.words);
  if (policy) weights.set('service_inquiry', Math.max(weights.get('service_inquiry') ?? 0, 84));
  // "Yes, book it": an answer; "yes, I want to book a cleaning": a wish.
  if (has('confirm') && has('book') && (weights.get('book') ?? 0) >= 60 && length <= 4 && !NEEDS.test(input.words) && !input.hasService && !input.hasWhen)
    weights.set('confirm', 69);
  // "Thanks, bye" and "hello, thanks" are thanks; thanks beside content is courtesy (already lighter).
  if (has('thanks') && length <= 5 && !input.words.includes('?') && Math.max(...[...weights.values()]) <= 50) weights.set('thanks', 51);
  // "Ok, bye" agrees to nothing.
  if (has('confirm') && length <= 3 && topics.some(({ topic }) => topic === 'goodbye')) weights.set('confirm', 40);
  // "Perfect, thanks" closes; "yes, thanks" and "correct, thank you" answer.
  if (has('thanks') && has('confirm') && length <= 6 && weights.get('confirm') !== PLAIN_YES) weights.set('confirm', Math.min(weights.get('confirm') ?? 0, 39));
  // "Something came up, can I come another day": what cannot be kept is moved, not booked anew.
  const cannotCome = weights.get('reschedule') ?? 0;
  if (cannotCome >= 66 && cannotCome < 80 && (weights.get('book') ?? 0) > cannotCome) weights.set('reschedule', 69);
  if (has('reject_pending') && has('cancel')) weights.set('reject_pending', 76);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
