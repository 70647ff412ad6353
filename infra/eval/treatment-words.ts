import type { Language } from '../../src/domain/clinic.ts';

/** How a treatment is called in the five languages; `{amount}` in `info` stands for a price. */
export type TreatmentWords = {
  name: Record<Language, string>;
  aliases?: Partial<Record<Language, string[]>>;
  /** What is told beside the price of the visit, when the clinic's note names an amount. */
  info?: Record<Language, string>;
};

const PER_AREA: Record<Language, string> = {
  ru: 'Цена за одну зону.',
  es: 'El precio es por zona.',
  en: 'The price is per area.',
  he: 'המחיר הוא לאזור אחד.',
  pt: 'O preço é por região.',
};

/** The treatments of the clinics played here, by the key a fixture uses. */
export const TREATMENT_WORDS: Record<string, TreatmentWords> = {
  checkup: {
    name: { ru: 'Осмотр', es: 'Revisión', en: 'Check-up', he: 'בדיקה', pt: 'Consulta de avaliação' },
    aliases: { ru: ['осмотр зубов'], es: ['chequeo'], en: ['dental exam', 'checkup'], he: ['בדיקת שיניים'], pt: ['check-up'] },
  },
  cleaning: {
    name: { ru: 'Чистка зубов', es: 'Limpieza dental', en: 'Teeth cleaning', he: 'ניקוי שיניים', pt: 'Limpeza' },
    aliases: { ru: ['чистка', 'профгигиена'], es: ['limpieza'], en: ['cleaning'], he: ['ניקוי', 'שיננית'], pt: ['profilaxia'] },
  },
  filling: {
    name: { ru: 'Пломба', es: 'Empaste', en: 'Filling', he: 'סתימה', pt: 'Obturação' },
    aliases: { ru: ['лечение кариеса'], es: ['caries'], en: ['cavity'], he: ['עששת'], pt: ['restauração', 'cárie'] },
  },
  root_canal: {
    name: { ru: 'Лечение каналов', es: 'Endodoncia', en: 'Root canal', he: 'טיפול שורש', pt: 'Tratamento de canal' },
    aliases: { es: ['tratamiento de conducto'], en: ['root canal treatment'], pt: ['canal'] },
  },
  extraction: {
    name: { ru: 'Удаление зуба', es: 'Extracción', en: 'Extraction', he: 'עקירה', pt: 'Extração' },
    aliases: { ru: ['вырвать зуб'], es: ['sacar una muela'], en: ['pull a tooth'], he: ['עקירת שן'], pt: ['arrancar um dente'] },
  },
  whitening: {
    name: { ru: 'Отбеливание', es: 'Blanqueamiento', en: 'Whitening', he: 'הלבנה', pt: 'Clareamento' },
    aliases: { he: ['הלבנת שיניים'], pt: ['branqueamento'] },
  },
  veneers_consult: {
    name: { ru: 'Консультация по винирам', es: 'Consulta de carillas', en: 'Veneers consultation', he: 'ייעוץ ציפויי שיניים', pt: 'Avaliação de facetas' },
    aliases: { ru: ['виниры'], es: ['carillas'], en: ['veneers'], he: ['ציפויים'], pt: ['facetas', 'lentes de contato dental'] },
    info: {
      ru: 'Винир — {amount} за зуб.',
      es: 'Una carilla cuesta {amount} por diente.',
      en: 'A veneer is {amount} a tooth.',
      he: 'ציפוי עולה {amount} לשן.',
      pt: 'Uma faceta custa {amount} por dente.',
    },
  },
  implant_consult: {
    name: { ru: 'Консультация по имплантам', es: 'Consulta de implantes', en: 'Implant consultation', he: 'ייעוץ שתלים', pt: 'Avaliação de implante' },
    aliases: { ru: ['импланты', 'имплантация'], es: ['implantes'], en: ['implants'], he: ['שתלים'], pt: ['implantes'] },
    info: {
      ru: 'Имплант — {amount}.',
      es: 'Un implante cuesta {amount}.',
      en: 'An implant is {amount}.',
      he: 'שתל עולה {amount}.',
      pt: 'Um implante custa {amount}.',
    },
  },
  orthodontics_consult: {
    name: {
      ru: 'Консультация ортодонта',
      es: 'Consulta de ortodoncia',
      en: 'Orthodontic consultation',
      he: 'ייעוץ יישור שיניים',
      pt: 'Avaliação de ortodontia',
    },
    aliases: { ru: ['брекеты'], es: ['brackets'], en: ['braces'], he: ['יישור שיניים'], pt: ['aparelho'] },
  },
  botox: { name: { ru: 'Ботокс', es: 'Bótox', en: 'Botox', he: 'בוטוקס', pt: 'Botox' }, info: PER_AREA },
  lip_filler: {
    name: { ru: 'Увеличение губ', es: 'Relleno de labios', en: 'Lip filler', he: 'מילוי שפתיים', pt: 'Preenchimento labial' },
    aliases: { ru: ['губы', 'филлер'], es: ['labios'], en: ['lips', 'filler'], he: ['שפתיים'], pt: ['lábios'] },
  },
};

/** How names of doctors are written in other scripts and with other accents; patients use whichever comes first to hand. */
export const NAME_FORMS: Record<string, string[]> = {
  Anna: ['Анна', 'Ana', 'אנה'],
  Dan: ['Дан', 'דן'],
  David: ['Давид', 'Дэвид', 'דוד'],
  Elena: ['Елена', 'אלנה'],
  Levi: ['Леви', 'לוי'],
  Maria: ['Мария', 'María', 'מריה'],
  Mendes: ['Мендес', 'Méndez', 'מנדס'],
  Michael: ['Михаил', 'Майкл', 'מיכאל'],
  Miguel: ['Мигель', 'מיגל'],
  Noa: ['Ноа', 'נועה'],
  Rafael: ['Рафаэль', 'רפאל'],
  Sofia: ['София', 'Sofía', 'סופיה'],
  Sorokina: ['Сорокина', 'סורוקינה'],
  Torres: ['Торрес', 'טורס'],
};
