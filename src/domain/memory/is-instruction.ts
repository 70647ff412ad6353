/** Roles, tags and calls as models and their servers write them; links, which lead somewhere we do not know. */
const SYNTAX =
  /<\/?[a-z_|][^>]{0,40}>|<\||\[\/?(?:INST|system|tool|function)|\{\s*["'][\w-]+["']\s*:|```|(?<!\p{L})(?:system|assistant|developer|система|ассистент|sistema|asistente|assistente|מערכת)\s*[:：]|(?<!\p{L})[a-z]+(?:_[a-z]+)+\s*\(|(?:https?|ftp|data|javascript):|www\./iu;

/** The words in which somebody gives the assistant rules, by language; whoever speaks of themself needs none of them. */
const ORDERS: readonly RegExp[] = [
  // en
  /(?<!\p{L})(?:ignor\w*|forget|disregard|override|bypass|skip)\s+(?:\w+\s+){0,3}(?:instruction|rule|prompt|polic|guideline|context|restriction|above|previous|everything)/iu,
  /(?<!\p{L})(?:system prompt|prompt injection|jailbreak|developer mode|you are now|you're now|act as|pretend (?:to be|you|that)|role ?play|from now on|new (?:rule|instruction)s?|without restrictions?|as an ai|(?:the )?(?:assistant|bot|ai|agent|model|receptionist) (?:must|should|shall|will|has to|may|is allowed|can))(?!\p{L})/iu,
  /(?<!\p{L})(?:always|never)\s+(?:answer|reply|respond|say|tell|give|offer|book|cancel|confirm|grant|apply|approve|mention|ask|reveal|send|start|use|treat|call)/iu,
  /(?<!\p{L})(?:reveal|show|print|repeat|list|send|leak|output)\s+(?:me |us )?(?:\w+\s+){0,3}(?:prompt|instructions?|rules|phone numbers?|all patients|other patients|patients?['’]? data|database|password)/iu,
  /(?:is|am|as) (?:an?|the) (?:admin\w*|owner|root|superuser|developer|manager|operator)(?!\p{L})|(?:free|100 ?%|percent) (?:discount|of charge)|entitled to (?:a )?(?:free|discount|refund)/iu,
  // ru
  /(?:игнорир\p{L}*|забуд\p{L}*|отмен\p{L}*|обойд\p{L}*|не (?:учитыва|соблюда|следу)\p{L}*)\s+(?:\p{L}+\s+){0,3}(?:инструкц|правил|промпт|указан|ограничен|предыдущ|вс[её] (?:что|выше))/iu,
  /(?<!\p{L})(?:системн\p{L}* промпт\p{L}*|ты теперь|теперь ты|отныне|с этого момента|впредь|притворись|веди себя как|представь,? что ты|без ограничений|новые правила|(?:ассистент|бот|помощник|модель|агент)\p{L}* (?:долж|обяз|мож))/iu,
  /(?<!\p{L})(?:всегда|никогда не)\s+(?:отвечай|говори|давай|предлагай|записывай|отменяй|подтверждай|сообщай|начинай|называй|используй)|(?:покажи|раскрой|выведи|повтори|пришли)\s+(?:\p{L}+\s+){0,3}(?:промпт|инструкц|правил|телефон|данны|пациент)/iu,
  /(?:я|он|она|пациент\p{L}*|это)\s*[-—–]?\s*(?:админ\p{L}*|владелец|владелица|разработчик\p{L}*|управляющ\p{L}*)|скидк\p{L}* (?:в )?100/iu,
  // es, pt
  /(?<!\p{L})(?:ignor\p{L}+|olvid\p{L}+|esque[cç]\p{L}+|desconsider\p{L}+|anul\p{L}+|desobede\p{L}+)\s+(?:\p{L}+\s+){0,4}(?:instrucci|instru[cç]|regla|regra|prompt|anterior|restric|restri[cç]|l[ií]mite)/iu,
  /(?<!\p{L})(?:prompt d[eo] sistema|ahora eres|agora (?:você|voce|tu) (?:é|e|és)|a partir de (?:ahora|agora|hoy|hoje)|de ahora en adelante|de agora em diante|act[uú]a como|atue como|aja como|finge (?:ser|que)|finja|sin restricciones|sem restri[cç][oõ]es|nuevas (?:reglas|instrucciones)|novas (?:regras|instru[cç][oõ]es)|(?:el|la|o|a) (?:asistente|assistente|bot|rob[oô]|modelo|agente) (?:debe|deve|tiene que|tem que|puede|pode))(?!\p{L})/iu,
  /(?<!\p{L})(?:siempre|nunca|sempre)\s+(?:responde|responda|contesta|di|diga|diz|da|dé|dê|ofrece|ofere[cç]a|reserva|reserve|marque|cancela|cancele|confirma|confirme|menciona|mencione|usa|use)(?!\p{L})|(?:mu[eé]stra|revela|repite|repita|mostre|mostra|revele|env[ií]a|envie|dame|me d[eê])\p{L}*\s+(?:\p{L}+\s+){0,3}(?:prompt|instruc|instru[cç]|reglas|regras|tel[eé]fonos|telefones|pacientes|dados|datos)/iu,
  /(?:es|soy|é|sou|eres|paciente) (?:el |la |o |a |un |uma? )?(?:admin\p{L}*|due[nñ][oa]|don[oa] da|propriet[aá]ri[oa]|desarrollador\p{L}*|desenvolvedor\p{L}*)/iu,
  // he
  /(?:תתעלמ?[מוי]?|התעלמ?[מוי]?|תתעלם|התעלם|תשכח\p{L}*|שכח\p{L}*)\s+(?:\p{L}+\s+){0,3}(?:מ?ה?הוראות|מ?ה?כללים|מ?ה?הנחיות|הקודמ\p{L}+)/u,
  /(?:הנחיית המערכת|עכשיו את[ה]?(?!\p{L})|את[ה]? עכשיו|מעכשיו|מעתה|מהיום והלאה|תעמיד פני|תתנהג כמו|בלי הגבלות|ללא הגבלות|(?:העוזר|הבוט|המודל|הסוכן)\p{L}* (?:חייב|צריך|יכול|רשאי))/u,
  /(?:תמיד|לעולם אל|אף פעם אל)\s+(?:תענה|תגיד|תאמר|תיתן|תציע|תקבע|תבטל|תאשר|ענה|אמור)|(?:הצג|תציג|תראה|חשוף|תחשוף|שלח|תשלח|תן)\s+(?:\p{L}+\s+){0,3}(?:ההוראות|ההנחי\p{L}+|הטלפונים|המטופלים|הנתונים)|(?:אני|הוא|היא|המטופל)\s+(?:עכשיו\s+)?(?:מנהל|אדמין|הבעלים|בעל המרפאה|מפתח)/u,
];

/**
 * True for a text that tells the assistant what to do, claims a role for its writer, or is shaped like the insides of a model's input. Errs towards
 * refusing: what is not remembered can be said again.
 */
export function isInstruction(text: string): boolean {
  return SYNTAX.test(text) || ORDERS.some((order) => order.test(text));
}
