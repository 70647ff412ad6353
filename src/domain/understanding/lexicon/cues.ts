import type { Language } from '../../clinic.ts';
import { phrases } from './lexicon.ts';

type Cues = {
  /** That something is wished or asked for: "I'd like", "could you", "any chance". */
  wish: string;
  /** Coming, being seen, a place in the diary. */
  visit: string;
  /** An appointment that there is already. */
  mine: string;
  /** Another time than the one there is. */
  otherTime: string;
};

/**
 * Small signs that mean little alone and something together. They decide only where no phrase of the lexicons says more: a language without a table
 * has the lexicon alone.
 */
const TABLES: Partial<Record<Language, Cues>> = {
  en: {
    wish: `want; wanna; need; needs; would like; id like; like to; wish; prefer; love to; hoping; hope to; trying to; looking to; (can|could|may|might|would) (i|we|you|he|she); any chance; (is it|would it be) (possible|ok|okay|alright|all right); possible to; request*; kindly; please; time for; due; lets`,
    visit: `(see|seen|treat|check|examine|attend) (me|us|him|her|them|to me); be seen; get (in|seen|looked at); getting in; (come|coming|pop|drop|stop|go) (in|by|over|round); come; visit; fit (me|us|him|her) in; appointment; appointments; slot; slots; (?<! (white|red|dark|black|brown|sore|rough) )spots?; opening; openings; space; looked at; bring (him|her|them|my); see (a|an|the|my|dr|doctor) ~; done; adjusted; cleaned; checked; whitened; pulled; removed; fixed; polish`,
    mine: `(my|our|mine) ~ (appointment|appointments|booking|visit|slot|cleaning|checkup|reservation|exam|consultation); (was|am|are|were|im|is) (booked|scheduled|down|supposed to (come|be)) ~; (had|have|got) (a|an|the|my) ~ (appointment|booking|slot|reservation) ~`,
    otherTime: `(another|different|new|other|later|earlier|alternative) (time|date|day|slot|hour|appointment); (an hour|half an hour|[0-9]+ (minutes|mins|hours|hour)|a (bit|little)|slightly) (later|earlier); (but|and) ~ (only|cant|can only|can not|wont) ~; instead; rather than; not (on )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)`,
  },
  es: {
    wish: `quier*; quisier*; queria*; necesit*; dese*; (puedo|puede|pueden|podria*|podre|puedes) ~; me gustaria; sera que; hay (chance|forma|manera|posibilidad); es posible; se (puede|podra|podria); me (das|da|dan|dejas|regalas|regala); por favor; toca; tocaria; ocupo`,
    visit: `atend*; atiend*; revis*; (me|nos|le|lo|la) (vea|vean|ven|ve|mira|miren); verme; verlo; verla; ir; ire; voy; vamos; pasar; paso; pase; venir; vengo; llev(o|ar|arlo|arla|amos); traer*; acerc*; citas?; turnos?; hora; cupo; espacio; hueco; lugar; checar; checarme`,
    mine: `(mi|mis|nuestra|la|el) (cita|turno|hora|consulta|reserva|limpieza|control|revision|valoracion) (de|del|que|para el|para la|es|era|esta) ~; (mi|mis) (cita|turno|hora|consulta|reserva|limpieza|control|revision|valoracion); (tenia|tengo|teniamos|quede|estaba|estoy) (una |un |mi |la |el )?(cita|turno|hora|consulta|agendad*|anotad*|reservad*|citad*|con cita) ~`,
    otherTime: `otr[oa]s? (dia|hora|horario|fecha|turno|cita|momento|semana); (una|media) hora (mas tarde|mas temprano|antes|despues); (llegar|ir|pasar|venir|entrar) (~ )?(mas tarde|mas temprano|antes|despues|tarde); pero (solo|no|recien|unicamente) ~; (solo|recien) puedo ~; en vez; en lugar`,
  },
  pt: {
    wish: `quer*; queri*; gostari*; precis*; desej*; (posso|pode*|poderi*|consigo|consegu*) ~; sera que; tem (como|jeito|possibilidade); da (pra|para); e possivel; me (passa|da|ve|arruma|arranja); por favor; por gentileza; se faz favor; ta na hora; esta na hora`,
    visit: `atend*; avali*; ser vist[oa]; me (ver|veja|vejam|olha|olhar); ir; irei; vou; vamos; passar; passo; vir; venho; lev(o|ar|amos); traz*; traga*; trago; consultas?; horarios?; vagas?; encaix*; marcacao; manutencao; retorno`,
    mine: `(minha|minhas|meu|nossa|a|o) (consulta|horario|marcacao|agendamento|limpeza|avaliacao|retorno|revisao) (de|do|da|que|esta|e|era|ta) ~; (minha|meu|minhas) (consulta|horario|marcacao|agendamento|limpeza|avaliacao|retorno|revisao); (tinha|tenho|estava|estou|tava|to|ficou) (uma |um |a |o )?(marcad*|agendad*|consulta|horario|reservad*) ~`,
    otherTime: `outr[oa]s? (dia|hora|horario|data|semana|momento); (uma|meia) hora (mais tarde|mais cedo|antes|depois); (chegar|ir|passar|vir) (~ )?(mais tarde|mais cedo|antes|depois|atrasad*); mas (so|nao|apenas) ~; so (consigo|posso) ~; em vez; no lugar`,
  },
};

/** Which of the small signs a `plainWords` text gives, in any of the languages. */
export type CueReading = Record<keyof Cues, boolean>;

/** Reads the small signs; all false for languages without a table. */
export function readCues(words: string, languages: readonly Language[]): CueReading {
  const says = (cue: keyof Cues): boolean => languages.some((language) => phrases(TABLES[language]?.[cue] ?? '').test(words));
  return { wish: says('wish'), visit: says('visit'), mine: says('mine'), otherTime: says('otherTime') };
}
