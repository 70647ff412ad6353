import type { Language } from '../clinic.ts';

/** Languages with a word list of their own; the neighbours are here to be told apart from es and pt, not to be spoken. */
export type ListedLanguage = Exclude<Language, 'ru' | 'he'> | 'it' | 'fr' | 'ca' | 'gl' | 'ro' | 'de' | 'nl' | 'pl' | 'tr';

/**
 * Frequent words per Latin-script language, folded (no diacritics, lower case): function words, and what patients write to clinics, chat spelling included.
 * A word may be in several lists; it then counts less in each. Written by hand; eld knows sentences, these lists know three-word messages.
 */
export const LATIN_WORDS: Record<ListedLanguage, string> = {
  en: `the a an and or but of to in on at for with from by is are was were be been am do does did dont doesnt didnt cant cannot wont isnt arent wasnt im ive ill id you your youre u ur
    he she it its we they them him her his my me our us this that these those there here what when where who why how which yes yeah yep yup nope no not none just only also too very much many more some any
    have has had having get got give take make need want wanna gonna like know think see come came go going went say said tell ask can could would should will shall may might must let lets
    please pls plz thanks thank thx ty hi hey hello hiya morning evening afternoon night today tomorrow tmrw 2moro tomoro tonight yesterday now later soon maybe sure okay alright right great good fine perfect sorry
    appointment appt appts booking book booked cancel cancelled reschedule change move confirm price cost much doctor dentist dr tooth teeth toothache pain hurts hurt cleaning cleanin filling whitening veneers crown braces
    checkup open close hours time times wat wot free slot available availability monday tuesday wednesday thursday friday saturday sunday week weekend month year english speak anyone someone something anything nothing
    first last next new old day days work works make keep forget leave money pay insurance card instead after before about if so than then as up out off over into back again still already yet never always every each other another because while people man woman friend friends house home life world work thing things really well little big new long best better sister brother mother father child
    children school car dog book water food let made did done had being seen told asked knew thought found tell should wouldnt couldnt shouldnt havent hasnt hadnt theyre hes shes were weve theres thats whats whos im ive youre youve id youd wed`,
  es: `q tal el la los las un una unos unas y o u pero de del al a en con por para sin sobre es son era fue soy eres esta estan estoy estaba ser estar hay he ha han has hemos yo tu usted ustedes el ella ellos nosotros me te se lo le les
    nos mi mis su sus este esta esto ese esa eso estos estas que cual cuales cuando cuanto cuanta cuantos donde quien quienes como porque xq si no ni nunca siempre tambien muy mucho mucha muchas muchos mas menos ya aun todavia
    quiero quisiera queria quieres qiero kiero necesito puedo puede puedes pueden podria podrian tengo tiene tienen tenes tenia hacer hace hago ir voy vamos va saber saver se sabe dar deme dame decir dice digo ver vivo viene gusta gustaria
    hola holaa buenas buenos buen dias dia tardes tarde noches noche gracias grasias muchas porfa porfavor favor xfa vale bueno buena bien mal claro perfecto dale listo okey sip nop chau adios hasta luego saludos disculpe disculpa perdon
    cita citas turno turnos hora horas horario cancelar cambiar reprogramar confirmar confirmo confirme precio presio cuesta cuestan vale sale salen costo doctor doctora dentista muela muelas diente dientes dolor duele dule limpieza
    empaste implante blanqueamiento carillas clinica hoy ayer manana pasado ahora mejor peor igualmente entonces otro otra lunes martes miercoles jueves viernes sabado domingo semana mes ano tampoco algo nada alguien nadie todo toda todos todas
    cerca lejos espanol ingles hablar habla hijo hija mujer nino anular pedir reservar agendar roto rota urgente desde entre segun aunque mientras uno dos tres cinco pues alla ahi aca aqui asi sea fui dijo hizo hecho mio mia mios tuyo suyo nuestro nuestra hermano hermana padre madre amigo amigos casa tiempo vida mundo gente problema cosa cosas verdad manera parte lugar trabajo escuela coche perro gato libro agua comida dinero hombre ella nadie
    puedo pueden podemos quieres quiere queremos tengo tenemos tenia tuvo hubo habia haber estaba estamos estoy siento creo pienso parece llego llegar salir venir viene vine conozco conocer hablo hablamos habla entiendo entender escuchar mirar comprar dormir comer beber jugar vivir viejo nuevo grande pequeno feliz triste cansado todavia despues antes ahora anoche quizas acaso incluso cualquier ningun ninguna alguna algun aquel aquella ellos ellas usted tome haga pase pon ven mira oye oiga espera`,
  pt: `o a os as um uma uns umas e ou mas de do da dos das no na nos nas em com por pelo pela para pra pro sem sobre ao aos sou es foi sao era esta estao estou tava ta tao to ser estar ha tem tenho teve temos eu tu voce voces vc vcs ele ela
    eles elas nos me te se lhe meu minha meus minhas seu sua seus suas este esta isto esse essa isso aquele aquilo que qual quais quando quanto quanta qto qnto onde quem como porque pq sim nao n nem nunca sempre tambem tb tbm muito muita mt mto
    mais menos ja ainda quero queria quer qero gostaria preciso posso pode podem poderia consigo vou vai vamos ir fazer faz saber sei dar ver moro gosto gosta oi ola bom boa dia tarde noite tudo bem obrigado obrigada obg brigado brigada vlw
    valeu favor pfv pf por beleza blz certo claro perfeito ok tchau ate logo abraco desculpa desculpe consulta consultas horario horarios hora horas marcar marca marcado desmarcar remarcar cancelar agendar agendamento confirmar confirmo confirmei
    preco quanto custa custam sai valor doutor doutora dentista dente dentes dor doi doendo limpeza obturacao implante clareamento faceta facetas canal clinica hoje hj ontem amanha agora melhor depois entao outro outra segunda terca quarta quinta
    sexta sabado domingo feira semana mes ano algo nada alguem ninguem todo toda todos perto longe portugues ingles falar fala filho filha mulher crianca pessoa mudar adiar consegue atrasar tarde manha noite urgente desde entre assim esse voces la aqui
    ai ali foram fosse tinha estava disse fez fiz ter tenha nenhum nenhuma apos so mim comigo dele dela neste nesta nesse nessa num numa pelos pelas vez vezes meus irmao irma pai mae amigo amigos casa tempo vida mundo gente problema coisa coisas verdade maneira parte lugar trabalho escola carro cachorro gato livro agua comida dinheiro homem ninguem chegou ficou comecou falou fizeram
    querem queremos tinham houve haver estamos sinto acho penso parece chegar sair vir vem conheco conhecer falo falamos entendo entender ouvir olhar comprar dormir comer beber jogar brincar viver velho novo nova grande pequeno feliz triste cansado cansada ainda antes talvez mesmo mesma qualquer algum alguma aquela aqueles senhor senhora deles delas nosso nossa medico nunca vamos deveria deve devemos pensei gostei gostou muitos muitas poucos quase ate enquanto embora porem portanto`,
  it: `il lo la i gli le un uno una e o ma di del della dei delle dal dalla al alla allo ai in nel nella con per su sul sulla tra fra sono sei siamo siete era stato ho hai ha abbiamo hanno non che chi cosa come quando quanto dove perche anche
    molto piu ogni questo questa quello quella mi ti si ci vi io lui lei noi voi loro mio mia tuo suo vorrei voglio posso puo appuntamento domani oggi ieri adesso grazie mille prego ciao buongiorno buonasera salve scusi bene si e dentista dente denti
    dolore pulizia costo costa quanto prezzo prenotare disdire annullare spostare lunedi martedi mercoledi giovedi venerdi sabato domenica c'e tempo fa qual parlo italiano gia sempre mai tutto tutti niente qualcosa essere fare andare va portero cibo momento fermo`,
  fr: `le la les un une des du de et ou mais a au aux en dans avec pour par sur sans est sont suis es etes sommes etait ete ai as avons avez ont ne pas que qui quoi quand ou comment combien pourquoi aussi tres plus moins ce cet cette ces je tu il
    elle nous vous ils elles on me te se mon ma mes ton ta tes son sa ses votre vos notre leur voudrais veux peux peut pouvez rendez rdv demain aujourdhui hier maintenant merci bonjour bonsoir salut svp plait oui non dentiste dent dents mal prix coute
    annuler deplacer lundi mardi mercredi jeudi vendredi samedi dimanche parlez francais tout tous monde rien quelque jamais toujours personne faire etre avoir dit dire vu pere temps pendant jai cest quon nest`,
  ca: `el la els les un una uns unes i o pero de del dels al als en amb per a sense sobre es son soc ets esta estan estic ser hi ha he has han va van vaig no que qui quan quant quants on com perque tambe molt molta molts mes menys aquest aquesta aquell
    aixo allo meu meva teu teva seu seva jo tu ell ella nosaltres ells em et es ens us li vull voldria puc pot podeu necessito cita hora dema avui ahir ara gracies bon dia bona tarda adeu si us plau merces dentista dent dents dolor neteja costa preu
    dilluns dimarts dimecres dijous divendres dissabte diumenge tinc tens te tenim amic anar fer dir diu fa mal aquesta tot tota res mai sempre parles catala doncs llavors altre altra qualsevol bo bona treballo jo taula preso posa normalment tenen interessant facil`,
  gl: `o a os as un unha uns unhas e ou pero mais de do da dos das no na nos nas en con por polo pola para pra sen sobre ao aos e son es somos foi esta estan estou hai non si que cal cales cando canto canta cantos onde quen como porque tamen moi moito
    moita moitas mais menos este esta isto ese esa iso aquel meu mina teu tua seu sua eu ti vostede el ela eles nos vos me che lle lles se quero quixera podo pode teno ten temos xa ainda hoxe onte mana agora grazas graciñas ola bos bo boa dia
    tardes noites dente dentes dor limpeza luns martes mercores xoves venres sabado domingo semana mes ano cita xente vecinanza veciñanza dixo fixo fun estiven oin deu debe deixarse atopalo atopar adoita ir cadra vamos sexas avoa avo cocina ben cociña sei facer feito nai pai irman irma fillo filla custa limpeza dental neno nena oin faino parvo xogar lembra resposta pregunta sede vivenda persoa galego tremendo`,
  ro: `si sau dar de la in pe cu din fara sub peste este e sunt esti suntem era a fost am ai au are avem nu da ce cine cand cat cata unde cum de ce pentru foarte mai acest aceasta asta acela un o niste eu tu el ea noi voi ei ele imi iti isi se ma te ne
    va mi ti lui lor meu mea tau ta sau vreau as dori pot poate puteti programare maine azi ieri acum multumesc mersi buna ziua dimineata seara salut va rog dentist dinte dinti durere doare cat costa pret luni marti miercuri joi vineri sambata duminica
    vorbiti romana intotdeauna niciodata tot toti nimic ceva cere ajutorul stie intoarce mod evident astfel sunt absurde adresa casa prietenul cheia degetul mare sa o iei`,
  de: `der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ich du er sie es wir ihr mir mich dir dich uns euch ist sind bin bist war waren habe hast hat haben hatte kann kannst konnen konnte mochte will wollen muss wann wo
    was wer wie warum wieviel fur mit von zu zum zur bei nach aus auf an im in am um uber unter heute morgen gestern jetzt bitte danke hallo guten tag termin zahnarzt zahn zahne zahnschmerzen schmerzen kostet preis montag dienstag mittwoch donnerstag
    freitag samstag sonntag uhr ja nein auch noch schon sehr mehr viel alles nichts etwas mein meine dein sein jetzt wirklich`,
  nl: `de het een en of maar niet geen ik jij je u hij zij ze wij we jullie mij me mijn jouw zijn haar ons is ben bent was waren heb hebt heeft hebben had kan kunnen wil willen moet wanneer waar wat wie hoe waarom hoeveel voor met van naar bij uit op aan
    in om over onder vandaag morgen gisteren nu alstublieft graag dank bedankt hallo goedemorgen afspraak tandarts tand tanden kiespijn pijn kost prijs maandag dinsdag woensdag donderdag vrijdag zaterdag zondag uur ja nee ook nog al heel meer veel alles
    niets iets vond geef lees dit dat deze deur huis weet`,
  pl: `i w na z do nie to jest sa jestem byl byla bylo ze sie jak co kto gdzie kiedy ile dlaczego dla o od po przez przed za mam masz ma mamy moge mozna chce chcialbym chcialabym prosze dziekuje czesc dzien dobry wizyta wizyte dentysta zab zeby boli bol
    kosztuje cena jutro dzis dzisiaj wczoraj teraz poniedzialek wtorek sroda czwartek piatek sobota niedziela tak tylko bardzo juz jeszcze wszystko nic moj jego jej czego ojcu`,
  tr: `ve bir bu su o da de mi mu ne nasil nerede zaman kim icin ile var yok evet hayir degil ben sen biz siz onlar benim senin istiyorum lutfen tesekkurler merhaba selam gunaydin randevu dis disim agriyor doktor fiyat kadar bugun yarin dun simdi pazartesi
    sali carsamba persembe cuma cumartesi pazar cok daha iyi oldugunu dusundugunu soyledi hazir`,
};

