import type { ConversationState } from './conversation.ts';

/** What moves a conversation. Committing is only possible from the state that asked for the confirmation. */
export const STATE_EVENTS = [
  'chat', // greeting, thanks, an aside: stays where it is
  'inquire', // a question about services, prices, hours: something new
  'ask_info', // the bot asks for something outside a booking
  'collect_booking', // service, doctor, day or time of a booking is being found
  'propose_booking', // the bot asks to confirm
  'book', // committed
  'collect_move',
  'move', // committed
  'collect_cancel',
  'cancel', // committed
  'drop', // the patient gave up what was open, or it is finished
  'escalate',
  'resume', // people handed the conversation back
] as const;
export type StateEvent = (typeof STATE_EVENTS)[number];

/** What every state but `escalated` allows. */
const ANYWHERE = {
  inquire: 'service_inquiry',
  ask_info: 'awaiting_info',
  collect_booking: 'booking_new',
  propose_booking: 'booking_confirmation',
  collect_move: 'rescheduling',
  collect_cancel: 'canceling',
  drop: 'idle',
  escalate: 'escalated',
} as const satisfies Partial<Record<StateEvent, ConversationState>>;

/** The whole table. What is not in it is impossible. */
export const TRANSITIONS: Record<ConversationState, Partial<Record<StateEvent, ConversationState>>> = {
  idle: { ...ANYWHERE, chat: 'idle' },
  service_inquiry: { ...ANYWHERE, chat: 'service_inquiry' },
  awaiting_info: { ...ANYWHERE, chat: 'awaiting_info' },
  booking_new: { ...ANYWHERE, chat: 'booking_new' },
  booking_confirmation: { ...ANYWHERE, chat: 'booking_confirmation', book: 'idle' },
  rescheduling: { ...ANYWHERE, chat: 'rescheduling', move: 'idle' },
  canceling: { ...ANYWHERE, chat: 'canceling', cancel: 'idle' },
  escalated: { chat: 'escalated', escalate: 'escalated', resume: 'idle' },
};

type Transition = { ok: true; state: ConversationState } | { ok: false; state: ConversationState; event: StateEvent };

/** The state after an event; a refusal (state unchanged) when the table does not allow it. */
export function transition(state: ConversationState, event: StateEvent): Transition {
  const next = TRANSITIONS[state][event];
  return next === undefined ? { ok: false, state, event } : { ok: true, state: next };
}
