import type { Language } from '../../clinic.ts';

const named = (en: string, es: string, pt: string, ru: string, he: string): Record<Language, string> => ({ en, es, pt, ru, he });

/** What a treatment of the table is called in each language, for a clinic that names it in another one only. Not every treatment has a name here. */
export const TREATMENT_NAMES: Readonly<Record<string, Record<Language, string>>> = {
  filling: named('Filling', 'Empaste', 'Obturação', 'Пломба', 'סתימה'),
  root_canal: named('Root canal', 'Endodoncia', 'Tratamento de canal', 'Лечение каналов', 'טיפול שורש'),
  extraction: named('Tooth extraction', 'Extracción', 'Extração', 'Удаление зуба', 'עקירת שן'),
  wisdom_tooth: named('Wisdom tooth', 'Muela del juicio', 'Dente do siso', 'Зуб мудрости', 'שן בינה'),
  cleaning: named('Cleaning', 'Limpieza', 'Limpeza', 'Чистка', 'ניקוי'),
  whitening: named('Whitening', 'Blanqueamiento', 'Clareamento', 'Отбеливание', 'הלבנה'),
  veneers: named('Veneers', 'Carillas', 'Facetas', 'Виниры', 'ציפויים'),
  implant: named('Implant', 'Implante', 'Implante', 'Имплантация', 'שתל'),
  crown: named('Crown', 'Corona', 'Coroa', 'Коронка', 'כתר'),
  bridge: named('Bridge', 'Puente', 'Ponte', 'Мост', 'גשר'),
  denture: named('Denture', 'Prótesis', 'Prótese', 'Протез', 'תותבת'),
  braces: named('Orthodontics', 'Ortodoncia', 'Ortodontia', 'Ортодонтия', 'יישור שיניים'),
  xray: named('X-ray', 'Radiografía', 'Radiografia', 'Снимок', 'צילום'),
  gums: named('Gum treatment', 'Tratamiento de encías', 'Tratamento de gengiva', 'Лечение дёсен', 'טיפול חניכיים'),
  night_guard: named('Night guard', 'Férula', 'Placa de mordida', 'Ночная каппа', 'סד לילה'),
  botox: named('Botox', 'Bótox', 'Botox', 'Ботокс', 'בוטוקס'),
  lip_filler: named('Lip filler', 'Relleno de labios', 'Preenchimento labial', 'Увеличение губ', 'מילוי שפתיים'),
  filler: named('Filler', 'Relleno', 'Preenchimento', 'Филлеры', 'מילוי'),
  facial: named('Facial', 'Tratamiento facial', 'Tratamento facial', 'Уход за лицом', 'טיפול פנים'),
  laser_hair: named('Laser hair removal', 'Depilación láser', 'Depilação a laser', 'Лазерная эпиляция', 'הסרת שיער בלייזר'),
  mesotherapy: named('Mesotherapy', 'Mesoterapia', 'Mesoterapia', 'Мезотерапия', 'מזותרפיה'),
  massage: named('Massage', 'Masaje', 'Massagem', 'Массаж', 'עיסוי'),
  checkup: named('Check-up', 'Revisión', 'Consulta de avaliação', 'Осмотр', 'בדיקה'),
  consultation: named('Consultation', 'Consulta', 'Consulta', 'Консультация', 'ייעוץ'),
};
