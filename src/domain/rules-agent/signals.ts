/**
 * Small words that change how a conversation goes on, in the five languages. Kept beside the flows that use them; what names a thing
 * (service, doctor, day) belongs to understanding.
 */
const SIGNALS = {
  /** "at the same time", of another day. */
  sameTime:
    /\bsame (?:time|hour|day and time|date and time)\b|misma hora|mism[oa] d[ií]a y hora|mesm[ao] hor[aá]|mesmo dia e hora|в (?:то|это) же время|на то же время|время (?:то|такое) же|то же (?:самое )?время|тот же день и (?:час|время)|באותה (?:ה)?שעה|אותה שעה|אותו יום ושעה/iu,
  /** "on the same day". */
  sameDay: /\bsame (?:day|date)\b|mism[oa] (?:d[ií]a|fecha)|mesm[oa] (?:dia|data)|(?:тот|этот) же день|того же дня|в тот же день|(?:ב?אותו|באותו ה) ?יום/iu,
  /** "right after it". */
  rightAfter:
    /\b(?:right|straight|just|directly) after\b|(?:justo|enseguida|inmediatamente) despu[eé]s|a continuaci[oó]n|(?:logo|em) (?:depois|seguida|ap[oó]s)|сразу (?:после|за)|следом|מיד אחרי|ישר אחרי|צמוד/iu,
  /** "First thing on Monday", "the last one that day". */
  firstThing:
    /\bfirst thing\b|\bas early as possible\b|a primera hora|lo (?:m[aá]s )?(?:temprano|pronto)|(?:logo cedo|primeir[ao] hor[aá]rio|o mais cedo)|(?:с самого утра|самое раннее|пораньше с утра|первым делом)|(?:הכי מוקדם|על הבוקר)/iu,
  lastThing:
    /\blast thing\b|\bas late as possible\b|\blast (?:slot|one|appointment) of the day\b|a [uú]ltima hora|lo m[aá]s tarde|(?:[uú]ltimo hor[aá]rio|o mais tarde)|(?:самое позднее|попозже вечером|в самом конце)|הכי מאוחר/iu,
  /** "both of them", "all my appointments". */
  all: /\bboth\b|\ball (?:of (?:them|my)|my|the)\b|\b(?:las|los) dos\b|\bamb[ao]s\b|\btod[ao]s\b|\b(?:as|os) duas\b|\bos dois\b|(?<!\p{L})(?:обе|оба|все|всё)(?!\p{L})|שני התורים|שניהם|שתיהן|כל התורים|את כולם|הכל/iu,
  /** "another one", "also": beside what is there, not instead of it. */
  another:
    /\banother\b|\balso\b|\btoo\b|\bas well\b|\bone more\b|\bone for (?:me|my)\b|\botr[ao]\b(?! (?:d[ií]a|hora|fecha|semana|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo))|\btambi[eé]n\b|\boutr[ao]\b(?! (?:dia|hora|hor[aá]rio|data|semana|segunda|ter[cç]a|quarta|quinta|sexta|s[aá]bado|domingo))|\btamb[eé]m\b|(?<!\p{L})(?:ещ[её]|также|тоже|другую запись|и (?:мне|меня|себя|себе))(?!\p{L})|עוד תור|גם|נוסף/iu,
  /** "One more": of the same. */
  oneMore:
    /\b(?:another one|one more|same again)\b|(?<!\p{L})[ye] (?:otr|outr)[ao](?!\p{L})|(?<!\p{L})ещ[её] (?:одну|одно|один|раз|такую же)(?!\p{L})|(?<!\p{L})ו?עוד (?:אחד|אחת)(?!\p{L})/iu,
  /** "for me", after an appointment for somebody else. */
  forMe:
    /\bfor (?:me|myself)\b|para m[ií](?!\p{L})|pr[ao] mim|para mim|(?<!\p{L})(?:для меня|мне|меня|себя|себе)(?!\p{L})|(?<!\p{L})(?:לי|בשבילי|עבורי)(?!\p{L})/iu,
  /** "actually yes": taking up what was given up. */
  afterAll:
    /\bactually\b|\bafter all\b|\bon second thoughts?\b|\bcome to think\b|\bwait,? yes\b|\bok(?:ay)? then\b|pens[aá]ndolo (?:bien|mejor)|\bmejor s[ií]|\bal final\b|\ben realidad\b|\bbueno,? s[ií]|pensando (?:bem|melhor)|na verdade|\bafinal\b|\bmelhor sim\b|(?<!\p{L})(?:хотя|вс[её]-? ?таки|вс[её] же|впрочем|а давайте|на самом деле)(?!\p{L})|בעצם|בכל זאת|מחשבה שנייה/iu,
  /** "Put it back", about an appointment that was cancelled. */
  restore:
    /\b(?:undo|restore|put it back|get it back|(?:re)?book it again|didn'?t mean to cancel|keep it after all|shouldn'?t have cancel)|recuper|volver a (?:reservar|ponerl|tenerl)|otra vez a la misma|res[eé]rv\p{L}+ (?:otra vez|de nuevo)|quer[ií]a (?:dejar|mantener|conservar)|no quer[ií]a cancelar|marcar de novo|desfazer|queria (?:manter|deixar)|n[aã]o queria cancelar|(?<!\p{L})(?:верните|вернуть|восстанов\p{L}*|зря отмени\p{L}*|не хотела? отменять|оставить хотела?|хотела? оставить)(?!\p{L})|להחזיר|תחזיר|לשחזר|לא רציתי לבטל|רציתי להשאיר/iu,
  /** "Move it": said where a cancellation was to be confirmed. */
  moveInstead:
    /\b(?:move|moving|reschedul\p{L}*|change (?:it|the|my|to)|switch|postpone)\b|cambi[aáeo]\p{L}*|muév|mover(?!\p{L})|pasar(?:la|lo)? (?:a|para)|mud(?:ar|a|e|o)(?!\p{L})|remarca|troc(?:ar|a|o)(?!\p{L})|перен[её]с|перенос|поменя|сдвин|להעביר|תעביר|להזיז|לשנות/iu,
  /** "Who does it?" */
  whoDoes:
    /\bwho (?:does|do|will|would|performs?|is doing|is it with)\b|\bwhich (?:doctor|dentist)\b|\bwho(?:'?s| is) (?:the|my) (?:doctor|dentist)\b|\bwith wh(?:o|om)\b|con qui[eé]n|qui[eé]n (?:lo |la |me |las |los )?(?:hace|har[ií]a|har[aá]|atiende|pone)|qui[eé]n es (?:el|la)|com quem|quem (?:faz|atende|vai)|quem é [oa]|(?<!\p{L})(?:кто|какой) (?:\p{L}+ ){0,2}(?:врач|доктор|делает|ставит|лечит|принимает|проводит)|(?:врач|доктор) (?:кто|какой)|у кого(?!\p{L})|(?<!\p{L})ו?מי (?:ה?רופא|עושה|מטפל|מבצע)|אצל מי|עם מי/iu,
  /** "Who are your doctors?": all of them, whatever was spoken of before. */
  allDoctors:
    /\b(?:your|the|all) (?:doctors|dentists|team|specialists|staff)\b|\b(?:doctores|dentistas|m[eé]dicos|especialistas|doutores|equipe|equipo)\b|(?<!\p{L})(?:врачи|доктора|специалисты|стоматологи)(?!\p{L})|ה?רופאים|הצוות/iu,
  /** "Which days does he work?" */
  doctorDays:
    /\b(?:what|which) days? .*\bwork|\bwhen (?:does|do) .{0,30}\bwork|(?:qu[eé] d[ií]as|cu[aá]ndo) (?:.{0,20} )?(?:trabaja|atiende|pasa consulta)|(?:que|quais|quando) (?:dias )?(?:.{0,20} )?(?:trabalha|atende)(?!m)|(?:(?:в|по) как(?:ие|им) дн\p{L}*|когда) (?:.{0,20} )?(?:работает|принимает)|(?:ב?(?:אילו|איזה) ימים|מתי) (?:.{0,15} )?(?:עובדת?|מקבלת?)(?!\p{L})/iu,
  /** "When is it?", "is it still on?", about something booked. */
  asksOwn:
    /\b(?:when|what time) (?:is|was|are)\b|\bstill (?:on|there|booked)\b|cu[aá]ndo (?:es|era)|a qu[eé] hora (?:es|era)|sigue (?:en pie|reservad|igual)|quando (?:[eé]|era)|que horas (?:[eé]|era)|continua (?:marcad|de p[eé])|(?<!\p{L})(?:остал[аи]с[ьи]|в силе|когда у меня|во сколько у меня|на когда)(?!\p{L})|(?<!\p{L})(?:מתי ה|באיזו שעה ה|עדיין קבוע|נשאר)/iu,
  /** "I see", "haha": heard, nothing asked. */
  acknowledges:
    /^\W*(?:(?:i see|got it|gotcha|understood|makes sense|noted|ah|oh|ok(?:ay)?|wow|lol|ha(?:ha)+|alright|fair(?: enough)?|no worries|then|so|entendido|ya veo|vaya|ja(?:ja)+|de acuerdo|vale|entonces|ya|entendi|t[aá] bom|t[aá] certo|beleza|k{2,}|rs+|nossa|ent[aã]o|ну|тогда|вс[её]|ясно|понятно|понял|поняла|ясненько|ок|окей|ладно|(?:ах|ха)+|הבנתי|אוקיי?|אז|טוב|סבבה|ח{2,})(?!\p{L})[\s,.!)]*){1,5}\W*$/iu,
} as const;

/** True when the text carries the signal. */
export function signals(text: string, signal: keyof typeof SIGNALS): boolean {
  return SIGNALS[signal].test(text);
}
