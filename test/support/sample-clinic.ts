import { Clinic } from '../../src/domain/clinic.ts';

const id = (n: number) => `5f0c1d2e-7a3b-4c4d-8e5f-${n.toString(16).padStart(12, '0')}`;

export const SAMPLE_SERVICES = { checkup: id(0xa1), filling: id(0xa2), whitening: id(0xa3), veneers: id(0xa4), cleaning: id(0xa5), laser: id(0xa6) };
export const SAMPLE_DOCTORS = { dan: id(0xd1), lea: id(0xd2), omar: id(0xd3) };

/** A clinic in five languages: Dan does fillings and check-ups, Lea cleaning, whitening and veneers, Omar fillings and laser. */
export function sampleClinic(changes: Partial<Clinic> = {}): Clinic {
  const { checkup, filling, whitening, veneers, cleaning, laser } = SAMPLE_SERVICES;
  const names = (en: string, es: string, pt: string, ru: string, he: string) => ({ en, es, pt, ru, he });
  return {
    ...Clinic.parse({
      id: id(1),
      organizationId: id(2),
      name: 'Bluebell',
      timezone: 'Europe/Lisbon',
      defaultLanguage: 'en',
      languages: ['en', 'es', 'pt', 'ru', 'he'],
      currency: 'EUR',
      address: names('12 Rose Street', 'Calle Rosa 12', 'Rua da Rosa 12', 'улица Розы, 12', 'רחוב הוורד 12'),
      phone: '+351 210 000 000',
      assistant: { name: 'Iris' },
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], open: '09:00', close: '18:00' }],
      closedOn: ['2027-05-13'],
      services: [
        { id: checkup, name: names('Check-up', 'Revisión', 'Avaliação geral', 'Осмотр', 'בדיקה'), minutes: 30, price: 40 },
        {
          id: filling,
          name: names('Filling', 'Empaste', 'Obturação', 'Пломба', 'סתימה'),
          aliases: { pt: ['restauração'], ru: ['пломбирование'] },
          minutes: 45,
          price: 90,
        },
        { id: whitening, name: names('Whitening', 'Blanqueamiento', 'Clareamento', 'Отбеливание', 'הלבנה'), minutes: 90, price: 250 },
        {
          id: veneers,
          name: names('Veneers', 'Carillas', 'Facetas', 'Виниры', 'ציפויים'),
          minutes: 30,
          price: 0,
          info: names(
            'The consultation is free; a veneer costs 480 euros.',
            'La consulta es gratuita; cada carilla cuesta 480 euros.',
            'A consulta é gratuita; cada faceta custa 480 euros.',
            'Консультация бесплатная, один винир стоит 480 евро.',
            'הייעוץ ללא תשלום, ציפוי אחד עולה 480 אירו.',
          ),
        },
        { id: cleaning, name: names('Cleaning', 'Limpieza', 'Limpeza', 'Чистка', 'ניקוי'), minutes: 60, price: 70.5 },
        { id: laser, name: names('Laser treatment', 'Tratamiento láser', 'Tratamento a laser', 'Лазерное лечение', 'טיפול בלייזר'), minutes: 60 },
      ],
      doctors: [
        {
          id: SAMPLE_DOCTORS.dan,
          name: 'Dr. Dan Keller',
          aliases: ['Dan', 'Дан', 'Дан Келлер', 'דן', 'דן קלר'],
          services: [filling, checkup],
          hours: [{ days: ['mon', 'tue', 'wed', 'thu'], open: '09:00', close: '15:00' }],
        },
        {
          id: SAMPLE_DOCTORS.lea,
          name: 'Dr. Lea Brandt',
          aliases: ['Lea', 'Лея', 'לאה'],
          services: [whitening, veneers, cleaning],
          hours: [{ days: ['mon', 'wed', 'thu', 'fri'], open: '11:00', close: '20:00' }],
        },
        { id: SAMPLE_DOCTORS.omar, name: 'Dr. Omar Sousa', aliases: ['Omar', 'Омар', 'עומר'], services: [filling, laser] },
      ],
    }),
    ...changes,
  };
}
