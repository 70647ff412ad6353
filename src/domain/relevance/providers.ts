/**
 * Whom one looks for (dentist, salon, therapist), in the five languages, so that a search for one is not taken for a search for another.
 * Folded stems; `*` any ending.
 */
const PROVIDERS: Record<string, string> = {
  dentist: 'dentist*|dental|стоматолог*|дантист*|dentista*|odontolog*|שיניים',
  doctor:
    'physician*|eye doctor|eye specialist|skin specialist|ear nose|optometrist*|optician*|chiropract*|orthopedist*|gynecolog*|oculist*|pediatr*|urolog*|neurolog*|endocrinolog*|orthoped*|traumatolog*|oftalmolog*|педиатр*|уролог*|невролог*|эндокринолог*|ортопед*|лор|רופא עיניים|רופא עור|רופא נשים|רופא ילדים|אורתופד|נוירולוג*|אורולוג*|dermatolog*|ophthalmolog*|general practitioner|gp|cardiolog*|pediatrician*|obgyn|allergist*|podiatr*|family doctor|skin doctor|кардиолог*|гинеколог*|дерматолог*|терапевт*|окулист*|офтальмолог*|ginecolog*|cardiolog*|oftalmolog*|medico|medica|קרדיולוג*|גינקולוג*|אורטופד|רופא משפחה|רופא אף אוזן גרון',
  therapist:
    'therapist*|psycholog*|psychiatr*|counselor*|counsellor*|counseling|counselling|shrink|психолог*|психиатр*|психотерапевт*|psicolog*|psiquiatra*|psicoterapeut*|terapeuta*|פסיכולוג*|פסיכיאטר*',
  salon:
    'salon*|barber*|barbershop|hairdresser*|stylist*|haircut*|hair cut|hair done|hair place|beauty parlor|парикмахер*|барбер*|салон* красоты|стрижк*|peluquer*|barber*|corte de pelo|cortarme el pelo|cabeleireir*|salao|cortar o cabelo|corte de cabelo|מספרה|ספר|תספורת|להסתפר',
};

type Compiled = { id: string; pattern: RegExp };
let compiled: Compiled[] | null = null;

function providers(): Compiled[] {
  compiled ??= Object.entries(PROVIDERS).map(([id, words]) => ({ id, pattern: new RegExp(` (?:${words.replace(/\*/gu, '\\p{L}*')})(?= )`, 'u') }));
  return compiled;
}

/** The kinds of provider a `plainWords` text names. */
export function providersIn(words: string): string[] {
  return providers().flatMap(({ id, pattern }) => (pattern.test(words) ? [id] : []));
}

/** True when none of the found kinds is looked for already; where nobody is looked for, only when another than the house's own is asked for. */
export function isAnotherProvider(found: readonly string[], wanted: ReadonlySet<string>, isAskedFor: boolean): boolean {
  if (found.some((id) => wanted.has(id))) return false;
  return wanted.size > 0 ? found.length > 0 : isAskedFor && found.some((id) => id !== 'dentist');
}
