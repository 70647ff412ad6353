import type { Language } from '../clinic.ts';

/**
 * What people ask a phone or a general assistant for and no clinic does: the weather, rides, alarms and a diary, messages to others, food, journeys, films and
 * music, banks, homes. Folded words in `plainWords` form; `|` between alternatives, `\\S*` any ending.
 */
const ERRANDS: Record<Language, string> = {
  en:
    'weather|forecast|umbrella|raincoat|temperatures? (?:outside|going|be|will|there|in|on|like)|(?:whats|what is|what will|high|low|average|outside) (?:the )?temperatures?|how (?:warm|hot|cold|chilly|windy|humid|cloudy)|(?:be|get|is it) (?:\\S+ )?(?:hot|cold|warm|chilly|cloudy|breezy|foggy) (?:in|there|outside|out|that|on|tomorrow|today|tonight|this)|chance of (?:rain|snow|showers|storms?|sun|precipitation)|rain|raining|rainy|showers today|sunny|wind|windy|humid\\S*|snow|snowing|snowy|thunder\\S*|storms?|stormy|precipitation|(?:how many|what) degrees|celsius|fahrenheit' +
    '|alarm\\S*|wake me(?: up)?|timers?|(?:set|add|create|make|delete|show|list) (?:\\S+ ){0,3}reminders?|my reminders?|remind me to|(?:my|the) (?:calendar|agenda|diary)|to my schedule|(?:on|in|check|see|show|clear|whats) my schedule|(?:check|see|tell me|know|make sure) (?:if|whether|that) (?:i|im|i am) (?:\\S+ )?(?:free|busy|available|have (?:anything|something|plans))|am i (?:busy|free|available|occupied)|(?:do|did) i (?:already |also )?have (?:anything|something|any plans|plans|any \\S+|an event|events) (?:else )?(?:planned|scheduled|booked|lined up|on|going on|happening|at|for|that|then)|(?:my|any|which|what|an|create|add) (?:\\S+ )?(?:events?|meetings?) (?:do|on|for|that|i|in|are|to|at|scheduled|planned|coming|there)|(?:my|any) events?|anything (?:on|planned|scheduled) (?:for|on|that|my)|(?:ive|i have|have i) (?:got )?planned|what (?:do|have) i (?:have |got )?(?:on|planned|lined up)|what i (?:have|ve|got) (?:got )?(?:going on|on|planned|scheduled|coming)|traffic|directions to' +
    '|text (?!me|us|you|message|back|if|when|to|or|is|only|instead|please|works|reminder|it|messages|them)\\S+ (?:the|that|my|a|about|saying|it|this)|(?:send|write|shoot|drop) (?:\\S+ ){0,2}(?:a |an |the )?(?:text|message|sms|note) to (?!you|me|us|confirm|remind|the|your|my (?:phone|number|email))\\S+|share (?:the |my |a |this |that |your |its |their )?(?:\\S+ )?(?:location|address|place|spot|contact) with|share (?:the|my|your|a|this|that|its) (?:\\S+ )?location|share (?:it|this|that) with my|let (?!me|us|you|it|the|them|him|her)(?:my )?\\S+ know|tell (?:my (?!doctor|dentist)\\S+|mum|mom|dad) (?:that|i|im|to|ill)' +
    '|cabs?|taxis?|ubers?|lyft|rides?|carpool|shuttle|limo\\S*|chauffeur' +
    '|restaurants?|pizz\\S*|burgers?|sushi|cuisine|bistro|steakhouse|brunch|(?:im|i am|we are|getting|feeling) (?:\\S+ )?hungry|starving|(?:italian|thai|mexican|chinese|indian|japanese|french|greek|vegan|vegetarian|vietnamese|korean|american|mediterranean|asian|seafood|good|nice) (?:food|eatery|diner)|(?:italian|thai|mexican|chinese|indian|japanese|greek|vietnamese|korean|mediterranean) (?:places?|spots?)|(?:places?|somewhere|someplace|where) (?:\\S+ ){0,3}(?:to|can i|can we|could i) (?:eat|dine)|dinner|(?:reserve|book|get|want|find|need) (?:me |us )?(?:a |the )?tables?|table for|lunch reservation|order (?:some |me )?(?:food|takeout)|groceries|take ?out' +
    '|hotels?|hostels?|motel|airbnb|(?:place|places|somewhere) to stay|accommodations?|flights?|fly to|airlines?|plane tickets?|buses|bus|trains?|airport|attractions?|things to do|museums?|sightseeing|landmarks?|vacation|one way|round trip|places to (?:visit|see|go)|trip to' +
    '|movies?|films?|cinemas?|theat(?:er|re)s?|whats playing|is playing|showtimes?|netflix|tv shows?|comed(?:y|ies)|music|songs?|albums?|playlists?|spotify|youtube|listen to|play (?:some|the|a|me|something|anything|my)|jazz|concerts?|gigs?|tickets?|events|(?:football|baseball|basketball|soccer|hockey) (?:games?|match\\S*|tickets|scores?)|festivals?|something to watch|watch (?:a|some|something)' +
    '|bank|(?:transfer|send|wire|request|give) (?:\\S+ ){0,3}money|(?:send|transfer|pay) (?:\\S+ ){0,3}(?:\\d+|dollars|bucks)|(?:make|send|do) (?:a |the |my )?payments? to|pay (?:my |the )?(?:rent|landlord|roommate)|landlord|(?:account|bank|my|checking|savings) balance|balance (?:of|in|on) my|checking account|savings account|money (?:is |do i have )?in my|bitcoin|exchange rate' +
    '|apartments?|condo|bedrooms?|house to rent|propert(?:y|ies)|rent a (?:car|van|house|flat)|rental cars?|car rental|a car for|house (?:to|for) (?:rent|sale|buy)|homes? for sale|houses|(?:how (?:do|would|can) (?:i|you) say|how to say)|(?:say|word for|translate\\S*) (?:\\S+ ){0,5}in (?:french|german|italian|spanish|chinese|japanese|russian|hebrew|portuguese)|turn (?:on|off) (?:the|my|all)|the lights|thermostat|order (?:\\S+ ){0,2}(?:food|lunch|coffee|delivery)|food delivery|grab (?:a |some )?(?:coffee|bite|food|lunch)|(?:coffee|cafe|cafes|bar|bars) (?:near|nearby|around|shop\\S*)|tell (?:me )?a joke|the news|translate|(?:milk|groceries|bread|eggs)|who won|nearest (?:gas|atm|pharmacy|supermarket)|gas station|atm',
  es:
    'clima|pronostico|que tiempo|tiempo (?:hara|hace|va a hacer)|temperaturas? (?:hara|hace|habra|hay|va|maxima|minima|afuera|en)|llov\\S+|lluev\\S*|lluvias?|nevar\\S*|nieve|paraguas|soleado|nublado|(?:hara|hace|va a hacer|haria) (?:mucho |mucha )?(?:frio|calor|sol|viento)|grados (?:hara|hace|hay|habra|va)' +
    '|alarmas?|despertador|despiert\\S+|temporizador|recuerd[ae](?:me)? (?:de )?(?:comprar|llamar a mi|pagar|que tengo que)|recuerdame (?:comprar|llamar|pagar|sacar|recoger)|trafico|atascos?|mi (?:agenda|calendario)|(?:al|en el|el) calendario|(?:algo|nada|eventos?|compromisos?|reunion\\S*|planes) (?:\\S+ ){0,2}en (?:la |mi )?agenda|tengo (?:algo|algun|alguna|planes|eventos|reuniones|compromisos) (?:\\S+ ){0,5}\\?|estoy (?:libre|ocupad[oa]) (?:\\S+ ){0,5}\\?|(?:pon|ponme|ponga|pongame|crea|anade|agrega) (?:\\S+ ){0,2}(?:recordatorio|evento)' +
    '|(?:mand|envi|escrib)\\S* (?:\\S+ ){0,2}(?:mensaje|whatsapp|sms|correo|email) a (?!ustedes|vosotros|mi (?:correo|numero|telefono|email|movil|celular)|este|esta|la clinica|la doctora|el doctor|traves)\\S+|compart\\S* (?:\\S+ ){0,2}ubicacion' +
    '|taxis?|uber|cabify|didi|remis' +
    '|restaurantes?|pizz\\S*|hamburgues\\S*|sushi|tengo hambre|hay (?:\\S+ ){0,3}(?:para|de|donde) (?:comer|cenar|almorzar)|donde (?:\\S+ )?(?:comer|comemos|cenar|almorzar|como algo)|(?:sitio|lugar|algun lado|algun sitio) (?:\\S+ )?(?:para|donde) (?:comer|cenar|almorzar)|(?:reserv\\S+|quiero|quisiera|busca\\S*|pide) (?:una )?mesa|mesa para|cenar' +
    '|hotel\\S*|hostal\\S*|vuelos?|aerolinea\\S*|aeropuerto|(?:billetes?|pasajes?|boletos?) (?:de|a|para|en)|trenes|tren (?:a|de|para)|(?:autobus(?:es)?|bus) (?:a|de|para)|museos?|turistic\\S*|excursion\\S*' +
    '|pelicula\\S*|cines?|cancion\\S*|musica|playlist|spotify|netflix|youtube|concierto\\S*|entradas? (?:para|de|al)|eventos|obra de teatro|partido de (?:futbol|hoy|baloncesto|beisbol)' +
    '|banco|bitcoin|transferencia a (?!ustedes|la clinica|su)\\S+|saldo de (?:mi|la) (?:cuenta|banco|tarjeta)|mi cuenta (?:bancaria|de ahorros?|corriente)|pag\\S+ (?:el |mi |la )?(?:alquiler|renta)' +
    '|apartamentos?|alquil\\S*|(?:rentar|renta de) (?:un |una )?(?:coche|carro|auto|casa)|como se dice|(?:pid[ea]\\S*|pedir|encarg\\S*) (?:\\S+ )?(?:comida|pizza|algo de comer)|comida a domicilio|(?:enciend|encend|apag|prend)\\S* (?:la|las|el) (?:luz|luces|tele\\S*|aire|calefaccion)|cuenta\\S* un chiste|las noticias|traduce\\S*',
  pt:
    'clima|previsao|temperaturas? (?:vai|na|no|em|maxima|minima|amanha|la|hoje|de amanha)|chov\\S*|chuva|nevar|neve|guarda chuva|ensolarado|nublado|(?:fazer|faz|fara|ta|esta|estara) (?:muito )?(?:frio|calor|sol|vento) (?:na|no|em|amanha|hoje|la|ai|hj)|quantos graus|graus (?:vai|na|no|em)' +
    '|alarmes?|despertador|me acord[ae] (?:as|amanha|cedo|\\d)|(?:me )?lembr[ae](?: me)? (?:de )?(?:comprar|ligar|pagar|buscar|tirar|pegar)|transito|engarrafament\\S*|temporizador|minha agenda|meu calendario|(?:no|ao) (?:meu )?calendario|na minha agenda|tenho (?:algo|algum|alguma|alguma coisa|compromissos?|planos|eventos|reunioes) (?:compromisso |evento |reuniao |marcado |coisa )*(?:\\S+ ){0,4}\\?|estou (?:livre|ocupad[oa]) (?:\\S+ ){0,5}\\?|(?:coloca|cria|adiciona|poe|bota) (?:\\S+ ){0,2}(?:lembrete|evento)' +
    '|(?:mand|envi|escrev)\\S* (?:\\S+ ){0,2}(?:mensagem|msg|zap|whatsapp|sms|email) (?:pra|para|pro|ao?) (?!voces|vcs|mim|esse|este|clinica|o meu|meu (?:email|numero|celular)|dra?|doutora?)\\S+|compartilh\\S* (?:\\S+ ){0,2}(?:localizacao|endereco)' +
    '|taxi\\S*|ubers?' +
    '|restaurantes?|pizz\\S*|hamburgu\\S*|sushi|(?:to|estou) com fome|(?:lugar|onde|algo|lanchonete) (?:\\S+ )?(?:pra|para|da pra|posso|se pode|tem pra) (?:comer|jantar|almocar) (?:perto|por|ai|aqui|la|na|no|algo|bem)|onde (?:comer|jantar|almocar)|reserv\\S+ (?:uma )?mesa|mesa (?:pra|para)|jantar' +
    '|hoteis|hotel|pousada\\S*|hostel\\S*|voos?|aeroporto|passage(?:m|ns)|trem (?:pra|para|de)|trens|onibus (?:pra|para|de)|museus?|turistic\\S*|passeios?' +
    '|filmes?|cinemas?|musicas?|playlist|spotify|netflix|youtube|cancao|cancoes|(?:um|ao|no|pro|de) show|ingressos?|eventos|peca de teatro|jogo d[oe] (?:futebol|hoje)' +
    '|banco|bitcoin|(?:pix|transferencia) (?:pra|para|pro|ao?) (?!voces|vcs|clinica)\\S+|saldo (?:da|do) (?:minha|meu)|minha conta (?:bancaria|corrente|poupanca)|pagar (?:o |meu )?aluguel' +
    '|apartamentos?|alug\\S*|como se (?:diz|fala)|(?:pede|peca|pedir|encomend\\S*) (?:\\S+ )?(?:comida|lanche|almoco|ifood)|ifood|(?:acend|apag|lig|deslig)\\S* (?:a|as|o) (?:luz|luzes|tv|tele\\S*|ar condicionado)|conta\\S* uma piada|as noticias|traduz\\S*',
  ru:
    'погод\\S*|прогноз\\S*|дожд\\S*|снег\\S*|зонт\\S*|ветер|ветрен\\S*|солнечно|облачно|(?:какая|сколько|которая) (?:будет |там |завтра |сейчас )*(?:температура|градус\\S*)|градусов|(?:будет|завтра|сегодня|там) (?:\\S+ )?(?:жарко|холодно|тепло|прохладно)' +
    '|будильник\\S*|разбуди\\S*|напомни(?:те)? (?:мне )?(?:купить|позвонить|оплатить|забрать|заплатить|полить|вынести)|пробк[иа]|пробках|таймер\\S*|календар\\S*|ежедневник\\S*|(?:мое|моем|мои) (?:расписани\\S*|план\\S*)|у меня (?:\\S+ ){0,2}(?:планы|запланирован\\S*|встреч\\S*|дела) (?:\\S+ ){0,4}\\?|я (?:занят|занята|свободна|свободен) (?:\\S+ ){0,5}\\?|(?:поставь|создай|добавь)\\S* (?:\\S+ ){0,2}(?:напоминани\\S*|событи\\S*|встреч\\S*)' +
    '|(?:напиши|отправь|пошли|скинь)(?:те)? (?:\\S+ ){0,2}(?:сообщени\\S*|смс|эсэмэс\\S*) (?!мне|нам|когда|если|о|с)\\S+|(?:напиши|позвони)(?:те)? (?:моей|моему|маме|папе|мужу|жене|сестре|брату|подруге|другу)|(?:поделись|поделиться|поделитесь) (?:\\S+ )?(?:геолокаци\\S*|геопозици\\S*|местоположени\\S*|адресом с)' +
    '|такси|таксист\\S*|убер|каршеринг\\S*' +
    '|ресторан\\S*|кафе|пицц\\S*|суши|бургер\\S*|(?:я|мы) (?:голоден|голодна|голодные)|(?:поесть|поужинать|пообедать|перекусить) (?:рядом|поблизости|где|недалеко|вкусно|можно рядом)|где (?:\\S+ ){0,3}(?:поесть|поужинать|пообедать|перекусить)|забронир\\S+ (?:столик|стол)|столик' +
    '|отел[ьяие]\\S*|гостиниц\\S*|хостел\\S*|авиабилет\\S*|билет\\S*|рейс\\S*|аэропорт\\S*|поезд\\S*|электричк\\S*|музе[йяие]\\S*|достопримечательност\\S*|экскурси\\S*' +
    '|кино|кинотеатр\\S*|фильм\\S*|музык\\S*|песн\\S*|плейлист\\S*|ютуб\\S*|концерт\\S*|театр\\S*|спектакл\\S*|матч\\S*|мероприяти\\S*' +
    '|банк|банка|банке|биткоин\\S*|(?:переведи|перевести|перевод)(?:те)? (?:\\S+ ){0,2}(?:деньги|денег|рублей|маме|мужу|другу)|баланс (?:карты|счета|на карте|моей)|моем счете|квартплат\\S*|аренд\\S*|квартир\\S*|курс (?:доллара|евро|валют\\S*)|как (?:будет |сказать )?по (?:французск|английск|немецк|испанск|итальянск|китайск)\\S*(?! (?:говор|обща))|как (?:переводится|сказать по)|(?:закаж|заказ|достав)\\S* (?:\\S+ )?(?:еду|еды|обед|ужин|продукт\\S*)|(?:включ|выключ)\\S* (?:свет|телевизор|кондиционер|отоплени\\S*)|анекдот\\S*|новости|переведи',
  he:
    'מזג ה?אוויר|תחזית\\S*|גשם|יורד שלג|שלג|מטריה|מטרייה|(?:כמה|מה) (?:ה)?(?:מעלות|טמפרטורה|טמפרטורות)|(?:יהיה|מחר|שם|בחוץ) (?:\\S+ )?(?:חם|קר|חמים|קריר) (?:מחר|שם|בחוץ|היום|בסופש|ביום)' +
    '|שעון מעורר|ה?שעון ה?מעורר|תעיר\\S*|להעיר אותי|תזכיר[יו]? לי (?:לקנות|להתקשר|לשלם|לאסוף|להוציא|לקחת)|ה?פקקים|פקק|טיימר|ביומן(?: שלי)?|יומן שלי|ה?לוז שלי|(?:יש לי|מה יש לי) (?:משהו|אירוע\\S*|פגישות|תוכניות|תכניות) (?:\\S+ ){0,4}\\?|אני (?:פנוי|פנויה|עסוק|עסוקה) (?:\\S+ ){0,5}\\?|(?:תוסי[ףפ]|תיצר|תיצו?ר|תשי[םמ]|תגדיר)\\S* (?:\\S+ ){0,2}(?:תזכורת|אירוע)' +
    '|(?:תשלח|תשלחי|תשלחו|שלח|שלחי|לשלוח|תכתוב|תכתבי) (?:\\S+ ){0,2}(?:הודעה|ווטסאפ|סמס) ל(?!י |נו |כם |אשר|גבי|מספר|טלפון)\\S+|(?:לשתף|תשתף|תשתפי) (?:\\S+ )?(?:מיקום|כתובת)' +
    '|מונית|מוניות|טקסי|גט טקסי|אובר' +
    '|מסעד\\S*|במסעד\\S*|פיצה|המבורגר|סושי|אני רעב|אני רעבה|(?:איפה|מקום|משהו) (?:\\S+ )?לאכול (?:ליד|באזור|בסביבה|קרוב|טוב)|איפה (?:אפשר )?לאכול|להזמין שולחן|שולחן ל\\S+|ארוחת ערב' +
    '|מלון|מלונות|בתי מלון|אכסניה|טיסה|טיסות|שדה ה?תעופה|נתבג|(?:כרטיס|כרטיסים) (?:ל)?(?:רכבת|טיסה|הופעה|אוטובוס|סרט|קולנוע|הצגה|קונצרט)|לרכבת|מוזיאון|אטרקציות|טיול' +
    '|סרט|סרטים|קולנוע|בקולנוע|שיר|שירים|מוזיקה|מוסיקה|פלייליסט|ספוטיפיי|יוטיוב|קונצרט|הופעה|הופעות|הצגה|משחק כדורגל' +
    '|בנק|ביטקוין|(?:להעביר|תעביר|תעבירי) (?:\\S+ ){0,2}כסף|יתרה בבנק|היתרה בחשבון|חשבון (?:ה)?בנק|שכר דירה|דירה|דירות|להשכיר רכב|השכרת רכב|איך (?:אומרים|כותבים)|(?:תזמין|תזמיני|להזמין|תזמינו) (?:\\S+ )?(?:אוכל|ארוח\\S*|משלוח)|משלוח אוכל|(?:תדליק|תכבה|תדליקי|תכבי) (?:\\S+ )?ה?(?:אור|מזגן|טלוויזיה)|בדיחה|ה?חדשות|תתרגם\\S*',
};

