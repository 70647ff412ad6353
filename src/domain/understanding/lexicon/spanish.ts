import type { Lexicon } from './lexicon.ts';

const APPOINTMENT =
  '(citas?|sitas?|turnos?|hora|horas|horarios?|consultas?|reservas?|reservacion|agenda|agendamiento|visita|sesion|cupo|control|limpieza|revision|valoracion|evaluacion|chequeo)';
/** What is done to an appointment that stays one. */
const CHANGE =
  '(cambi[a-z]*|mover(la|lo|me)?|muev[a-z]*|modific[a-z]*|correr(la|lo|me)?|corr[ae]n?|adelant[a-z]*|atras[a-z]*|retras[a-z]*|recorr[a-z]*|pasar(la|lo|me)?|pasa(me|la)?|pase(me|la)?|pasamos|traslad[a-z]*|ajust[a-z]*|alter[a-z]*|edit[a-z]*|actualiz[a-z]*)';
const DAYS = '(lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|hoy)';
/** How one gets hit, so that a tooth lost by it is an accident and one lost over lunch is not. */
const BLOW =
  '(golp(e|es|ee|eo|earon|eamos|ie)|caida|accidente|choque|choco|choque|me cai|se cayo (de|en|y|jugando|corriendo|por|del)|pelea|pelota|pelotazo|punetazo|pinazo|trompada|codazo|patada|porrazo|tropec[a-z]*|tropezo)';
/** What a clinic is asked for fun or by mistake. */
const OFF_TOPIC =
  'chiste*; poema*; receta de cocina; receta (de|para) ~ (torta|pan|pastel|comida|paella); capital de; clima; tiempo (hace|hara); llover; presidente; traduc*; tarea; ensayo; bitcoin; cripto*; futbol; (el|un) partido; quien (gano|invento|descubrio); (pedir|reservar|llamar|necesito|pedirme) ~ (taxi|uber|vuelo|pizza|hotel|restaurante|mesa); pizza*; pelicula*; cancion*; horoscopo; loteria; (escrib*|haz|hazme) ~ (poema|codigo|ensayo|cuento|cancion); dolar hoy; politica (del|nacional|actual|mundial)?( \\?)?$; sentido de la vida; cuantos anos tienes; ^(que|q) hora (es|son) ~; (estoy|ando) aburrid[oa]; (tarea|deberes) ~; (matematicas?|mate|algebra)( \\?)?$; (mi|la) (compu|computadora|celular|visa|carro|coche|wifi)( \\?)?$; cuanto es [0-9]+ (por|mas|menos|entre) [0-9]+; raiz cuadrada; (te|me) (quieres casar|amas|quieres); (estoy|ando) aburrid[oa]$; (tu|su) (color|comida|pelicula) favorit[oa]';
const PERSON =
  '(persona|persona real|humano|humana|alguien|agente|operador|operadora|asesor|asesora|recepcionista|recepcion|encargado|encargada|gerente|supervisor|responsable|ejecutivo|ejecutiva|representante|doctor|doctora|secretaria|dueno|ser humano|soporte|atencion al cliente|administracion|contabilidad|facturacion|cobranzas|caja|finanzas)';

