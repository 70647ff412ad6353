/**
 * Subjects outside a clinic's treatments, in the five languages, so that a message about one of them is not taken for a message about another:
 * whom one looks for (dentist, salon, therapist) and what a receptionist does not do (taxis, weather). Folded stems; `*` any ending.
 */
const SUBJECTS: Record<string, { kind: 'provider' | 'errand'; words: string }> = {
  dentist: { kind: 'provider', words: 'dentist*|dental|стоматолог*|дантист*|dentista*|odontolog*|שיניים' },
  doctor: {
    kind: 'provider',
    words:
      'physician*|eye doctor|gynecolog*|oculist*|pediatr*|urolog*|neurolog*|endocrinolog*|orthoped*|traumatolog*|oftalmolog*|педиатр*|уролог*|невролог*|эндокринолог*|ортопед*|лор|רופא עיניים|רופא עור|רופא נשים|רופא ילדים|אורתופד|נוירולוג*|אורולוג*|dermatolog*|ophthalmolog*|general practitioner|gp|cardiolog*|pediatrician*|кардиолог*|гинеколог*|дерматолог*|терапевт*|окулист*|ginecolog*|cardiolog*|oftalmolog*|medico|medica|קרדיולוג*|גינקולוג*',
  },
  therapist: {
    kind: 'provider',
    words: 'therapist*|psycholog*|psychiatr*|counselor*|counsellor*|психолог*|психиатр*|psicolog*|psiquiatra*|terapeuta*|פסיכולוג*|פסיכיאטר*',
  },
  salon: {
    kind: 'provider',
    words: 'salon*|barber*|barbershop|hairdresser*|stylist*|haircut*|парикмахер*|барбер*|peluquer*|barber*|cabeleireir*|salao|מספרה|ספר',
  },
  taxi: { kind: 'errand', words: 'cab|cabs|taxi*|uber|lyft|такси|taxis|מונית|מוניות|ride|rides' },
  weather: {
    kind: 'errand',
    words:
      'weather|forecast|temperature outside|temperature (?:going|be|there|in|on|like)|rain|raining|rainy|sunny|windy|humid*|snow|snowing|погод*|clima|pronostico|previsao do tempo|מזג אוויר|מזג האוויר',
  },
  calendar: {
    kind: 'errand',
    words: 'alarm*|timer*|reminders|calendar|am i free|(?:my|any) events?|my schedule|будильник*|alarma*|despertador|alarme*|שעון מעורר',
  },
  food: { kind: 'errand', words: 'restaurant*|pizza|dinner (?:reservation|table)|table for|place to eat|lunch reservation|ресторан*|restaurante*|מסעדה' },
  travel: {
    kind: 'errand',
    words: 'hotel*|hostel*|flight*|fly to|bus|buses|train|trains|airport|attraction*|things to do|museum*|sightseeing|отел[ья]|гостиниц*|vuelo*|voo*|מלון|טיסה',
  },
  media: {
    kind: 'errand',
    words:
      'movie*|film|films|music|song*|songs|album|playlist|play (?:some|the|a|me)|jazz|concert*|tickets|events|theat(?:er|re)s?|share (?:the|my|your|a) location|кино|фильм*|музык*|pelicula*|cancion*|filme*|musica*|סרט|שיר',
  },
  money: {
    kind: 'errand',
    words:
      'bank|(?:transfer|send|wire|request) (?:\\S+ ){0,3}money|(?:send|transfer|pay) (?:\\S+ ){0,3}(?:\\d+|dollars|bucks)|(?:account|bank|my|checking|savings) balance|balance of my|checking account|savings account|bitcoin|биткоин*|банк|banco|בנק',
  },
  home: {
    kind: 'errand',
    words: 'apartment*|condo|bedrooms?|house to rent|property|properties|rent a car|rental car*|car rental|a car for|квартир*|аренд*|alquiler|aluguel|דירה',
  },
};

type Compiled = { id: string; kind: 'provider' | 'errand'; pattern: RegExp };
let compiled: Compiled[] | null = null;

function subjects(): Compiled[] {
  compiled ??= Object.entries(SUBJECTS).map(([id, { kind, words }]) => ({
    id,
    kind,
    pattern: new RegExp(` (?:${words.replace(/\*/gu, '\\p{L}*')})(?= )`, 'u'),
  }));
  return compiled;
}

/** The subjects a `plainWords` text names. */
export function subjectsIn(words: string): { id: string; kind: 'provider' | 'errand' }[] {
  return subjects().flatMap(({ id, kind, pattern }) => (pattern.test(words) ? [{ id, kind }] : []));
}
