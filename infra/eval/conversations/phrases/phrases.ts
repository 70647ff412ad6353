import type { Language } from '../../../../src/domain/clinic.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { HE } from './he.ts';
import { PT } from './pt.ts';
import { RU } from './ru.ts';

/** What patients write, by what they are up to; some lines hold several wishes. */
export type Phrases = Record<
  | 'greet' | 'wish' | 'several' | 'time' | 'day' | 'yes' | 'no' | 'reject' | 'revive' | 'choose' | 'name' | 'other' | 'ask' | 'aside' | 'move' | 'cancel' | 'back'
  | 'pain' | 'urgent' | 'human' | 'upset' | 'thanks' | 'noise' | 'language' | 'impossible' | 'optOut',
  readonly string[]
>; // prettier-ignore

/** Self-written, in each language. */
export const PHRASES: Record<Language, Phrases> = { ru: RU, es: ES, en: EN, he: HE, pt: PT };
