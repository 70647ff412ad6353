/**
 * What a message may be about besides what is pending, told by its words (folded, in `plainWords` form) in the five languages. Each list is one family:
 * `|` between alternatives, `\S*` any ending.
 */
const SENDING =
  'send|sent|sending|attach\\S*|upload\\S*|email|e mail|mail|forward|scan\\S*|photo|picture|pic|pdf|screenshot|bring it|show it|(?:have|got|find|found|lost|forgot|brought) (?:it|the|that|my|them)|(?:dont|do not|havent|didnt) (?:have|got|get|find)|envio|enviar\\S*|enviare|envie|mand[aoeé]\\S*|adjunt\\S*|foto|correo|mail|subo|subir\\S*|escane\\S*|(?:la|lo|los|las) (?:tengo|llevo|traigo|busco|perdi|encuentro)|(?:no )?(?:tengo|encuentro|traje) (?:la|el|los|las|esa|ese|eso)|traer\\S*|envi[aoe]\\S*|anex\\S*|fotografia|escanea\\S*|(?:nao )?(?:tenho|achei|encontro|trouxe|estou com|to com) (?:a|o|as|os|essa|esse|isso|ela|ele|aqui)|levo|trago|присл\\S*|отправ\\S*|скин\\S*|вышл\\S*|пришл\\S*|фото\\S*|почт\\S*|(?:нет|есть|нашл\\S*|потерял\\S*) (?:снимк\\S*|карт\\S*|документ\\S*|его|ее|их)|אשלח|שולח|שולחת|שלחתי|לשלוח|תמונה|צילום|מייל|אין לי|יש לי';
const HOUSE =
  'wi ?fi|parking|park|elevator|lift|wheelchair|ramp|toilets?|restroom|bathroom|waiting room|coffee|air conditioning|(?:speaks?|talk) (?:english|spanish|russian|hebrew|portuguese|french|german)|pets?|(?:do|does|can) (?:you|u|they|the clinic) (?:take|accept|cover|work with) \\S+|insurances?|bupa|aetna|cigna|delta dental|medicaid|medicare|estacionamiento|estacionar|parqueadero|parking|aparcamiento|ascensor|rampa|silla de ruedas|banos?|sala de espera|hablan? (?:ingles|portugues|ruso|hebreo|frances|espanol|castellano)|mascotas?|(?:mi|que|con|por|tengo|de|su|algun) seguros?|seguro (?:medico|dental)|aseguradoras?|mutual\\S*|prepagas?|obras? social\\S*|(?:aceptan|acepta|reciben|trabajan con|atienden por|atienden con) \\S+|adeslas|sanitas|mapfre|dkv|osde|swiss medical|galeno|fonasa|isapre\\S*|facturas?|estacionamento|elevador|cadeira de rodas|banheiro|falam? (?:ingles|espanhol|russo|hebraico|frances|portugues)|cachorro|convenios?|planos?|(?:aceitam|aceita|recebem|trabalham com|atendem pel[ao]|atendem por) \\S+|unimed|amil|bradesco|sulamerica|odontoprev|hapvida|medis|multicare|nota fiscal|recibo|парков\\S*|вайфай|wifi|лифт|пандус|туалет|страхов\\S*|полис\\S*|חניה|מעלית|נגישות|שירותים|ביטוח\\S*|קופת חולים|מכבי|כללית|מאוחדת|לאומית';
const AS_IT_WAS =
  '(?:leave|keep|let) (?:it|that|everything|the (?:appointment|booking|time)|my (?:appointment|booking)) (?:be|as (?:it )?(?:is|was)|as before|the way it (?:is|was)|how it (?:is|was)|alone|like (?:that|before))|(?:dont|do not) (?:move|change|touch) (?:it|anything|that)|stick with the (?:old|original|first) \\S+|(?:dej|mant)\\S* (?:la |lo |el |asi |todo |mi )?(?:cita |turno |hora )?(?:como (?:estaba|esta|antes)|asi|igual)|no (?:la |lo |me la |me lo )?(?:muev\\S*|cambi\\S*|toque\\S*)(?: nada)?|(?:deix|mant)\\S* (?:a |o |tudo |assim |minha )?(?:consulta |horario )?(?:como (?:estava|esta|ta|tava|antes)|do jeito que (?:estava|esta|ta)|assim|igual)|(?:nao|n) (?:mude|muda|mexa|mexe|altere|altera|troque|remarque)(?: (?:nada|mais))?|остав\\S* (?:все )?(?:как (?:было|есть)|по старому|прежн\\S*|старое время)|не (?:переноси\\S*|меняй\\S*|трогай\\S*)|תשאיר\\S* (?:את זה |הכל |את התור )?(?:כמו (?:שהיה|שזה)|ככה|כרגיל)|(?:אל|לא) (?:תזיז\\S*|תשנ\\S*)';

const pattern = (list: string): RegExp => new RegExp(` (?:${list})(?= )`, 'u');
const PATTERNS = { sending: pattern(SENDING), house: pattern(HOUSE), asItWas: pattern(AS_IT_WAS) };

/** True when a message speaks of sending, having or showing something, as an answer to a request for a document does. */
export const speaksOfSending = (words: string): boolean => PATTERNS.sending.test(words);

/** True when a message asks about the house: parking, wifi, access, languages, insurers. */
export const asksAboutTheHouse = (words: string): boolean => PATTERNS.house.test(words);

/** True when a message wants things left as they were: a refusal of a change that is pending. */
export const leavesAsItWas = (words: string): boolean => PATTERNS.asItWas.test(words);
