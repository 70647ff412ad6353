/**
 * A treatment that is moved, or whose hour is changed, is a visit: "I need to move my root canal", "cambiar la hora de mi limpieza". Only verbs that nobody
 * uses of a tooth: "change my filling" may mean the filling.
 */
const MOVES = [
  ' (?:move|shift|push|bump|postpone|delay|rearrange|resched[^ ]*) (?:back |forward |up )?(?:my|our) ',
  ' (?:change|switch|swap|shift|move) the (?:time|hour|day|date) (?:of|for|on) (?:my|our|the) ',
  ' (?:mover|mueva[^ ]*|muevan|correr|corran|aplazar|adelantar|atrasar|pasar) (?:mi|nuestra|nuestro) ',
  ' (?:cambi[^ ]*|mover|mueva[^ ]*|pasar|ajustar|modificar) (?:de )?(?:la |el )?(?:hora|horario|dia|fecha) (?:de|del|a|para|de la) ',
  ' (?:mover|mova[^ ]*|passar|adiar|antecipar|remarcar|desmarcar e remarcar) (?:a |o )?(?:minha|meu|nossa|nosso) ',
  ' (?:mud[^ ]*|troc[^ ]*|alter[^ ]*|mexer|passar) (?:n?[ao] |de )?(?:hora|horario|dia|data) (?:d[aeo]|para|pra|pro) ',
  ' (?:перенес[^ ]*|перенос[^ ]*|сдвин[^ ]*|передвин[^ ]*|отлож[^ ]*) (?:мо[^ ]{1,2}|сво[^ ]{1,2}|наш[^ ]{1,2}) ',
  ' (?:поменя[^ ]*|измени[^ ]*|сменить|перенес[^ ]*|сдвин[^ ]*) (?:время|день|дату|час) (?:на |для )?',
  ' (?:להזיז|להעביר|לדחות|להקדים|תזיזו|תזיזי|תעבירו|תעבירי|תדחו|תדחי|תקדימו) (?:לי )?(?:את )?[^ ]+ (?:[^ ]+ )?של(?:י|נו) ',
  ' (?:להזיז|להעביר|לדחות|להקדים) (?:לי )?את ה',
  ' (?:לשנות|להחליף|להזיז|תשנו|תשני|תחליפו) (?:לי )?(?:את )?ה?(?:שעה|יום|תאריך|מועד) (?:של|ל|ב|ה)',
];
const MOVES_VISIT = new RegExp(MOVES.join('|'), 'u');

/** Whether a `plainWords` text that names a service asks to have its visit at another time. */
export function movesVisit(words: string): boolean {
  return MOVES_VISIT.test(words);
}

/** "When is my cleaning?", "qual o horário da minha limpeza?": not what the clinic's hours are, nor what a cleaning is. */
const ASKS_WHEN =
  / (?:when|what time|what day) (?:is|was|s) (?:my|our) | (?:cuando|que dia|a que hora|que hora) (?:es|era|tengo|toca|me toca) (?:mi|la|el|nuestra) | (?:quando|que dia|que horas|a que horas|qual (?:e )?(?:o )?(?:horario|dia)) (?:e |era |tenho |sera |da |do )?(?:a |o )?(?:minha|meu|nossa|nosso) | (?:когда|во сколько|на когда|на сколько|в какой день|в какое время) (?:у меня |у нас |мо[яйеию] |наша |наш )| (?:מתי|באיזו שעה|באיזה יום|באיזה שעה|לאיזו שעה) (?:ה[^ ]+|יש לי|התור) (?:[^ ]+ )?(?:שלי|שלנו|לי) /u;

/** Whether a `plainWords` text that names a service asks when the patient's own visit is. */
export function asksWhenVisitIs(words: string): boolean {
  return ASKS_WHEN.test(words);
}
