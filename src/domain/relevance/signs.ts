/** Small signs of what a message does to what is pending, over `plainWords` text, in the five languages. */

export const ALTERNATIVE =
  / (?:(?:some |any |a few |see |want |have )?more (?:choices?|options?|suggestions?|results?|names)|the only (?:one|option|choice|place)|keep (?:looking|searching)|next (?:one|suggestion)|(?:mas|alguna?) (?:opcion(?:es)?|alternativas?)|alguna? mas|(?:es )?(?:el|la) unic[oa]|mais (?:opcao|opcoes|alternativas?)|(?:e )?[oa] unic[oa]|вариант\S* (?:еще|кроме)|еще (?:варианты|что то|кто то|есть)|единственн\S*|עוד (?:אפשרויות|אופציות|אפשרות|אופציה)|היחיד\S*|besides|aside from|apart from|other than|anyone but|anybody but|(?:doesnt|does not|dont|not) (?:have|need) (?:it |this |him |her |them )?to be|aparte de|cualquiera menos|no (?:tiene|hace falta) que (?:ser|sea)|alem d[aeo]|sem ser|tirando|fora (?:o|a)|qualquer uma? menos|nao (?:precisa|tem que) ser|кроме|кому угодно|необязательно|не обязательно|только не (?:к|у)|חוץ מ\S*|מלבד|לא חייב(?:ת)? להיות|another|others?|someone else|something else|else|different|instead|друг(?:ой|ое|ая|ую|ие|ого|ому|им|ими|ом)|еще вариант\S*|кто нибудь другой|otr[oa]s?|alguien mas|outr[oa]s?|mais algum\S*|אחר|אחרת|אחרים|מישהו אחר|נוספים)(?= )/u;
export const CHANGE =
  / (?:instead|actually|rather|change (?:it|that|to)|make it|switch|better|no i want|i meant|лучше|вернее|точнее|а не|а на|поменя\S*|давайте (?:на|к)|вместо|все таки|mejor|en realidad|mas bien|cambi\S*|en vez|na verdade|melhor|alias|troc\S*|em vez|prefer|prefiero|preferiria|prefiro|preferia|предпоч\S*|בעצם|עדיף|במקום|תחליפ\S*|התכוונתי|מעדי(?:ף|פה))(?= )/u;
export const TAKE_BACK =
  / (?:actually|instead|after all|ладно|все таки|всетаки|передумал\S*|лучше|en realidad|mejor|al final|na verdade|melhor|afinal|בעצם|בכל זאת|עדיף)(?= )/u;
export const FIRM =
  / (?:(?:maybe |perhaps |some )?(?:another|other|next) time|otra (?:ocasion|vez)|(?:en |para )?otro momento|mas adelante|(?:quem sabe )?(?:numa |em |na |pra )?(?:outra|proxima) (?:hora|vez|ocasiao|oportunidade)|outro momento|mais pra frente|в (?:другой|следующий) раз|(?:как нибудь )?(?:потом|позже) как нибудь|(?:ב)?פעם אחרת|בהזדמנות אחרת|בהמשך|no thanks|no thank you|not now|not (?:right now|yet|interested|ready|today|at the moment|this time)|decided (?:not|against)|later time|maybe later|dont (?:want|need)|no (?:lo |la )?(?:quiero|necesito|me interesa)|ahora no|por ahora no|не (?:надо|нужно|нужен|нужна|нужны|хочу|хотим|сейчас|интересует|интересуют)|пока не|потом|nao (?:quero|preciso|obrigad\S*)|agora nao|por enquanto nao|לא (?:צריך|צריכה|צריכים|רוצה|רוצים|תודה|עכשיו|מעוניין|מעוניינת)|תודה לא|כרגע לא)(?= )/u;
export const PAYING =
  / (?:cards?|cash|credit|debit|pay (?:by|with|in)|apple pay|paypal|installments?|insurance|installment\S*|financing|карт[уыой]+|наличк\S*|перевод\S*|сбп|наличн\S*|рассроч\S*|страхов\S*|кредит\S*|tarjetas?|debito|bizum|transferencia|a plazos|a meses|efectivo|cuotas|(?<!(?:es|sera|seria|muy|mas|estoy|tan|lo) )seguro|obra social|financia\S*|cartao|cartoes|debito|boleto|pix|convenio|parcel\S*|plano|[בל]?(?:כרטיס|אשראי|מזומן|תשלומים|ביט|פייבוקס|העברה)|ביטוח)(?= )/u;
