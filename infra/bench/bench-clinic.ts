import { Clinic } from '../../src/domain/clinic.ts';

export const BENCH_INSTANCE = 'bench-line';
export const BENCH_LINE_KEY = 'bench-line-key';

const id = (n: number) => `0be7c400-1111-4222-8333-${n.toString(16).padStart(12, '0')}`;

/** A clinic of middle size in five languages whose line leads to `providerUrl`. */
export function benchClinic(providerUrl: string): Clinic {
  const names = (en: string, es: string, pt: string, ru: string, he: string) => ({ en, es, pt, ru, he });
  const services = [
    { id: id(1), name: names('Cleaning', 'Limpieza', 'Limpeza', 'Чистка', 'ניקוי'), minutes: 60, price: 80 },
    { id: id(2), name: names('Filling', 'Empaste', 'Obturação', 'Пломба', 'סתימה'), minutes: 45, price: 95 },
    { id: id(3), name: names('Whitening', 'Blanqueamiento', 'Clareamento', 'Отбеливание', 'הלבנה'), minutes: 90, price: 240 },
    { id: id(4), name: names('Veneers', 'Carillas', 'Facetas', 'Виниры', 'ציפויים'), minutes: 30, price: 0 },
    { id: id(5), name: names('Implant', 'Implante', 'Implante', 'Имплант', 'שתל'), minutes: 120, price: 900 },
    { id: id(6), name: names('Braces', 'Brackets', 'Aparelho', 'Брекеты', 'גשר יישור'), minutes: 40, price: 1500 },
  ];
  return Clinic.parse({
    id: id(100),
    organizationId: id(101),
    name: 'Quayside Dental',
    timezone: 'Europe/Lisbon',
    defaultLanguage: 'en',
    languages: ['en', 'es', 'pt', 'ru', 'he'],
    currency: 'EUR',
    address: names('4 Quay Road', 'Camino del Muelle 4', 'Rua do Cais 4', 'Набережная, 4', 'דרך הרציף 4'),
    phone: '+351 210 000 111',
    assistant: { name: 'Nora' },
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], open: '09:00', close: '18:00' }],
    services,
    doctors: [
      { id: id(201), name: 'Dr. Ines Prado', aliases: ['Ines', 'Инес', 'אינס'], services: [id(1), id(2), id(3)] },
      { id: id(202), name: 'Dr. Tom Barak', aliases: ['Tom', 'Том', 'תום'], services: [id(2), id(4), id(5)] },
      { id: id(203), name: 'Dr. Vera Lind', aliases: ['Vera', 'Вера', 'ורה'], services: [id(5), id(6)] },
    ],
    channels: [{ provider: 'evolution', instance: BENCH_INSTANCE, baseUrl: providerUrl, apiKey: BENCH_LINE_KEY }],
  });
}
