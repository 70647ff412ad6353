import type { Language } from '../clinic.ts';
import { phrases } from './lexicon/lexicon.ts';

type NegationTable = {
  /** Refusals that reach over a few words: "I don't need Dr. Dan for ...". */
  rejecting: string;
  /** Bare negators: only a few small words may stand between them and what they negate ("не к Дану"). */
  bare: string;
  /** Said after the thing: "чистка не нужна", "limpeza não". */
  trailing: string;
  /** Where the reach of a negation ends besides punctuation. */
  contrast: string;
};

/** "I can't come to my cleaning" is no refusal of a cleaning: verbs of being able, knowing or having been are not in these lists. */
const TABLES: Record<Language, NegationTable> = {
  en: {
    rejecting: `(dont|do not|didnt|doesnt|not|never|wouldnt|wont|no longer|isnt|wasnt) (really |actually |even )?(want|need|wanted|needed|looking for|look for|interested|interested in|asking|ask|care|like|going for|book|schedule|require|be needing|about|after|checking|check|with|for|want to see|need to see|go ahead with|proceed with|continue with|go on with|move forward with|go through with|confirm|reserve|arrange|order); (wont|will not|wouldnt|would not|am not going to|im not going to) (be )?(doing|having|getting|taking|needing|going for|going through with|going ahead with|do|have|get|take|need|book|order); no longer (want|need); forget; forget about; skip; never mind; nevermind; nvm; instead of; rather than; drop; scratch; without; anything but; other than; (its|it is|thats|that is|this is) not; (i |we |ive |weve )?(decided (not|against)|gave up on|given up on|dropped|dropping); (im |i am |we are |were )?not (doing|having|getting|going for|going with|gonna do|going to do); stop (checking|looking|asking|booking|with); leave out; enough (with|of|about); no more; ditch; leave`,
    bare: `no; not; isnt; nor; neither; without; except`,
    trailing: `(is |are |its )?(really )?not (really )?for me; (is |are |its )?(not|no longer|isnt|arent) (needed|necessary|required|what|for me|anymore|relevant|interesting|it|the one); not needed; is off; no longer; is not what; i (dont|do not) (want|need); no thanks; isnt what; nope; no$`,
    contrast: `but; instead; rather i; i (want|need|meant|would|actually|was); id; though; just; only; its; lets`,
  },
  ru: {
    rejecting: `не (нужен|нужна|нужно|нужны|надо|хочу|хотел|хотела|хотим|хочется|буду|будем|будет|стану|станем|пойду|пойдем|делаю|делаем|ставлю|лечу|возьму|рассматриваю|думаю|интересует|интересуют|интересуюсь|требуется|записывайте|записывай|записывайся|оформляйте|оформляй|подтверждайте|подтверждай|продолжайте|назначайте|бронируйте|делайте|ставьте|заказывайте|ищите|проверяйте|проверяй|собираюсь|собирался|собиралась|планирую|смотрите|актуал[а-я]*|просил|просила|спрашивал|спрашивала|имел в виду|имела в виду|пойду|интересно|про|предлагайте); забудь[а-я]*; (решил|решила|решили) не; отказал[а-я]* от; отказыва[а-я]* от; забыли про; хватит; перестаньте; перестань; прекратите; отказываюсь от; отказ от; (передумал*|раздумал*|расхотел*) ~; никаких; никакой; никакого; при чем тут; причем тут; зачем мне; это не; ладно с; уже не; больше не; оставьте; не с`,
    bare: `не; ни; без; нет; кроме; вместо`,
    trailing: `(это )?не (для меня|мое|моя|мой); (мне |нам |уже |больше |пока )?неинтересн[а-я]*; (мне |нам |я |уже |больше |пока |сейчас |совсем |вообще )?(уже |больше |пока )?не (нужен|нужна|нужно|нужны|надо|хочу|хотим|хочется|пойду|пойдем|стану|делаем|интересует|интересуют|буду|будем|требуется|интересен|интересно|актуал[а-я]*|подходит|годится|то)?; неактуал*; отпада*; ни к чему; нет$; не$; ненужн*; отбой; передумал*`,
    contrast: `а; но; зато; лучше; мне (нужен|нужна|нужно|нужны|бы|надо)( )?; хочу; я (хочу|про|спрашивал[а]?); нужн[аоы]?; нужен; просто; тогда`,
  },
  es: {
    rejecting: `(decidi|decidimos|prefiero|mejor) no; deseche*; descarte; renuncio a; (se me|me) quitaron las ganas; no (sigan|siga|sigas|continue|continuen|continues|avance|avancen|proceda|procedan|confirme|confirmes|confirmen|tramite|tramites|haga|hagan|pida|pidan)( con)?; no (me |nos )?(hago|hare|haremos|hacemos|voy a hacer|vamos a hacer|voy a hacerme|pongo|pondre|coloco); no (lo |la |los |las |le |me |se |estoy )?(quiero|necesito|quisiera|queria|deseo|preciso|busco|interesa|interesan|interesad[oa]|hace falta|es|era|son|voy a querer|voy a hacer|hablo de|pregunto|pregunte|reserve|agende|pedi|me refiero|ocupo|quiera|requiero|revise|revises|verifique|con|por); ya no; olvid[a-z]*; en vez de; en lugar de; excepto; salvo; menos; descart[a-z]*; nada de; sin; basta de; deje(n|mos)? ; deja; dejemos; dejate de; tampoco; ningun; ninguna`,
    bare: `no; ni; sin; tampoco; nada de; menos`,
    trailing: `no (es|son|sera) para mi; (ya )?no (la |lo |los |las |me |se |es |era )?(quiero|necesito|interesa|interesan|hace falta|lo que|preciso|deseo|gracias|va|por favor)?$; (ya )?no (la |lo |los |las |me |se |es |era )?(quiero|necesito|interesa|interesan|hace falta|lo que|preciso|deseo); ya no; tampoco; no$; no gracias; descartad[oa]; nada`,
    contrast: `pero; sino; en cambio; mejor; quiero; necesito; quisiera; busco; prefiero; solo; es; yo; en realidad; mas bien`,
  },
  pt: {
    rejecting: `(nao|n|nem) (o |a |me |estou |to |vou )?(faco|farei|faremos|coloco|colocar|quero|preciso|queria|gostaria|desejo|procuro|interessa|interessad[oa]|e|eh|era|sao|vou querer|querer|fazer|precisa|pedi|falei|perguntei|marque|agende|precisar|precisam|verifique|veja|siga|sigam|continue|continuem|prossiga|confirme|confirma|confirmem|faca|facam|de andamento|peca|com|busco|precisava|tenho interesse|mais); ja nao; (decidi|decidimos|resolvi|resolvemos|prefiro) nao; descartei; abri mao d[eoa]; esquec[a-z]*; em vez de; ao inves de; no lugar de; exceto; menos; descart[a-z]*; nada de; sem; chega de; deix[ae] (o|a|os|as|de|pra la|pra la o|pra la a); desisti d[eoa]; tampouco; nenhum; nenhuma`,
    bare: `nao; n; nem; sem; nada de; menos; tampouco`,
    trailing: `(nao|n) (e|eh|sao) (pra|para) mim; (ja |eu )?(nao|n) (quero|preciso|e|eh|era|interessa|precisa|obrigad[oa]|mais|vou querer|me interessa|por favor)?$; (ja |eu )?(nao|n) (quero|preciso|e necessario|e o que|interessa|precisa|vou querer|me interessa); nem (quero|preciso|precisa); nao$; descartad[oa]; nada`,
    contrast: `mas; porem; e sim; sim; quero; eu quero; preciso; prefiro; so; na verdade; melhor; gostaria; eu`,
  },
  he: {
    rejecting: `(כבר )?לא (שואל|שואלת|שואלים|מדבר|מדברת|מתכננ|מתכננת|אעשה|נעשה|עושה|עושים|אקח|ניקח|אלך|נלך|הולך|הולכת|אבוא|ארצה|נרצה|אצטרך|נצטרך|אשים|לעשות|עשיתי|רציתי|אוהב|אוהבת|אהבתי|צריך|צריכה|רוצה|מעוניין|מעוניינת|מעונין|מחפש|מחפשת|מתכוון|מתכוונת|התכוונתי|ביקשתי|שאלתי|בא לי|זה|את|אצל|עם|על|בשביל|מעניין|מעניינת|רלוונטי|רלוונטית|צריכים|רוצים|ל|של); (אל|לא) (תמשיכ*|תאשר*|תתקדמ*|תקבע*|תזמינ*|תזמין|תעש*|להמשיך|לאשר|להתקדם) (עם|את)?; (החלטתי|החלטנו) (לא|שלא); (ירדתי|ירדנו|ויתרתי|ויתרנו) (מ|על); עזוב; עזבי; עזבו; תעזוב; תעזבי; תעזבו; תשכח; תשכחי; תשכחו; שכחו; שכח; שכחי; תפסיק; תפסיקי; תפסיקו; הפסיקו; חוץ מ; בלי; ללא; ולא; מוותר על; מוותרת על; ויתרתי על; די עם; מספיק עם; שום; אין צורך ב; אין לי צורך ב`,
    bare: `לא; בלי; ללא; ולא; אף; שום; אין צורך; אל; במקום`,
    trailing: `(זה )?לא (בשבילי|עבורי); (אני )?(כבר |ממש )?לא (צריך|צריכה|רוצה|רלוונטי|רלוונטית|מעוניין|מעוניינת|מתאים|נחוץ|נחוצה|דרוש|דרושה|מעניין|מעניינת|מעניינים|חשוב|חשובה|בא לי|זה|צריכים|רלוונטיים)?$; (אני )?(כבר |ממש |ממש כבר )?לא (צריך|צריכה|רוצה|רלוונטי|רלוונטית|מעוניין|מעוניינת|נחוץ|נחוצה|מעניין|מעניינת|מעניינים|אקטואלי|אקטואלית); לא$; ירד*; מבוטל*; עזוב*; לא תודה`,
    contrast: `אבל; אלא; אני (צריך|צריכה|רוצה|מעדיף); רק; עדיף; בעצם; דווקא; רציתי`,
  },
};