export const QUESTION =
  / \? |^ (?:(?:вы |а |и )?(?:до|с|со|во) (?:скольки|сколько|скольких|которого|какого|когда)|вы|у вас|почему|зачем|кто|куда|долго ли|нужно ли|можно ли|есть ли|עד (?:מתי|איזו|איזה|כמה)|באיזה|באיזו|למה|מי|לאן|מאיזה|כמה|until|till|up to|what|whats|how|why|which|who|where|when|is|are|does|do|can|could|will|would|а|что|чем|как|какой|какая|какие|сколько|где|когда|можно|есть|это|que|cual|cuales|como|cuanto|cuantos|cuanta|donde|cuando|quien|hay|se puede|puedo|tienen|hacen|a que|hasta que|es|y|qual|quais|quanto|quantos|quanta|onde|quando|quem|tem|posso|fazem|da pra|ate que|a que|e|any|whos|wheres|whens|am i|should i|מה|איך|כמה|מתי|איפה|האם|יש|אפשר|זה) /u;
export const NAMED_APPOINTMENT =
  / (?:my (?:appointment|booking|visit)|appointment|booking|(?:мо[юяей]+ )?запис[ьи]|прием|(?:mi |la )?(?:cita|turno)|(?:minha |a )?consulta|תור)(?= )/u;
export const START =
  / (?:i (?:also )?(?:want|need|would like|d like) to (?:ask|know|book|make|find|get)|looking for|find me|(?:хочу|хотел\S*|надо|нужно|можно|давайте) (?:бы )?(?:узнать|записать(?:ся)?|спросить|уточнить)|запиши(?:те)? (?:лучше |меня |нас |мужа |жену |маму |папу |ребенка |сына |дочь |дочку |подругу )|quiero (?:saber|preguntar|agendar|reservar)|quero (?:saber|perguntar|marcar|agendar)|(?:רוצה|רציתי|צריך|צריכה|אפשר) (?:גם )?(?:לדעת|לשאול|לקבוע|לבדוק|להזמין|לתאם)|תקבע\S* (?:במקום |גם )?(?:לי|לבעלי|לאשתי|לבן|לבת|לאמא|לאבא|לילד|לילדה))(?= )/u;

/** Sending, or having just sent, what was asked for. */
export const HANDS_OVER =
  / (?:ill (?:get|ask|request|bring|look for|take|have)|will (?:email|forward|bring|pass)|(?:se )?(?:la|lo) (?:pido|pedire|consigo|solicito|busco|saco)|voy a (?:pedir|sacar|buscar|conseguir)\S*|vou (?:pedir|buscar|pegar|tirar|procurar)|(?:peco|consigo) (?:com|pro|pra|na|no)|(?:попрошу|запрошу|возьму|поищу|найду|принесу|привезу)|(?:אבקש|אביא|אחפש|אקח)|all done|done check|ya esta(?: mandad[oa])?|listo ahi|(?:ja )?(?:ta|esta) ai|готово|сделал\S*|проверьте|ill send|will send|sending|sent(?: it)?|here (?:it )?is|here you go|attached|uploading|(?:пришлю|отправлю|скину|вышлю|присылаю|отправляю|отправил\S*|прислал\S*|скинул\S*|сфотографирую|вот он\S*|вот снимок|вот фото)|(?:lo |la |te la |te lo |se lo )?(?:envio|mando|envie|mande|adjunto)|aqui (?:esta|va)|(?:vou |ja )?(?:enviar|mandar|enviei|mandei|envio|mando)|segue|(?:תכף |מיד |עוד מעט )?(?:אשלח|שולח|שולחת|שלחתי|מצרף|מצרפת|צירפתי|אצלם)|הנה)(?= )/u;

