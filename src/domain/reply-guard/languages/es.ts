import type { GuardWords } from '../guard-words.ts';

const r = String.raw;

/** Spanish, with usted and with tú. */
export const spanish: GuardWords = {
  parts: {
    cl: '(?:(?:ya|le|te|les|se|lo|la|los|las|os|me) )*',
    has: '(?:he|hemos)(?: ya| podido| logrado| conseguido)*',
    is: '(?:está|están|queda|quedan|quedó|quedaron|ha quedado|han quedado|ha sido|han sido|fue|fueron|quedará ya)',
    adv: '(?: (?:ya|ahora|correctamente|debidamente|perfectamente|todo|toda|oficialmente|finalmente|también|entonces))*',
    booked:
      '(?:reservad|agendad|apuntad|citad|programad|anotad|registrad|asegurad|confirmad|asignad|apartad|guardad|bloquead|fijad|garantizad|inscrit|hech|cread)[oa]s?',
    visit: '(?:cita|turno|hora|reserva|consulta|visita|sesión|espacio|hueco|horario|limpieza|revisión)',
    message: '(?:mensaje|caso|pregunta|recado|solicitud|petición|nota|datos|comentario|duda|queja|consulta)',
    staff:
      '(?:compañer\\p{L}*|colegas?|equipo|personal|doctora?|doctores|dra?\\.?|dentista|recepción|recepcionista|encargad\\p{L}*|responsable|administra\\p{L}*|clínica|especialista|higienista|alguien|persona|asesora?|agente|miembro|gerente|coordinador\\p{L}*)',
    start: r`^(?:\P{L}*(?:ok|listo|lista|perfecto|genial|claro|muy bien|bien|hecho|estupendo|de acuerdo|excelente|vale|sí|buenas noticias|por supuesto|y|todo|gracias|muchas gracias)\P{L}+)*\P{L}*`,
  },
  claims: [
    {
      kind: 'booking',
      made: true,
      patterns: [
        r`{cl}{has} (?:reservado|agendado|apuntado|programado|apartado|citado|dado (?:una |la |su |tu )?(?:cita|hora|turno)|asignado|bloqueado|reservar|agendar|programar|separado)(?! (?:un |una |el |su |tu )?(?:recordatorio|aviso|seguimiento|llamada|mensaje))`,
        r`{cl}{has} (?:anotado|registrado|confirmado|guardado|hecho|creado|fijado|dejado|puesto)(?: {W}){0,4}? (?:cita|turno|hora|reserva|visita|sesión|agenda|lista|a las|para el|{booked}|{day})`,
        r`{cl}(?:reservé|agendé|apunté|programé|aparté|reservamos|agendamos|apuntamos|programamos|separé|asigné)(?! (?:un |una |el |su |tu )?(?:recordatorio|aviso|seguimiento|llamada|mensaje))`,
        r`{cl}(?:anoté|registré|confirmé|guardé|hice|creé|fijé|dejé|puse)(?: {W}){0,4}? (?:cita|turno|hora|reserva|visita|sesión|{booked}|a las|para el)`,
        r`(?:ya )?(?:queda|quedó|ha quedado|quedan|quedaron|queda usted|quedas)(?: {W}){0,2}? {booked}`,
        r`se (?:ha|han) (?:reservado|agendado|programado|confirmado|registrado|creado)|se (?:reservó|agendó|programó|confirmó|registró|creó)`,
        r`(?:la |su |tu )?(?:reserva|cita) (?:se )?(?:ha )?(?:realizó|realizado|realizada|hizo|hecho|completó|completado|fue exitosa|fue un éxito|efectuó|efectuada|procesó|procesada)`,
        r`{start}(?:su |tu |la )?(?:cita|reserva|turno|hora) (?:{booked})`,
        r`{start}¡?(?:reservad|agendad|apuntad|confirmad)[oa]s?(?: (?:para|el|con|su|tu)|\P{L}*$|[!:,.])`,
        r`(?:acabo|acabamos) de (?:reservar|agendar|apuntar|programar|confirmar)\p{L}*`,
        r`(?:le|te) (?:reservo|agendo|apunto|anoto)(?: {W}){0,5}? (?:{day}|a las|\d)`,
        r`(?:consegu[ií]|logr[eé]|pude|pudimos|logramos|conseguimos) (?:reservar|agendar|apuntar|programar|confirmar)\p{L}*`,
      ],
    },
    {
      kind: 'booking',
      patterns: [
        r`(?:su|tu|sus|tus)(?! (?:teléfono|número|nombre|correo|dirección|pago|seguro))(?: {W}){1,12}? {is}{adv} {booked}`,
        r`(?:la|el|esta|esa|este|ese) (?:{W} ){0,2}?(?:cita|reserva|turno|consulta|visita|sesión)(?: {W}){0,8}? {is}{adv} {booked}`,
        r`(?:está|están|estás|queda|quedó)(?: usted)?{adv} {booked}(?: {W}){0,6}? (?:para usted|para ti|a su nombre|a tu nombre)`,
        r`(?:usted está|estás|está usted)(?: {W}){0,2}? (?:apuntad|citad|agendad|registrad|anotad|inscrit)[oa]`,
        r`(?:la hora|el hueco|el horario|ese hueco|esa hora|las \d{1,2}(?::\d\d)?) (?:ya )?es (?:suy|tuy)[oa]`,
      ],
    },
    {
      kind: 'expected',
      timed: true,
      patterns: [
        r`(?:nos vemos|(?:usted )?viene (?:el|mañana|este|este)|le esperamos|te esperamos|lo esperamos|la esperamos|los esperamos|le veo|te veo|le vemos|te vemos|le veremos|te veremos|quedamos para|quedamos (?:en )?que)`,
        r`(?:dra?\S*(?: {W}){1,2}|(?:el|la) doctora?(?: {W}){0,2}) (?:ya )?(?:(?:le|te|lo|la) (?:espera|atiende|recibe|ve|esperará|atenderá|recibirá|verá|va a atender|estará esperando))`,
        r`{start}hasta (?:el|mañana|la)`,
      ],
    },
    {
      kind: 'appointment',
      patterns: [
        r`(?<!(?:dra?\.?|doctora?|clínica|equipo)(?: {W}){0,3} )(?:tiene|tienes|tenéis|tienen)(?: usted)?(?: ya)?(?: (?!que\b|opci|hasta\b)(?![,;:()—–!?.-] )[^ ]+){0,4}? (?:cita|turno|reserva)s?(?! (?:libre|disponible)s?)`,
        r`(?:veo|vemos)(?: {W}){0,2} (?:tiene|tienes|su cita|tu cita|una cita)`,
        r`hay (?:ya )?una (?:cita|reserva) (?:a su nombre|a tu nombre|suya|tuya)`,
      ],
    },
    {
      kind: 'appointment',
      timed: true,
      patterns: [
        r`(?<!(?:dra?\.?|doctora?|clínica|equipo)(?: {W}){0,3} )(?:tiene|tienes)(?: usted)?(?: ya)? (?:una?|su|tu|la|el) (?!(?:{W} )?(?:opci|agenda|alternativ|hora|hueco|pregunta|duda|posib))(?:{W} ){1,8}?(?:el|la|para|este|esta|mañana|hoy|pasado|a las|reservad[oa]|programad[oa]|agendad[oa])`,
        r`(?:su|tu)(?! (?:mejor|opci|única))(?: {W}){1,7}? (?:es|sigue|sigue siendo|será|queda|continúa|se mantiene|pasa)(?: {W}){0,6}? (?:el|la|para|en|este|esta|mañana|hoy|pasado mañana|a las|al)`,
        r`(?:su|tu|sus|tus) (?:próximas? )?(?:citas?|visitas?|turnos?)(?: (?:programad|reservad|confirmad|agendad)[oa]s?)?\s*:`,
      ],
    },
    {
      kind: 'move',
      made: true,
      patterns: [
        r`{cl}{has} (?:movido|reprogramado|trasladado|adelantado|aplazado|pospuesto|reagendado|mover|reprogramar|cambiar)(?! (?:nada|de (?:dirección|sede)|(?:su|tu|la|el) {message}))`,
        r`{cl}{has} (?:cambiado|pasado|modificado|actualizado|corrido)(?! nada)(?! (?:el |la |su |tu )?(?:idioma|nombre|número|teléfono|correo|dirección|preferencia|ficha|{message}))(?: {W}){0,4}? (?:cita|turno|hora|reserva|visita|sesión|limpieza|revisión|fecha|al|para|del|a las)`,
        r`{cl}(?:moví|reprogramé|trasladé|adelanté|aplacé|pospuse|reagendé|reprogramamos|movimos)(?! y)(?! (?:el |la |su |tu )?{message})`,
        r`(?:ya )?(?:se (?:la|lo) |le |te |la |lo )?(?:cambié|pasé|modifiqué|cambiamos|pasamos)(?! nada)(?! (?:el |la |su |tu )?(?:idioma|nombre|número|teléfono|{message}))(?: {W}){0,4}? (?:cita|turno|hora|reserva|visita|sesión|limpieza|revisión|fecha|al|para|del|a las)`,
        r`(?:acabo|acabamos) de (?:mover|cambiar|reprogramar)\p{L}*`,
        r`(?:consegu[ií]|logr[eé]|pude|pudimos|logramos|conseguimos) (?:mover|cambiar|reprogramar|pasar|adelantar|aplazar)\p{L}*`,
        r`(?:su|tu|la|esta|esa|el)(?: {W}){1,10}? {is}{adv} (?:movid|cambiad|reprogramad|trasladad|reagendad|pospuest|modificad|aplazad|adelantad)[oa]s?`,
        r`(?:{is}|queda|quedó){adv} (?:movid|cambiad|reprogramad|reagendad|pospuest|aplazad|adelantad)[oa]s?`,
        r`se (?:ha|han) (?:movido|cambiado|reprogramado|trasladado|reagendado|adelantado|aplazado)|se (?:movió|cambió|reprogramó|reagendó|trasladó)|(?:cita|visita|limpieza)(?: {W}){0,3} ha cambiado de (?:hora|día|fecha)`,
        r`{start}¡?(?:cambiad|movid|reprogramad|reagendad)[oa]s?(?: (?:al|para|su|tu|a)|\P{L}*$)`,
      ],
    },
    {
      kind: 'cancellation',
      made: true,
      patterns: [
        r`{cl}{has} (?:cancelado|anulado|suspendido|liberado|dado de baja|cancelar|anular|dejado sin efecto)`,
        r`{cl}{has} (?:eliminado|borrado|quitado|retirado|sacado)(?: {W}){0,4}? (?:cita|turno|reserva|visita|sesión|limpieza|agenda|calendario)`,
        r`{cl}(?:liberé|cancelé|anulé|cancelamos ya|di de baja|dimos de baja|anulamos ya|suspendí)`,
        r`{cl}(?:eliminé|borré|quité|saqué|retiré)(?: {W}){0,4}? (?:cita|turno|reserva|visita|sesión|limpieza|agenda|calendario)`,
        r`(?:{is}){adv} (?:cancelad|anulad|suspendid|eliminad|liberad|dad)[oa]s?(?: de baja)?|(?:queda|quedó|ha quedado) sin efecto`,
        r`se (?:ha|han) (?:cancelado|anulado|suspendido|eliminado)|se (?:canceló|anuló|eliminó|cancelaron|anularon)`,
        r`{start}¡?(?:(?:su |tu |la )?(?:cita|reserva|turno) )?(?:cancelad|anulad)[oa]s?(?: (?:la|su|tu)|\P{L}*$)`,
        r`(?:acabo|acabamos) de (?:cancelar|anular)\p{L}*|{cl}(?:{has} (?:sacado|quitado|borrado)|saqué|quité|borré) de la (?:lista|agenda)`,
        r`(?:consegu[ií]|logr[eé]|pude|pudimos) (?:cancelar|anular)\p{L}*`,
      ],
    },
    {
      kind: 'handover',
      made: true,
      patterns: [
        r`{cl}{has} (?:avisado|informado|notificado|alertado|contactado|hablado|consultado|comunicado|pedido)(?: {W}){0,4}? {staff}`,
        r`{cl}{has} (?:pasado|transmitido|trasladado|enviado|derivado|reenviado|comentado|comunicado|escalado|remitido|compartido|transferido)(?: {W}){0,2}? (?:{message}|esto|todo|conversación)`,
        r`{cl}(?:avisé|informé|notifiqué|alerté|contacté|hablé|consulté|pedí)(?: {W}){0,3}? {staff}`,
        r`{cl}(?:pasé|transmití|trasladé|envié|derivé|reenvié|comenté|comuniqué|escalé|remití|compartí)(?: {W}){0,2}? (?:{message}|esto|todo|conversación)`,
        r`(?:su|tu) {message}(?: {W}){0,3}? (?:{is}|está siendo|ya {is}){adv} (?:enviad|pasad|transmitid|derivad|trasladad|reenviad|remitid|escalad|compartid|comunicad)[oa]`,
        r`(?:le|te|lo|la) (?:paso|comunico|transfiero|derivo|conecto|pongo|remito)(?: {W}){0,3}? (?:con|a|en contacto)(?! (?:usted|el resumen|las? (?:opcion|horas?)))(?: {W}){0,4}? {staff}`,
        r`(?:le|te|lo|la) (?:estoy|estamos) (?:pasando|transfiriendo|comunicando|derivando|conectando)|(?:voy|vamos) a (?:pasarle|pasarte|transferirle|transferirte|derivarle|comunicarle|avisar|informar|pedir)(?: {W}){0,4}`,
        r`(?:acabo|acabamos) de (?:hablar|avisar|informar|pasar|enviar|comentar|pedir|consultar|comunicar)(?:le|lo|la|selo)?(?: {W}){0,4}? (?:{staff}|{message})`,
        r`(?:aviso|informo|avisaré|informaré|notificaré|pediré)(?: {W}){0,4}? {staff}`,
        r`(?:{staff}|ellos|ella|él|nosotros)(?: de nuestr\p{L}+ {W}| de la clínica| del equipo)?(?: ya)?(?: se)?(?: (?:le|te|lo|la))? (?:va a |van a |está por )?(?:llamará|llamarán|llamar\p{L}*|telefone\p{L}+|contactará|contactarán|contactar\p{L}*|contestará|contestarán|responderá|responderán|responder(?:le|te)|escribirá|escribirán|atenderá por aquí|devolverá|pondrá en contacto|pondrán en contacto|comunicará|comunicarán|dará respuesta)(?! (?:todas |a )?(?:las |sus |tus )?(?:dudas|preguntas))`,
        r`(?:recibirá|recibirás|va a recibir|vas a recibir|tendrá|le llegará)(?: {W}){0,3}? (?:llamada|respuesta|mensaje)(?: {W}){0,3}? {staff}`,
        r`{staff} (?:{W} ){0,3}?(?:le|te) (?:contesta|responde|llama|escribe)`,
        r`se (?:pondrán|pondrá|comunicarán|comunicará) (?:en contacto )?con (?:usted|tigo|ustedes)|se pondr(?:án|á) en contacto contigo|(?:le|te) (?:llamarán|contactarán|responderán|contestarán|responderá|llamará|contactará)(?! (?:todas |a )?(?:las |sus |tus )?(?:dudas|preguntas))`,
      ],
    },
    {
      kind: 'reminder',
      patterns: [
        r`(?:{has}|programé|puse|creé|configuré|recibirá|recibirás|enviaré|enviaremos|mandaré|mandaremos|(?:le|te) (?:llegará|enviaré|mandaré))(?: {W}){0,3}? recordatorios?|(?:le|te) (?:recordaré|recordaremos|recuerdo) (?:la|su|tu|el|un|mañana)`,
      ],
    },
    {
      kind: 'follow_up',
      patterns: [
        r`{has} (?:programado|agendado|puesto|creado) (?:un |una )?(?:seguimiento|llamada|aviso)|(?:programé|agendé|puse|creé) (?:un |una )?(?:seguimiento|llamada|aviso)`,
        r`(?:le|te) (?:escribiré|escribiremos|volveré a (?:escribir|contactar|preguntar)|contactaré|contactaremos|avisaré|avisaremos|llamaré|llamaremos|preguntaré)|volveré a (?:escribir|contactar|preguntar)(?:le|te)|(?:me|nos) (?:pondré|pondremos|comunicaré) (?:en contacto )?con(?: usted|tigo)`,
        r`(?:le|te) vuelvo a (?:escribir|preguntar|llamar|contactar)|vuelvo a (?:escribir|preguntar|llamar|contactar)(?:le|te)`,
        r`(?:le|te) (?:escribo|aviso|llamo|contacto|pregunto|mando (?:un )?mensaje|vuelvo a escribir)(?: {W}){0,2}? (?:más tarde|mañana|luego|en un rato|en \d|en una|dentro de|después|esta tarde|esta noche|el {day})`,
        r`(?:mañana|más tarde|luego|después|esta tarde)(?: {W}){0,4}? (?:le|te) (?:escribo|aviso|llamo|contacto|pregunto|mando (?:un )?mensaje)`,
      ],
    },
    {
      kind: 'finished',
      made: true,
      patterns: [r`{start}¡?(?:ya está |todo )?(?:listo|lista|hecho|arreglado|solucionado|ya está)(?=\P{L}|$)`],
    },
  ],
  negation: 'no|nunca|tampoco|ningun\\p{L}*|ningún|nada|sin|imposible|ni|jamás|apenas',
  condition:
    'si|cuando|toda|cada|cualquier|una vez|en cuanto|hasta que|antes de que|después de que|para que|siempre|tan pronto|apenas|mientras|como si|normalmente|habitualmente|generalmente|automáticamente|puede|pueden|podría|podemos|puedo|debe|deben|desea|quiere|quieres|solo (?:dígame|confírmeme)|salvo|excepto|cómo|al \\p{L}+[aei]r',
  onlyIf: 'si|cuando|una vez|en cuanto|siempre que|salvo|a menos|tan pronto|sólo si|solo si',
  opensCondition: 'si|cuando|una vez|en cuanto|en caso|siempre que|antes de|después de|hasta que|normalmente|por norma|tan pronto',
  offer:
    'si (?:quiere|quieres|prefiere|prefieres|lo desea|lo prefiere|(?:le|te) (?:parece|va|viene)|desea|gusta|me)|puedo|podemos|podría|quiere que|quieres que|desea que|prefiere que',
  contrast: 'pero|aunque|sino|sin embargo|así que|de modo que|y luego',
  asks: 'quiere|desea|prefiere|puedo|podría|puede|le|te|qué|cuál|cuándo|dónde|quién|cómo|a qué|tiene|tienes|es|está|hay|entonces|confirma',
  tag: '(?:verdad|no|vale|ok|correcto|de acuerdo|(?:le|te) parece(?: bien)?|(?:le|te) va bien|está bien|bien|sí)',
  occupied: r`(?:ya|todo|todos?) (?:está |están )?(?:ocupad|complet|llen|reservad)\p{L}*|(?:otro|otra|alguien|otr[oa]s) (?:paciente|persona|personas)|por (?:otr[oa]|alguien)|agenda (?:completa|llena)`,
  availability:
    'fuera de|libres?|disponib\\p{L}*|huecos?|próxim\\p{L}+|primer\\p{L}*|opci\\p{L}+|elegir|elija|horarios?|abre|abrimos|abiert\\p{L}+|atiende|atienden|atendemos|cerrad\\p{L}+|ocupad\\p{L}+|complet\\p{L}+|entre|o|desde|hasta|prefier\\p{L}+|ofrec\\p{L}+|propon\\p{L}+|sería|serían|quedaría|podría|tengo|tenemos|hay|queda|quedan|viene bien|vendría|alternativ\\p{L}+|trabaja|trabajamos|hoy es|ahora son|pasó|pasado|pasada|era|pidió|preguntó|quería|refiere|mirando|buscando|temprano',
  closing: 'algo más|alguna otra|otra cosa|en qué más|alguna (?:otra )?(?:duda|pregunta)|(?:le|te) puedo ayudar|puedo ayudar(?:le|te)',
  yours: 'usted|su|sus|tu|tus|le|te|ti|tiene|tienes',
  weekdays: ['lunes', 'martes', 'miércoles|miercoles', 'jueves', 'viernes', 'sábados?|sabado', 'domingos?'],
  dayWords: 'hoy|mañana|pasado mañana|mediodía|esta tarde|esta noche|fin de semana|semana',
  medical: {
    diseases:
      'infecci\\p{L}+|infectad[oa]s?|absceso\\p{L}*|caries|pulpitis|periodontitis|gingivitis|piorrea|inflamaci\\p{L}+|inflamad[oa]s?|quiste\\p{L}*|granuloma\\p{L}*|fractura\\p{L}*|fisura\\p{L}*|alveolitis|pericoronitis|flemón|bruxismo|sinusitis|herpes|cáncer|tumor\\p{L}*|candidiasis|estomatitis|reacción alérgica|neuralgia|enfermedad(?:es)? (?:de las encías|periodontal)|diente (?:roto|muerto)|nervio dañado',
    youHave: [
      r`(?:tiene|tienes|padece|padeces|sufre|sufres|tendrá|tendrás|debe (?:de )?tener|puede tener|podría tener|parece tener|ha desarrollado|presenta|(?:probablemente|seguramente|posiblemente) (?:tiene|tienes|padece|padeces|sufre))(?: usted)?`,
      r`(?:parece|parecen|suena a|suena como|se trata de|apunta a|indica|indican|sugiere|sugieren|es compatible con|son síntomas de|síntomas? de|signos? de|señal de|debido a|causado por|provocado por|un caso de)(?: (?:ser|que es|que tiene|una|un))*`,
      r`(?:eso|esto|lo que (?:tiene|describe|cuenta)(?: {W}){0,2}?|seguramente|probablemente|posiblemente|seguro que|lo suyo) (?:es|son|sea|será|puede ser|podría ser)`,
      r`(?:es|será|puede ser|podría ser|sería) (?:probablemente |seguramente |posiblemente )?(?:una|un)`,
    ],
    statements: [r`(?:su|tu) (?:{W} ){1,3}(?:está|están|parece) (?:{W} )?(?:infectad|inflamad|fracturad|picad|muert|cariad|podrid)[oa]s?`],
    reported: r`(?:entiendo|comprendo|menciona|mencionó|dijo|dijeron|dice|comenta|comentó|escribe|cuenta que le|diagnosticaron|veo que)`,
    drugs:
      'ibuprofeno|paracetamol|acetaminofén|acetaminofeno|aspirina|amoxicilina|augmentine|clindamicina|metronidazol|azitromicina|diclofenaco|voltarén|ketorolaco|nimesulida|naproxeno|metamizol|nolotil|dipirona|tramadol|codeína|dexametasona|prednisona|lidocaína|benzocaína|doxiciclina|cefalexina|penicilina|enantyum|dexketoprofeno|antibióticos?|analgésicos?|antiinflamatorios?',
    doses: r`\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|ml|g|gr|gramos?|miligramos?|mililitros?)`,
    units: '(?:\\d+|una?|dos|tres|media|un par de|varias) (?:pastillas?|comprimidos?|tabletas?|cápsulas?|gotas?|cucharadas?|sobres?|píldoras?)',
    take: r`tome|tomar|toma|tómese|tomarse|tomando|tomás|use|aplique|póngase`,
    often: r`cada (?:\d+|dos|tres|cuatro|seis|ocho|doce) horas|(?:una|dos|tres|\d+) ve(?:z|ces) al día`,
  },
  modelTalk: [
    r`(?:como|soy) (?:un |una )?(?:modelo (?:de lenguaje|de ia)|inteligencia artificial|ia|llm)`,
    r`mis (?:instrucciones|directrices|indicaciones internas)|mi (?:prompt|programación|entrenamiento|sistema)`,
    r`(?:prompt|mensaje|instrucciones) (?:del|de) sistema|(?:fui|estoy|he sido|me han) (?:instruid[oa]|programad[oa]|entrenad[oa]|indicado que)`,
    r`(?:el|la) usuari[oa] (?:quiere|pide|está|ha|dice|pregunta|solicita|necesita)|(?:el|la) paciente (?:quiere|pide|está pidiendo|está preguntando|pregunta|solicita)`,
    r`(?:llamar a|usar|utilizar|invocar|ejecutar) (?:la |una )?(?:herramienta|función|api)`,
    r`chatgpt|openai|gpt-?\d\S*`,
  ],
};