/** Articles, prepositions, titles and pronouns that may stand between a bare negator and what it negates. */
const SMALL =
  '(?:the|a|an|my|any|with|for|to|dr|doctor|at|in|on|about|is|with the|к|на|с|со|у|за|про|мне|нам|доктор|доктора|доктору|врач|врачу|врача|др|для|в|это|el|la|los|las|un|una|con|de|del|al|mi|dra|doctora|lo|por|para|es|esa|ese|este|esta|o|os|as|um|uma|com|do|da|no|na|doutor|doutora|e|eh|meu|minha|pra|את|של|עם|אצל|ה|דר|דוקטור|על|זה|לי)';

type Compiled = { left: RegExp; right: RegExp; contrast: RegExp };
const COMPILED = new Map<Language, Compiled>();

function compiled(language: Language): Compiled {
  let found = COMPILED.get(language);
  if (found === undefined) {
    const table = TABLES[language];
    const rejecting = phrases(table.rejecting).pattern.source;
    const bare = phrases(table.bare).pattern.source;
    found = {
      left: new RegExp(`(?:(?:${rejecting})(?: \\S+){0,5}? $)|(?:(?:${bare})(?: ${SMALL}){0,3} $)`, 'u'),
      right: new RegExp(`^(?: ${SMALL}){0,2}(?:${phrases(table.trailing).pattern.source})`, 'u'),
      contrast: new RegExp(`(?:${phrases(table.contrast).pattern.source})`, 'gu'),
    };
    COMPILED.set(language, found);
  }
  return found;
}

/**
 * True when the words right before or after a thing refuse it. `before` and `after` are `plainWords`-like texts of the same clause
 * (no punctuation between), each with a space at both ends; pass " " when the thing stands at the edge.
 */
export function isNegated(before: string, after: string, languages: readonly Language[]): boolean {
  return languages.some((language) => {
    const table = compiled(language);
    return leftNegated(before, table) || table.right.test(after);
  });
}

function leftNegated(before: string, table: Compiled): boolean {
  const match = table.left.exec(before);
  if (match === null) return false;
  // "not Dan but a cleaning": a contrast between the negation and the thing ends it.
  const between = before.slice(match.index + (match[0].indexOf(' ', 1) > 0 ? match[0].indexOf(' ', 1) : 0));
  const afterNegator = between.replace(
    /^ (?:want|need|wanted|needed|нуж\S+|хочу|хотел\S*|quiero|necesito|quero|preciso|רוצה|רוצים|צריך|צריכה|צריכים|רציתי|רצינו|quisiera|busco|gostaria|es|e|eh|זה)(?= )/u,
    '',
  );
  table.contrast.lastIndex = 0;
  return !table.contrast.test(afterNegator);
}