/** Asking to be given, sent, told or sold something. */
export const REQUEST =
  / (?:(?:i|we) (?:also )?(?:need|want|would like|d like|wish)|id like|(?:can|could|may) (?:i|we) (?:also )?(?:get|have|buy|order|ask|pick up|collect)|(?:can|could|would) (?:you|u) (?:please |pls )?(?:send|give|write|make|tell|recommend|order|call|find|print|email|forward|issue)|(?:send|give|tell|show) me|looking for|searching for|necesit\S+|quiero|quisiera|queria|busco|ando buscando|me gustaria|ocupo|me (?:da[ns]?|hace[ns]?|manda[ns]?|envia[ns]?|pasa[ns]?|consigue[ns]?|(?:puede[ns]?|podria[ns]?) (?:dar|hacer|mandar|enviar|pasar|decir))|(?:da|de|manda|pasa|envia|cuenta|di)me|preciso|quero|gostaria|procuro|me (?:ve|arruma|faz|fala|conta)|(?:consegue|conseguem|pode|podem) (?:me )?(?:dar|mandar|enviar|passar|fazer|falar|ver)|(?:vcs|voces|vc|voce) (?:dao|da|fazem|faz|emitem|vendem)|(?:мне|нам) (?:бы |еще |тоже |срочно )?(?:нуж(?:ен|на|но|ны)|надо)|нуж(?:ен|на|ны)|хочу|хотел\S*|дайте|дадите|скиньте|скинь|пришлите|вышлите|расскажите|подскажите|ищу|выдайте|выпишите|посоветуйте|(?:אני )?(?:צריך|צריכה|רוצה|רציתי|מחפש\S*|מבקש\S*)|אפשר|תשלח\S*|שלחו|תנ[יו]|תביאו|ספרו|תגיד\S*)(?= )/u;

/** The house is to send something, instead of the patient. */
export const ASKS_TO_SEND =
  / (?:(?:send|give|show|email|forward|text) (?:me|us)|(?:me|nos) (?:mand\S*|envi\S*|pas\S+|da[ns]?)|(?:manda|envia|pasa)me|скин(?:ь|ьте)|пришлите|вышлите|отправьте|дайте|(?:תשלח\S*|שלחו|תעביר\S*) (?:לי|לנו))(?= )/u;

/** Asks whether the house does, has or sells something. */
export const OFFERS =
  / (?:(?:do|does|can|could|will|would) (?:you|u|ya|yall|they|the clinic)(?: guys| also| even| still| maybe)* (?:do|have|sell|offer|provide|make|treat|perform|remove|fix|repair|carry|stock|teach|rent|deliver|work|handle|test|recommend|know|run)|(?:is|are) there (?:a|an|any)|any chance you|(?:you )?got any|what about|what do you think)(?= )|^(?: (?:y|e|tambien|tambem|ustedes|uds|voces|vcs|vc|voce|aqui|ahi|alli|ai|ademas|alem|disso|oye|oi|hola|ola|disculpa|disculpe|desculpa|una|uma|pregunta|pergunta|por|cierto|a|proposito|alli))* (?:tienen|tiene|tienes|tenes|hacen|hace|haces|venden|vende|ofrecen|realizan|manejan|ponen|colocan|tratan|quitan|dan|hay|arreglan|reparan|alquilan|recomiendan|tem|fazem|faz|vendem|oferecem|realizam|tratam|tiram|dao|consertam|alugam|recomendam|indicam|existe)(?= (?!mal |bem |diferenca |cocegas ))| [а-я]{2,}(?:[аяуеи]ете|ите|уете|ете) \? | (?:у вас (?:есть|можно|бывает|делают|дают|продают)|(?:есть|бывает) (?:ли )?у вас|есть ли)(?= )| есть \? |^ (?:а |ו)?יש | (?:אתם|אתן|אצלכם|לכם|עושים|מוכרים|מטפלים|מציעים)(?= )/u;

/** One thing in the place of another. */
export const INSTEAD = / (?:instead of|rather than|en vez|en lugar|em vez|no lugar|ao inves|вместо|במקום)(?= )/u;

/** Wants to know, not to book: beside a refusal it replaces nothing. */
export const ASKS_TO_KNOW =
  / (?:(?:ask|know|hear|question|info|asking) (?:about|on)|ask you|wanna know|preguntar\S*|pregunto|saber|informacion|info|perguntar|pergunto|perguntei|saber|informac\S+|спросить|спрашив\S*|узнать|спросил\S*|לשאול|לדעת|שאלתי|פרטים|מידע)(?= )/u;

