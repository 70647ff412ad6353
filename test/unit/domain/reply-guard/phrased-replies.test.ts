import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/domain/clinic.ts';
import { problemsOf } from './guard-world.ts';
import { en as heldOutEn } from './held-out/en.ts';
import { es as heldOutEs } from './held-out/es.ts';
import { he as heldOutHe } from './held-out/he.ts';
import { pt as heldOutPt } from './held-out/pt.ts';
import { ru as heldOutRu } from './held-out/ru.ts';
import { en as lastLookEn } from './last-look/en.ts';
import { es as lastLookEs } from './last-look/es.ts';
import { he as lastLookHe } from './last-look/he.ts';
import { pt as lastLookPt } from './last-look/pt.ts';
import { ru as lastLookRu } from './last-look/ru.ts';
import { en as moreEn } from './more/en.ts';
import { es as moreEs } from './more/es.ts';
import { he as moreHe } from './more/he.ts';
import { pt as morePt } from './more/pt.ts';
import { ru as moreRu } from './more/ru.ts';
import { en as repliesEn } from './replies/en.ts';
import { es as repliesEs } from './replies/es.ts';
import { he as repliesHe } from './replies/he.ts';
import { pt as repliesPt } from './replies/pt.ts';
import { ru as repliesRu } from './replies/ru.ts';

const TABLES = {
  replies: { en: repliesEn, es: repliesEs, pt: repliesPt, ru: repliesRu, he: repliesHe },
  more: { en: moreEn, es: moreEs, pt: morePt, ru: moreRu, he: moreHe },
  'held-out': { en: heldOutEn, es: heldOutEs, pt: heldOutPt, ru: heldOutRu, he: heldOutHe },
  'last-look': { en: lastLookEn, es: lastLookEs, pt: lastLookPt, ru: lastLookRu, he: lastLookHe },
};

/** The guard was tuned on the first table; the others hold it to more ways of saying the same, the last one to ways it was never tuned on. */
const TOLERATED = { replies: 0.1, more: 0.1, 'held-out': 0.1, 'last-look': 0.15 };

describe.each(['replies', 'more', 'held-out', 'last-look'] as const)('replies as a model phrases them (%s)', (folder) => {
  it.each(LANGUAGES)('good ones go out and bad ones do not: %s', (language) => {
    const { good, bad } = TABLES[folder][language];
    const refused = good.filter((one) => problemsOf(one, language).length > 0);
    const missed = bad.filter((one) => problemsOf(one, language).length === 0);
    expect(refused.length / good.length, refused.map((one) => one.reply).join('\n')).toBeLessThanOrEqual(TOLERATED[folder]);
    expect(missed.length / bad.length, missed.map((one) => one.reply).join('\n')).toBeLessThanOrEqual(TOLERATED[folder]);
  });
});
