import type { Topic } from '../understanding/understanding.ts';
import { plainWords } from '../understanding/fold.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';

/**
 * What patients bring up beside services and appointments. The clinic's data says nothing of `insurance` to `other`; `treatment` and
 * `diagnosis` are for a doctor to answer, `health` is for a doctor to know; the rest is about the conversation itself.
 */
export type SideMatter =
  | 'insurance'
  | 'payment'
  | 'parking'
  | 'children'
  | 'discount'
  | 'other'
  | 'treatment'
  | 'diagnosis'
  | 'duration'
  | 'health'
  | 'identity'
  | 'complaint'
  | 'late'
  | 'grievance'
  | 'expensive';

/** Phrases (as in a Lexicon) of all five languages together: patients mix, and hardly any of them means something else in another language. */
const PHRASES: Record<Exclude<SideMatter, 'health'>, string> = {
  insurance: `insur*; dental plan; medicaid; medicare; bupa; aetna; cigna; copay*;
    seguro (medico|dental|de salud|privado); (mi|algun|con|tienen|aceptan|acepta|cubre el|por el) seguro; seguros; aseguradora*; mutua*; sanitas; adeslas; asisa; mapfre; obra social; prepaga; poliza*;
    convenio*; plano (de saude|odontologico|dental); planos; unimed; amil; sulamerica; odontoprev; (aceita|aceitam|atende|atendem|pelo|meu) plano;
    страхов*; полис*; дмс; омс; [והבלמש]*ביטוח*; קופת חולים; [והבלמש]*מכבי; [והבלמש]*מאוחדת; [והבלמש]*לאומית; (עם|של|דרך|קופת) כללית`,
  payment: `(pay|paying) ~ (card|cash|visa|later|monthly|parts|instal*|apple pay|paypal|bit); (accept|take|taking) ~ (card|cards|visa|mastercard|amex|cash|credit|apple pay|paypal|bit); instal*; payment (plan*|option*|method*); financ*; (by|with) (card|visa|cash)( ?\\?)?$;
    (pagar|pago|pagos) ~ (plazos|cuotas|tarjeta|efectivo|transferencia|bizum|meses|partes); (aceptan|acepta|aceptais|cobran|cogen) ~ (tarjeta*|visa|efectivo|bizum|transferencia); a plazos; en cuotas; en efectivo; con tarjeta;
    parcel*; (pagar|pagamento|pago) ~ (cartao|pix|dinheiro|boleto|credito|debito|vezes); (aceita|aceitam) ~ (cartao|pix|dinheiro|credito|debito|boleto); no (cartao|pix|boleto); formas? de pagamento;
    рассрочк*; в кредит; (оплат*|плат[иь]*|рассчит*|расплат*) ~ (карт*|налич*|част*|перевод*|сбп|qr|безнал*); (карт[уыой]*|наличн*|безнал*) ~ (принимаете|можно|оплат*|берете|плат[иь]*); способ* оплаты; ^картой( можно)?( ?\\?)?$;
    [בל]?תשלומים; (לשלם|תשלום) ~ (באשראי|אשראי|במזומן|מזומן|בביט|ביט|בצק|בכרטיס); (מקבלים|אפשר|לוקחים) ~ (אשראי|כרטיס|כרטיסי|מזומן|ביט|צקים); אמצעי תשלום`,
  parking: `parking; park (my|the|a|there|nearby|near); car park; aparcamiento*; aparcar; estacionamiento*; estacionar; parqueadero; cochera; estacionamento*; vaga para (o )?carro; парковк*; припарков*; стоянк*; паркинг*; [והבלמש]*חניי?ה; [והבלמש]*חניון; איפה (אפשר )?לחנות`,
  children: `(see|treat|accept|take|work with|good with) ~ (kids|children|child|toddler*|baby|babies|infants); (from|at) (what|which) age; (he|she|they|hes|shes|my (son|daughter|child|kid|boy|girl)) (is|are)? ?(only )?[0-9]+ ~ (ok|okay|fine|problem|too (young|little|small)|alright|you (take|see|treat));
    (atienden|ven|tratan|trabajan con|reciben|aceptan|atendeis|atiende) ~ (ninos|ninas|nino|nina|bebes|bebe|menores|peques); (desde|a partir de) que edad; (tiene|tienen|con) [0-9]+ (ano|anos|meses) ~ (atienden|pueden|hay problema|esta bien|se puede|puede);
    (atendem|atende|aceitam|tratam|recebem) ~ (crianca*|bebe|bebes|menores|infantil); (desde|a partir de) (qual|que) idade; tem [0-9]+ (ano|anos|meses) ~ (pode|podem|atendem|tem problema|tudo bem);
    детск(ий|ого|ому|ая|ое) ~ ?; (pediatric|childrens|kids) (dentist*|doctor*) ~; odontopediatr* ~; dentista (infantil|de ninos) ~; רופא ילדים ~; (принимаете|лечите|берете|работаете|берут|принимают) ~ (детей|детьми|ребенк*|малыш*); с какого возраста; (ему|ей|ребенку|сыну|дочке|дочери) ~ [0-9]+ ~ (берете|возьмете|можно|принимаете|примете|ничего|не рано);
    (מקבלים|מטפלים|רואים) ~ ([לב]?ילדים|[לב]?תינוקות|[לב]?ילד|[לב]?ילדה); מאיזה גיל; (הוא|היא|הילד|הילדה) (בן|בת) [0-9]+ ~ (בסדר|אפשר|מקבלים|מתאים|בעיה)`,
  discount: `discount*; special offer*; promo*; (student|senior) price; descuento*; promocion*; alguna oferta; desconto*; promoc*; скидк*; акци(я|и|ю|ей); промокод*; [הל]?הנחה; [הל]?הנחות; מבצע*`,
  other: `wi ?fi; wheelchair*; elevator; step free; receipt*; invoice*; sick note; prescription*; referral*; (what|which) ~ (bring|documents); warrant*; guarantee*; reviews; before and after; (is|are) (he|she|they|the doctor) (any )?(good|experienced); (whats|what is) (he|she) like;
    silla de ruedas; ascensor; factura*; recibo*; justificante*; receta*; que (debo|tengo que) (llevar|traer); garantia*; opiniones; resenas; (es|son) buen[oa]s? ~ ?; antes y despues;
    cadeira de rodas; elevador; acessibilidade; nota fiscal; atestado*; pedido medico; encaminhamento*; o que (preciso|devo) (levar|trazer); avaliacoes; antes e depois; (ele|ela) e (bom|boa);
    вай ?фай; лифт*; пандус*; инвалид*; справк*; направлени[ея]; (какие|нужны) документы; что (взять|принести|брать) с собой; налогов* вычет*; гаранти*; отзыв*; до и после; (он|она|врач) (хорош*|опытн*);
    וויי?פיי?; נגיש*; מעלית; כיסא גלגלים; קבלה; חשבונית; אישור רפואי; מרשם; הפניה; מה (צריך )?להביא; אחריות; ביקורות; לפני ואחרי; (הוא|היא|הרופא|הרופאה) טוב(ה)? ?\\?`,
  treatment: `(whats|what is) the difference; which (one )?is better; (cual|que) ~ (diferencia|mejor) ~ ?; (qual|que) ~ (diferenca|melhor) ~ ?; (в чем|какая) разниц*; чем ~ отлича*; что лучше ~ ?; מה ההבדל; מה (עדיף|יותר טוב) ~; (does|do|will|would|is|are) ~ (hurt|painful|sore|safe|dangerous|risky); an[ae]+sthe*; sedation; laughing gas; (im|i am|while|when) (pregnant|breastfeeding); allerg*; side effects; can i (eat|drink|smoke|drive) ~; how long ~ (last|heal|recover*); how many (visits|sessions);
    (duele|dolera|doler|doloros[oa]*) ~ ?; anestesi*; sedacion; embarazad*; lactancia; alergi*; efectos secundarios; (puedo|se puede) (comer|beber|fumar|conducir) ~; cuanto (dura|duran) (el efecto|los resultados|el resultado); cuantas (sesiones|visitas);
    (doi|doer|dolorid[oa]|doloros[oa]) ~ ?; sedacao; (to|estou|sou) gravida; gestante; amament*; efeitos colaterais; posso (comer|beber|fumar|dirigir) ~; quanto tempo dura o (efeito|resultado); quantas (sessoes|visitas);
    (больно|болезненн*) ~ ?; обезбол*; анестези*; наркоз*; седаци*; беременн*; кормящ*; аллерги*; побочн*; противопоказан*; можно (ли )?(есть|пить|курить|кушать) ~; сколько ~ (держится|держатся|визитов|посещений|сеансов|заживает);
    (כואב|כואבת|יכאב|תכאב) ~ ?; [והבל]*הרדמה; טשטוש; גז צחוק; (אני )?בהי?ריון; מניקה; אלרגי*; תופעות לוואי; (אפשר|מותר) (לאכול|לשתות|לעשן) ~; כמה זמן ~ מחזיק; כמה ביקורים`,
  diagnosis: `(whats|what is) wrong; diagnos*; (look at|see|check) (the|my|this) (photo|picture|pic|image|x ray|xray); (pic|picture|photo) of (my|the|a) (tooth|teeth|gum|gums|mouth|lip|lips); (what|which) (treatment|procedure) do i need;
    que (es lo que tengo|me pasa|tengo en); diagnost*; (foto|imagen|radiografia) de (mi|la|el|un) (diente|muela|encia|boca); (ver|mirar|mire|vea) ~ (foto|imagen|radiografia);
    (o )?que eu tenho ?; o que pode ser; foto do (meu )?dente; (ver|olhar|analisar) ~ (foto|imagem|raio x); что (со мной|это может быть|у меня с); диагноз*; (фото|снимок|фотк*) (зуба|десны|моего); (посмотрите|посмотреть|гляньте) ~ (фото|снимок|картинк*);
    מה יש לי ?; אבחנה; לאבחן; תמונה של (ה)?שן; (תסתכל*|להסתכל|לראות) ~ (תמונה|צילום)`,
  duration: `how long (does|will|is|would) (it|that|this|the|a|an) ~; how long ?; (how many|longer than) (minutes|hours|an hour|a hour); cuanto (dura|tarda|tardan|duran|tiempo) ~; cuanto tiempo; quanto tempo ~ (demora|leva|dura); (demora|leva) ~ (muito|quanto|tempo); quanto tempo ?;
    (сколько|как долго|долго ли) ~ (длится|занимает|займет|по времени|времени|идет); (дольше|больше|меньше) (часа|получаса) ?; это долго; долго это; כמה זמן (זה |ה[א-ת]+ )?(לוקח|נמשך|אורך|יקח|ייקח) ~; כמה זמן ?`,
  identity: `^(hi |hello |hey |wait |so )*(are|r) (you|u) (a |an )?(real |actual )?(bot|robot|human|person|machine|ai|computer|chatbot|real)( person| human)?( or ~ (human|person|bot|robot|real|machine))?( ?\\?)?$; (talking|speaking|chatting) (to|with) (a |an )?(bot|robot|human|machine|ai|real person)( or ~ [a-z]+)?( ?\\?)?$; is (this|it) (a |an )?(bot|robot|machine|ai|chatbot|automated)( ?\\?)?$; who (am i (talking|speaking|chatting) (to|with)|are you|is this)( ?\\?)?$;
    ^(hola |oye |perdon )*(eres|es|sos|es usted|estoy hablando con|hablo con|esto es) (un |una )?(robot|bot|maquina|persona|humano|humana|ia)( real)?( o ~ [a-z]+)?( ?\\?)?$; con quien (hablo|estoy hablando)( ?\\?)?$; quien (eres|es usted)( ?\\?)?$;
    ^(oi |ola )*(isso|isto|voce|vc|vcs|tu|aqui) (e|eh|es) (um |uma )?(robo|bot|maquina|pessoa|humano|humana|ia)( real| de verdade)?( ou ~ [a-z]+)?( ?\\?)?$; (falando|falo) com (um |uma )?(robo|bot|pessoa|maquina|humano)( ou ~ [a-z]+)?( ?\\?)?$; (com quem (eu )?(falo|estou falando)|quem (fala|e voce))( ?\\?)?$;
    ^(а |и |скажите |простите |привет )*(ты|вы|это) ~ (бот|робот|человек|живой|машина|нейросеть|программа|ии)( или ~ [а-я]+)?( ?\\?)?$; (с кем|с ботом|с роботом) я (говорю|общаюсь|разговариваю)( ?\\?)?$; ^кто (ты|вы|это)( ?\\?)?$;
    ^(היי |שלום )*(את|אתה|אתם|זה|אני מדבר עם|אני מדברת עם) (בוט|רובוט|מכונה|אנושי|אדם|בן אדם|אמיתי|אמיתית|מחשב)( או [א-ת ]+)?( ?\\?)?$; עם מי אני (מדבר|מדברת)( ?\\?)?$; ^מי (את|אתה|זה)( ?\\?)?$`,
  complaint: `(you|u|youre|you are|this is|this clinic|what a|your) ~ (useless|terrible|horrible|awful|ridiculous|disgusting|pathetic|rubbish|a joke|the worst|incompetent|unprofessional|rude|disgrace*); ridiculous; unacceptable; waste of (my )?time; (worst|terrible|horrible|awful|bad|poor) (service|clinic|experience|place); (no one|nobody|noone|never) ~ (answer*|repl*|picks up|respond*|calls back|called back); (waiting|waited) ~ (hour|hours|days|weeks|forever|ages|answer|reply); (stupid|dumb) (bot|machine|thing|system); idiot*; wtf; fuck (you|off|this); bullshit;
    (son|eres|es|sois|vaya) ~ (desastre|inutil*|pesim[oa]s?|horrible*|verguenza|incompetent*|maleducad*|lo peor); que (desastre|verguenza|mal servicio|poca verguenza); (pesim[oa]|mal|mala|horrible) (servicio|atencion|experiencia); nadie ~ (contesta*|responde*|coge|atiende); (llevo|estuve|hicieron) ~ esperando; hicieron esperar; perdida de tiempo; (hart[oa]|indignad[oa]) (de|con|estoy);
    (sao|e|foi|voces|vcs) ~ (pessim[oa]s?|horrive[il]s?|uma vergonha|inutil|inuteis|incompetente*|uma porcaria); (pessimo|horrivel) (atendimento|servico|experiencia); ninguem ~ (responde*|atende|retorna*); (to|estou) ~ esperando ~ (hora*|dia*|resposta); que (absurdo|vergonha|falta de respeito|descaso); descaso; perda de tempo;
    безобрази*; кошмар; позор*; хамств*; хамите; бардак; беспредел; возмут*; отвратительн*; ужасн* (сервис|обслуживание|клиника|отношение); офигел*; обнаглел*; охренел*; охуел*; оборзел*; не (могу|мог|могла) ~ дозвон*; (дозвониться|дозвонит*) (не|невозможно) ~; никто ~ (отвечает|берет|перезвонил*|не); (жду|ждал*|ждем) ~ (ответа|час|часа|дня|дней|неделю|полчаса); (вы|ты) ~ (бесполезн*|тупые|тупой|идиот*|некомпетентн*|худшие); (плохо|ужасно|отвратительно) (работаете|обслуживаете);
    (אתם|את|אתה|השירות|איזה) ~ (גרועים|גרוע|גרועה|נוראים|נורא|חצופים|מזעזע|מזעזעים|בושה|איומים|חסרי תועלת); (אף אחד) ~ (עונה|עונים|חוזר|חוזרים); לא (עונים|חוזרים אליי); (מחכה|חיכיתי|ממתין|ממתינה) ~ (שעה|שעות|ימים|יומיים|תשובה|שבוע); בושה; חוצפה; (שירות|יחס) (גרוע|רע|מזעזע|נורא)`,
  late: `(running|be|bit|little|gonna be|going to be|minutes|mins|min) late; stuck in (the )?traffic; (llego|llegare|voy|vamos|llegar) ~ tarde; con retraso; retrasad[oa]; (vou|estou|to|chegar) ~ (atrasad[oa]|atrasar|atraso); atrasad[oa]; (опазд*|опозд*|задержив*|задержусь); в пробке; (מאחר|מאחרת|אאחר|באיחור|תקוע בפקק|תקועה בפקק)`,
  grievance: `refund*; money back; (sue|suing) (you|the clinic); lawyer*; (ruined|damaged|destroyed|botched) my (tooth|teeth|face|lips|smile); malpractice;
    reembols*; (devuelv*|devolver) ~ dinero; abogad*; denunci*; demandar*; (arruinaron|estropearon|rompieron|danaron) ~ (diente*|muela*|boca|cara|labios); (devolv*|quero meu) ~ dinheiro; advogad*; processar ~; procon; (estragaram|quebraram|arruinaram) ~ (dente*|boca|rosto|labios);
    верн[иу]* ~ деньги; возврат ~ (денег|средств); адвокат*; юрист*; (в|подам в) суд; прокуратур*; (испортили|сломали|угробили|изуродовали) ~ (зуб*|губ*|лицо|рот); зуб* ~ (испортили|сломали|угробили); (תחזירו|להחזיר|החזר) ~ (כסף|הכסף|כספי); עורך דין; תביעה; (הרסתם|קלקלתם|שברתם) ~`,
  expensive: `^(ну |ой |эх |блин )?дорог(о|овато)( конечно| как то| для меня| однако| же)?$; (too|so|very|bit|thats|pretty|quite) (expensive|pricey|steep); (expensive|pricey)$; (muy|que|demasiado|un poco) caro; ^(uf |uy )?caro$; (muito|tao|meio|que|nossa) caro; ^caro( kkk*)?$; (ка[кп]*|очень|слишком|что то|чет|чето|блин|ого|ну) ~ (дорого|дороговато); ^(дорого|дороговато)$; ^(זה |וואו )?(יקר|יקרה)( מאוד| מדי| לי)?$; יקר (מדי|לי|מאוד)`,
};

