/** Signs of answers that carry no plain yes, no or time, over `plainWords` text, in the five languages. */

/** A time ruled out. */
export const NOT_THEN =
  / (?:not (?:before|after|earlier than|later than|until|tomorrow|today|tonight|this week|next week|in the (?:morning|afternoon|evening)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)|no (?:antes|despues) de|(?:que )?no (?:sea|puede ser|podria ser) (?:manana|hoy|por la|el|antes|en la)|(?:manana|hoy) no (?:puedo|podria|me va)|nao (?:antes|depois) d[aeo]s?|nao (?:pode ser|seja|da) (?:amanha|hoje|de manha|a tarde|de tarde|na|no|antes|depois)|(?:amanha|hoje) nao (?:posso|da|consigo)|не (?:раньше|позже|позднее|завтра|сегодня|до обеда|утром|вечером|днем|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))|(?:завтра|сегодня) (?:я )?не (?:могу|смогу|получится)|לא (?:לפני|אחרי|מחר|היום|בבוקר|בערב|בצהריים|השבוע|ביום)|(?:מחר|היום) (?:אני )?לא (?:יכול|יכולה|מסתדר))(?= )/u;

/** A day of every week: whoever asks about it asks about the house. */
export const EVERY_WEEK =
  / (?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:weekends|weekdays|every \S+day)|los (?:lunes|martes|miercoles|jueves|viernes|sabados|domingos|fines)|(?:aos (?:sabados|domingos|fins)|(?:nas|as) (?:segundas|tercas|quartas|quintas|sextas))|по (?:понедельникам|вторникам|средам|четвергам|пятницам|субботам|воскресеньям|выходным)|בימי|בשישים|בשבתות|בסופי)(?= )/u;

/** What is awaited is not there. */
export const LACKS =
  / (?:(?:dont|do not|didnt|havent|have not|cant|cannot|never|no longer) (?:even |really |actually |yet )?(?:have|got|find|get|keep|kept|took|taken|did|done|made|bring)(?! (?:time|money|to|interest|any interest))|(?:ive |i )?lost|no (?:la |lo |me la |me lo )?(?:tengo|encuentro|halle|traje|guarde|consigo|conservo|hice)(?! (?:tiempo|dinero|ganas|que|interes))|perdi|(?:nao|n) (?:tenho|tinha|achei|acho|encontro|encontrei|trouxe|fiz|guardei|consegui)(?! (?:tempo|dinheiro|que|interesse|vontade))|у меня (?:\S+ ){0,2}?(?:нет|нету)(?! (?:времени|денег|желания|возможности))|(?:нет|нету) у меня|(?:снимка|снимков|карты|полиса|документа|документов|фото|его|ее|их) (?:\S+ )?(?:нет|нету)(?! времени)|не (?:могу найти|наш[лёе]\S*|сохрани\S*|делал\S*|осталось)|потерял\S*|אין לי(?! (?:זמן|כסף|חשק|צורך))|לא (?:מצאתי|מוצא|מוצאת|עשיתי|שמרתי|נשאר)|איבדתי)(?= )/u;

/** Will not come to what it is needed for. */
export const STAYS_AWAY =
  / (?:(?:not|no longer|never|arent|isnt) (?:coming|attending|showing up|going (?:to (?:come|attend|the|that|my)|for))|wont (?:come|attend|be coming|be there|be attending)|will not (?:come|attend|be coming)|(?:ya )?no (?:voy a (?:ir|venir|asistir|acudir)|ire|iremos|asistire|vendre|pienso ir)|ya no voy(?! a (?!la |lo |el |esa ))|(?:ja )?nao (?:vou (?:mais|ir|comparecer)|irei|comparecerei)|(?:уже |больше )?не (?:приду|пойду|придем|пойдем|приеду|поеду|буду приходить)|(?:כבר |יותר )?לא (?:באה|בא|אבוא|אגיע|מגיע|מגיעה|נבוא|נגיע))(?= )/u;

/** A yes of a whole sentence, and nothing after it but thanks. */
export const POLITE_YES =
  /^ (?:(?:yes|yeah|yep|sure|ok|okay|great|perfect|si|claro|vale|bueno|genial|sim|beleza|otimo|да|ага|хорошо|конечно|отлично|כן|בסדר|מעולה|בטח) )+(?:please )?(?:(?:that|this|it)(?:s| is| would be| will be|ll be| sounds| works| would work| does)?|thatd be|eso|esta|asi|me|seria|isso|esta|ficaria|это|так|было|будет|бы|меня|мне|все|זה|יהיה|היה|נשמע)(?: (?:would be|is|sounds|be|works|suits|me|for|very|just|really|all|absolutely|seria|es|esta|suena|parece|muy|va|viene|fica|ta|parece|muito|pra|mim|было|будет|бы|мне|очень|меня|вполне|יהיה|לי|מאוד|נשמע|מתאים|perfect|perfectly|great|good|fine|lovely|wonderful|ideal|excellent|awesome|right|correct|perfecto|genial|bien|estupendo|excelente|correcto|perfeito|otimo|bom|bem|certo|maravilh\S*|отлично|прекрасно|замечательно|идеально|хорошо|удобно|подходит|устраивает|супер|מושלם|מצוין|מעולה|נהדר|טוב|בסדר|אחלה))+(?: (?:thanks?|thank|you|so|much|a|lot|please|gracias|muchas|obrigad[oa]|muito|спасибо|большое|вам|תודה|רבה))*[ .!]*$/u;

