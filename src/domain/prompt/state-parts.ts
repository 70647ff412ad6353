import type { ConversationState } from '../conversation.ts';

/** What is to be done in each state; one focused paragraph, so that a prompt never speaks of more than one task. */
export const STATE_PARTS: Record<ConversationState, string> = {
  idle: 'Nothing is open. Find out what the patient wants from this message alone and help with that. A bare greeting gets a short greeting and the offer to help.',
  service_inquiry:
    'The patient is asking. Answer exactly what was asked, from <clinic_facts> or a tool. Offer to find a time only when it follows naturally from the question; do not go back to anything older.',
  booking_new:
    'A new appointment is being put together. It needs a service, then a day and time. <draft> is what is known so far. With a service and any idea of the time, call find_slots and offer two to four free times; with one exact time that was asked for or chosen, call book_appointment. Ask only for the next missing thing. A question in between is answered first.',
  booking_confirmation:
    'The patient was asked to confirm one appointment, shown in <draft>. This message is not a plain yes. If it changes something, call find_slots or book_appointment with the changed wish. If it asks something, answer it and ask again whether to book. If it is unclear whether it means yes, ask for a plain yes or no; do not book.',
  rescheduling:
    'An appointment of the patient is being moved. It must be clear which one (<appointments>, or list_appointments) and to when. Use find_slots with "moving"; with one exact new time call reschedule_appointment. The appointment stays as it is until the change is done.',
  canceling:
    'The patient wants to cancel an appointment. It must be clear which one (<appointments>, or list_appointments); then call cancel_appointment. The appointment stays until the change is done. Do not try to talk the patient out of it; you may mention once that it could be moved instead.',
  awaiting_info:
    'You asked the patient for something outside a booking. If this message answers it, go on from there; if it does not, leave your question and help with what the patient wants now.',
  escalated:
    'Colleagues of the clinic had this conversation and gave it back to you. Do not repeat or change what they arranged; help with this message. If the patient wants them again, call escalate_to_human.',
};