/** Done, or to be done, in another place: nothing more is wanted here. */
export const ELSEWHERE =
  / (?:elsewhere|(?:found|booked|got|going to|going with|went to|went with|chose|chosen) (?:\S+ )?(?:another|a different|somewhere|someone|someplace|other) (?:place|clinic|dentist|doctor|else|one)?|somewhere else|(?:stop|quit) (?:looking|searching|checking)|(?:encontre|consegui|reserve|voy a ir a|ire a|iremos a|voy a|vamos a|fui a|ya tengo) (?:otro|otra|en otr[oa])(?: \S+)?|en otr[oa] (?:lado|sitio|lugar|clinica)|(?:achei|consegui|marquei|encontrei|vou em) (?:outr[oa]|em outr[oa])(?: \S+)?|em outr[oa] (?:lugar|clinica|canto)|(?:в|к) друг(?:ое|ую|ом|ой|ому) (?:место|клинику|месте|клинике|врачу|доктору)|не ищите|не надо искать|(?:מצאתי|קבעתי|מצאנו|אלך|הלכתי) (?:ב|ל|אצל )?(?:מקום|רופא|מרפאה|מישהו|רופאה) אחר\S*|תפסיק\S* לחפש|em outro canto|в другом|ищу в другом|במקום אחר|אצל מישהו אחר|ברופא אחר)(?= )/u;

/** The move itself, not the appointment: "cancel the change". */
export const THE_MOVE =
  / (?:(?:the|that|this|my) (?:move|moving|change|reschedul\S*)|перенос\S*|(?:el|ese|mi) cambio|(?:a|essa|minha) (?:mudanca|remarcacao|alteracao|troca)|(?:את )?ה(?:שינוי|הזזה|העברה))(?= )/u;

/** Asks whether it does harm, or whether all of it is done at once: about the thing that is open, whatever it is. */
export const ASKS_OF_ITSELF =
  / (?:(?:in|within|takes?|need) (?:just |only )?(?:one|a single) (?:visit|session|appointment|sitting|go|day)|how long (?:do|does|will|would|did) (?:\S+ ){1,3}(?:last|hold|stay)|how many units|where (?:do|can|should|could) i (?:get|do|make|take) (?:it|one|this|that)|איפה (?:עושים|אפשר לעשות) (?:את זה|אותו|אותה)|(?:hace falta|hay que|tengo que|debo) (?:ir|venir|estar) en ayunas|(?:the|el|los|o|os|ה)? ?(?:results?|effect|resultados?|efecto|efeito|результат|эффект|תוצאה) (?:is|are|es|son|e|eh|sao|будет)? ?(?:permanent\S*|temporar\S*|natural\S*|definitiv\S*|lasting|visible|постоянн\S*|навсегда|קבועה|זמנית)|(?:does|do|will|would|is|can) (?:\S+ ){0,3}(?:insurance|plan|plans) cover (?:it|this|that|any)|en (?:un solo|un|una sola|una) (?:dia|visita|sesion|cita|consulta|vez)|cuanto (?:tiempo )?(?:dura|duran|durara|duraran|aguanta|aguantan) (?:el|los|la|las|su) (?:resultados?|efectos?)|cuantas unidades|(?:algun|alguno|mi|el) (?:seguro|plan) (?:lo |la )?cubr\S+|(?:lo |la )cubre (?:el|algun|mi|un) (?:seguro|plan)|(?:numa|em uma|uma) (?:so |unica )?(?:visita|sessao|consulta|vez)|quanto tempo (?:dura|duram|fica|ficam) (?:o|os) (?:resultados?|efeitos?)|(?:o|os) (?:resultados?|efeitos?) duram? quanto|quantas unidades|(?:algum|meu|o) (?:plano|convenio|seguro) (?:ja |nao )?cobr\S*(?! (?:a|o|de)(?= ))|за (?:один|одно|одну) (?:визит|раз|прием|посещени\S*|сеанс|день)|(?:сколько|как долго) (?:\S+ )?(?:держ\S*|сохран\S*) (?:результат|эффект)|сколько единиц|(?:страховка|полис) (?:это |его |ее )?(?:покры\S*|оплач\S*)|ב(?:ביקור|פגישה|טיפול|פעם|יום) אח[דת]|כמה זמן (?:מחזיק\S*|נשאר\S*|זה מחזיק) ה?(?:תוצא\S*|אפקט)|כמה יחידות|(?:all|everything) (?:in one|at once|the same)|(?:se )?hacen? todo|todo (?:en|de) una|faz(?:em)? tudo|tudo (?:numa|de uma|em uma)|(?:все|всё) (?:сразу|за (?:один|раз))|עושים הכל|הכל בפעם|is it (?:safe|bad|harmful|dangerous)|(?:bad|safe|harmful) for (?:my |the )?(?:teeth|tooth|gums|skin|enamel)|hace (?:dano|mal)|es (?:segur[oa]|malo|peligros[oa]|danin[oa])|faz mal|(?:e|eh) (?:segur[oa]|perigos[oa]|ruim pr[ao])|вредн\S*|вредит|безопасн\S*|опасн\S*|מזיק\S*|בטוח\S*|מסוכן\S*)(?= )/u;

