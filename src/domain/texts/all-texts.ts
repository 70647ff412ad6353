import type { Language } from '../clinic.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { he } from './he.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import type { Texts } from './texts.ts';

/** The texts of each language. */
export const ALL_TEXTS: Record<Language, Texts> = { ru, es, en, he, pt };
