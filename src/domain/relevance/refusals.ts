import type { Language } from '../clinic.ts';

/**
 * Polite ways to say no to what is offered, in the five languages, as people write them: never as bare as "I don't want it". Folded words in `plainWords` form;
 * `|` between alternatives, `\\S*` any ending.
 */
type Refusals = {
  /** Wants to think, to ask at home, to look into the diary first. */
  thinks: string;
  /** Would rather wait, or do it some other time; with a day named it is a change. */
  later: string;
  /** Will do it without us. */
  alone: string;
  /** Has all that was wanted: a refusal of an offer only. */
  content: string;
  /** Puts it off: a refusal where nothing is booked yet. */
  postpones: string;
  /** It is not needed, or will not be done: whatever is open. */
  declines: string;
};

const REFUSALS: Record<Language, Refusals> = {
  en: {
    thinks:
      '(?:talk|discuss|think|decide|speak)(?: \\S+){0,3} (?:at home|with (?:the|my|our) family)|(?:talk|think|discuss) (?:it|this|that) (?:over|through)|(?:to|ill|i will|first|want|rather) (?:first )?compare|(?:look at|look into|check|check out|see|explore) (?:a few |some |the )?other(?:s| options| places| clinics| dentists| doctors)|(?:second|another) opinion|weigh (?:my|the) options|(?:see|check|know|figure out) (?:if|whether) (?:i|we) can (?:afford|pay|get the money)|(?:check|see|look at) (?:my|our) (?:budget|finances)|(?:let me|ill|i (?:will|need to|have to|want to|would like to|d like to|should|must|gotta)|id like to|need to|have to|want to|can i|could i|going to|gonna|like to|still need to) (?:\\S+ )?(?:think(?: (?:about|it over|this over|on it|first|over|some more|again|a bit|more)|(?= $))|sleep on|consider (?:it|this|that)|mull|reflect|decide(?! (?:on|between))|make up my mind|shop around)|thinking it over|(?:need|want|like|give me|take) (?:\\S+ ){0,3}time to (?:think|decide|consider)|(?:ask|talk to|talk with|speak to|speak with|check with|consult|consult with|discuss (?:it |this )?with|talk (?:it|this) over with|run (?:it|this) by|confirm with) (?:my|our) (?!insur\\S*)\\S+|(?:check|look at|see|consult) my (?:schedule|calendar|diary|agenda|plans|work schedule)|(?:im )?(?:not|still not|not quite|not really|still un) ?(?:sure|decided|certain)(?= yet | about (?:it|this|that) | (?:let|ill|i) | $)|havent decided|undecided|on the fence',
    later:
      '(?:ill|i will|id rather|rather|prefer to|id like to|id prefer to|going to|gonna|like to|better|lets|think i|think ill) (?:\\S+ )?(?:wait|hold off|hold on|postpone|put it off)|(?:ill|i will|i can|i could|id rather|i might|i may|we can|we will|well) (?:\\S+ )?(?:do|book|schedule|arrange|decide|handle|make|set|call|reserve)(?: \\S+){0,3} (?:later|some other (?:day|time)|another (?:day|time)|sometime|at a later (?:date|time|point)|when im ready|once i \\S+)|(?:maybe|perhaps|possibly|probably) (?:\\S+ )?(?:another|some other|later|next|other) ?(?:time|day|date)?|some other (?:time|day)|at a later (?:date|time|point)|(?:get|come|circle) back to (?:you|this|it)|get in touch (?:later|when|if)|reach out (?:later|when|if)|let you know (?:later|when|if|once|after|soon)|not just yet|on second thought no',
    alone:
      '(?:book|schedule|make|do|arrange|handle|call|reserve|contact|phone|set)(?: \\S+){0,4} (?:myself|on my own|ourselves)|take care of (?:it|that|this) (?:myself|on my own)|by myself',
    content:
      '(?<=^(?: (?:no|nope|nah|thanks|thank|you|ok|okay|oh|well))* )(?:im|i am|we are|were) (?:all )?(?:good|okay|ok|fine|set|alright)(?: (?:for now|right now|thanks|thank you|at the moment|now|today))*(?= $)|all set|(?:thats|that is|that will be|thatll be|this is) (?:all|it|everything|enough)|(?:only|just) (?:wanted|needed|want|need|looking for|was looking for) (?:the|some|to know|to see|to find|to check|their|its|information|info|a name|an idea)|not (?:at )?(?:this|the) (?:time|moment|point)|not (?:today|right now|now)|i (?:dont|do not) (?:think|believe) so|i (?:dont|do not|wouldnt|would not)(?= thanks| thank| $)|id rather not|i would rather not|ill (?:have to )?pass|pass on (?:that|this|it)|(?:take|handle|manage) (?:it|this|that) from here|maybe not',
    postpones: '(?:put|putting|holding|hold) (?:\\S+ ){0,3}off|postpon(?:e|ing)|delay(?:ing)?',
    declines:
      '(?:having |have |had )second thoughts|on second thought|(?:lets |just )?(?:drop it|scratch (?:it|that)|call it off|forget the whole thing)|(?:wont|will not|wouldnt|would not|isnt|is not|not|arent|hardly) (?:really |actually |at all )?(?:be )?(?:necessary|needed|required)(?! to)|unnecessary|(?:dont|do not) (?:think|believe) (?:i|we|ill|its|that) ?(?:really |will |actually )?(?:need|want|necessary|be needing)|(?:i|we|im|ill) (?:\\S+ )?(?:wont|will not|not going to|not gonna|do not wish to|dont wish to|dont plan to|do not plan to|not planning (?:to|on)|dont intend to|not looking to) (?:be )?(?:book|booking|schedul\\S*|reserv\\S*|needing|need|mak(?:e|ing) (?:an?|the|any)|go(?:ing)? (?:through|ahead|for)|do|doing|having|get|getting|proceed\\S*|continu\\S*|want\\S*|requir\\S*)(?! (?:able|to|until|before|at|on))|not (?:looking to|ready to|going to|planning to) (?:book|schedule|reserve|make|commit)|not ready',
  },
  es: {
    thinks:
      '(?:consult|habl|coment|discut|decid|ver|pens)\\S* (?:\\S+ )?en (?:casa|familia)|(?:tengo|tenemos) que (?:hablarlo|comentarlo|consultarlo|discutirlo)|compar(?:ar|o|are|amos)|(?:mir|ver|veo|consult)\\S* (?:\\S+ )?otr[oa]s (?:opciones|clinicas|sitios|lugares|precios)|segunda opinion|(?:ver|saber|calcular) si (?:\\S+ ){0,2}?(?:puedo|podemos|alcanza|llego) (?:\\S+ ){0,2}?(?:permitir\\S*|pagar\\S*|dinero|presupuesto|\\S+)|(?:dej[ae](?:me|nos)|tengo que|necesito|voy a|vamos a|quiero|quisiera|prefiero|debo|puedo|me gustaria|tendria que|hay que) (?:\\S+ )?(?:pensar(?:lo|melo|noslo|la|mela)?|decidir(?:me|lo)?|meditar(?:lo)?|valorar(?:lo)?)|(?:me |nos )?(?:lo|la) (?:pienso|medito|pensare|pensamos|valoro|puedo pensar|tengo que pensar|voy a pensar)|tiempo para (?:pensar\\S*|decidir\\S*)|(?:consult|habl|pregunt|coment|convers|acord|mir|ver|vere|veo)\\S* (?:\\S+ ){0,2}(?:con|a) mi (?!medico|clinica|dentista|correo|numero|seguro|aseguradora)\\S+|(?:mir|revis|ver|veo|chec|consult)\\S* (?:\\S+ )?mi (?:agenda|horario|calendario)|no (?:lo |la )?tengo (?:\\S+ )?(?:claro|decidido|clara)|no (?:estoy|me he|me|lo he) (?:\\S+ )?(?:segur[oa]|decidid[oa]|decido|convence|decidi)|(?:aun|todavia) no (?:lo |me )?(?:se|decido|decidi)|estoy indecis[oa]',
    later:
      '(?:prefiero|mejor|voy a|quiero|quisiera|preferiria) (?:\\S+ )?esper(?:ar|o)(?:me|nos)?|me (?:espero|esperare)|(?:otro dia|otra vez|otra ocasion|mas adelante|despues|luego|mas tarde|en otro momento) (?:quiza\\S*|tal vez|a lo mejor|lo vemos|lo veo|lo hago|reservo|sera|si acaso)|(?:quiza\\S*|tal vez|a lo mejor|puede que|sera) (?:\\S+ ){0,2}?(?:otro dia|otra vez|otra ocasion|otro momento|mas adelante|luego|despues|mas tarde)|(?:lo|la) (?:hare|hago|reservare|reservo|pido|pedire|vere|veo|agendo) (?:\\S+ ){0,2}?(?:luego|despues|mas tarde|mas adelante|otro dia)|(?:ya )?(?:te|le|les|os) (?:digo|dire|avisare|aviso|llamare|llamo|escribo|escribire|contare|confirmo|confirmare)(?= (?:algo|yo|luego|despues|cuando|si|mas|en cuanto|con|gracias)| $)|lo dejo (?:para|por|de momento)|todavia no(?= gracias| $)',
    alone:
      '(?:lo|la|ya|me) (?:hago|reservo|pido|llamo|agendo|gestiono|hare|reservare|pedire|llamare|agendare|encargo|apunto) yo(?: mism[oa])?|yo (?:mism[oa] )?(?:llamo|reservo|lo hago|la pido|lo pido|llamare|reservare|me encargo|los llamo)|por mi cuenta|yo mism[oa] (?:\\S+ )?(?:llam|reserv|pid|hag|agend)\\S*',
    content:
      '(?:asi|con eso) (?:esta|estoy|estamos|ya esta) bien|(?:estoy|estamos) bien (?:asi|por ahora|de momento|gracias)|(?:eso|con eso|nada mas) (?:es todo|era todo|seria todo|me basta|basta)|solo (?:queria|necesitaba|buscaba) (?:saber|la|el|los|informacion|informarme|mirar)|nada mas gracias|no (?:lo |la )?deseo(?= gracias| $)|(?:hoy|ahora|por hoy|por ahora|de momento) no|mejor no|creo que no|no por ahora|paso(?= gracias| $)',
    postpones: 'aplaz\\S*|posterg\\S*|pospon\\S*|pospong\\S*|dej(?:o|ar|amos) (?:\\S+ ){0,3}para (?:mas adelante|otro|despues|luego)',
    declines:
      'pensandolo (?:bien|mejor)|(?:me )?lo (?:pense|he pensado|estoy pensando) mejor|(?<!si )no (?:sera|seria|va a ser|es|creo que sea|lo veo|me es) (?:necesario|necesaria|preciso|falta)|no (?:hara|hace|haria|va a hacer) falta|no creo (?:que )?(?:\\S+ )?(?:necesite|haga falta|quiera|sea necesari[oa]|vaya)|creo que no (?:lo |la |me )?(?:necesito|quiero|hace falta|voy a (?!poder)|hara falta|me interesa)|innecesari[oa]|no me (?:pong|met|incluy)\\S* en|no (?:me|nos|lo|la) (?:apunt|anot|inscrib|agend|reserv|registr)[ae]\\S*|no (?:voy|vamos|pienso|pensamos|tengo pensado|tengo intencion de) (?:a )?(?:reservar|agendar|apuntar\\S*|pedir\\S*|hacer\\S*|poner\\S*|seguir|continuar|sacar\\S*)',
  },
  pt: {
    thinks:
      '(?:convers|fal|ver|decid|discut|combin|pens)\\S* (?:\\S+ )?em (?:casa|familia)|(?:tenho que|preciso|vou) (?:\\S+ )?(?:conversar|discutir)(?! com (?:voce|vc|o doutor|a doutora|alguem|um))|compar(?:ar|o|amos)|(?:olh|ver|vej|consult)\\S* (?:\\S+ )?outr[oa]s (?:opcoes|clinicas|lugares|precos)|segunda opiniao|ver se (?:\\S+ ){0,2}?(?:cabe|posso|da pra|consigo|tenho como) (?:\\S+ )?(?:orcamento|pagar|bancar|bolso|dinheiro|no orcamento)|(?:deix[ae](?: eu| me)?|deixa a gente|tenho que|preciso|vou|vamos|quero|queria|prefiro|gostaria de|posso|deixe me|tenho de|so) (?:\\S+ )?(?:pensar|decidir|refletir|avaliar|ponderar)(?! (?:entre|qual|em outr))|(?:vou|to|estou) pensando|tempo (?:pra|para) (?:pensar|decidir)|(?:fal|convers|consult|pergunt|combin|ver|vejo|confirm)\\S* (?:\\S+ ){0,3}?(?:com|pro|pra|para o|para a|ao|a) (?:o |a )?(?:meu|minha) (?!medic|clinica|dentista|email|numero|convenio|plano)\\S+|(?:olh|ver|vej|chec|confir|consult|dar uma olhada)\\S* (?:\\S+ )?(?:minha agenda|meu calendario|meus horarios|minha escala)|nao (?:tenho|to|estou|sei) (?:\\S+ )?(?:certeza|decidid[oa]|segur[oa]|se quero|se vou querer|ainda)|nao (?:me )?decidi|ainda nao (?:sei|decidi)|to na duvida|estou na duvida|indecis[oa]',
    later:
      '(?:prefiro|melhor|vou|quero|queria|preferia) (?:\\S+ )?esperar|(?:quem sabe|talvez|de repente|fica pra|fica para|deixa pra|deixa para|deixo pra|deixo para) (?:\\S+ ){0,2}?(?:outr[oa] (?:hora|dia|vez|ocasiao|momento)|mais pra frente|depois|mais tarde|proxima)|(?:eu )?(?:marco|faco|vejo|agendo|resolvo|decido) (?:\\S+ ){0,2}?(?:depois|mais tarde|mais pra frente|outr[oa] (?:hora|dia))|(?:depois|mais tarde|qualquer coisa) (?:eu )?(?:te |lhe )?(?:falo|aviso|digo|ligo|chamo|marco|vejo|retorno|confirmo)|(?:te|lhe) (?:falo|aviso|digo|ligo|chamo|retorno)(?= (?:depois|quando|se|mais|assim|qualquer|ta)| $)|(?:eu )?(?:retorno|volto a falar|entro em contato)(?= (?:depois|quando|se|mais|assim)| $)|ainda nao(?= obrigad\\S*| $)',
    alone:
      '(?:marco|agendo|faco|ligo|resolvo|reservo|vou marcar|vou ligar|vou agendar|posso marcar|consigo marcar) (?:\\S+ ){0,2}?(?:eu mesm[oa]|sozinh[oa]|por conta propria)|eu mesm[oa] (?:\\S+ )?(?:marc|agend|lig|faco|resolv|reserv)\\S*|por (?:minha )?conta(?: propria)? (?:mesmo|marco|resolvo)',
    content:
      '(?:assim|por enquanto) (?:ta|esta|fica) (?:bom|otimo|bem)|(?:to|estou|tamos) (?:bem|de boa|tranquil[oa]) (?:assim|por enquanto|por ora|obrigad\\S*)|(?:so isso|e so|era so isso|so isso mesmo|isso e tudo|e tudo)(?= por enquanto| mesmo| obrigad\\S*| $)|so (?:queria|precisava|estava|tava) (?:saber|d[oa]|ver|a|o|olhando|pesquisando)|(?:hoje|agora|por enquanto|por ora|no momento) nao|melhor nao|acho que nao|nao desejo(?= obrigad\\S*| $)|deixa quieto|vou passar(?= essa| dessa| obrigad\\S*| por enquanto| $)|passo (?:essa|dessa vez|por enquanto)',
    postpones: 'adi(?:ar|o|amos)|deix(?:o|ar|amos) (?:\\S+ ){0,3}(?:pra|para) (?:depois|mais|outr\\S*)',
    declines:
      'pensando (?:bem|melhor)|pensei melhor|pensei bem|nao (?:sera|seria|vai ser|e|eh|acho que seja|vejo) (?:necessari[oa]|preciso)|nao vai precisar|(?:acho|creio) que nao (?:\\S+ )?(?:preciso|quero|vou (?:querer|precisar|fazer|marcar)|precisa|e necessari[oa]|vai precisar)|nao acho (?:que )?(?:\\S+ )?(?:precise|necessari[oa]|seja)|desnecessari[oa]|nao me (?:poe|ponha|coloque|inclua|bota)|nao (?:me )?(?:coloc|inscrev|anot|adicion|bot|agend|marqu|registr)(?:a|e|ue)(?: me)?(?: nao| na lista| ainda| nada| por enquanto| por favor| obrigad\\S*| $)|nao (?:vou|vamos|pretendo|penso em|tenho intencao de) (?:marcar|agendar|reservar|colocar|fazer|seguir|continuar|querer|precisar|entrar na lista)',
  },
  ru: {
    thinks:
      '(?:дома|в семье) (?:\\S+ )?(?:обсуд|обсуж|посовет|поговор|реш|подума)\\S*|(?:обсуд|обсуж|посовет|поговор|реш|подума)\\S* (?:\\S+ )?(?:дома|в семье)|(?:надо|нужно|должн\\S*|хочу) (?:\\S+ )?(?:обсудить|посоветоваться)|сравни\\S*|(?:посмотр|узна|погляж)\\S* (?:\\S+ ){0,2}?(?:други[ехм]\\S*)|второе мнение|потян[уе]\\S*|хватит ли (?:\\S+ )?(?:денег|средств)|(?:могу|можем) ли (?:\\S+ )?позволить|(?:позволить|позволю) себе|(?:посчита|прикин)\\S* (?:бюджет|деньги|расходы)|(?:дайте|дай|надо|нужно|хочу|хотел\\S*|можно|мне надо|мне нужно|должн\\S*|сначала|позвольте|еще|я) (?:\\S+ ){0,2}?(?:подумать|подумаю|обдумать|обдумаю|поразмыслить|решить|определиться|определюсь|взвесить|взвешу)(?! (?:между|какой|на какой))|подумаю|подумаем|надо подумать|время подумать|(?:с|у) (?:моим |моей |своим |своей )?(?:муж|жен|мам|пап|сын|доч|родител|партнер|парн|девушк|врач|семь|сестр|брат|подруг|друг|начальник)\\S* (?:\\S+ ){0,3}?(?:посовет|обсуд|обсуж|поговор|переговор|соглас|спро|узна|реш|уточн)\\S*|(?:посовет|обсуд|обсуж|поговор|переговор|соглас|спро|узна|реш|уточн)\\S* (?:\\S+ ){0,3}?(?:с|у) (?:моим |моей |своим |своей )?(?:муж|жен|мам|пап|сын|доч|родител|партнер|парн|девушк|врач|семь|сестр|брат|подруг|друг|начальник)\\S*|(?:посмотр|глян|провер|свер)\\S* (?:\\S+ )?(?:свой |своим |свое |с )?(?:график\\S*|расписани\\S*|ежедневник\\S*|календар\\S*)|не (?:уверен|уверена|решил|решила|определил\\S*|знаю)(?= пока| еще| надо| хочу| $)|(?:пока|еще) не (?:уверен\\S*|решил\\S*|определил\\S*|знаю)|сомневаюсь',
    later:
      '(?:лучше|хочу|хотел\\S* бы|предпочту|пожалуй|тогда|я) (?:\\S+ )?(?:подожду|подождать|повременю|повременить|отложу|отложить)|(?:может|возможно|как нибудь|давайте|наверное|лучше) (?:\\S+ )?(?:в другой раз|потом|попозже|позднее|как нибудь|в следующий раз)|в другой раз|в следующий раз|(?:потом|позже|попозже|позднее|как решу|как надумаю) (?:сам\\S* )?(?:скажу|напишу|сообщу|запишусь|позвоню|решу|отвечу|дам знать)|(?:скажу|напишу|сообщу|отвечу|вернусь|дам знать|дам ответ) (?:\\S+ )?(?:потом|позже|попозже|позднее|когда|если|как)|дам знать|я вам (?:позже )?(?:сообщу|напишу|отпишусь)(?= $| позже)|повременим',
    alone:
      '(?:сам|сама|сами|самостоятельно) (?:\\S+ )?(?:запиш|позвон|свяж|забронир|сдела|реш|разбер)\\S*|(?:запиш|позвон|свяж|забронир|сдела|реш)\\S* (?:\\S+ )?(?:сам|сама|сами|самостоятельно)',
    content:
      '(?:мне )?(?:и так|этого) (?:хорошо|хватит|достаточно|нормально)|это все(?= спасибо| что| $)|(?:просто|только) (?:хотел\\S*|хотела) (?:узнать|спросить|посмотреть)|(?:пока|сегодня|сейчас|пожалуй|наверное|лучше|думаю) (?:что )?нет|лучше не (?:надо|стоит)|не (?:стоит|желаю)(?= спасибо| $)|(?:я|лучше|пожалуй) пас|воздержусь|откажусь|пожалуй откажусь',
    postpones: 'отлож\\S*|откладыва\\S*|повремен\\S*',
    declines:
      '(?:хорошенько|еще раз|хорошо) подумал\\S*|поразмыслил\\S*|(?:по|после) (?:зрелом|некоторого) размышлени\\S*|нет (?:\\S+ )?(?:необходимост|надобност|нужд|смысл)\\S*|(?:необходимост|надобност)\\S* (?:\\S+ )?(?:нет|отпал\\S*)|не (?:потребуется|понадобится|требуется|обязательно(?! ли))|ни к чему|не думаю что (?:\\S+ )?(?:нуж|надо|хочу|пона)\\S*|(?:думаю|кажется|наверное|пожалуй) (?:что )?(?:\\S+ ){0,2}?не (?:нуж|надо|понадоб|хочу|буду|требу|стоит)\\S*|не (?:добавляй\\S*|вноси\\S*|ставьте|включай\\S*|вписывай\\S*|записывай\\S*)(?! (?:на|к|в) )|(?:записываться|бронировать|делать) (?:\\S+ )?не (?:буду|будем|стану|планирую|хочу)|не (?:буду|будем|стану|планирую) (?:\\S+ )?(?:записываться|бронировать|делать|ставить)',
  },
  he: {
    thinks:
      '(?:לדבר|אדבר|נדבר|להתייעץ|אתייעץ|להחליט|לחשוב) (?:\\S+ ){0,3}(?:בבית|במשפחה)|להשוות|אשווה|(?:לבדוק|אבדוק|לראות) (?:עוד |קודם )?(?:מקומות|מרפאות|אפשרויות) (?:אחר|נוספ)\\S*|חוות דעת (?:שניי?ה|נוספת)|(?:ה|ב)?תקציב|להרשות לעצמ\\S*|(?:תנ[יו]|תן|תני|צריך|צריכה|רוצה|אני|נצטרך|אצטרך|קודם|מעדי(?:ף|פה)|אפשר|חייב|חייבת|עוד|רגע) (?:\\S+ ){0,2}?(?:לחשוב|אחשוב|להחליט|אחליט|לשקול|אשקול|להתלבט|להתייעץ|אתייעץ|נתייעץ|נחשוב)(?! (?:בין|איזה))|(?:אחשוב|נחשוב|אשקול) (?:על זה|על כך|קצת|ו\\S+)|לחשוב על זה|זמן לחשוב|(?:אתייעץ|להתייעץ|אדבר|לדבר|אשאל|לשאול|אבדוק|לבדוק|נתייעץ|אוודא|לוודא) (?:\\S+ ){0,2}?(?:את |עם |אצל )(?:בעלי|אשתי|אמא|אבא|ההורים|הבן|הבת|בן הזוג|בת הזוג|המשפחה|החבר|החברה|הבוס|אחותי|אחי)\\S*|(?:אבדוק|לבדוק|אסתכל|להסתכל|אראה|לראות) (?:\\S+ )?(?:ביומן|היומן|בלוז|הלוז|יומן)|(?:לא|עוד לא|עדיין לא) (?:בטוח|בטוחה|החלטתי|החלטנו|סגור|סגורה)(?! (?:באיזה|איזה|מתי))|מתלבט|מתלבטת|בהתלבטות',
    later:
      '(?:מעדיף|מעדיפה|עדיף|אני|רוצה|נראה לי|בינתיים) (?:\\S+ )?(?:לחכות|אחכה|להמתין|אמתין|לדחות)|(?:אולי|נראה) (?:\\S+ )?(?:בפעם אחרת|פעם אחרת|בהזדמנות|אחר כך|בהמשך|בפעם הבאה)|(?:ב)?פעם אחרת|בפעם הבאה|(?:אגיד|אודיע|אעדכן|אחזור|אכתוב|אתקשר) (?:לכם|לך|אליכם|אליך|אתכם)? ?(?:\\S+ )?(?:אחר כך|בהמשך|כש\\S+|אם|מאוחר יותר)|(?:אודיע|אעדכן|אחזור) (?:לכם|לך|אליכם|אליך|אתכם)|עוד לא(?= תודה| $)',
    alone: '(?:אקבע|אתקשר|אזמין|אעשה|אסתדר|אטפל) (?:\\S+ ){0,3}?(?:לבד|בעצמי)|(?:לבד|בעצמי) (?:אקבע|אתקשר|אזמין|אעשה|אסתדר)',
    content:
      '(?:זה הכל|זהו|זה מספיק|מספיק לי|אני בסדר|הכל טוב)(?= תודה| בינתיים| כרגע| לעכשיו| $)|רק (?:רציתי|התעניינתי|שאלתי) (?:לדעת|לבדוק|לשאול|מידע)|(?:כרגע|עכשיו|היום|בינתיים) לא|עדיף שלא|לא נראה לי|נראה לי שלא|חושב שלא|חושבת שלא|אוותר|נוותר|אני (?:מוותר|מוותרת|פס)',
    postpones: 'דוחה|לדחות|אדחה|נדחה|דוחים',
    declines:
      'במחשבה שניי?ה|חשבתי על זה (?:שוב|עוד)|אין (?:\\S+ ){0,2}?צורך|(?:לא|אין) (?:יהיה |יהיה בזה |בזה )?(?:נחוץ|הכרחי|דרוש|צורך)|(?:נראה לי|חושב|חושבת|מאמין|מאמינה|כנראה) (?:\\S+ )?(?:שאני |אני )?(?:ש)?לא (?:צריך|צריכה|אצטרך|רוצה|ארצה|אקבע|אעשה)|(?:אל|לא) (?:תכניס|תרשמ|תרשום|תוסי[ףפ]|תשי[םמ]|תקבע|תזמי[ןנ]|תכנס)\\S*(?! (?:אצל|ל|ב)\\S+)|(?:אני )?לא (?:אקבע|אזמין|מתכוון לקבוע|מתכוונת לקבוע|מתכנ[ןנ]\\S* לקבוע)',
  },
};