/** The cancelling itself: a question with it, where cancelling is what is open, asks about that. */
export const CANCELLING = / (?:cancel\S*|anul\S*|desmarc\S*|отмен\S*|[אתנימ]?בטל\S*|לבטל|ה?ביטול)(?= )/u;

/** Money that comes back or is held back: where an appointment is cancelled, its price is no other matter. */
export const MONEY_BACK =
  / (?:deposit|refund\S*|money back|(?:my|the) money|fee|fees|penalty|charged?|senal|sena|anticipo|devol\S*|devuelv\S*|reembols\S*|multa|penaliz\S*|cobr\S*|sinal|estorn\S*|taxa|предоплат\S*|верн\S*|возвра\S*|штраф\S*|аванс\S*|задат\S*|ה?מקדמ\S*|החזר|מחזיר\S*|להחזיר|קנס|דמי ביטול)(?= )/u;

/** "Does she work on Sundays?" is about the doctor, not about the house. */
export const OF_HIM_OR_HER = / (?:he|she|his|her|ele|ela|ella|он|она|его|ее|הוא|היא)(?= )/u;

/** "Not a therapist": whom one looks for in the place of another is what is left. */
export const NOT_THAT_ONE = / (?:not|instead of|rather than|не|вместо|no|nao|en vez de|em vez de|לא|במקום) (?:(?:an?|the|un|una|um|uma|к) )?[^ ]+/gu;

/** Agreement without a yes: "everything is fine", "add me to the list". */
export const AGREES =
  / (?:everything (?:is |looks |sounds |seems )?(?:fine|good|right|correct|great|ok|okay|perfect)|(?:thats|that is) all (?:correct|right|fine|good)|(?:ok|okay|fine|good|happy) with (?:that|it|this)|(?<!(?:dont|not|never) )(?:add|put|sign) me|(?:esta |todo )(?:todo )?(?:bien|correcto|perfecto)|(?<!no )apunte?n?me|(?:ta |esta )?tudo (?:certo|bem|correto|perfeito)|(?<!nao )me (?:coloca|coloque|inclui|inclua|poe)|(?:все|всё) (?:верно|правильно|хорошо|отлично)|(?<!не )(?:добавь|внеси|впиши)(?:те)?|הכל (?:נכון|בסדר|מצוין|טוב)|(?<!(?:אל|לא) )(?:תוסיפ|תרשמ|תכניס)\S* אותי)(?= )/u;

/** "What if I have to cancel?" cancels nothing. */
export const WHAT_IF =
  / (?:what if|in case i|if i (?:need|have|want)|should i need|y si|que pasa si|en caso de que|si (?:tengo|necesito|quiero|no puedo)|e se|caso eu|se eu (?:precisar|quiser|nao)|а если|что если|если (?:я|мне|вдруг|надо)|(?:ו)?מה אם|אם (?:אצטרך|ארצה|אני))(?= )/u;

/** Looking something up before answering: "deixa eu ver a carteirinha" leaves nothing. */
export const LETS_SEE =
  / (?:deix[ae] (?:eu |me )?(?:ver|olhar|checar|conferir|pegar|perguntar)|dej[ae]me (?:ver|mirar|buscar|revisar)|let me (?:see|look|check))(?= )/u;

/** Another hour proposed in a question, whatever its reason. */
export const PROPOSES =
  / (?:(?:can|could|may|shall) (?:we|i|you) (?:do|make|have|get|take|come|go|try|move|push|switch|change|say)|how about|puede ser|podemos|pode ser|можно|אפשר)(?= )/u;
