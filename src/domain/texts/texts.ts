/** A visit as texts name it: the parts are already in the patient's language. */
export type VisitWords = { service: string; doctor: string; when: string };

/**
 * Every text the bot says of its own, in one language. Polite form, no gender of the patient, names and dates only in places
 * that need no inflection. A language that misses one does not compile.
 */
export type Texts = {
  introduction(who: { assistant: string; clinic: string }): string;
  hello(): string;
  howCanIHelp(): string;
  whatICanDo(): string;
  notUnderstood(): string;
  offerHuman(): string;
  thanks(): string;
  goodbye(): string;
  offTopic(): string;
  optedOut(): string;
  voiceNote(): string;
  picture(): string;
  otherMedia(): string;
  dropped(): string;
  understood(): string;
  identity(): string;
  complaint(): string;
  thanksForTelling(): string;
  /** A question: shall a person answer? */
  offerColleague(): string;
  /** What is not known, said honestly; `about` as in UNKNOWN_MATTERS. */
  unknown(about: string): string;
  /** A colleague can tell; no question. */
  colleagueCanTell(): string;
  askTheDoctor(): string;
  /** Said to what a doctor must know: an allergy, a pregnancy. */
  tellTheDoctor(): string;
  cannotJudge(): string;

  services(list: string): string;
  askService(list: string): string;
  notOffered(service: string): string;
  lasts(about: { service: string; minutes: string }): string;
  /** Several wishes are taken one at a time. */
  oneAtATime(first: string): string;
  price(about: { service: string; price: string }): string;
  priceUnknown(about: { service: string }): string;
  free(): string;
  minutes(count: number): string;
  offerBooking(): string;
  doctors(list: string): string;
  doctorsOf(about: { service: string; doctors: string }): string;
  doctorHours(about: { doctor: string; list: string }): string;
  doctorDoesNotDo(about: { doctor: string; service: string; others: string }): string;
  hours(list: string): string;
  closed(): string;
  hoursUnknown(): string;
  address(address: string): string;
  addressUnknown(): string;
  phone(phone: string): string;
  phoneUnknown(): string;

  slots(about: { service: string; list: string }): string;
  nearestSlots(about: { service: string; list: string }): string;
  alternatives(list: string): string;
  noSlots(about: { service: string }): string;
  askTimeOnDay(day: string): string;
  whichOfTwo(options: string[]): string;
  past(when: string): string;
  noSuchDate(day: string): string;
  tooFar(until: string): string;
  closedDay(day: string): string;
  doctorOff(about: { doctor: string; day: string }): string;
  outsideHours(when: string): string;
  busy(when: string): string;
  /** The time asked for is the patient's own already. */
  alreadyYours(visit: VisitWords): string;
  fullDay(day: string): string;
  justTaken(when: string): string;
  /** `free`: the time it is for, already known to be free. */
  askName(free: string | null): string;
  /** Short forms, for when the question was asked in full before. */
  stillService(): string;
  stillTime(): string;
  stillBook(when: string): string;
  stillMove(to: string): string;
  stillCancel(when: string): string;

  confirmBooking(visit: VisitWords & { minutes: string; price: string | null; name: string | null }): string;
  booked(visit: VisitWords & { address: string | null }): string;
  bookingDeclined(): string;
  confirmMove(visit: VisitWords & { to: string }): string;
  moved(visit: VisitWords): string;
  moveDeclined(): string;
  askNewTime(visit: VisitWords & { list: string }): string;
  confirmCancel(visit: VisitWords): string;
  cancelled(visit: VisitWords): string;
  confirmCancelAll(list: string): string;
  cancelledAll(list: string): string;
  kept(): string;
  whichToMove(list: string): string;
  whichToCancel(list: string): string;
  appointments(list: string): string;
  noAppointments(): string;
  alreadyCancelled(): string;

  escalated(): string;
  urgent(): string;
  urgentHandover(): string;
  earliest(about: { when: string; doctor: string }): string;
  freeTimes(list: string): string;
  earliestTimes(list: string): string;
  pain(): string;
  /** Said with a booking for a pain: what is needed is for the doctor to say. */
  doctorDecides(): string;
};
