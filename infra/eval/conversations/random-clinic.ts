import { Clinic, type Language, LANGUAGES } from '../../../src/domain/clinic.ts';
import type { Random } from './random.ts';

const id = (n: number) => `3b1c7f6e-52d4-4a90-9e3c-${n.toString(16).padStart(12, '0')}`;
const names = (en: string, es: string, pt: string, ru: string, he: string) => ({ en, es, pt, ru, he });

const SERVICES = [
  { id: id(0xa1), name: names('Check-up', 'Revisión', 'Avaliação geral', 'Осмотр', 'בדיקה'), minutes: 30, price: 40 },
  { id: id(0xa2), name: names('Filling', 'Empaste', 'Obturação', 'Пломба', 'סתימה'), minutes: 45, price: 90 },
  { id: id(0xa3), name: names('Whitening', 'Blanqueamiento', 'Clareamento', 'Отбеливание', 'הלבנה'), minutes: 90, price: 250 },
  { id: id(0xa4), name: names('Veneers', 'Carillas', 'Facetas', 'Виниры', 'ציפויים'), minutes: 30, price: 0 },
  { id: id(0xa5), name: names('Cleaning', 'Limpieza', 'Limpeza', 'Чистка', 'ניקוי'), minutes: 60, price: 70.5 },
  { id: id(0xa6), name: names('Laser treatment', 'Tratamiento láser', 'Tratamento a laser', 'Лазерное лечение', 'טיפול בלייזר'), minutes: 60 },
];
const [checkup, filling, whitening, veneers, cleaning, laser] = SERVICES.map((one) => one.id);
const DOCTORS = [
  {
    id: id(0xd1),
    name: 'Dr. Dan Keller',
    aliases: ['Dan', 'Дан', 'Дан Келлер', 'דן', 'דן קלר'],
    services: [filling, checkup],
    hours: [{ days: ['mon', 'tue', 'wed', 'thu'], open: '09:00', close: '15:00' }],
  },
  {
    id: id(0xd2),
    name: 'Dr. Lea Brandt',
    aliases: ['Lea', 'Лея', 'לאה'],
    services: [whitening, veneers, cleaning],
    hours: [{ days: ['mon', 'wed', 'thu', 'fri', 'sun'], open: '11:00', close: '20:00' }],
  },
  { id: id(0xd3), name: 'Dr. Omar Sousa', aliases: ['Omar', 'Омар', 'עומר'], services: [filling, laser, cleaning] },
];
/** Where clocks change, on different days; and where they don't. */
const TIMEZONES = ['Europe/Lisbon', 'Asia/Jerusalem', 'America/Sao_Paulo', 'America/New_York'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** A clinic in all or a few of the five languages, `language` among them, with what clinics leave out left out now and then. */
export function randomClinic(random: Random, language: Language): Clinic {
  const isAlone = random.chance(0.3);
  const closesEarly = random.chance(0.2);
  const services = random.chance(0.2) ? SERVICES.slice(1) : SERVICES;
  return Clinic.parse({
    id: id(1),
    organizationId: id(2),
    name: 'Bluebell',
    timezone: random.pick(TIMEZONES),
    defaultLanguage: language,
    languages: isAlone ? [language] : LANGUAGES,
    currency: random.pick(['EUR', 'ILS', 'USD']),
    ...(random.chance(0.8) ? { address: names('12 Rose Street', 'Calle Rosa 12', 'Rua da Rosa 12', 'улица Розы, 12', 'רחוב הוורד 12') } : {}),
    ...(random.chance(0.8) ? { phone: '+351 210 000 000' } : {}),
    assistant: { name: 'Iris' },
    hours: [
      { days: WEEKDAYS, open: '09:00', close: closesEarly ? '14:00' : '18:00' },
      ...(random.chance(0.3) ? [{ days: ['sun'], open: '10:00', close: '13:00' }] : []),
    ],
    closedOn: random.chance(0.4) ? ['2027-03-29', '2027-04-01', '2027-10-29', '2027-11-01'] : [],
    services,
    doctors: DOCTORS.map((doctor) => ({ ...doctor, services: doctor.services.filter((one) => services.some((service) => service.id === one)) })),
    settings: { horizonDays: random.chance(0.1) ? 7 : 120 },
  });
}
