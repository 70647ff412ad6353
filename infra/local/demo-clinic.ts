import type { z } from 'zod';
import type { Clinic } from '../../src/domain/clinic.ts';
import { DEMO_SERVICE_IDS as SERVICE, DEMO_SERVICES } from './demo-services.ts';

/** Where the demo clinic's two lines lead: usually stand-ins of the providers on this machine. */
export type DemoLines = { evolutionBaseUrl: string; instance: string; apiKey: string; metaPhoneNumberId: string; metaAccessToken: string; metaBaseUrl: string };

/** The demo clinic's id: fixed, so that a second start finds the same one. */
export const DEMO_CLINIC_ID = 'c11c0de0-5a1e-4f00-9b00-7e57ab1e0001';

/** Ids of the demo clinic's doctors. */
export const DEMO_DOCTOR_IDS = {
  dan: 'd0c70e00-0001-4b20-8d01-1a2b3c4d5e01',
  anna: 'd0c70e00-0002-4b20-8d02-1a2b3c4d5e02',
  rafael: 'd0c70e00-0003-4b20-8d03-1a2b3c4d5e03',
  noa: 'd0c70e00-0004-4b20-8d04-1a2b3c4d5e04',
  elena: 'd0c70e00-0005-4b20-8d05-1a2b3c4d5e05',
} as const;

/** An invented dental and aesthetic clinic that serves all five languages, as input of the admin API. Times are of Lisbon, prices in EUR. */
export function demoClinic(lines: DemoLines): z.input<typeof Clinic> {
  return {
    id: DEMO_CLINIC_ID,
    organizationId: 'c11c0de0-5a1e-4f00-9b00-7e57ab1e0002',
    name: 'Mirante Dental & Aesthetics',
    timezone: 'Europe/Lisbon',
    defaultLanguage: 'en',
    languages: ['ru', 'es', 'en', 'he', 'pt'],
    currency: 'EUR',
    phone: '+351000000100',
    address: {
      ru: 'Лиссабон, улица Миранте, 12, 2-й этаж. Вход со двора, рядом парковка.',
      es: 'Rua do Mirante 12, 2.º piso, Lisboa. Entrada por el patio, con aparcamiento al lado.',
      en: 'Rua do Mirante 12, 2nd floor, Lisbon. Entrance from the courtyard, parking next door.',
      he: 'רחוב דו מירנטה 12, קומה 2, ליסבון. כניסה מהחצר, חניה בסמוך.',
      pt: 'Rua do Mirante 12, 2.º andar, Lisboa. Entrada pelo pátio, estacionamento ao lado.',
    },
    emergencyText: {
      ru: 'При сильной боли мы примем вас вне очереди. Если трудно дышать, сильно растёт отёк или не останавливается кровь, звоните 112.',
      es: 'Con dolor fuerte le atendemos sin esperar turno. Si le cuesta respirar, la hinchazón crece deprisa o no para de sangrar, llame al 112.',
      en: 'With severe pain we see you ahead of the queue. If breathing is hard, swelling grows fast or bleeding does not stop, call 112.',
      he: 'בכאב חזק נקבל אתכם ללא תור. אם קשה לנשום, הנפיחות גדלה מהר או הדימום לא נעצר, התקשרו 112.',
      pt: 'Com dor forte atendemos sem esperar vez. Se for difícil respirar, o inchaço crescer depressa ou o sangramento não parar, ligue 112.',
    },
    channels: [
      { provider: 'evolution', instance: lines.instance, baseUrl: lines.evolutionBaseUrl, apiKey: lines.apiKey },
      { provider: 'meta', phoneNumberId: lines.metaPhoneNumberId, accessToken: lines.metaAccessToken, baseUrl: lines.metaBaseUrl },
    ],
    assistant: {
      agentId: 'reception',
      name: 'Mira',
      systemPrompt: 'You are Mira, the receptionist of Mirante Dental & Aesthetics. Be warm and brief. Never diagnose and never recommend a medicine.',
    },
    hours: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], open: '09:00', close: '19:00' },
      { days: ['sat'], open: '10:00', close: '14:00' },
    ],
    closedOn: ['2026-12-25', '2027-01-01', '2027-12-25', '2028-01-01'],
    services: DEMO_SERVICES,
    doctors: doctors(),
    settings: { takeoverQuietMinutes: 240, horizonDays: 120, quietHours: { from: '21:00', to: '08:00' } },
  };
}

function doctors(): z.input<typeof Clinic>['doctors'] {
  return [
    {
      id: DEMO_DOCTOR_IDS.dan,
      name: 'Dr. Dan Almeida',
      aliases: ['Dan', 'Daniel', 'Дан', 'Дэн', 'доктор Дан', 'Алмейда', 'דן', 'ד"ר דן', 'Almeida'],
      services: [SERVICE.checkup, SERVICE.filling, SERVICE.rootCanal, SERVICE.extraction],
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], open: '09:00', close: '16:00' }],
    },
    {
      id: DEMO_DOCTOR_IDS.anna,
      name: 'Dr. Anna Verhoeven',
      aliases: ['Anna', 'Ana', 'Анна', 'Анны', 'Анне', 'доктор Анна', 'Верховен', 'אנה', 'ד"ר אנה', 'Verhoeven'],
      services: [SERVICE.checkup, SERVICE.cleaning, SERVICE.whitening, SERVICE.veneers],
      hours: [
        { days: ['mon', 'tue', 'wed', 'thu', 'fri'], open: '11:00', close: '19:00' },
        { days: ['sat'], open: '10:00', close: '14:00' },
      ],
    },
    {
      id: DEMO_DOCTOR_IDS.rafael,
      name: 'Dr. Rafael Quintana',
      aliases: ['Rafael', 'Rafa', 'Рафаэль', 'Рафаэля', 'Кинтана', 'רפאל', 'ד"ר רפאל', 'Quintana'],
      services: [SERVICE.checkup, SERVICE.implants, SERVICE.extraction],
      hours: [{ days: ['mon', 'wed', 'fri'], open: '12:00', close: '19:00' }],
    },
    {
      id: DEMO_DOCTOR_IDS.noa,
      name: 'Dr. Noa Lindgren',
      aliases: ['Noa', 'Ноа', 'доктор Ноа', 'Линдгрен', 'נועה', 'ד"ר נועה', 'Lindgren'],
      services: [SERVICE.botox, SERVICE.lipFiller],
      hours: [{ days: ['tue', 'thu'], open: '10:00', close: '18:00' }],
    },
    {
      id: DEMO_DOCTOR_IDS.elena,
      name: 'Dr. Elena Brandt',
      aliases: ['Elena', 'Helena', 'Елена', 'Елены', 'Елене', 'доктор Елена', 'Брандт', 'אלנה', 'ד"ר אלנה', 'Brandt'],
      services: [SERVICE.cleaning, SERVICE.braces, SERVICE.checkup],
      hours: [{ days: ['tue', 'wed', 'thu', 'sat'], open: '10:00', close: '14:00' }],
    },
  ];
}
