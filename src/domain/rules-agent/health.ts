import { plainWords } from '../understanding/fold.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import type { SideMatter } from './side-matters.ts';

/** What a doctor must know before a treatment. */
const CONDITIONS = phrases(
  `allerg*; pregnan*; breastfeeding; diabet*; blood thinner*; pacemaker*; asthma*; epilep*; hypertens*; high blood pressure;
  alergi*; embarazad*; lactancia; dando (el )?pecho; anticoagulante*; marcapasos; hipertens*; asma; asmatic*; presion alta;
  gravida; gestante; amament*; marca ?passo; pressao alta;
  аллерг*; беременн*; кормящ*; диабет*; кардиостимулятор*; гипертони*; астм*; эпилепс*; давлени*;
  אלרגי*; רגישות ל*; בהי?ריון; מניקה; סוכרת*; קוצב; אסטמה; אפילפסיה; לחץ דם`,
);
/** "Can I", "is it safe": something is asked, though no mark says so. */
const ASKS = phrases(
  `(can|could|may|should|is it|does|do|will|would|what|which|how) ~; (puedo|puede|podria|se puede|es seguro|hay) ~; (posso|pode|poderia|e seguro|tem) ~; (можно|могу|нельзя|опасно|безопасно|стоит|какое|какая|чем) ~; (אפשר|מותר|אסור|מסוכן|בטוח|כדאי) ~`,
);

/** "I'm allergic to latex", told and not asked: it is heard, not answered like a question. Other matters stay as they are. */
export function withHealth(matters: SideMatter[], text: string): SideMatter[] {
  const words = plainWords(text);
  if (!CONDITIONS.test(words) || text.includes('?') || ASKS.test(words)) return matters;
  return [...matters.filter((matter) => matter !== 'treatment'), 'health'];
}