/** What asks for the price or the way in so many words, whatever else the sentence is about. */
const PLAIN: Partial<Record<Topic, string>> = {
  price: `how much; price*; cost*; cuanto (cuesta|vale|sale|es|cobran); precio*; quanto (custa|e|fica|sai|cobra*); preco*; valor; сколько (стоит|стоят|будет стоить)?$; сколько сто*; почем; цен[аыу]; стоимост*; прайс*; כמה (עולה|עולים|זה|יעלה|עולות); [המ]?מחיר*`,
  address: `where (are|is); address; location; donde (estan|esta|queda|quedan); direccion; ubicacion; onde (fica|ficam|voces|vcs); endereco; где (вы|находит*|наход*|клиника); адрес*; איפה (אתם|המרפאה|נמצא*); [הב]?כתובת`,
};

/** Topics whose usual words a matter may bring along without asking for them: "do you take cards?" is no question about prices. */
const BRINGS: Partial<Record<SideMatter, readonly Topic[]>> = {
  insurance: ['price', 'services', 'service_info', 'hours', 'contact'],
  payment: ['price', 'services', 'service_info', 'hours'],
  parking: ['address', 'services', 'service_info'],
  children: ['services', 'service_info', 'hours', 'doctors', 'availability'],
  discount: ['price', 'services', 'service_info'],
  other: ['services', 'service_info', 'doctors', 'price', 'availability'],
  treatment: ['services', 'service_info'],
  diagnosis: ['services', 'service_info', 'price'],
  duration: ['services', 'service_info', 'price', 'availability'],
  identity: ['doctors', 'services', 'service_info'],
  complaint: ['my_appointments', 'availability', 'contact', 'service_info', 'services'],
  expensive: ['price'],
};

/** The matters a text brings up, in the order of the table. */
export function findSideMatters(text: string): SideMatter[] {
  const words = plainWords(text);
  return (Object.keys(PHRASES) as (keyof typeof PHRASES)[]).filter((matter) => phrases(PHRASES[matter]).test(words));
}

/** The topics of a message without those that its matters only brought along. */
export function topicsBeside(matters: readonly SideMatter[], topics: readonly Topic[], text: string): Topic[] {
  if (matters.length === 0) return [...topics];
  const words = plainWords(text);
  const isPlain = (topic: Topic) => phrases(PLAIN[topic] ?? '').test(words);
  return topics.filter((topic) => isPlain(topic) || !matters.some((matter) => BRINGS[matter]?.includes(topic)));
}
