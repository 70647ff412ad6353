import type { GuardWords } from '../guard-words.ts';

const r = String.raw;

/** Portuguese, of Brazil first, with the forms of Portugal where they differ. */
export const portuguese: GuardWords = {
  parts: {
    pre: '(?:(?:já|eu|te|lhe|a gente|nós) )*',
    is: '(?:está|estão|ficou|ficaram|fica|foi|foram|já está|já foi|já ficou|tá|encontra-se)',
    adv: '(?: (?:já|agora|tudo|toda|todo|devidamente|oficialmente|também|então|certinho|certinha|corretamente))*',
    booked: '(?:marcad|agendad|reservad|confirmad|garantid|registrad|assegurad|programad|separad|encaixad|combinad)[oa]s?',
    visit: '(?:consulta|horário|hora|reserva|marcação|agendamento|visita|sessão|vaga|limpeza|avaliação|encaixe)',
    message: '(?:mensagem|recado|pedido|caso|solicitação|pergunta|dúvida|questão|dados|informaç\\p{L}+|reclamação|conversa)',
    staff:
      '(?:colegas?|equipe|equipa|pessoal|doutora?|doutores|dra?\\.?|dentista|recepção|receção|recepcionista|atendente|responsável|clínica|especialista|higienista|alguém|pessoa|gerente|coordenador\\p{L}*|secretária|médic[oa]|membro|humano)',
    start: r`^(?:\P{L}*(?:ok|pronto|prontinho|perfeito|ótimo|claro|certo|tudo certo|tudo bem|beleza|feito|maravilha|combinado|sim|boa notícia|com certeza|e|tudo|obrigad[oa]|muito bem|muito obrigad[oa])\P{L}+)*\P{L}*`,
  },
  claims: [
    {
      kind: 'booking',
      made: true,
      patterns: [
        r`{pre}(?:marquei|agendei|reservei|encaixei|separei|agendamos|reservamos|encaixamos)(?! (?:um |uma |o |a )?(?:lembrete|retorno|aviso|ligação))`,
        r`{pre}marcamos(?: {W}){0,3}? (?:você|sua|seu|a consulta|para)`,
        r`{pre}(?:confirmei|registrei|anotei|garanti|coloquei|deixei|fiz|criei|inseri|incluí)(?: {W}){0,4}? (?:consulta|horário|reserva|marcação|agendamento|visita|sessão|vaga|agenda|você (?:para|na|no|às)|{booked}|às \d)`,
        r`(?:consegui|conseguimos|deu para|pude) (?:marcar|agendar|reservar|encaixar|confirmar|garantir)`,
        r`(?:estou|estamos) (?:marcando|agendando|reservando)|(?:acabei|acabamos) de (?:marcar|agendar|reservar|confirmar|encaixar)`,
        r`(?:já )?(?:ficou|fica)(?: {W}){0,2}? {booked}`,
        r`(?:o |a |seu |sua )?(?:agendamento|marcação|reserva|consulta) (?:já )?(?:foi |está |ficou )?(?:realizad|feit|concluíd|efetuad|processad|criad)[oa]|(?:o |a |seu |sua )?(?:agendamento|marcação|reserva) (?:já )?(?:foi |está |ficou )?(?:um sucesso|confirmad[oa])`,
        r`{start}(?:sua |seu |a )?(?:consulta|reserva|marcação|visita|horário|agendamento) (?:{booked})`,
        r`{start}(?:marcad|agendad|reservad|confirmad)[oa]s?(?: (?:para|com|na|no|sua|seu)|\P{L}*$|[!:,.])`,
        r`(?:está|fica|ficou) tudo {booked}`,
        r`{pre}(?:peguei|segurei|bloqueei|guardei)(?: {W}){0,4}? (?:horário|vaga|hora|consulta|às \d)`,
      ],
    },
    {
      kind: 'booking',
      patterns: [
        r`(?:sua|seu|suas|seus|tua|teu)(?! (?:telefone|número|nome|e-?mail|endereço|pagamento|convênio))(?: {W}){1,12}? {is}{adv} {booked}`,
        r`(?:a|o|essa|esse|esta|este) (?:{W} ){0,2}?(?:consulta|reserva|marcação|visita|sessão|agendamento)(?: {W}){0,8}? {is}{adv} {booked}`,
        r`você(?: já)? (?:está|tá|ficou|foi)(?: {W}){0,2}? (?:marcad|agendad|confirmad|registrad|encaixad)[oa]`,
        r`{is}{adv} {booked}(?: {W}){0,5}? (?:para você|no seu nome|em seu nome)`,
        r`(?:sua|seu)(?: {W}){1,9}? ficou (?:para|na|no|às)`,
        r`(?:horário|vaga|às \d{1,2}\S*) (?:já )?é (?:seu|sua)`,
      ],
    },
    {
      kind: 'expected',
      timed: true,
      patterns: [
        r`(?:nos vemos|você vem|te vejo|vejo você|te esperamos|esperamos(?: por)? você|aguardamos(?: por)? você|te aguardamos|vemos você|esperamos por si)`,
        r`(?:dra?\S*(?: {W}){1,2}|(?:o|a) doutora?(?: {W}){0,2}|(?:o|a) dentista) (?:já )?(?:(?:te |lhe )(?:atende|recebe)|(?:atende|recebe) você|(?:te |lhe )?(?:espera|aguarda|esperará|atenderá|receberá|vai (?:te )?(?:atender|receber|esperar)|estará esperando)(?: por)?(?: você)?)`,
        r`{start}até (?:a |o )?(?:{day})(?: \p{L}+){0,3}\P{L}*$`,
      ],
    },
    {
      kind: 'appointment',
      patterns: [
        r`(?<!(?:dra?\.?|doutora?|clínica|equipe)(?: {W}){0,3} )(?:você |já )*(?:tem|têm|tens)(?: já)?(?: (?!que\b|opç|até\b)(?![,;:()—–!?.-] )[^ ]+){0,4}? (?:consulta|reserva|marcação|agendamento)s?(?! (?:livre|disponível|disponíveis))`,
        r`(?:vejo|vi|vemos)(?: {W}){0,3} (?:você tem|sua consulta|uma consulta|seu horário)`,
        r`há (?:já )?uma (?:consulta|reserva) (?:no seu nome|em seu nome)`,
      ],
    },
    {
      kind: 'appointment',
      timed: true,
      patterns: [
        r`você (?:já )?tem (?:uma?|sua|seu|a|o) (?!(?:{W} )?(?:opç|alternativ|horário|vaga|pergunta|dúvida|possib))(?:{W} ){1,8}?(?:na|no|nesta|neste|para|em|amanhã|hoje|depois|às|dia|marcad[oa]|agendad[oa])`,
        r`(?:sua|seu)(?! (?:melhor|opç|única))(?: {W}){1,7}? (?:é|será|continua|segue|permanece)(?: {W}){0,2}? (?:na|no|nesta|neste|para|em|amanhã|hoje|depois de amanhã|às|dia)`,
        r`(?:sua|seu|suas|seus) (?:próximas? |próximos? )?(?:consultas?|visitas?|horários?)(?: (?:marcad|agendad|confirmad)[oa]s?)?\s*:`,
      ],
    },
    {
      kind: 'move',
      made: true,
      patterns: [
        r`{pre}(?:remarquei|reagendei|adiei|antecipei|transferi|remarcamos|reagendamos|adiamos|antecipamos)(?! (?:você|nada|sua mensagem|seu (?:caso|recado|pedido)|a conversa))`,
        r`{pre}(?:mudei|passei|troquei|alterei|movi|puxei|joguei|mudamos|passamos|trocamos|alteramos)(?! nada)(?! (?:o |a |seu |sua )?(?:idioma|nome|número|telefone|e-?mail|endereço|{message}))(?: {W}){0,6}? (?:consulta|horário|visita|sessão|limpeza|avaliação|data|para|de|às)`,
        r`(?:consegui|conseguimos|deu para|pude|acabei de|acabamos de) (?:mudar|remarcar|transferir|passar|reagendar|adiar|antecipar|trocar)`,
        r`(?:{is}){adv} (?:remarcad|transferid|mudad|alterad|reagendad|adiad|antecipad|trocad)[oa]s?`,
        r`{start}(?:remarcad|reagendad|mudad)[oa]s?(?: (?:para|sua|seu)|\P{L}*$)`,
      ],
    },
    {
      kind: 'cancellation',
      made: true,
      patterns: [
        r`{pre}(?:cancelei|desmarquei|anulei|liberei|cancelamos|desmarcamos)`,
        r`{pre}(?:tirei|removi|excluí|apaguei|retirei|tiramos|removemos)(?: {W}){0,6}? (?:consulta|horário|reserva|visita|sessão|limpeza|agenda|agendamento|calendário)`,
        r`(?:consegui|conseguimos|acabei de|acabamos de) (?:cancelar|desmarcar)|{pre}(?:tirei|removi|retirei) você da (?:lista|agenda)`,
        r`(?:{is}){adv} (?:cancelad|desmarcad|anulad|excluíd|removid|liberad)[oa]s?`,
        r`{start}(?:(?:sua |a )?consulta )?(?:cancelad|desmarcad)[oa]s?(?: (?:a|sua|seu)|\P{L}*$)`,
      ],
    },
    {
      kind: 'handover',
      made: true,
      patterns: [
        r`{pre}(?:avisei|informei|comuniquei|notifiquei|alertei|pedi|falei|chamei|acionei|contatei|contactei|consultei|avisamos|informamos)(?: {W}){0,4}? {staff}`,
        r`{pre}(?:repassei|encaminhei|passei|levei|enviei|transmiti|transferi|mandei|levei|compartilhei|repassamos|encaminhamos|deixei)(?: {W}){0,2}? (?:{message}|isso|tudo|você)`,
        r`(?:acabei|acabamos) de (?:falar|conversar|avisar|informar|passar|enviar|pedir|repassar|encaminhar)(?: {W}){0,4}? (?:{staff}|{message})`,
        r`(?:sua|seu) {message}(?: {W}){0,3}? (?:{is}|está sendo){adv} (?:encaminhad|enviad|repassad|passad|transmitid|transferid)[oa]`,
        r`(?:receberá|vai receber|terá)(?: {W}){0,3}? (?:ligação|resposta|mensagem|retorno)(?: {W}){0,3}? {staff}`,
        r`(?:ela|ele|{staff})(?: {W}){0,2}? (?:te|lhe) (?:responde|liga|escreve|chama)`,
        r`(?:estou|estamos) (?:te |lhe )?(?:transferindo|passando|encaminhando|direcionando|conectando|chamando)`,
        r`(?:vou|vamos|irei) (?:te |lhe |já |agora )*(?:transferir|passar|encaminhar|direcionar|conectar|repassar|avisar|chamar|acionar|pedir|informar)(?! (?:uma? (?:lista|opç)|os? (?:valor|horário)|as? (?:opç|informaç)))(?: {W}){0,5}? (?:você|{staff}|{message}|isso)`,
        r`(?:{staff}|eles|elas|ela|ele)(?: d[aeo] (?:nossa )?{W}| da nossa {W})?(?: já| logo)? (?:vai|vão|irá|irão) (?:te |lhe |já |logo )*(?:ligar|entrar em contato|responder|retornar|chamar|falar com você|contatar|escrever|telefonar|dar retorno|atender por aqui)`,
        r`(?:{staff}|eles|elas|ela|ele)(?: d[aeo] (?:nossa )?{W})?(?: já| logo)? (?:te |lhe )?(?:ligará|ligarão|entrará em contato|entrarão em contato|responderá|responderão|retornará|retornarão|chamará|responde (?:ainda )?(?:hoje|em breve|logo)|liga (?:já|logo|em breve)|entra em contato|dará retorno)`,
      ],
    },
    {
      kind: 'reminder',
      patterns: [
        r`(?:programei|coloquei|criei|agendei|marquei|configurei|vou (?:te )?(?:enviar|mandar)|você (?:vai receber|receberá)|enviaremos|enviarei|mandarei|mandaremos)(?: {W}){0,3}? lembretes?|(?:vou|vamos) (?:te )?lembrar|(?:te )?lembrarei|lembraremos`,
      ],
    },
    {
      kind: 'follow_up',
      patterns: [
        r`(?:programei|criei|agendei|marquei) (?:um |uma )?(?:retorno|acompanhamento|ligação|contato)`,
        r`(?:vou|vamos|irei|iremos) (?:te |lhe )?(?:escrever|avisar|retornar|mandar (?:uma )?mensagem|chamar você|entrar em contato|ligar|perguntar|verificar e (?:retorno|aviso))(?! (?:a|o|aos?|para o|uma pessoa|alguém|uma colega) )`,
        r`(?:te|lhe) (?:chamo|escrevo|ligo|aviso|procuro) (?:de novo|novamente|outra vez|mais tarde|amanhã|depois)`,
        r`(?:volto|voltarei|voltamos|voltaremos) a (?:falar|escrever|te chamar|chamar|entrar em contato|perguntar)|(?:escrevo|mando mensagem|falo|retorno|entro em contato|chamo|ligo)(?: {W}){0,4}? (?:mais tarde|amanhã|depois|em (?:uma|\d|alguns)|daqui a|logo mais|hoje|em breve)`,
        r`(?:amanhã|mais tarde|depois|daqui a {W} {W}) (?:{W} ){0,4}?(?:eu )?(?:te )?(?:escrevo|chamo|ligo|aviso|retorno|mando (?:uma )?mensagem|volto a)|(?:te )?(?:avisarei|avisaremos|escreverei|escreveremos|retornarei|ligarei|contatarei|entrarei em contato|entraremos em contato)`,
      ],
    },
    {
      kind: 'finished',
      made: true,
      patterns: [r`{start}(?:tudo )?(?:pronto|prontinho|feito|resolvido|está feito|já está|tá feito)(?=\P{L}|$)`],
    },
  ],
  negation: 'não|nao|nunca|nenhum\\p{L}*|nada|sem|nem|impossível|jamais|tampouco',
  condition:
    'se|quando|toda|cada|qualquer|assim que|depois que|antes que|até que|(?<!(?:seu|meu|esse|este|desse|deste|o|do|no) )caso|uma vez|logo que|para que|sempre|enquanto|normalmente|geralmente|automaticamente|pode|podem|poderia|posso|podemos|deve|devem|quer|deseja|é só|basta|só (?:me )?(?:diga|confirmar)|salvo|exceto|como|ao \\p{L}+[aei]r',
  onlyIf: 'se|quando|assim que|caso|uma vez|a menos|logo que',
  opensCondition: 'se|quando|assim que|caso|depois que|antes de|uma vez|logo que|normalmente|em geral|sempre que|é só|basta',
  offer: 'se (?:você )?(?:quiser|preferir|desejar|for melhor)|posso|podemos|poderia|quer que|deseja que|gostaria|prefere que|é só|caso (?:queira|prefira)',
  contrast: 'mas|porém|só que|embora|então|e depois',
  asks: 'quer|deseja|prefere|posso|poderia|pode|você|que|qual|quando|onde|quem|como|tem|é|está|há|então|confirma|gostaria',
  tag: '(?:certo|ok|tudo bem|tá bom|ta bom|beleza|pode ser|combinado|correto|né|não é|está bem|fica bom|serve|sim)',
  occupied: r`(?:já|tudo|todos?) (?:está |estão )?(?:ocupad|chei|lotad|reservad|marcad)\p{L}*|(?:outr[oa]|outr[oa]s) (?:paciente|pessoa|pessoas)|por (?:outr[oa]|alguém)|agenda (?:cheia|lotada)`,
  availability:
    'fora d[oae]s?|livres?|disponíve\\p{L}*|vagas?|próxim\\p{L}+|primeir\\p{L}*|opç\\p{L}+|escolher|escolha|horários livres|abre|abrimos|abert\\p{L}+|atende|atendem|atendemos|fechad\\p{L}+|ocupad\\p{L}+|chei\\p{L}|lotad\\p{L}+|entre|ou|desde|até|prefer\\p{L}+|oferec\\p{L}+|proponho|sugiro|seria|seriam|ficaria|poderia|tenho|temos|há|resta|restam|fica bom|alternativ\\p{L}+|trabalha|trabalhamos|hoje é|agora são|passou|passad\\p{L}+|era|pediu|perguntou|queria|refere|vendo|procurando|cedo',
  closing: 'mais alguma|algo mais|mais algo|outra coisa|alguma (?:outra )?dúvida|em que (?:mais )?posso|posso ajudar',
  yours: 'você|vc|sua|seu|suas|seus|te',
  weekdays: [
    'segundas?(?:-feiras?)?',
    'terças?(?:-feiras?)?',
    'quartas?(?:-feiras?)?',
    'quintas?(?:-feiras?)?',
    'sextas?(?:-feiras?)?',
    'sábados?|sabado',
    'domingos?',
  ],
  dayWords: 'hoje|amanhã|depois de amanhã|meio-dia|fim de semana|semana',
  medical: {
    diseases:
      'infecç\\p{L}+|infeç\\p{L}+|infeccionad[oa]s?|infectad[oa]s?|abscesso\\p{L}*|cáries?|carie|pulpite|periodontite|gengivite|inflamaç\\p{L}+|inflamad[oa]s?|cisto\\p{L}*|quisto|granuloma\\p{L}*|fratura\\p{L}*|trinca\\p{L}*|alveolite|pericoronarite|bruxismo|sinusite|herpes|câncer|cancro|tumor\\p{L}*|candidíase|estomatite|reação alérgica|nevralgia|doença (?:na|da|nas|das) gengivas?|doença periodontal|dente (?:quebrado|morto|necrosado)',
    youHave: [
      r`(?:você |o senhor |a senhora )?(?:tem|está com|tá com|sofre de|deve ter|deve estar com|pode ter|pode estar com|parece ter|parece estar com|desenvolveu|apresenta|(?:provavelmente|certamente|possivelmente) (?:tem|está com))`,
      r`(?:parece|parecem|trata-se de|se trata de|aponta para|indica|indicam|sugere|sugerem|é compatível com|são sintomas de|sintomas? de|sinais? de|devido a|causad[oa] por|um caso de)(?: (?:ser|que é|que tem|uma|um))*`,
      r`(?:isso|isto|o que você (?:tem|descreve|conta)(?: {W}){0,2}?|certamente|provavelmente|possivelmente|com certeza) (?:é|são|seja|será|deve ser|pode ser)`,
      r`(?:é|deve ser|pode ser|seria) (?:provavelmente |certamente |possivelmente )?(?:uma|um)`,
    ],
    statements: [r`(?:seu|sua) (?:{W} ){1,3}(?:está|estão|parece) (?:{W} )?(?:infeccionad|infectad|inflamad|fraturad|trincad|mort|cariad|necrosad)[oa]s?`],
    reported: r`(?:entendo|entendi|mencionou|disse|disseram|diz|comentou|escreveu|contou que|falou|diagnosticaram|vejo que)`,
    drugs:
      'ibuprofeno|paracetamol|acetaminofeno|aspirina|aas|amoxicilina|clavulin|clindamicina|metronidazol|azitromicina|diclofenaco|voltaren|cetorolaco|toragesic|nimesulida|naproxeno|dipirona|novalgina|tramadol|codeína|tylex|dexametasona|prednisona|lidocaína|benzocaína|doxiciclina|cefalexina|penicilina|buscopan|brufen|ben-u-ron|antibióticos?|analgésicos?|anti-?inflamatórios?',
    doses: r`\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|ml|g|gr|gramas?|miligramas?|mililitros?)`,
    units: '(?:\\d+|uma?|dois|duas|três|meio|um par de) (?:comprimidos?|pílulas?|cápsulas?|gotas?|colheres|envelopes?|pastilhas?|drágeas?)',
    take: r`tome|tomar|toma|tomando|use|usar|aplique`,
    often: r`(?:a )?cada (?:\d+|duas|três|quatro|seis|oito|doze) horas|de \d+ em \d+ horas|(?:uma|duas|três|\d+) vez(?:es)? (?:ao|por) dia`,
  },
  modelTalk: [
    r`(?:como|sou) (?:um |uma )?(?:modelo (?:de linguagem|de ia)|inteligência artificial|ia|llm)`,
    r`minhas (?:instruções|diretrizes)|meu (?:prompt|treinamento|sistema)|minha programação`,
    r`(?:prompt|mensagem|instruções) (?:do|de) sistema|(?:fui|estou) (?:instruíd[oa]|programad[oa]|treinad[oa]|orientad[oa] a)`,
    r`(?:o|a) (?:usuári[oa]|utilizador\p{L}*) (?:quer|pede|pediu|está|disse|diz|pergunta|perguntou|precisa|solicit\p{L}+)|(?:o|a) paciente (?:quer|está pedindo|está perguntando|pergunta|perguntou|pede|solicita)`,
    r`(?:chamar|usar|utilizar|invocar|executar) (?:a |uma )?(?:ferramenta|função|api)`,
    r`chatgpt|openai|gpt-?\d\S*`,
  ],
};