/** What a patient has to do anyway is a reason, no request: "my flight lands at three", "I come by bus", "let me check my calendar". */
const OWN_PLANS: Record<Language, string> = {
  en: 'my (?:flight|train|bus|ride|taxi|cab|uber|class|trip|concert)|(?:have|got|catch\\S*|missed|take|taking|booked) (?:a |an |the |my )?(?:\\S+ )?(?:flight|train|bus|concert|trip)(?! (?:from|to))|by (?:bus|train|taxi|cab|uber|car)|(?:let me|i (?:need to|have to|must|will|should)|ill|gotta|first) (?:first |just )?(?:check|look at|see|consult) (?:my|the) (?:calendar|schedule|agenda|diary)|checked my (?:calendar|schedule|agenda|diary)',
  es: 'mi (?:vuelo|tren|taxi)|(?:tengo|sale|llega|tomo|cojo) (?:un |el |mi |una )?(?:vuelo|concierto|tren)|en (?:autobus|bus|taxi|tren|uber)|(?:miro|mirar|reviso|revisar|veo|ver|consulto|consultar|checo) (?:en )?(?:mi|la) (?:agenda|calendario)',
  pt: 'meu (?:voo|trem|taxi|uber)|(?:tenho|pego|pegar) (?:um |o |meu )?(?:voo|show|trem)|de (?:onibus|taxi|trem|uber)|(?:olho|olhar|vejo|ver|checar|conferir|consultar) (?:a |na |minha |a minha |meu |o meu )*(?:agenda|calendario)',
  ru: '(?:мой|моего|у меня|успеть на|после|до) (?:рейс\\S*|поезд\\S*|концерт\\S*|самолет\\S*)|на (?:такси|поезде|электричке)|(?:посмотрю|гляну|посмотреть|проверю|сверюсь) (?:\\S+ )?(?:календар\\S*|ежедневник\\S*|расписани\\S*|график\\S*)',
  he: '(?:ה)?(?:טיסה|רכבת) שלי|יש לי (?:טיסה|הופעה|רכבת|טיול|קונצרט)|ב(?:אוטובוס|רכבת|מונית)|(?:אבדוק|לבדוק|אסתכל|להסתכל|אראה|בודק|בודקת|מסתכל|מסתכלת) (?:את ה|ב)?(?:יומן|ביומן|לוז)(?: שלי)?',
};

type Compiled = { errand: RegExp; own: RegExp };
const COMPILED = new Map<Language, Compiled>();

function compiled(language: Language): Compiled {
  let found = COMPILED.get(language);
  if (found === undefined) {
    found = { errand: new RegExp(` (?:${ERRANDS[language]})(?= )`, 'u'), own: new RegExp(` (?:${OWN_PLANS[language]})(?= )`, 'gu') };
    COMPILED.set(language, found);
  }
  return found;
}

/** True when a `plainWords` text asks for something that is none of a clinic's business; the patient's own journeys and diary are no requests. */
export function asksForErrand(words: string, languages: readonly Language[]): boolean {
  return languages.some((language) => {
    const { errand, own } = compiled(language);
    return errand.test(words) && errand.test(words.replace(own, ' '));
  });
}