type Compiled = Record<keyof Refusals, RegExp>;
const COMPILED = new Map<Language, Compiled>();

function compiled(language: Language): Compiled {
  let found = COMPILED.get(language);
  if (found === undefined) {
    found = Object.fromEntries(Object.entries(REFUSALS[language]).map(([kind, list]) => [kind, new RegExp(` (?:${list})(?= )`, 'u')])) as Compiled;
    COMPILED.set(language, found);
  }
  return found;
}

/** What the refusal would be of: something merely offered, or asked to be confirmed; and whether a wait is what was offered. */
export type Refusable = { kind: string; isOffer: boolean; asksConsent: boolean; isWaiting: boolean };

/** True when a `plainWords` text turns down what is open without saying so: "let me sleep on it", "that won't be necessary", "I'll call her myself". */
export function refusesPolitely(
  words: string,
  languages: readonly Language[],
  { kind, isOffer, asksConsent, isWaiting }: Refusable,
  namesWhen: boolean,
): boolean {
  const says = (kind: keyof Refusals): boolean => languages.some((language) => compiled(language)[kind].test(words));
  if (words.includes(' ? ')) return (isOffer || asksConsent) && THINKING.test(words) && says('thinks');
  if (says('declines')) return !namesWhen || THESE_DAYS.test(words);
  if (isOffer && !namesWhen && says('content')) return true;
  if (kind === 'book' && (isOffer || !asksConsent) && !namesWhen && says('postpones')) return true;
  if (!isOffer && !asksConsent) return false;
  return says('thinks') || says('alone') || (!namesWhen && !isWaiting && says('later'));
}

/** A question too can ask for time: "can I think about it?" */
const THINKING = / (?:think|pensar\S*|подумать|обдумать|לחשוב)(?= )/u;

/** A refusal may name the present without naming a time for anything: "I won't be booking it today". */
const THESE_DAYS = / (?:today|now|yet|hoy|ahora|hoje|agora|сегодня|сейчас|пока|היום|עכשיו|כרגע)(?= )/u;