/** Whether the doctor will call: no wish to speak to somebody. */
export const CALL_ME =
  / (?:(?:will|can|could|would|does|is|might) (?:he|she|the doctor|the dentist|dr|doctor)(?: \S+)? (?:going to )?(?:call|phone|ring|calling) (?:me|us)|(?:el|ella|(?:el|la) (?:doctora?|dra?|medic[oa]|dentista)) (?:\S+ )?(?:me|nos) (?:va a |puede |podria )?(?:llam\S+)|me (?:va a |puede |podria )(?:llamar) (?:el|ella|la)|(?:verl[oa]|en persona) (?:\S+ )*me (?:va a |puede |podria )llamar|(?:ele|ela|(?:o|a) (?:doutora?|dra?|medic[oa]|dentista)) (?:vai |pode |poderia )?(?:me |nos )?(?:lig\S+)|(?:он|она|врач|доктор) (?:\S+ ){0,2}?(?:перезвонит|позвонит|позвонить|перезвонить|наберет)|(?:позвонит|перезвонит|наберет) (?:ли )?(?:мне |нам )?(?:он|она|врач|доктор)|(?:הוא|היא|ה?רופאה?|ה?דוקטור|דר) (?:\S+ )?(?:יתקשר|תתקשר|להתקשר|מתקשר\S*|יצלצל|תצלצל))(?= )/u;

/** "Move it to another ...": the booking is changed, whatever stands behind. */
export const MOVES_IT =
  /^ (?:\S+ ){0,3}(?:(?:move|switch|change|transfer|shift|put|book) (?:it|me|this|that|us) (?:to|with|for|at|in)|(?:pas|cambi|muev|mov)\S* (?:a|con|para)|(?:mud|pass|troc|transf)\S* (?:pra|para|com)|(?:перенес|перепиш|перезапиш|перекинь|поменя)\S* (?:\S+ )?(?:на|в|к)|תעביר\S*(?: את \S+| אותי)?)(?= )/u;

/** A permission asked for, not given: "можно получить ...?". */
export const MAY_I = /^ (?:можно|אפשר|pode|puede|se puede) (?!ser |להיות |и |да |так )\S+(?:ть|ти|ar|er|ir|arme|irme)?(?: \S+)* \? /u;

/** Where a place or a person is, how to reach it, how good it is, whom it serves, what else there is. */
export const OF_A_PLACE =
  / (?:(?:his|her|their|its|the) (?:(?:\S+ ){0,2}(?:office|practice|clinic|address|location|rating|reviews?|phone|number|telephone|contact|website|hours))|(?:phone|telephone|contact) (?:number|info\S*|details)|(?:average |overall )rating|(?:well|highly) rated|street address|unisex|men and women|cosmetic (?:work|services?|dentistry|procedures?)|(?:suggest|recommend|find|show|offer|propose|give)(?: me| us)? (?:someone|somebody|something|anyone|another|a|one) (?:different|other|else|one)|(?:su|sus|el|la|del) (?:consultorio|oficina|consulta|direccion|telefono|valoracion|calificacion|puntuacion|resenas|numero)|(?:numero|telefono) de (?:telefono|contacto)|(?:sugerir|sugier|recomend|recomiend|buscar|busca|muestr|mostrar)\S* (?:a )?(?:alguien|otr[oa]|algo) ?(?:diferente|distint[oa]|mas)?|(?:consultorio|endereco|telefone|avaliacao|nota|numero|clinica) (?:del[ea]s?|media)|(?:a nota|o endereco|o telefone|a avaliacao|unissex)|(?:suger|recomend|indic|mostr|procur|ach)\S* (?:alguem|outr[oa]|algo) ?(?:diferente)?|(?:его|ее|их|у них|у него|у нее|какой|какая) (?:\S+ )?(?:кабинет|офис|адрес|рейтинг|оценка|отзывы|телефон|номер|клиника)|(?:средн\S+ )(?:оценка|рейтинг)|(?:предлож|посовет|найд|найти|покаж)\S* (?:\S+ )?(?:друго\S+|другую)|унисекс|(?:ה?משרד|ה?קליניקה|ה?כתובת|ה?טלפון|ה?דירוג|ה?מספר) (?:שלו|שלה|שלהם|הממוצע)|(?:מספר ה?טלפון|ה?דירוג|יוניסקס)|(?:להציע|תציע\S*|להמליץ|תמליץ\S*|למצוא|תמצא\S*) (?:\S+ )?(?:מישהו|מישהי|משהו) (?:אחר|אחרת|שונה))(?= )/u;