/** Russian and Hebrew as patients type them on a Latin keyboard. */
export const TRANSLITERATED: Record<'ru' | 'he', string> = {
  ru: `privet spasibo bolshoe bolshoye pozhaluysta pojaluysta zdravstvuyte zdravstvuite zdrastvuyte dobryj dobry dobryi den utro vecher mozhno nelzya nuzhno nado skolko stoit zapisat zapis zapishite vrach zub zuby bolit zavtra segodnya poslezavtra khochu hochu podhodit
    podkhodit horosho khorosho ladno poka kogda gde kak chto est net menya mne vy vas u ya priem vremya utrom vecherom dnem`,
  he: `shalom toda todah raba bevakasha bvakasha boker erev tov ani rotze rotza tzarich tzricha yesh ein li lo ken tor rofe shen shinaim shinayim keev koev ke'ev kama ole matai efo eifo machar mahar hayom yom rishon sheni shlishi revii hamishi shishi slicha lehitraot efshar
    sababa beseder`,
};

/** Words that say nothing about a language: they are written everywhere, or are names of treatments and devices. */
export const NEUTRAL_WORDS = new Set(
  `ok okk okkk okay okey oki k kk haha hahaha jaja jajaja kkk kkkk rsrs lol xd hm hmm mmm ah oh eh ha uh um emm wow whatsapp zoom botox invisalign instagram facebook google maps email gmail com www http https dr dra mr mrs ms pdf jpg png rx ct tv usd eur ils brl bot chat sms gps vip max pro dan anna ana maria olga
    sofia miguel david daniel sara sarah anna petrova ivan ivanov john tom mary peter paul lucia carlos pedro jose juan luis jorge marcos lucas mateus laura carmen elena irina natasha svetlana tatiana yulia katya masha sasha alex alexander alexandra max michael mike george james robert
    emma noah liam jack levi cohen torres mendes silva santos oliveira souza garcia rodriguez martinez lopez gonzalez perez sanchez ramirez fernandez sorokina dmitry dmitri sergey andrey moshe yossi yael noa tamar avi eli shira rachel rivka itay omer gal tal nir amit`.split(
    /\s+/u,
  ),
);
