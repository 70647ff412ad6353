import { Clinic } from '../../../../src/domain/clinic.ts';

const id = (tail: number): string => `00000000-0000-4000-8000-${String(tail).padStart(12, '0')}`;

/** The ids of `dentalClinic`, by what they are. */
export const IDS = {
  filling: id(1),
  rootCanal: id(2),
  extraction: id(3),
  cleaning: id(4),
  whitening: id(5),
  veneers: id(6),
  implant: id(7),
  botox: id(8),
  lips: id(9),
  dan: id(11),
  anna: id(12),
  miguel: id(13),
  sofia: id(14),
} as const;

/** A clinic whose catalogue is in English only, so that the other languages must come from the lexicon. */
export const dentalClinic: Clinic = Clinic.parse({
  id: id(90),
  organizationId: id(91),
  name: 'Five Languages Dental',
  timezone: 'Asia/Jerusalem',
  defaultLanguage: 'en',
  languages: ['en', 'es', 'pt', 'ru', 'he'],
  services: [
    { id: IDS.filling, name: { en: 'Filling' }, minutes: 45 },
    { id: IDS.rootCanal, name: { en: 'Root canal' }, minutes: 90 },
    { id: IDS.extraction, name: { en: 'Extraction' }, minutes: 45 },
    { id: IDS.cleaning, name: { en: 'Cleaning' }, minutes: 60 },
    { id: IDS.whitening, name: { en: 'Whitening' }, minutes: 90 },
    { id: IDS.veneers, name: { en: 'Veneers consultation' }, minutes: 30 },
    { id: IDS.implant, name: { en: 'Implant consultation' }, minutes: 30 },
    { id: IDS.botox, name: { en: 'Botox' }, minutes: 30 },
    { id: IDS.lips, name: { en: 'Lip filler' }, aliases: { en: ['Juvederm'] }, minutes: 45 },
  ],
  doctors: [
    { id: IDS.dan, name: 'Dr. Dan Levi', services: [IDS.filling, IDS.rootCanal, IDS.extraction] },
    { id: IDS.anna, name: 'Dr. Anna Sorokina', services: [IDS.cleaning, IDS.whitening, IDS.veneers] },
    { id: IDS.miguel, name: 'Dr. Miguel Torres', services: [IDS.implant, IDS.extraction] },
    { id: IDS.sofia, name: 'Dr. Sofia Mendes', services: [IDS.botox, IDS.lips] },
  ],
});