/** Spanish of Spain and of America, as patients write it. */
export const SPANISH: Lexicon = {
  intents: [
    [
      'greeting',
      54,
      `^((hola*|buenas|buenos dias|buenas tardes|buenas noches) )?(que tal|como (estan|estas|esta|va|andas|andan|te va|les va)|que onda|todo bien)( [a-z]+)?( \\?)?$; ^(que tal|como (estan|estas|esta|va|andas|andan))`,
    ],
    [
      'greeting',
      30,
      `^(hola*|ola|holi|holis|buenas|buenos dias|buen dia|buenas (tardes|noches|dias)|buenas*|buenos|wenas|hey|hi|hello|saludos|que tal|muy buenas|muy buenos dias)`,
    ],
    ['thanks', 62, `^(no )?(eso|esto)? ?(es|seria|era) (todo|lo unico) ~ gracias; ^nada mas ~ gracias`],
    ['greeting', 61, `(espero|deseo|ojala) (que )?~ (bien|excelente|de maravilla)$`],
    ['greeting', 54, `(hay|esta) alguien( (ahi|por ahi|alli|aca|aqui))?( \\?)?$`],
    [
      'thanks',
      44,
      `gracia*; grasias; grax; thanks; agradec*; agradezc*; muy amable; muchas graci*; thankyouemoji; mil gracias; genial gracias; te pasaste; un sol; dios (le|te|les|se lo|los) (pague|bendiga) ~; bendiciones; (muy|que|super) (gentil|atent[oa]|lind[oa]|amables?) ~; (eres|es|sos) (un|una) (amor|sol|angel|crack|genia|genio|tesoro); (me|nos) (ayud[a-z]*|sirvio|salv[a-z]*) (mucho|un monton|bastante|demasiado|la vida)`,
    ],
    [
      'human',
      90,
      `(con quien) (puedo|podria|debo|tengo que) (hablar|comunicarme); (hay|esta) (alguien|una persona|algun humano) (atendiendo|disponible|real|que (me )?(atienda|responda|conteste)|para (atender*|hablar)) ~; (comunic[a-z]*|contact[a-z]*|atiend[a-z]*) ~ (con )?(una |un |la |el |al )?${PERSON}; (que|si) (me|nos) (llame|llamen|atienda|atiendan|contacte|contacten|responda|hable|marque) ~; (pesim|mal|terribl|horribl|nefast)[a-z]* (servicio|atencion|trato) ~; (molest|enojad|indignad|enfadad|disgustad|decepcionad)[ao]s? (con|por) ~; falta de respeto; que verguenza; (llevo|llevamos|estoy) ~ esperando ~; (devuelv|devolv)[a-z]* ~ (dinero|plata|pago|deposito|sena|anticipo); (hablar|comunicar*|comunicarme|comunique*|pasar*|paseme|pasame|pasenme|pase|conectar*|contactar|chatear|atienda|atender|hablo|conversar|derivar*|deriva*|transfi*|transferir) ~ (con|a|me|una|un|otra|la|el) ~ ${PERSON}; (hablar|comunicarme|pasame|paseme|atienda|atiende) ~ ${PERSON}; (comunica|comunique|conecta|conecte)[a-z]* (con|a) ~ ${PERSON}; (quiero|necesito|prefiero|dame|deme|puedo) ~ (un|una) (humano|persona|agente|operador*|asesor*|recepcionista|ser humano); ^(un |una )?(humano|persona|agente|operador|operadora|asesor|asesora|recepcionista)( real| por favor| porfa)?$; (persona|humano|atencion) (real|humana|de verdad|de carne y hueso); (llamame|llameme|llamenme|me (pueden|puede|podrian|puedes) llamar|que me llamen|quiero que me llamen); (eres|es|sos|esto es) (un )?(robot|bot|maquina|una maquina); reclamo; reclamar; queja*; quejar*; (poner|hacer|presentar|interponer) ~ (queja|reclamo|reclamacion); denuncia*; (no) ~ con (una maquina|un robot|un bot); que me atienda ~; pesimo servicio; (estoy|ya) harto; (esto es una|que) (porqueria|mierda|verguenza)`,
    ],
    [
      'cancel',
      80,
      `cancel*; canselar; anul*; (elimin*|borr*|quit*|suspender|suspend*|dar de baja|deshacer) ~ (mi|la|el|mis) ~ ${APPOINTMENT}; dar de baja; desagendar; (no voy a|ya no) ~ (usar|tomar) ~ ${APPOINTMENT}; bajar ~ turno; ya no (voy|puedo|podre|quiero) ~ (mi |la |el )(cita|turno|consulta); (dar|darle|darsela|den|denle|ceder|pasar) ~ (a )?(otra persona|otro paciente|alguien mas|otra paciente) ~; (liberar|libero|liberen|libere) ~ (cupo|espacio|turno|hora|lugar); (saquenme|saqueme|sacame|saca|saquen|borrame|borrenme|borreme|quitame|quitenme|quiteme|eliminame|elimineme) ~; (no voy a|no quiero|ya no voy a) (ir|asistir|usar|tomar|necesitar) ~ (cita|turno|consulta); quitar ~ cita`,
    ],
    [
      'reschedule',
      82,
      `(puede|podria|podriamos|podemos|se puede) (ser |hacerlo |hacerla |pasarla )?(un|una|dos|media) (dia|dias|hora|horas|semana|semanas) (antes|despues|mas tarde|mas temprano) ~; (cambi*|pas*|muev*|mover*) ~ (el |del |la del )?(lunes|martes|miercoles|jueves|viernes|sabado|domingo) (por|al|para) (el )?(lunes|martes|miercoles|jueves|viernes|sabado|domingo) ~; (necesito|quiero|quisiera|dame|deme|busco) otr[oa] (fecha|dia|hora|horario) ~; otr[oa] (fecha|dia|hora) por favor$; (ir|venir|pasar) (en |a )?otr[oa] (dia|hora|horario|fecha) (en vez|en lugar) ~; reprogram*; reagend*; ${CHANGE} ~ ${APPOINTMENT}; ${CHANGE} ~ (dia|fecha|otro dia|otra fecha|otra hora|otro momento|mas tarde|mas temprano|la (proxima|otra) semana|semana que viene); ${CHANGE} ~ (para|al|a|por|de) (el |la |las )?(${DAYS}|[0-9:]+) ~; re agendar; reprogr*; aplaz*; pospon*; postergar*; posterg*; (cambi*|mover|muev*|mueva*|modific*|correr|corr*|adelant*|atras*|retras*|pasar*|pasarla|pasame|trasladar|modifica*|recorrer|ajustar) ~ (mi|la|el|de|para|a|un|esta|las|mis) ~ (cita*|turno*|hora*|fecha|dia|consulta|reserva*|control|otro|otra|manana|tarde|lunes|martes|miercoles|jueves|viernes|sabado); (cambio|cambiar|cambiarla|cambiarlo|moverla|moverlo|pasarla|reprogramarla|adelantarla|aplazarla|atrasarla) (de )?(fecha|hora|dia|cita|turno|horario|para|al|a|la|el); (para|en) otro (dia|horario|momento) ~ (puede|mejor|posible|cita); (otro dia|otra fecha|otra hora) ~ (mi|la) (cita|turno)`,
    ],
    [
      'reschedule',
      66,
      `(en vez|en lugar) del? ~ (puede|podria|se puede|seria|mejor|voy|ir|puedo|prefiero) ~; (tengo|tendre|voy) (que|a) faltar ~; (llegar|ir|pasar|venir|entrar|llego|voy|llegaria) (~ )?((una|media) hora|[0-9]+ (min|minutos|horas)|un (poco|rato|poquito)) (mas )?(tarde|temprano|antes|despues) ~; (faltare|faltar|me ausento) ~; (hoy|manana|ese dia) no (llego|puedo|alcanzo|podre|voy a poder|me da tiempo) ; (hoy|manana) no (llego|puedo|alcanzo|podre); no (voy a |podre |puedo |podria |vamos a |alcanzo a |llego )(poder )?(ir|asistir|llegar|acudir|venir|estar|a la cita|al turno|a tiempo|manana|hoy|ese dia|el)?; no (podre|llego|alcanzo|asistire|ire|voy)( ~ (cita|turno|manana|hoy|tiempo|a))?; (voy|llego|llegare|estoy|ando) ~ (tarde|retrasad*|atrasad*|demorad*); me surgio ~; se me (complico|presento|hizo tarde|dificulta); surgio (un|algo) ~; me retras*; tuve un (imprevisto|inconveniente|problema)`,
    ],
    [
      'reject_pending',
      79,
      `no (quiero|deseo|voy a|vamos a) (seguir|continuar|avanzar); (ya )?no (lo |la |los |las |le )?(quiero|necesito|deseo|quisiera|me interesa|hace falta|preciso|requiero|hare|voy a querer|busco) (nada|mas|ya|esa|ese|eso|el|la|los|las|un|una|a|al|que|con|botox|verlo|ninguna|ningun); no (me interesa|hace falta|es necesario|gracias|por ahora|de momento); ya no (la |lo |me )?(quiero|necesito|interesa|hace falta|es necesario|gracias)*; (olvida*|olvidalo|olvidelo|olvidate|olvidese|olviden|dejalo|dejelo|dejala|dejela|dejemoslo|(?<!me |le |te |nos |les )deja|dejemos|dejenlo|descarta*) ~; (al final|finalmente|a la final) (ya )?no ~; (ya )?no (lo|la|me lo|me la) (voy a|vamos a) (hacer|poner|querer) ~; (ya )?no (lo|la) (hago|hare|haremos) ~; (encontre|consegui|reserve|voy a ir a|ire a|fui a) ~ (otr[oa]|otr[oa] (sitio|lugar|lado|clinica|dentista|doctor|doctora)) ~; (ya )?no (busque*|busques|siga*) ~; (cambie|cambio) de (opinion|idea|parecer); (mejor|por ahora|ahora|de momento|hoy) (no|nada)( gracias)?$; mejor no; por ahora no; ahora no; de momento no; todavia no; aun no; (en|para) otro momento; (mejor )?ya no( gracias)?$; (despues|luego|mas tarde|al rato|cualquier cosa|en cuanto pueda) (yo )?(te |le |les )?(confirmo|aviso|digo|llamo|escribo|hablo|marco|agendo|contacto) ~; (te|le|les) (confirmo|escribo|hablo|llamo) (luego|despues|mas tarde|cuando|en cuanto|si|manana|otro dia) ~; (lo|la) (dejo|dejamos) (para (otro|mas|despues)|por ahora|asi) ~; prefiero no ~; (no|ya no) (voy a|pienso) (hacerlo|hacerme|seguir|continuar|ponerme|venir) ~; (quiza|quizas|tal vez|talvez|a lo mejor) ~ (despues|luego|otro dia|mas adelante|mas tarde|otro momento); mas adelante ~; (solo|solamente|nomas|unicamente|nada mas) (preguntaba|consultaba|queria saber|queria preguntar|era una consulta|estaba preguntando|era para saber|estaba viendo); solo (era|preguntaba); lo pensare; (lo|la) (voy a pensar|pienso); (te|les|le) aviso ~; no (busque|reserve|agende|agendes|reserves|verifique|revises|revise|sigas|siga|buscar|confirme|confirmes); no hace falta ~; no (estoy|estaba) (interesad*|segur*|list*) ~; no con (dan|ese|el); sin dan; me arrepenti; ninguna cita; ningun turno; me equivoque`,
    ],
    [
      'book',
      68,
      `(agendar*|agendo|agende*|agendame|agendarme|reserv*|apartar|apartame|aparte|separ*|separar|programar|programe|sacar|saco|pedir|pido|solicitar|solicito|coger|tomar|anotar*|anotame|anoteme|inscribir*|apuntar*|apuntame|apunteme|registrar) ~ (${APPOINTMENT}|para|el|una|un|con|me|manana|hoy|limpieza|botox); agendar; agendame; agendeme; reservar; reservame; (quiero|quisiera|queria|necesito|busco|deseo|me gustaria|quiere|ocupo|dame|deme|puedo|puede|me das|me da|me dan|pueden|podria|podrian|preciso|tener) ~ (una|un|mi|sacar|tener|pedir|la|otra) ~ (citas?|sitas?|turnos?|hora|consulta|cupo|espacio|reserva|control|revision|valoracion|evaluacion|visita|limpieza); (quiero|quisiera|queria|necesito|me gustaria|voy a) (hacerme|ponerme|aplicarme|realizarme|sacarme|colocarme|hacer|ir|venir|pasar|atenderme|verme|revisarme|blanquearme|operarme) ~; ^(una |un )?(cita|turno|consulta|hora|reserva)( por favor| porfa)?$; ^(una |un )?(cita|turno|consulta|hora|reserva) para ~; (quiero|quisiera|queria|necesito|me gustaria|puedo|puede|pueden|podria*|deseo) ~ (agend*|reserv*|program*|apart*|separ*|coordin*|concert*|sac(ar|o)|ped(ir|i)|pid(o|e)|solicit*) ~; (ver|visitar|consultar|atenderme|ir) (a|al|con) (un |una |el |la )?(dentista|doctor|doctora|odontolog*|ortodoncista|higienista|especialista|dermatolog*|dr|dra); (traer|llevar) a mi (hijo|hija|mama|esposo|esposa|hijos) ~; (cita|turno|hora|consulta) (para|con|el|manana|hoy|de|por favor|este|esta|disponible*) ~; (como|donde) (hago|puedo|se hace|saco|pido|agendo|reservo) ~ (cita|turno|reserv*|agend*|hora|para agendar|sacar|pedir); me (agendas|agenda|reservas|reserva|anotas|apuntas|puedes agendar|apuntan|das|da una|da un) ~; quiero ir ~; (necesit*|quier*|quisiera|me gustaria) que (me|nos|lo|la|le) (vea|vean|revise|revisen|atienda|atiendan|examine|mire|chequee) ~; (puedo|podria) (ir|pasar|acercarme|venir) ~`,
    ],
    [
      'book',
      60,
      `(y |para |o )?a las? [0-9:]+ (no )?(tiene|tienen|tienes|tenes|hay|puede|pueden|esta|se puede|habra|queda) ~; (y|o) (a las?|para el|para la|el|por la) ~ (tiene|tienen|tienes|tenes|hay|habra|puede|pueden|queda|se puede)( \\?)?$; (tienen|tiene|tienes|hay|habra|tendran|tendra|tendrias|queda|quedan|tenes|cuentan con|tendrian|habria|esta|estan) ~ (cupo|cupos|disponib*|libre|libres|espacio|espacios|lugar|hueco|huecos|turno|turnos|hora|horas|horario|horarios|cita|citas|algo|fecha*|citas|vacante*|campo); (cual|que|cuando) ~ (fecha|dia|dias|horario|horarios|hora|horas|disponib*|proxim*|cita|turno) ~ (disponible*|tienen|hay|libre*|tienes|mas|proxim*|atiende*|puedo|pueden|proxima); (fecha|cita|hora|turno|horario) mas (proxim*|cercan*|pronto|temprano); (algo|alguna|algun) (libre|disponible|hueco|para|lugar|el|manana|hoy|espacio) ~; disponib*; (cuando|a que hora|que dia|que dias) (puedo|podria|pueden|puede|me|podrian|atiende|tiene*|hay|esta) ~; (el|la) (doctor|doctora|dr|dra) ~ (atiende|disponible|libre|esta|puede|trabaja); (lo|la) (mas pronto|antes) posible`,
    ],
    [
      'confirm',
      70,
      `^(si|sii|ok|dale|claro|perfecto|vale|bueno|listo|genial) (por favor |porfa )?(agend*|reserv*|anot*|apunt*|confirm*|hazlo|hagalo|adelante|procede|proceda|resérvalo)`,
    ],
    [
      'service_inquiry',
      45,
      `^(y |hola )?(que|cual|cuales|como|cuanto|cuanta|donde|quien|hay|tienen|hacen|aceptan|puedo|se puede|atienden|ofrecen|realizan|trabajan|es|son) `,
    ],
    [
      'confirm',
      58,
      `^(si|sii|sip|sipi|sep|sisi|claro|claro que si|por supuesto|desde luego|ok|okey|oki|okay|okis|vale|bueno|bien|dale|listo|perfecto|correcto|exacto|exactamente|de acuerdo|confirmo|confirmado|confirmada|confirm*|genial|excelente|esta bien|va|sale|afirmativo|asi es|eso es|cierto|seguro|de una|obvio|por favor si|super|estupendo|buenisimo|barbaro|adelante|thumbsup|ahi estare|de acuerdo|ok perfecto|simon|hecho|porfa si|conforme)`,
    ],
    [
      'confirm',
      60,
      `^(si|sii|correcto|exacto|exactamente|asi es|eso es|confirmo|confirmado|por supuesto|afirmativo|de acuerdo|es correcto)(?! (o no|pero|quiero|necesito|quisiera|me gustaria|puedo|puede|pueden|que|cual|como|donde|cuando|cuanto|hay|tienen|no|se puede))`,
    ],
    [
      'confirm',
      59,
      `^(es[ae]|eso|est[ae])( mism[oa])?( esta bien| por favor| porfa)?$; ^(ok|oki|okey) (doki|doqui)$; reserv(a|e|en)(la|lo|mela|melo); (quedamos|quedo|queda|lo dejamos) (asi|en eso|confirmad*|en que); me interesa$; si me interesa; (nos|los|las|te) vemos (el|a|en|ahi|manana); confirm(o|ada|ado|amos|ar|e|emos|ame|eme|ar asistencia)*; (me|nos) (sirve|va bien|viene bien|parece bien|parece perfecto|queda bien|conviene|acomoda|funciona|va perfecto|viene perfecto|va); (ahi|alli|alla) (estare|estaremos|nos vemos|voy|estoy); (esta|todo|muy) (bien|correcto|perfecto)$; (si|por favor) (agend*|reserv*|confirm*|hagal*|anot*); (de|estoy de) acuerdo; (si|alla) voy; nos vemos ~; es correcto; todo correcto; ^(si |ok |vale |bueno )+(esta|me parece|me va|me queda|va) (bien|perfecto|perfecta|genial|ok)( ~)?; (esta|me parece) bien (a|en|para) (esa|ese|la|las|el) ~; (asi es|eso es); (es[ae]|est[ae]|eso|esa hora|ese dia|ese horario) (esta|me parece|es|va|queda|me queda|me va|me sirve) (muy )?(perfect[oa]|bien|genial|buen[oa]|ideal|excelente|barbaro|super) ~; (tomo|agarro|quiero|me quedo con) (ese|esa|esta|este|el primero|el segundo); cuenta conmigo; si (puedo|quiero|voy|asistire|por favor)`,
    ],
    [
      'deny',
      67,
      `(ese|esa|este|a esa|en ese|a ese) (dia|hora|horario|fecha) (ya )?no (puedo|podria|llego|me da|voy a poder|podre|alcanzo) ~; ^no ~ (ese|esa|a esa) (dia|hora) no (puedo|podria) ~`,
    ],
    ['deny', 87, `no (la |lo |me la |me lo |quiero |quise |queria |voy a |pienso |hace falta )?(cancel*|anul*|elimin*|borr*)`],
    ['deny', 88, `no (la |lo |me la |me lo )?(cambie*|cambi*|mueva*|muev*|toque*)( (la cita|nada|el turno|mi cita|mi turno|aun|todavia))?( por favor)?$`],
    [
      'deny',
      62,
      `(mejor )?(dejala|dejalo|dejela|dejelo|dejemosla|dejemoslo|mantenla|mantengala|mantenerla|mantengamosla|conserva la|conservo la|dejar la|deja la|deje la|dejala como|dejelo como) ?(cita|hora|turno)?( (asi|como (esta|estaba|antes)|tal cual))( por favor)?$; (la |lo )?(mantengo|conservo|dejo igual|quiero mantener*|quiero conservar*) ~`,
    ],
    [
      'deny',
      60,
      `^(no|nop|nope|noo|nel|nah|na|para nada|negativo|jamas|nunca|no no|que va|en absoluto|thumbsdown|ni hablar|tampoco|claro que no|lamentablemente no|desafortunadamente no)`,
    ],
    [
      'deny',
      61,
      `(el |los |la |las )?(lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|mananas|tardes|noches|fines de semana) (yo )?(ya )?no (puedo|podria|me sirve|me va|me viene|me queda|trabajo|estoy) ~; ningun[oa] (de (es[oa]s|es[ea]|l[oa]s|ell[oa]s)|me sirve|me va|me queda) ~; (es[oa]|es[oa]s|ese) tampoco; no (me|nos) (sirve|va|viene|conviene|queda|acomoda|gusta|parece|funciona|va bien|viene bien|cuadra); no (es|era) (correcto|asi|eso|esa|ese|lo que|el|la) ~; no puedo (a esa|en ese|ese|esa|el|a las|por la|tan|a la|en la); (ese|esa|a esa|en ese|este) (dia|hora|horario|turno|fecha|doctor) no; (muy|demasiado) (tarde|temprano|caro|lejos); (otro|otra|otros|otras) (dia|hora|horario|fecha|opcion|opciones|doctor|doctora|turno|alternativa|horarios|fechas)s?; (tienen|hay|tienes|no hay|alguna|algun|algo) (otro|otra|otros|otras|mas tarde|mas temprano|antes|despues|otra cosa) ~; (mejor|prefiero|preferiria|mas bien|seria mejor) (el|la|a|por|en|otro|otra|las|manana|mas|no|lunes|martes|miercoles|jueves|viernes|sabado|al) ~; esta mal; incorrecto; (asi|eso) no( ~ (pedi|dije|queria|es))?; (yo )?(pedi|dije|queria) otr[oa] ~; (no es|eso no es) lo que (pedi|dije|queria) ~; equivocad*; a esa hora no; ese no; esa no; en vez del?; en lugar del?; imposible`,
    ],
    [
      'service_inquiry',
      50,
      `(quiero|quisiera|queria|me gustaria|necesito|podria|puede*|pueden|deseo) ~ (saber|informacion|info|preguntar|consultar|conocer|mas informacion|una pregunta|hacer una consulta|averiguar|cotizar|cotizacion|me (informa|explica|dice|cuenta)|informes|ayuda); informacion; info; informes; (tengo|hacer|una) (una )?(pregunta|duda|consulta|dudas); cuentame ~; (que|cual|cuales|como|cuando|cuanto|donde|quien|por que|hay|tienen|tiene|hacen|puedo|puede|se puede|es|son|duele|sirve|aceptan|trabajan|atienden|ofrecen|realizan|incluye|necesito|existe|manejan|ponen|colocan|y) ~~ ?; (busco|necesito|recomienda*|ando buscando|estoy buscando) (un |una |a un |algun )?(buen )?(dentista|doctor|doctora|odontolog*|ortodoncista|especialista|medico|clinica|cirujano|dermatolog*|esteticista|psiquiatra|psicolog*|ginecolog*|cardiolog*|pediatra|terapeuta|fisioterapeuta|nutricionista|oculista|oftalmolog*|urolog*|neurolog*|traumatolog*|peluquer*|estilista); me interesa*; interesad* en; (quiero|necesito|quisiera) (un |una |el |la |unas |los )?; sobre (el|la|los|las) ~`,
    ],
    [
      'other',
      62,
      `que (te|le|les)? ?(este|estes|esten|vaya|vayas|tenga|tengas|pase|pases) (muy |un |una )?(bien|lind[oa]|bonit[oa]|excelente|buen[oa]|feliz) ~`,
    ],
    [
      'other',
      43,
      `adios; chau; chao; hasta (luego|manana|pronto|la vista); nos vemos; bye; que (te|le) vaya bien; (que )?(tengas|tenga|pases|pase) ~ (dia|tarde|noche|semana|finde); buen (fin|finde); cuidate; cuidese; que (te|le|les)? ?(este|estes|esten|vaya|vayas|tenga|tengas|pase|pases) (muy |un |una )?(bien|lind[oa]|bonit[oa]|excelente|buen[oa]|feliz) ~`,
    ],
    [
      'other',
      63,
      `(numero|chat|persona|mensaje|grupo) equivocad[oa]; (te|me|se) equivoc[a-z]* de (numero|chat|persona|grupo); (era|es) para otr[oa] (persona|chat|numero); no (lo )?se$; no se$; ya te (dije|lo dije); (chiste|poema|cancion|cuento); (lo )?(tengo que|voy a|dejame|dejeme) (pensar*|consultar*|ver)`,
    ],
  ],
  topics: [
    [
      'price',
      86,
      `cuant(o|a|os|as) (~ )?(cuest*|vale|valen|sale|salen|es|seria|cobra*|costaria|saldria|esta|estan|costo|tengo que pagar|hay que pagar|me sale|me costaria|por|dinero); cuanto$; a cuanto ~; (precio*|presio*|presios|presio|prcio|costo*|tarifa*|valor|valores|honorarios|presupuesto*|cotiza*|coste|costes); car(o|a|os|as) ~; barat*; descuento*; promo*; oferta*; cuotas; financi*; plazos; mensualidad*; (pagar|pago|pagos|aceptan|acepta|reciben|puedo pagar) ~ (tarjeta*|efectivo|transferencia|seguro*|credito|debito|cuotas|meses|obra social|mutual|mercado pago|paypal|bizum|fonasa|isapre|eps); seguro*; aseguradora*; obra social; obras sociales; prepaga*; gratis; gratuita; fonasa; isapre; metodos de pago; formas de pago; medios de pago; anticipo; deposito; reembolso`,
    ],
    [
      'hours',
      84,
      `(que|cual|cuales|a que|hasta que|desde que|cuando|cuales son) ~ (horario*|hora|horas|dias) ~ (atienden|abren|cierran|atencion|trabajan|tienen|estan|es|abre|cierra|atiende|de|abiert*|son); (horario*|horas) de (atencion|apertura|trabajo|cierre|la clinica|servicio|oficina); (abre|atiende|trabaja|cierra|esta abierta|esta cerrada) la (clinica|consulta|oficina) ~; la (clinica|consulta) (abre|atiende|trabaja|cierra|esta abierta) ~; (abren|abierto|abiertos|cierran|atienden|trabajan|abre|cierra|abierta) (los|el|hoy|manana|a|en|hasta|desde|ahora|al|domingos|sabados|feriados) ~; (que|cual) (es el |es su )?horario ~; (hasta|a) que hora ~ (atienden|abren|cierran|estan|trabajan|abre|cierra|atiende); (estan|esta) (abiert*|cerrad*|atendiendo); (abren|atienden|trabajan) ~~ ?; sus horarios; ^horario*$`,
    ],
    [
      'address',
      84,
      `(donde|adonde) ~ (estan|queda*|ubica*|encuentran|es|esta|clinica|consultorio|estas|son|quedan|atienden|encuentra); direccion; ubicacion; ubicad*; ubican; (como|por donde) (llego|llegar|se llega|voy|ir|puedo llegar) ~; (estacionamiento|parking|aparcamiento|aparcar|parqueadero|estacionar|cochera|parqueo); (que|cual) (calle|metro|estacion|barrio|sucursal|zona); cerca de ~ ?; google maps; sucursal*; mapa`,
    ],
    [
      'doctors',
      74,
      `(que|cuales|quien|quienes|cual) ~ (doctor*|doctora*|dentista*|especialista*|medico*|odontolog*|profesional*|atiende*|hace|hacen|realiza); (sus|los) (doctores|doctoras|especialistas|profesionales|dentistas|medicos) ~~ ?; quien (es|me) ~ (atiende|doctor|doctora|atenderia); (tienen|hay) (algun |alguna |un |una )?(ortodoncista|cirujan*|especialista|odontopediatra|pediatra|dermatolog*|endodoncista|periodoncista|implantolog*) ~`,
    ],
    [
      'my_appointments',
      90,
      `^(hola |buenas )?(todas )?(mis|mi) (proxim[ao]s? )?(citas?|turnos?|reservas?)( por favor)?( \\?)?$; (muestr[a-z]*|mostrar|ensen[a-z]*|dime|digame|dame|deme|ver|consultar|lista de) (todas )?(mis|mi) (proxim[ao]s? )?(citas?|turnos?|reservas?)( por favor)?( \\?)?$; (que|cuales|cual) (citas?|turnos?|reservas?) (ya )?(tengo|tenemos|reserve|agende|hice|pedi) ~; (cual|cuales|cuando) (es|son|era|tengo) (mis?|nuestras?|la|el) (proxim[ao]s? )?(citas?|turnos?|reservas?); cuando tengo (cita|turno); ^(ya )?tengo (citas|turnos|reservas)( reservadas| agendadas)? ?`,
    ],
    [
      'my_appointments',
      85,
      `^(yo )?(ya )?tengo (dos|tres|varias|2|3) (citas|turnos|reservas|horas) ~ ?; ^(yo )?(ya )?tengo (alguna|una|algun|un) (cita|hora|turno|reserva|consulta)( (agendada|reservada|pendiente|con ustedes))? ?; (para )?cuando (es|era|tengo|tenia|seria) (mi |la |una )?(cita|turno|hora|consulta|reserva)`,
    ],
    [
      'my_appointments',
      76,
      `^(yo )?(sigo|todavia estoy|aun estoy|estoy|continuo) (agendad*|anotad*|citad*|apuntad*|registrad*) ~ ?; (cuando|a que hora|que dia|para cuando|con quien) ~ (es|tengo|era|esta|quedo|tenia) ~ (mi|la|el|mis|cita|turno|consulta|agendad*); (cuando|a que hora) (es|tengo|era) ~~ ?; tengo (una |alguna |algun |un )?(cita|turno|hora|reserva|consulta) (~ )?(agendada|para|el|manana|hoy|con|pendiente|confirmad*)? ~~ ?; (mi|mis) (cita|turno|citas|turnos) ~ (sigue|esta|cuando|confirmada|agendad*|es|quedo); (recuerd*|recordar*|recorda*) ~ (cita|turno|hora|cuando); (ver|consultar|verificar|revisar|confirmar si) ~ mi* (cita|turno|citas|turnos); se me olvido ~ (hora|cuando|cita); (no recuerdo|olvide) ~ (hora|cuando|cita|dia)`,
    ],
    [
      'services',
      66,
      `(que|cuales|cuantos) ~ (servicios|tratamientos|procedimientos|hacen|ofrecen|realizan|manejan); servicios; (hacen|realizan|ofrecen|trabajan con|tratan|colocan|ponen|manejan|atienden|hace|realiza) ~~ ?; (tienen|tiene|hay) (servicio de |tratamiento* |para |ortodoncia|implantes|botox) ~~ ?; lista de (servicios|tratamientos)`,
    ],
    [
      'service_info',
      64,
      `(duele|dolor|doloroso|dolorosa|dolera|doleria|duelen) ~~ ?; (es|son|sera) ~ (doloroso|dolorosa|seguro|segura|permanente|peligroso|necesario|malo|riesgoso|invasivo); (cuanto|cuantas|cuantos) (tiempo|dura|tarda|demora|sesiones|visitas|duran|veces|dias|unidades|tardan) ~; (que|cual) ~ (diferencia|incluye|es mejor|consiste|recomienda*|necesito|debo|cuidados|tan); (en )?que consiste ~; como (es|funciona|se hace|hacen|seria|debo|me preparo|se realiza|cuido) ~; (puedo|se puede|debo|es posible|tengo que) ~ (comer|beber|fumar|tomar|embaraza*|hacermel*|hacerme|trabajar|ejercicio|sol|ayunas|ir) ~~ ?; embaraza*; lactancia; anestesia; contraindica*; efectos secundarios; riesgos; recuperacion; resultados; fotos ~; antes y despues; garantia; cuidados; diferencia*; politica*; (como|puedo|que pasa si) cancel* ~ (sin|costo|penal*|gratis); requisitos; edad (minima|para)`,
    ],
    [
      'contact',
      74,
      `(su|el|tu|un|algun|pasame|paseme|tienen|cual es el) ~ (telefono|numero|correo|email|mail|whatsapp|instagram|pagina|web|contacto|celular); (a que|cual) (numero|telefono) ~; como (los|las|lo|la|puedo) (contacto|contactar*|llamar*) ~; pagina web`,
    ],
    [
      'availability',
      60,
      `(tienen|tiene|tienes|hay|habra|tendran|queda|quedan|tenes) ~ (cupo|cupos|disponib*|libre|libres|espacio|espacios|lugar|hueco|huecos|turnos|horas|horarios|citas|algo); (fecha|cita|hora|turno|horario) mas (proxim*|cercan*|pronto); disponib*; (cuando|a que hora|que dia|que dias) (puedo|podria|pueden|puede|atiende|tiene*|hay|esta) ~; (algo|alguna|algun) (libre|disponible|hueco|para|lugar) ~`,
    ],
    [
      'goodbye',
      43,
      `adios; chau; chao; hasta (luego|manana|pronto|la vista); nos vemos$; bye; (que )?(tengas|tenga|pases|pase) ~ (dia|tarde|noche|semana|finde); buen (fin|finde)`,
    ],
    ['off_topic', 63, OFF_TOPIC],
    ['off_topic', 87, `cuanto es [0-9]+ (mas|menos|por|entre|x) [0-9]+`],
    [
      'off_topic',
      87,
      `(busco|ofrecen|necesitan|solicitan|buscan|bolsa de|ofertas? de) (personal|empleo|trabajo|empleados?|vacantes?) ~; (curriculum|hoja de vida|cv) ~; (estan |andan )?(contratando|contratan); (hacer )?(mis )?(practicas|pasantia|pasantias)( profesionales)? ~; trabajar (con|para|en) (ustedes|la clinica|su clinica) ~; vacantes? (de|para) (asistente|recepcionista|dentista|odontolog*|auxiliar|trabajo)`,
    ],
    [
      'opt_out',
      83,
      `(no|dejen de|dejar de|deje de|deja de|ya no) (me )?(escriban|escribas|escriba|manden|mandes|mande|envien|envie|envies|molesten|contacten|llamen|escribirme|mandar*|enviar*|molestar*|escribir*) ~; (darme|dame|deme) de baja ~; ^(stop|baja|alto)$; no (quiero|deseo) (recibir )?(mas )?(mensajes|publicidad|recordatorios|promociones); eliminen mi numero`,
    ],
  ],
  urgency: [
    [
      'urgent',
      `(cara|cachete|mejilla|boca|labio|ojo) ~ (pelota|globo|bola|sapo|hamster|melon|deforme|deformad*|enorme|gigante); hinch*; inch(ad*|azon*|o|a); inflam(ad*|acion|o|a) ~ (cara|mejilla|cachete|ojo|cuello|mucho); (cara|mejilla|cachete|ojo|cuello|mandibula|labio|encia) ~ inflam*; flemon; fiebre*; temperatura (alta|de); calentura; (sangr*|sangrado|sangre|hemorragia) ~ (no para|no se detiene|no se corta|no deja|mucho|mucha|no cesa|horas|sin parar|abundante|toda la noche|no se me quita); no (me |le |se |nos )?(para|deja|paro|detiene|cesa|corta|parado|dejado) ~ (sangr*|de sangrar|el sangrado|la sangre|sangre); (mucha|tanta) sangre; hemorragia; (se me|le|se le|me|nos) (cayo|salio|volo|saco|arranco|tumbo|boto) ~ (diente|dientes|muela) ~ (${BLOW}|entero|completo|jugando); ${BLOW} ~~ (diente*|boca|cara|mandibula|muela*|labio*); (diente*|boca|mandibula|muela*|labio*) ~~ ${BLOW}; (diente|dientes|muela) (entero|completo|de raiz); traumatismo; trauma; mandibula ~ (trabad*|dislocad*|rota|fractur*|no abre|desencaj*); fractur* ~ mandibula; no (lo |la |puedo )?(aguanto|soporto|aguantar|soportar|resisto|tolero|aguanta) ~ (mas|dolor|dolores|este|el|muela); no (aguanto|soporto)( mas)?; insoportable*; inaguantable*; (dolor) ~ (insoportable|terrible que no|10 de 10|me mata); (me estoy|me voy a) (muriendo|morir*); muriendo ~ (dolor|de); me muero ~; no puedo ~ (respirar|tragar|abrir la boca|abrir); (me cuesta|dificultad|dificultad para) ~ (respirar|tragar|abrir); desmay*; ayuda ~ (urgente|dolor|duele); auxilio; socorro; (es una|una|tengo una|por una) (emergencia|urgencia); emergencia dental; urgencia dental; infeccion ~ (cara|cuello|fiebre|hinch*)`,
    ],
    [
      'high',
      `(muela*|diente*|dolor|encia*) ~ (matando|mata|reventando|reventandome); (matando|mata) ~ (muela*|diente*|dolor|encia*);  (mucho|fuerte|fuertes|horrible|terrible|intenso|agudo|tremendo|muchisimo|demasiado|feo|punzante|constante|severo|bastante|gran|brutal|tantisimo|tanto|espantoso) ~ (dolor*|duele*|dolio|doliendo); (muela|dientes?|diente) ~ (matando|mata|late|latiendo|latidos|palpita*|pulsa|punza*); (dolor*|duele*|doliendo|dule|duelen) ~ (mucho|fuerte|horrible|terrible|intenso|agudo|tremendo|muchisimo|demasiado|un monton|punzante|constante|severo|bastante|feo|toda la noche|no me deja|desde ayer|varios dias|no se (me )?(quita|pasa|va)|cada vez mas|peor|latidos|un huevo|caleta|a morir|una banda|bestial|brutal|horrores|ya no|late|palpita|pulsa); (dolor|punzada*) (muy )?(fuerte|agudo|intenso|horrible|terrible); dolor* ~ (que (no veas|te mueres|ni te cuento|flipas|me mata|no se)|de muerte|de los mil demonios|bestial); (ni|tampoco) con (el |la |las |los )?(pastillas?|ibuprofeno|tramadol|ketorolaco|paracetamol|medicament*|calmante*|analgesic*) ~; (pase|llevo|paso|pasamos) ~ noche* (en vela|sin dormir|despiert*|en blanco|entera|completa) ~; (llor*) ~ (de|del|por el) dolor; punzad*; palpita*; pulsatil; me late ~; pus; absceso*; acceso de pus; supura*; infeccion*; infectad*; (no|sin) (he )?(pude|puedo|podido|poder|logro|pego|dormi|duermo) ~ (dormir|dormido|comer|masticar|morder|trabajar|hablar|el ojo|nada); (no|sin) (he |pude |puedo )?(dormi|dormir|dormido|pego el ojo); (toda la|la) noche ~ (dolor|sin dormir|despiert*); (calmante*|ibuprofeno|paracetamol|pastilla*|analgesic*|nada) ~ (no me hace|no me quita|no me calma|no sirve|no hace|me calma|me hace efecto|no funciona); (rompi|rompio|quebr*|partio|parti|rota|roto|fractur*|astill*) ~ (duele|dolor|sangr*|nervio|mucho); (duele|dolor) ~ (rompi*|quebr*|parti*|rota|roto|fractur*); urgente*; urgencia*; urge; emergencia; (lo antes|cuanto antes|lo mas pronto) ~ (posible )?(dolor|duele|muela); (me )?(atiend*|revis*|vea*|ver) ~ (hoy mismo|ya mismo|ahora mismo|de inmediato|inmediatamente); hoy mismo; ya mismo; de inmediato; nervio (expuesto|al aire); muela del juicio ~ (matando|duele|dolor)`,
    ],
    [
      'medium',
      `(alambre|bracket*|braket*|aparato*|ortodoncia|protesis|retenedor|alineador|corona|placa) ~ (cort*|pinch*|clav*|lastim*|rasp*|molest*|pica*|roz*|hier*|salio|solt*|suelt*) ~; (borde|punta) (filos[oa]|filud[oa]) ~; inflam*; duel*; dule; dolor*; dolio; doliendo; doler; molesta*; molestia*; molestando; sensib*; sencib*; (con|al|lo|el|tomar|cosas) (frio|calor|caliente|dulce) ~; (cayo|caio|callo|caer|salio|solto|despego|perdi|perdio|rompio|rompi|quebr*|partio|parti|movio|mueve|aflojo|afloja|zafo|tengo|astillo|desprendio|fracturo|despostillo|trago|trague|cae) ~ (calza|empaste|tapadura|amalgama|resina|corona|funda|puente|carilla*|bracket*|brackets|brakets|protesis|implante|diente*|muela*|relleno|alambre|retenedor|curacion|obturacion|alineador|pieza|placa|arco|poste|perno); (calza|empaste|tapadura|amalgama|resina|corona|funda|puente|carilla|bracket*|brakets|protesis|implante|diente|muela|alambre|retenedor|curacion|pieza|placa) ~ (cayo|callo|salio|solto|despego|perdi|rompio|quebr*|partio|movio|mueve|floj*|rota|roto|suelt*|partid*|zafo|astillad*|picad*|negr*|fracturad*); se me (cayo|callo|salio|solto|despego|rompio|quebro|partio|movio|afloja|zafo) ~; (diente|muela) (roto|rota|floj*|quebrad*|picad*|partid*|suelt*); sangr*; encia* ~ (inflamad*|roj*|sangr*|irritad*|hinchad*); (tengo|tiene|salio|sacaron|detectaron|veo) ~ (caries|picad*); agujero ~ (muela|diente); llaga*; afta*; muela ~ (rar*|molest*); (raro|rara) ~ (muela|diente|encia)`,
    ],
  ],
  strongPain: `(fuerte|fuertes|terrible|horrible|intenso|intensos|tremendo|brutal|espantoso|fortisimo|agudo|mucho|muchisimo) ~ (dolor*|duele*); (dolor*|duele*) ~ (fuerte|fuertes|terrible*|horrible*|intenso|intensos|tremendo|brutal|espantoso|fortisimo|agudo|mucho|muchisimo)`,
  pressing: `urgente*; urgencia*; urge; emergencia; de inmediato; inmediatamente; ahora mismo; ya mismo`,
  painless: `(no|sin|ningun|nada de|ya no|nunca|tampoco|no tengo|no siento|no hay|no es)( me| ningun| nada de| mucho| mas| tengo| siento| es)? (dolor|duele|hinchazon|fiebre|sangrado|molestias|molesta|sangra|hinchad*|urgente|urgencia|emergencia|molestia|apuro); (dolor|duele|muela|hinchazon) ~ (se me (paso|quito|fue)|ya paso|ya se|desaparecio|ceso|bajo); (se me |ya )(paso|quito|fue) ~ (dolor|molestia); (tuve|tengo|surgio|por|hubo|presento) ~ (una )?(emergencia|urgencia) (familiar|personal|laboral|de trabajo|y|necesito|no|debo|quiero|en el|por eso|asi que|tengo que|con) ~ ; (una )?emergencia ~ (cancelar|cambiar|reprogramar|cambio); miedo al dolor; con cuidado; perdon la molestia; disculp* (la|las) molestia*; no (es|hay) (urgen*|apuro|prisa); hincha del; no molest*; no (me )?molest*; lamento molestar; perdon que (te|le|los) moleste; molest[oa]s? (con|por) ~; (me )?molesta (que|la demora|esperar|mucho que|su|la atencion|el servicio) ~`,
  painQuestion: `(queda*|dej*|da|dan|voy a (tener|quedar)|tendre|va a (doler|dar|quedar)|se (queda*|pone*|hincha*|inflama*)|es normal) ~ (sensib*|dolor*|molest*|hinch*|inflam*|morad*|moreton*|sangr*|doler|adormecid*) ~ (despues|luego|tras|al dia|los dias|por mucho|mucho tiempo) ~; (cuanto*|cuantos dias) ~ (sensib*|dolor*|molest*|hinch*|inflam*|sangr*) ~ (despues|luego|dura*) ~; (despues|luego) ~ (queda*|duele|dolera|molesta|sangra|hincha|inflama|sensib*) ~ ?; (es verdad|es cierto|sera que|puede|suele) (que )?~ (da|dan|causa|provoca|produce|deja|dar|causar|dejar) ~ (sensib*|dolor*|molesti*) ~; (duele|dolera|duelen|doleria|dolor) (mucho )?(el|la|los|las|poner*|hacer*|sacar*|ponerse|al|si|o|despues|una|un|esto|eso|ese|este) ~~ ?; (duele|dolera|doleria|duelen)( mucho| algo)? ?; (es|son|sera|seria) ~ (doloroso|dolorosa|dolorosos) ~; cuanto ~ (duele|dolor) ~; (botox|blanqueamiento|limpieza|implante*|endodoncia|tratamiento|procedimiento|relleno|extraccion|conducto) ~ (duele|dolor|doloroso) ~~ ?; normal que ~ ?; dolor (despues|durante|tras) ~ ?`,
  painOfMine: `(me|le|nos) (duele|duelen|esta doliendo|estan doliendo|dule|duel|dolio) ~; (tengo|tiene|con|siento|traigo) (un|una|mucho|muchisimo|bastante|demasiado|tanto|fuerte)* (dolor|dolores|punzada*|hinchazon|absceso); (mi|la|una) (muela|encia|boca|mandibula|cara) ~ (me )?(duele|mata|matando)`,
  yes: `si; sii; sip; sep; sisi; claro; ok; okey; oki; okay; vale; bueno; dale; listo; perfecto; correcto; exacto; de acuerdo; confirmo; confirmado; genial; excelente; esta bien; por supuesto; thumbsup; bien; sale; va; asi es; claro que si; desde luego; adelante`,
  no: `no; nop; nope; noo; nah; nel; na; para nada; negativo; jamas; thumbsdown; no gracias; mejor no`,
  nameIntroductions: `me llamo; mi nombre es; mi nombre; soy la; soy el; soy; habla; le habla; te habla; les habla; nombre; a nombre de; mi hijo se llama; mi hija se llama; se llama; les escribe; le escribe`,
  anyDoctor: `cualquier(a)? ~ (doctor|doctora|dentista|especialista|medico|profesional|de los|de ellos|odontolog*); (el|la|con el) (doctor|doctora|que) (sea|este|tenga|este disponible|pueda|este libre) ~; con (cualquiera|quien sea|el que sea|quien pueda|quien este|el que este); (no importa|da igual|me da igual|da lo mismo|me da lo mismo|es igual|indistinto|indiferente) ~ (doctor|doctora|quien|con quien|cual|dentista|con cual); quien sea; (sin|no tengo) preferencia*; el doctor (es|me es) (indistinto|indiferente)`,
  anyTime: `cualquier (hora|horario|dia|momento|fecha|turno); a cualquier hora; cuando (sea|puedan|pueda|haya|tengan|quieran|ustedes|tenga|gusten|guste|les|este|se pueda) ~; (no importa|da igual|me da igual|da lo mismo|me da lo mismo|indistinto) ~ (hora|horario|dia|cuando|fecha|la hora|el dia); (lo|la) (mas pronto|antes) posible; lo antes; cuanto antes; el primero (que|disponible) ~; lo primero que ~; la mas proxima; (tengo|estoy) ~ (flexible|disponible todo|libre todo|disponibilidad); soy flexible; a la hora que sea; el dia que sea; todo el dia; lo que tengan`,
  sameAsLast: `(lo |la |el |con el |con la |los )?mism(o|a|os|as) ~ (vez|siempre|pasad*|anterior|ultima|antes|ultimo); (igual|como) (que )?(la vez pasada|siempre|la ultima|la otra vez|antes|la vez anterior|el mes pasado|la anterior); lo de siempre; (el|la|con el|con la) (mism[oa]|de siempre) (doctor|doctora|dentista|de siempre|medico); (doctor|doctora|dentista|tratamiento) de (siempre|la vez pasada|la ultima vez); (lo|el|la) mismo (otra vez|de nuevo|tratamiento|servicio|doctor); repetir ~`,
  forSomeoneElse: `(para|a|de) mis (dos |tres )?(hijos|hijas|ninos|ninas|nenes|padres|peques); (para|de|a|con|por) (mi|mis|su|una|un|la|el) (hijo|hija|hijos|hijas|esposo|esposa|marido|mujer|mama|madre|papa|padre|hermano|hermana|amigo|amiga|novio|novia|nieto|nieta|abuelo|abuela|sobrino|sobrina|nino|nina|nene|nena|bebe|pareja|suegra|suegro|prima|primo|tio|tia|padres|chico|chica|familiar|companer*) ; mi (hijo|hija|esposo|esposa|marido|mama|madre|papa|padre|hermano|hermana|nene|nena|nino|nina|abuela|abuelo|novio|novia|pareja|bebe|suegra|sobrino|sobrina|mujer|amiga|amigo) ~ (necesita|quiere|tiene|se|le|esta|tambien|rompio|duele|anos|quisiera|requiere|puede); para (ella|ellos|otra persona|alguien mas|los dos|ambos|mi y|nosotros|mi familia); para el( tambien| y)?$; no (es )?para mi; es para (mi|un|una|otra); (y|para) mi (hermana|hermano|esposo|esposa|hijo|hija|mama|amiga|madre|marido|pareja)`,
  ordinals: [
    [1, `(el |la |lo )?primer(o|a)?( opcion| horario| turno)?; opcion (1|uno|a); numero (1|uno); 1(ra|ro|era|er)( opcion)?`],
    [2, `(el |la |lo )?segund(o|a)( opcion| horario| turno)?; opcion (2|dos|b); numero (2|dos); 2(da|do)( opcion)?`],
    [3, `(el |la |lo )?tercer(o|a)?( opcion| horario| turno)?; opcion (3|tres|c); numero (3|tres); 3(ra|ro|era|er)`],
    [4, `(el |la |lo )?cuart(o|a)( opcion| horario| turno)?$; opcion (4|cuatro); numero (4|cuatro)`],
    [5, `(el |la |lo )?quint(o|a)( opcion| horario| turno)?; opcion (5|cinco); numero (5|cinco)`],
    [-1, `(el|la|lo) ultim(o|a)$; (el|la) ultim(o|a) (opcion|horario|turno|que dijiste|de la lista); el mas tarde; ^ultim(o|a)$`],
  ],
};
