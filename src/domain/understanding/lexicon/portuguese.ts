import type { Lexicon } from './lexicon.ts';

const APPOINTMENT =
  '(consultas?|consuta|horario|horarios|hora|agendamento|agendamentos|atendimento|avaliacao|reserva|retorno|sessao|visita|vaga|procedimento|marcacao|marcacoes|limpeza|revisao|encaixe)';
/** What is done to an appointment that stays one. */
const CHANGE =
  '(mud(ar|a|anca|e|amos|o)|troc(ar|a|o)|troque|alter(ar|a|e|acao|o)|pass(ar|a|e|amos)|transfer(ir|e)|transfira|modific(ar|a)|modifique|mov(er|e)|mova|jog(ar|a|ue)|pux(ar|a)|empurr(ar|a)|ajust(ar|a|e)|reajust(ar|a)|atualiz(ar|a)|edit(ar|a)|remaneja(r)?)';
const DAYS = '(segunda|terca|quarta|quinta|sexta|sabado|domingo|amanha|hoje)';
/** How one gets hit, so that a tooth lost by it is an accident and one lost over lunch is not. */
const BLOW =
  '(bati|bateu|batemos|batida|tombo|queda|acidente|soco|pancada|briga|bolada|cotovelada|chute|joelhada|tropec[a-z]*|trombada|(eu )?cai (de|da|do|na|no|e|em|jogando|correndo)|caiu (da|de|do|na|no|e|em|jogando|correndo|brincando|andando))';
/** What a clinic is asked for fun or by mistake. */
const OFF_TOPIC =
  'piada*; poema*; poesia; receita (de|para|do) ~ (bolo|pao|comida|torta); capital d[aeo]; clima; previsao do tempo; vai chover; presidente; traduz*; licao de casa; redacao; bitcoin; cripto*; futebol; (o|do|no) jogo; quem (ganhou|inventou|descobriu|e o presidente); (pedir|reservar|chamar|preciso de|quero) ~ (taxi|uber|voo|pizza|hotel|restaurante); pizza*; filme*; musica*; horoscopo; loteria; (escrev*|faz|faca) ~ (poema|codigo|redacao|conto|musica|texto); dolar hoje; sentido da vida; politica( nacional| atual)?( \\?)?$; quantos anos voce tem; ^que horas sao ~; (estou|to) entediad[oa]; (licao|dever|tarefa) (de|da) (casa|matematica|escola|ingles) ~; matematica( \\?)?$; (meu|o) (carro|celular|computador|notebook|wifi|visto)( \\?)?$; quanto e [0-9]+ (vezes|mais|menos|dividido por|x) [0-9]+; raiz quadrada; (quer casar|casa) comigo; (estou|to) entediad[oa]; (sua|tua|seu) (cor|comida|filme) (favorit|preferid)[oa]';
const PERSON =
  '(pessoa|pessoa real|humano|humana|alguem|atendente|atendentes|operador|operadora|recepcionista|recepcao|gerente|supervisor|supervisora|responsavel|doutor|doutora|dentista|secretaria|dono|dona|funcionario|representante|ser humano|consultor|consultora|suporte|sac|financeiro|administracao|administrativo|cobranca|faturamento|setor)';

/** Portuguese of Brazil and of Portugal, as patients write it. */
export const PORTUGUESE: Lexicon = {
  intents: [
    [
      'greeting',
      59,
      `^(oi*|ola|bom dia|boa tarde|boa noite|e ai|opa|eai|fala|salve|hey|alo)( (bom dia|boa tarde|boa noite|pessoal|gente|dra|dr|doutora|doutor))? (tudo bem|tudo bom|tudo certo|tudo joia|como vai|como estao|como esta|como voces estao|como voce esta|beleza|blz|de boa|tranquilo)( (com voce|com voces|por ai|contigo|ai))?( \\?)?$; ^(tudo bem|tudo bom|como vai|como voces estao|como estao)( (com voce|com voces|por ai|ai))?( \\?)?$; ^(e ai)$; (tem )?alguem (ai|online|on)( \\?)?$`,
    ],
    [
      'thanks',
      62,
      `^(nao )?(e|era|seria)? ?(so|somente|apenas) (isso|isto)( mesmo)?( por (hoje|enquanto|agora))? ~ (obrigad*|valeu|brigad*|obg); ^(isso|isto) e tudo ~ (obrigad*|valeu|brigad*|obg)`,
    ],
    [
      'greeting',
      61,
      `^(bom dia|boa tarde|boa noite) (a |pra |para )?(todos|todas|todo mundo|pessoal|gente|equipe)$; (espero|desejo|tomara) (que )?~ (bem|otim[oa]s?|tudo certo)$`,
    ],
    ['greeting', 46, `^(tudo bem|tudo bom|como vai|como voces estao|e ai)`],
    [
      'greeting',
      30,
      `^(boa tarde*|boa noite*|bom dia*|oi|oii|oie|oiee|ola|olaa|opa|eai|e ai|bom dia|boa tarde|boa noite|bomdia|boatarde|hey|hello|saudacoes|alo|salve|boas|tudo bem|tudo bom|como vai|oiii)`,
    ],
    [
      'thanks',
      44,
      `obrigad*; obg*; brigad*; brigadinh*; vlw; valeu; agradec*; agradeco; grat[oa]; thanks; thankyouemoji; muito gentil; gratidao; deus abencoe; de nada; deus (te|lhe|lhes|o|a|vos) (abencoe|pague|ajude) ~; (voce|vc|voces|vcs) (e|eh|sao) (um anjo|uns anjos|demais|otim[oa]s?|10|dez|um amor|maravilhos*); (me |nos )?(ajudou|ajudaram) (muito|bastante|demais|mesmo) ~; (muito|super|que) (gentil|gentis|atencios[oa]s?|prestativ[oa]s?|simpatic[oa]s?|querid[oa]s?) ~; agradecid[oa]s?`,
    ],
    [
      'human',
      90,
      `(falar|conversar|conecta*|conecte|transfer*|transfira|chama*|chame|contato|atendimento|me coloca|conectar|tratar|atendido|atendida) ~ (com|por|a|um|uma|para|pra|o) ~ ${PERSON}; (me )?(passa*|passar|passe) ~ (para|pra|pro) ~ ${PERSON}; me passa* com ~ ${PERSON}; (tem|existe|ha) (alguem|pessoa|gente) (ai )?(de verdade|real|human[oa]|ao vivo) ~; alguem (ai )?de verdade ~; (quero|preciso|prefiro|me da|gostaria) ~ (de )?(um |uma |o |a )?(humano|pessoa real|atendente*|operador*|recepcionista|ser humano|pessoa de verdade); ^(um |uma )?(humano|pessoa|atendente|operador|operadora|recepcionista)( real| humano| por favor| pfv)?$; (atendente|atendimento|pessoa|ser) (human[oa]|real|de verdade); (me liga*|me ligue|me ligar|me telefon*|liga pra mim|ligue para mim|podem me ligar); (voce|vc|isso|tu) (e|eh) (um )?(robo|bot|maquina|uma maquina|humano); reclam*; queixa*; (fazer|registrar|abrir) ~ (reclamacao|queixa); (nao) ~ com (robo|bot|maquina|um robo|uma maquina); (pessim|horrivel|horrivei|terrivel|mal)[a-z]* (atendimento|servico|educad[ao]) ~; (chatead|irritad|indignad|insatisfeit|decepcionad)[ao]s? (com|por) ~; (devolv|estorn)[a-z]* ~ (dinheiro|valor|pagamento|pix); (alguem|pessoa|atendente) (para|pra|que) (me )?(atend*|ajud*|respond*|fal*) ~; (que|se) (a |o )?(doutora|doutor|alguem|atendente|dentista) me (ligue|ligasse|liga|atenda|responda|chame) ~; (alguem|pode|podem|poderia*) (me )?(ligar|retornar|chamar) ~; cansei ~ (bot|robo|maquina); falta de respeito ~; desrespeito ~; (que )?(absurdo|vergonha|descaso|palhacada) ~; (estou|to|tou|fiquei|ficamos) ~ esperando ~; alguem (ai )?(para|pra) (me )?(atender|ajudar|responder) ~; ninguem (responde|atende|me responde); chama (o|a) (gerente|atendente|dono|responsavel|doutora|doutor)`,
    ],
    [
      'cancel',
      80,
      `cancel*; cansel*; desmarc*; desmarqu*; anular; (remover|remove|excluir|exclui*|tirar|tira|apagar|retirar|apaga) ~ (meu|minha|o|a) ~ ${APPOINTMENT}; remover ~ ${APPOINTMENT}; desagend*; desist* ~ ${APPOINTMENT}; (nao|n) (vou|irei) (mais )?(precisar|querer|usar|comparecer) ~ ${APPOINTMENT}; (nao|n) (vou|irei) mais ~; (dar|passar|ceder|liberar|podem dar|libera|liberem) ~ (vaga|horario|lugar|hora) ~ (outr[oa] (pessoa|paciente)|alguem|outro) ~; (liberar|libero|liberem|libera) (a |o )?(vaga|horario); (tira|tire|tirem|retira|retire|exclui|exclua|remove|remova) (eu|me|meu nome|a gente) ~; dar baixa; (tira|tirar|retirar) meu nome`,
    ],
    [
      'reschedule',
      82,
      `(pode|poderia|podemos|da pra|da para|tem como) (ser |fazer |passar )?(um|uma|dois|duas|meia) (dia|dias|hora|horas|semana|semanas) (antes|depois|mais tarde|mais cedo) ~; (troc*|mud*|pass*) ~ (a |da |de |o )?(segunda|terca|quarta|quinta|sexta|sabado|domingo) (por|pra|para|pela) (a )?(segunda|terca|quarta|quinta|sexta|sabado|domingo) ~; (precis*|quer*|gostaria) (de )?(um |uma )?outr[oa] (data|dia|hora|horario) ~; (ir|vir|passar) (em )?outr[oa] (dia|hora|horario|data) (em vez|no lugar|ao inves) ~; remarc*; reagend*; remarqu*; adia*; antecip*; re agendar; posterg*; ${CHANGE} ~ (${APPOINTMENT}|dia|data|outro dia|outra data|outra hora|mais tarde|mais cedo|outra semana|semana que vem|proxima semana); ${CHANGE} ~ (para|pra|pro|pras|pros|ao?|de|da|do) (o |a |as |os )?(${DAYS}|[0-9:]+[h0-9]*|dia [0-9]+) ~; (para|pra|em) outr(o|a) (dia|horario|data|hora|semana) ~ ${APPOINTMENT}; ${APPOINTMENT} (para|pra) outr(o|a) (dia|data|hora*)`,
    ],
    [
      'reschedule',
      66,
      `(em vez|ao inves|no lugar) d[aeo] ~ (pode|poderia|da|seria|tem como|consigo|prefiro) ~; (vou|vamos|terei|preciso|tenho) (ter )?(que |de )?(faltar|me ausentar) ~; (chegar|ir|passar|vir|entrar|chego|vou) (~ )?((uma|meia) hora|[0-9]+ (min|minutos|horas)|um (pouco|pouquinho)) (mais )?(tarde|cedo|antes|depois) ~; (hoje|hj|amanha|esse dia) n(ao)? (consigo|posso|vou|da|vai dar|vou poder|vou conseguir); n(ao)? (vou |irei |consigo |vai dar |posso |poderei |vou poder |vou conseguir |da para |da pra |tenho como |dar pra )(poder |conseguir |mais )?(ir|comparecer|chegar|participar|estar|vir|amanha|hoje|hj|dar|a consulta|na consulta|na|nesse|nesta|neste|no|mais|segunda|terca|quarta|quinta|sexta)*; n(ao)? (consigo|posso|poderei|comparecerei|irei|da) ~ (ir|hoje|hj|amanha|comparecer|chegar|horario|dia|data|mais|na|nessa|neste|nesse); (vou|to|estou|irei) ~ (atras*|me atrasar|chegar atrasad*|chegar tarde); (surgiu|aconteceu|tive|apareceu) (um|uma|algo) (imprevisto|problema|compromisso|urgente)*; imprevisto; atrasad[oa]; vou atrasar; nao vai dar`,
    ],
    [
      'reject_pending',
      79,
      `n(ao)? (quero|vou|desejo) (continuar|seguir|prosseguir); (ja )?n(ao)? (tenho|temos) (mais )?interesse ~; (ja )?n(ao)? (quero|preciso|desejo|tenho interesse|vou querer|gostaria|estou interessad*|to interessad*) ~ (mais|de|o|a|os|as|um|uma|esse|essa|isso|nada|do|da|dan|com|que|marcar|agendar|fazer|verificar|botox|nenhum*)*; n(ao)? (e|eh) (mais )?(preciso|necessario); ((?<!ja |eu )esquece|esqueca|esquecam|esquecer|deixa|deixe|larga|ignora*|desconsider*) ~ (isso|o|a|pra la|para la|quieto|esse|essa|dan|tudo|de lado|por isso|assim)*; deixa (pra|para|quieto|isso|assim|estar) ~; mudei de (ideia|opiniao); (agora|por enquanto|hoje|por ora|no momento|ainda) nao( obrigad[oa])?$; (melhor|prefiro) nao; nao (agora|por enquanto|precisa|obrigad*|no momento|por ora|hoje|ainda|mesmo|mais); (nem|nao) precis* ~ (ver|verificar|marcar|olhar|buscar|procurar|agendar|reservar|mais|checar|nada)*; (^(outra hora|outro dia|outro momento)|(deixa|deixar|fica|vamos deixar|deixo) (para|pra) (outra hora|outro dia|outro momento|depois|proxima)|talvez (depois|outro dia|mais tarde|outra hora|mais pra frente)|mais pra frente|quem sabe depois|fica pra proxima|depois eu (vejo|marco|aviso|falo)|depois vejo|depois marco); (so|apenas|somente) (estava |tava |queria |to |estou )?(perguntando|perguntei|saber|curiosidade|olhando|consultando|pesquisando|uma duvida|era uma duvida); (vou|preciso) (pensar|ver) ~; (te|lhe) aviso ~; aviso (depois|quando); (depois|mais tarde|logo|qualquer coisa|assim que puder) (eu )?(te |lhe )?(confirmo|aviso|falo|ligo|chamo|marco|agendo|vejo|retorno|escrevo) ~; (te|lhe) (confirmo|falo|ligo|chamo|retorno) (depois|mais tarde|quando|se|amanha|assim) ~; (acho que|melhor|prefiro) nao ~; prefiro nao ~; perdi a vontade; (pode )?(deixa|deixar|esquece|esquecer) ~ (por enquanto|por ora|por agora|assim mesmo); n(ao)? (procur*|verifi*|marqu*|marca|agend*|reserv*|precisa|confirm*) ; sem (o )?dan; (no fim|no final|afinal|acabou que|acabei) (das contas )?(eu )?(nao|desist*) ~; (achei|consegui|encontrei|marquei|vou) (em )?outr[oa] (lugar|clinica|dentista|doutor|doutora|canto|local) ~; (pode )?(parar|para|pare) de (procurar|buscar|olhar|ver) ~; nao com (o )?dan; desisti*; perdi o interesse; nao vou (mais )?(querer|fazer|precisar|marcar)`,
    ],
    [
      'book',
      68,
      `(agendar*|agenda|agende|agendo|marcar*|marca|marque|marco|reserv*|encaixar|encaixa|encaixe|solicitar|pedir|fazer|agendamento) ~ (uma|um|${APPOINTMENT}|para|pra|pro|com|limpeza|avaliacao|o|a|botox|me|hoje|amanha|sexta|segunda|terca|quarta|quinta|minha|meu|nosso); agendar*; (quero|queria|gostaria|preciso|qero|kero|desejo|posso|pode|podem|poderia|consegue*|consigo|vamos|quer|da pra|da para|tem como|como faco|como) ~ (marcar*|marca|agendar*|agenda|reservar|passar|ir ai|consultar|encaixar|um horario|uma consulta|uma avaliacao|um encaixe); (quero|queria|gostaria|preciso|necessito|desejo|precisava) (de )?(uma |um |o |a |do |da |meu |minha )?(consulta|horario|avaliacao|retorno|limpeza|revisao|encaixe|vaga|atendimento|agendamento|check up|checkup|marcacao); ^(uma |um )?(consulta|horario|agendamento|marcacao|avaliacao)( por favor| pfv)?$; ^(uma |um )?(consulta|horario|agendamento|marcacao|avaliacao) (para|pra) ~; (precis|quer|gostari|desej|necessit)[a-z]* ~ (uma |um )?(consulta|horario|avaliacao|vaga|marcacao|limpeza|retorno) ~; (ver|ir a?o?|consultar|passar com|passar no|passar na) (com )?(um |uma |o |a )?(dentista|doutor|doutora|medico|medica|ortodontista|dr|dra); (levar|trazer) (o |a )?(meu|minha) (filho|filha|mae|pai|esposa|marido) ~; (consulta|horario|avaliacao|limpeza) (para|pra|com|amanha|hoje|hj|na|no|de manha|a tarde) ~; me (agenda|marca|encaixa|coloca) ~; marca (pra|para|uma|um|com|a|o) ~; (precis*|quer*|gostaria) que (um |uma |o |a )?~ (me|nos) (veja|vejam|avalie|avaliem|atenda|atendam|examine|olhe) ~; quero (fazer|ir|por|colocar|tirar|arrancar|clarear) ~; (posso|podia|poderia) (ir|passar|chegar) ~; vou querer (marcar|agendar|a|o) ~`,
    ],
    [
      'book',
      60,
      `(e |para |pra |ou )?as? [0-9:]+[h0-9]* (nao )?(tem|teria|da|tens|pode|consegue|ha|sobrou|rola) ~; (e|ou) (as?|na|no|de|pra|para) ~ (tem|teria|da|consegue|ha|rola)( \\?)?$; (tem|teria|tens|ha|existe|sobrou|haveria|voces tem|vcs tem|vc tem|esta|estao) ~ (vaga|vagas|horario|horarios|disponib*|disponivel|disponiveis|livre|livres|encaixe|hora|espaco|algo|data|datas|agenda) ~; (qual|quais|que|quando|quando e|a partir) ~ (dia|dias|data|datas|horario|horarios|proxim*|vaga|agenda) ~ (tem|ha|disponive*|livre*|mais|proxim*|atende*|posso|vaga*|disponib*); (horario|data|vaga|dia) mais (proxim*|cedo|rapid*|perto); (algum|alguma|algo|qualquer) (horario|vaga|coisa|dia|livre|disponivel|data|encaixe|para|pra) ~; disponib*; disponive*; (quando|que horas|que dia|qual dia) ~ (posso|pode*|consigo|atende*|tem|da|consegue*|esta|poderia); (o|a) (doutor|doutora|dr|dra) ~ (atende|disponivel|livre|esta|pode|tem|trabalha); (o )?mais (rapido|cedo|breve) possivel; (qual|que) (dia|hora|horario) (tem|voce*|vcs|posso|da) ~`,
    ],
    ['confirm', 70, `^(sim|ok|claro|pode|isso|perfeito|beleza|blz|ta|certo|otimo) (por favor |pode |sim |bom )?(marc*|agend*|reserv*|confirm*|pode|fazer)`],
    [
      'service_inquiry',
      45,
      `^(e |oi |ola )?(que|o que|qual|quais|como|quanto|onde|quem|tem|fazem|aceita|aceitam|posso|pode|voces|vcs|atende|atendem|precisa|sera) `,
    ],
    [
      'confirm',
      58,
      `^(sim|simm|siim|s|ss|claro|claro que sim|com certeza|certo|certinho|ok|okay|okk|okey|beleza|blz|blza|isso|isso mesmo|pode|pode ser|pode sim|perfeito|otimo|combinado|fechou|fechado|bora|tmj|pode deixar|confirmo|confirmad*|confirm*|fechado|ta|ta bom|ta bem|ta certo|esta bem|esta bom|esta certo|tudo certo|exato|exatamente|correto|de acordo|concordo|positivo|show|top|joia|maravilha|bora|uhum|aham|sip|quero sim|quero$|vou$|vou sim|estarei|bom(?! dia)|legal|excelente|thumbsup|por favor sim|sem duvida|pode marcar|obvio|yes|tranquilo|bele|serve)`,
    ],
    [
      'confirm',
      60,
      `^(sim|simm|siim|correto|exato|exatamente|isso|isso mesmo|isso ai|confirmo|confirmado|com certeza|positivo|de acordo|claro que sim)(?! (ou nao|mas|quero|preciso|gostaria|queria|posso|pode|podem|que|qual|como|onde|quando|quanto|tem|nao))`,
    ],
    [
      'confirm',
      59,
      `^(ess[ae]|isso|est[ae])( mesm[oa])?( por favor| pfv)?$; ^(demorou|fechou|partiu|bora)$; confirm(o|ado|ada|amos|ar|e|a|ei|ando|adissimo|em)*; (pra|para|por) mim (esta|ta|tudo|pode|serve|funciona|e|fica) ~; (fica|ficou|ta|esta|acho|parece|seria) (bom|otimo|perfeito|certo|bem|ideal|combinado|marcado|excelente)$; (pode|podem) (ser|marcar|confirmar|agendar|reservar|sim|deixar); (estarei|vou estar|estaremos) ~ (la|ai|presente)*; serve (sim|pra mim|para mim)*; (isso|ta|tudo|esta) (mesmo|certo|correto|ok|perfeito|ai|bom); vou (poder )?sim; posso sim; quero sim; consigo sim; (eu )?vou (estar|comparecer|sim); comparecerei; ate la; (de|estou de) acordo; (fico|vou) com (esse|essa|este|esta|o primeiro|o segundo); combinado; (e|eh) isso( mesmo| ai)?; (me )?(serve|atende) ; deixa (marcado|confirmado)`,
    ],
    [
      'deny',
      67,
      `(esse|essa|este|nesse|nessa|neste|nesta) (dia|horario|hora|data) (ja )?(nao|n) (posso|da|consigo|vai dar|rola|vou poder|consigo|poderia|serve) ~; ^(nao|n) ~ (esse|essa|nesse|nessa) (dia|horario|data) (nao|n) (posso|da|consigo) ~`,
    ],
    ['deny', 87, `(nao|n) (a |o |quero |queria |vou |precisa |pretendo |e para |e pra )?(cancel*|desmarc*)`],
    ['deny', 88, `(nao|n) (mude|muda|altere|remarque|remarca|mexa)( (nada|a consulta|ainda|minha consulta|o horario|por favor))?$`],
    [
      'deny',
      62,
      `(pode )?(deixa|deixe|deixar|mantem|mantenha|manter|mantenho|fica|fico com) (assim|como (esta|estava|ta|tava)|(o|a) (horario|consulta|original|mesmo)( como (esta|ta))?|do jeito que (esta|ta)|igual)( mesmo)?( por favor)?$; (quero |vou |prefiro )(manter|ficar com) ~`,
    ],
    [
      'deny',
      60,
      `^(nao|naum|n|nn|num|nops|nop|nope|nem|nada|nada disso|de jeito nenhum|negativo|jamais|nunca|nao nao|claro que nao|infelizmente nao|thumbsdown|nananina|nem pensar|tampouco|de forma alguma)`,
    ],
    [
      'deny',
      61,
      `nenhuma? (dess[ea]s|del[ea]s|d[oa]s|serve|me serve|me atende) ~; (esse|essa) tambem nao; n(ao)? (gostei|curti) (desse|dessa|do|da) ~; n(ao)? (serve|da|posso|consigo|gostei|funciona|pode|combina|rola|fica bom|e bom|e isso|era isso|e esse|e essa|esta certo|ta certo|esta correto|quero esse|quero essa|nesse|nessa|nesta|neste|bom pra mim|vai dar); (nesse|nessa|neste|nesta|esse|essa|este|esta|a tarde|de manha|amanha) (dia|horario|hora|data)? ?(nao|n); (muito|mt) (tarde|cedo|caro|longe); (outr[oa]s?) (dia|horario|hora|data|opcao|opcoes|dentista|doutor|doutora|alternativa|horarios|datas); (tem|ha|teria|existe|nao tem) (outr[oa]s?|mais tarde|mais cedo|outra coisa|algo mais|antes|depois) ~; (melhor|prefiro|preferia|preferiria|seria melhor) (o|a|por|na|no|de|outro|outra|as|amanha|mais|segunda|terca|quarta|quinta|sexta|sabado) ~; errad*; incorret*; esse nao; essa nao; em vez de; no lugar; impossivel; ruim (pra|para) mim`,
    ],
    [
      'service_inquiry',
      50,
      `(quero|queria|gostaria|preciso|poderia|pode*|podem|desejo) ~ (saber|informac*|info|perguntar|tirar uma duvida|conhecer|mais informac*|entender|orcamento|me (informar|explicar|dizer|falar|passar)|tirar duvida*); informac*; (tenho|uma|tirar) (uma )?(pergunta|duvida|duvidas); me (fala|fale|conta|explica|passa) (mais |sobre |o |a )?~; (que|o que|qual|quais|como|quando|quanto|onde|quem|por que|pq|tem|voces|vcs|posso|pode|da|e|eh|doi|serve|aceita*|trabalha*|atende*|faz|fazem|oferece*|realiza*|inclui|precisa|sera|existe|se) ~~ ?; (procuro|procurando|busco|preciso|recomenda*|indica*) (de )?(um |uma |algum )?(bom |boa )?(dentista|doutor|doutora|ortodontista|especialista|medico|clinica|cirurgiao|dermatologista|dermato|esteticista|implantodontista|psiquiatra|psicolog*|ginecolog*|gineco|cardiolog*|pediatra|terapeuta|fisioterapeuta|nutricionista|oftalmolog*|oftalmo|urolog*|neurolog*|ortopedista|cabeleireir*); (tenho|me) interess*; interessad* (em|no|na); (quero|preciso|queria|gostaria) (de )?(um |uma |o |a )?(implante|aparelho|canal|clareamento|facetas?|lentes?|protese|botox|preenchimento|invisalign|coroa|ortodontia|extracao) ; (quero|vou|queria|preciso|gostaria de|penso em) (colocar|fazer|por|tratar|botar) ~; sobre (o|a|os|as) ~`,
    ],
    [
      'other',
      43,
      `tchau; tchauzinho; xau; ate (logo|mais|amanha|breve|segunda|ja); adeus; (tenha|tenham|bom|otim[oa]|boa) ~ (dia|tarde|noite|semana|final de semana|fds|fim de semana) (para|pra|a|pra voce|tambem); (tenha|tenham) (um|uma) ~; bom (final|fim) de semana; bom fds; fica com deus; abraco*; bjs; beijo*`,
    ],
    [
      'other',
      63,
      `(mandei|enviei) (errado|por engano|sem querer) ~; (numero|mensagem|conversa|pessoa) errad[oa]; (foi|era) (engano|para outr[oa] (pessoa|numero|conversa)); nao sei; sei la; n sei; (piada|poema|receita|musica|conto); (deixa eu|vou) pensar; vou ver`,
    ],
  ],
  topics: [
    [
      'price',
      86,
      `(quanto|qto|qnto|quantos|quant) (~ )?(custa|custam|e|eh|fica|sai|saem|cobra*|custaria|sairia|ficaria|seria|vale|ta|esta|esta custando|tenho que pagar|pago|dinheiro|por|o valor|o preco|voces cobram|vcs cobram|reais); quanto$; (preco*|preso do|prexo|valor|valores|custo*|orcamento*|tabela|tarifa*); car[oa]s? ~ ?; barat*; desconto*; promoc*; parcel*; financ*; a vista; (pagar|pagamento|aceita*|forma de|formas de|posso pagar|recebem) ~ (cartao|pix|dinheiro|convenio|plano*|boleto|credito|debito|pagamento|vezes|transferencia|seguro); convenio*; plano (odontologico|dental|de saude); (qual|quais|que|aceita*|tem|com|esses|meu|algum|dos) (os )?planos ~; planos (de saude|odonto*|dental|dentais|voces|vcs); unimed; amil; odontoprev; bradesco; sulamerica; seguro*; gratis; gratuit*; entrada; reembolso; pix`,
    ],
    [
      'hours',
      84,
      `(que|qual|quais|a que|ate que|ate|quando) ~ (horario*|horas|dias) ~ (atend*|abre*|fecha*|funciona*|trabalha*|abertos|e|de|voces|vcs|estao|ficam|aberta); (horario*|dias) de (atendimento|funcionamento|abertura|trabalho); (a|o) (clinica|consultorio) (abre|funciona|atende|fecha|esta abert[oa]|fica abert[oa]) ~; (abre*|aberto*|aberta|fecha*|funciona*|atendem|atende|trabalham|abrem) (aos|no|na|hoje|amanha|a|em|ate|as|de|sabado|domingo|feriado*|segunda|quando|que horas) ~; ate que horas ~; que horas (abre*|fecha*|voces|vcs) ~; (estao|esta|ta|tao|ficam) (abert*|fechad*|atendendo); (abrem|atendem|funcionam|atende|abre|funciona) ~~ ?`,
    ],
    [
      'address',
      84,
      `(onde|aonde|ond) ~ (fica*|voces|vcs|estao|e|eh|clinica|consultorio|localiza*|esta|situa*); endereco; (qual|a|vossa) (e )?(a )?(vossa )?morada; localizac*; localizad*; (como|por onde) (chego|chegar|faco para chegar|vou|faz para chegar|ir) ~; (estacionamento|estacionar|vaga para carro|vaga de carro); (qual|que) (rua|metro|estacao|bairro|cidade|unidade|onibus); perto d[eoa] ~~ ?; google maps; mapa; unidade*; fica perto ~`,
    ],
    [
      'doctors',
      74,
      `(qual|quais|quem|que) ~ (doutor*|doutora*|dentista*|especialista*|medico*|profissiona*|atende|faz|realiza|ortodontista*); (os|seus) (doutores|especialistas|profissionais|dentistas|medicos) ~~ ?; quem (e|faz|vai|atende|seria|realiza) ~; (tem|voces tem|vcs tem) (um |uma |algum |alguma )?(ortodontista|cirurgiao|especialista|odontopediatra|pediatra|dermatologista|endodontista|periodontista|implantodontista|bucomaxilo) ~`,
    ],
    [
      'my_appointments',
      90,
      `^(oi |ola )?(as |a |todas as )?minhas? (proximas? )?(consultas?|marcac(oes|ao)|agendamentos?)( por favor)?( \\?)?$; (mostr[a-z]*|ver|diga|dizer|consultar|lista d[eas]*) (me )?(todas )?(as |a )?minhas? (proximas? )?(consultas?|marcac(oes|ao))( por favor)?( \\?)?$; (que|quais|qual) (consultas?|marcac(oes|ao)|agendamentos?) (e que )?(eu )?(ja )?(tenho|temos|marquei|agendei) ~; (qual|quais|quando) (e|eh|sao) (as |a |os |o )?(minhas?|meus?) (proxim[ao]s? )?(consultas?|marcac(oes|ao)|agendamentos?); ^(eu )?(ja )?tenho (consultas|marcac(oes|ao)) ~ ?`,
    ],
    [
      'my_appointments',
      85,
      `^(eu )?(ja )?tenho (duas|tres|varias|2|3) (consultas|marcacoes|horarios) ~ ?; ^(eu )?(ja )?tenho (alguma |uma |algum )?(consulta|horario|consultas)( marcad[oa]s?| agendad[oa]s?)? ?; quando (e|eh|era|sera|tenho) (a )?(minha )?(consulta|horario)`,
    ],
    [
      'my_appointments',
      76,
      `^(eu )?(continuo|ainda estou|ainda to|estou|to|sigo) (marcad*|agendad*) ~ ?; (quando|que horas|que dia|pra quando|para quando|com quem|qual) ~ (e|eh|esta|ta|tenho|ficou|era|foi) ~ (minha|meu|a consulta|marcad*|agendad*); (quando|que horas) (e|eh|tenho|era) ~~ ?; tenho (uma |alguma |algum |um )?(consulta|horario|retorno|agendamento) (~ )?(marcad*|agendad*|para|pra|amanha|hoje|hj|com|confirmad*)? ~~ ?; (minha|meu) (consulta|horario|agendamento|retorno) ~ (esta|continua|quando|confirmad*|marcad*|e que|ficou) ~; (me )?lembr* ~ (consulta|horario|quando|dia); (ver|consultar|verificar|checar|confirmar se) ~ (minha*|meu*) (consulta*|agendamento*|horario*); (esqueci|nao lembro) ~ (hora*|quando|consulta|dia)`,
    ],
    [
      'services',
      66,
      `(que|quais|qual|quantos) ~ (servicos|tratamentos|procedimentos|fazem|oferecem|realizam|voces fazem); servicos; (fazem|realizam|oferecem|trabalham com|tratam|colocam|atendem|faz|realiza|voces tem|vcs tem|vcs fazem) ~~ ?; lista de (servicos|tratamentos|procedimentos)`,
    ],
    [
      'service_info',
      64,
      `(doi|dor|dolorido|dolorosa|doloroso|dolorida|doem|machuca) ~~ ?; (e|eh|sao|sera) ~ (dolorido|doloroso|dolorosa|dolorida|seguro|segura|permanente|perigoso|necessario|invasivo|arriscado|demorado); quant(o|as|os) (tempo|dura|demora|sessoes|visitas|duram|vezes|dias|unidades|leva) ~; (que|qual|o que) ~ (diferenca|inclui|e melhor|consiste|recomenda*|preciso|devo|cuidados|acontece); em que consiste ~; como (e|eh|funciona*|se faz|fazem|seria|devo|me preparo|e feito|e feita|cuido|faz|sao) ~; (posso|pode|devo|tem que|precisa|e possivel) ~ (comer|beber|fumar|gravida|gestante|fazer|trabalhar|exercicio*|sol|jejum|tomar|ir) ~~ ?; gravida*; gestante*; amament*; anestesia; contraindica*; efeitos colaterais; riscos; recuperacao; resultado*; fotos ~; antes e depois; garantia; cuidados; diferenca*; politica*; (como|posso|o que acontece se) cancel* ~ (sem|taxa|multa|gratis|gratuit*); multa; idade (minima|para)`,
    ],
    [
      'contact',
      74,
      `(seu|o|um|algum|me passa|tem|qual|me manda|passa) ~ (telefone|numero|email|e mail|whatsapp|instagram|insta|site|contato|celular); (que|qual) (numero|telefone) ~; como (entro em contato|falo com|contato|ligo) ~`,
    ],
    [
      'availability',
      60,
      `(tem|teria|ha|existe|sobrou) ~ (vaga|vagas|horario|horarios|disponib*|disponivel|livre|livres|encaixe|espaco|algo|agenda) ~; (horario|data|vaga|dia) mais (proxim*|cedo|rapid*); disponib*; disponive*; (quando|que horas|que dia|qual dia) ~ (posso|pode*|consigo|atende*|tem|da|consegue*|poderia); (algum|alguma|algo) (horario|vaga|livre|disponivel|data|encaixe|para|pra) ~`,
    ],
    [
      'goodbye',
      43,
      `tchau; tchauzinho; xau; ate (logo|mais|amanha|breve|ja); adeus; (tenha|tenham) (um|uma) ~; bom (final|fim) de semana; bom fds; fica com deus`,
    ],
    ['off_topic', 63, OFF_TOPIC],
    ['off_topic', 87, `quanto e [0-9]+ (mais|menos|vezes|dividido por|x) [0-9]+`],
    [
      'off_topic',
      87,
      `(vagas? (de|para) (emprego|trabalho|dentista|recepcionista|auxiliar|asb|estagio)); curriculo* ~; (estao |tao )?(contratando|contratam|admitindo) ~; estagio ~; (trabalhar|emprego|trabalho) (ai|com voces|na clinica|para voces) ~; (procuro|busco) (emprego|trabalho|estagio) ~`,
    ],
    [
      'opt_out',
      83,
      `n(ao)? (me )?(mand*|envi*|escrev*|incomod*|liguem|ligue|contat*|perturb*) (mais|me|mensage*|nada) ~; (parem|pare|para) de (me )?(mandar|enviar|escrever|ligar|incomodar) ~; descadastr*; ^(stop|sair|pare|parar)$; n(ao)? quero (mais )?(receber )?(mais )?(mensage*|propaganda*|lembrete*); (remov*|exclu*|tir*) ~ meu (numero|contato)`,
    ],
  ],
  urgency: [
    [
      'urgent',
      `(rosto|cara|bochecha|boca|labio|olho) ~ (bola|balao|melancia|sapo|hamster|deformad*|enorme|gigante|dobro); inch*; inxad*; incha(do|da|ndo|co|co no rosto); febre*; febril; temperatura (alta|de); calafrio*; (sangr*|sangramento|sangue|hemorragia) ~ (nao para|n para|nao parou|muito|muita|direto|sem parar|horas|nao estanca|nao cessa|a noite toda|demais); n(ao)? (para|parou|estanca|cessa|quer parar) ~ (sangr*|de sangrar|o sangramento|o sangue|sangue); (muito|tanto) sangue; hemorragia; (dente|dentes) ~ (caiu|saiu|voou|arranc*|avulsion*|pulou) ~ (${BLOW}|inteiro|jogando|bola); ${BLOW} ~~ (dente*|boca|rosto|mandibula|queixo|labio*); (levei|levou|tomei|tomou|deu|sofreu|sofri) (um |uma )?(soco|tombo|pancada|bolada|queda|batida|cotovelada|chute) ~; (dente*|boca|mandibula|queixo) ~~ ${BLOW}; (dente|dentes) (saiu|caiu|saindo) inteiro; traumatismo; trauma; mandibula ~ (travad*|travou|deslocad*|quebrad*|fratur*|nao abre|saiu do lugar); fratur*; n(ao)? (to |estou |consigo |da pra )?(aguent*|suport*) ~ (mais|dor|dores|essa); n(ao)? (aguento|suporto); insuportavel; insuportaveis; dor ~ (insuportavel|10 de 10|me matando|absurda demais); morrendo ~ (de )?(dor|dores|aqui); n(ao)? (to |tou |estou )?(aguentando|suportando) ~; (nao consigo|dificuldade|dificil) ~ (respirar|engolir|abrir a boca); desmai*; passando mal; socorro; (e uma|uma|tenho uma|e) (emergencia|urgencia); emergencia (odontologica|dental|dentaria); (infeccao|abscesso) ~ (rosto|pescoco|febre|espalh*); ajuda* ~ (urgente|por favor|muita dor)`,
    ],
    [
      'high',
      `(dor|dores) ~ (que (n(ao)?|nem) ~ (aguent*|da|te conto)|de matar|dos infernos|do cao|da porra); nem com (o |a |os )?(remedio*|dipirona|ibuprofeno|paracetamol|analgesico*|comprimido*) ~; (dente*|siso|dor|gengiva) ~ (matando|me mata|acabando comigo); (matando|acabando comigo) ~ (dente*|siso|dor); (muita|muito|mta|mto|forte|fortes|horrivel|terrivel|intensa|aguda|tremenda|demais|latejante|constante|severa|bastante|grande|absurda|tanta|uma puta) ~ (dor|dores|doendo|doi|doeu|dolorid*); (dente*|siso) ~ (matando|latejando|lateja|pulsando|pulsa); (dor|dores|doi|doendo) ~ (muito|mto|mt|forte|horrivel|terrivel|intens*|agud*|demais|latej*|constante|severa|bastante|a noite toda|nao me deixa|desde ontem|ha dias|nao passa|cada vez mais|piorando|pra caramba|pra caralho|pacas|absurd*|pulsa*|horrores|sem parar|nao para|direto); (noite|madrugada) (em claro|acordad[oa]|sem dormir|em branco) ~; (chor*) ~ de dor; latej*; pulsa*; pus; abscesso*; abcesso*; infecc*; infeccion*; inflamad* ~ (muito|dor|dente|canal)*; (nao|n|sem) (consigo|consegui|conseguir|pude|durmo|dormi) ~ (dormir|comer|mastigar|morder|trabalhar|falar|direito|nada); (a noite toda|noite inteira) ~ (dor|acordad*|sem dormir); (remedio*|dipirona|ibuprofeno|analgesico*|paracetamol|nada) ~ (nao (resolve|passa|adianta|funciona|faz|tira|melhora)|faz efeito|resolve|adianta|tira); (quebr*|trincou|rachou|partiu|fratur*) ~ (doendo|dor|doi|sangr*|nervo|muito); (doendo|dor|doi) ~ (quebr*|trinc*|rach*|part*); urgente*; urgencia*; emergencia*; o mais rapido ~ (dor|possivel com dor); (atende*|ver|vej*|encaix*|avali*) ~ (hoje mesmo|agora mesmo|ja|imediat*|urgente); hoje mesmo; imediatamente; nervo (expost*|aparecendo); siso ~ (matando|doendo|doi|inflam*); canal (expost*|inflam*)`,
    ],
    [
      'medium',
      `(fio|arame|bracket*|braquete*|aparelho|contencao|protese|placa|alinhador|coroa) ~ (machuc*|cort*|espet*|fur*|pinic*|rasp*|fer*|incomod*|solt*|roc*) ~; (ponta|borda) (afiada|cortante) ~; inflam*; doi; doendo; dorzinha*; dor; dores; doeu; doer; dolorid*; incomod*; sensib*; sensivel; sensiveis; dodoi; (com|ao|no|quando|tomar|bebo|tomo|coisas) ~ (gelad*|frio|quente|doce*) ~; (caiu|cairam|caindo|soltou|soltando|descolou|perdi|perdeu|quebrou|quebrei|trincou|rachou|lascou|lasquei|amoleceu|mole|bamb*|balanc*|solt*|engoli|desgrudou|partiu|saiu) ~ (restauracao|obturacao|coroa|ponte|faceta|bracket*|braquete*|aparelho|protese|implante|dente*|curativo|bloco|resina|massinha|contencao|fio|pino|dentadura|lente|alinhador|placa|provisorio|siso|canino|molar|pivo|jaqueta); (restauracao|obturacao|coroa|ponte|faceta|bracket*|braquete*|aparelho|protese|implante|dente*|curativo|bloco|resina|massinha|contencao|fio|pino|dentadura|lente|alinhador|provisorio|pivo) ~ (caiu|cairam|soltou|soltando|descolou|quebrou|quebrad*|trinc*|rach*|lasc*|mole|amolec*|bamb*|balanc*|solt*|caindo|desgrud*|partiu|saiu|frouxo|furado|fur*); sangr*; gengiva ~ (inflamad*|vermelh*|sangr*|inchad*|irritad*); (tenho|tem|to com|estou com|apareceu) ~ carie*; buraco ~ dente; furo ~ dente; afta*; machucad*; ferida`,
    ],
  ],
  strongPain: `(muita|forte|fortes|terrivel|horrivel|intensa|fortissima|insuportavel|demais|muito) ~ (dor|dores|doi|doendo); (dor|dores|doi|doendo) ~ (muita|forte|fortes|terrivel|horrivel|intensa|fortissima|aguda|muito|muitissimo|demais)`,
  pressing: `urgente*; urgencia; emergencia; imediatamente; de imediato; agora mesmo`,
  painless: `(nao|n|sem|nenhum*|nada de|ja nao|nunca|nem|nao tenho|nao sinto|nao e)( me| nenhuma| mais| muita| tenho| sinto| e| ta| esta| to)? (dor|doi|doendo|dores|inchaco|febre|sangramento|incomoda|urgente|urgencia|emergencia|sangra|sensibilidade|incomodo|pressa|inchad*); (chatead|irritad|indignad|insatisfeit|incomodad)[ao]s? (com|por) ~; (dor|dente|inchaco) ~ (passou|ja passou|sumiu|melhorou|foi embora|parou|cessou); (ja )?(passou|sumiu|parou) ~ (dor|de doer|doer); (tive|tenho|surgiu|por|houve) ~ (uma )?(emergencia|urgencia) (familiar|pessoal|no trabalho|de trabalho|e|preciso|nao|na familia|aqui|com|em casa) ; emergencia ~ (cancelar|remarcar|desmarcar|mudar); medo d[ea] dor; desculp* ~ incomod*; nao e urgente; sem pressa; indolor; (nao )?quero incomodar; incomodar`,
  painQuestion: `(doi|vai doer|machuca) se ~; (fic*|deixa|da|dao|vai (ficar|doer|inchar|sangrar)|vou (ficar|ter|sentir)|incha|e normal) ~ (sensib*|sensive*|dor|dores|dolorid*|incomod*|inch*|rox*|sangr*|doer|doendo|dormente*) ~ (depois|apos|dia seguinte|por muito|muito tempo|muitos dias) ~; (quanto*|quantos dias) ~ (sensib*|sensive*|dor|dolorid*|inch*|sangr*) ~ (depois|apos|dura*) ~; (depois|apos) ~ (fica*|doi|doer|incomoda|sangra|incha|sensib*|sensive*) ~ ?; (e verdade|sera que|se|costuma|pode) (que )?~ (da|dar|causa|causar|deixa|deixar|fica) ~ (sensib*|sensivel|dor|dores) ~; (doi|doem|dor|machuca|vai doer|doeu) (muito )?(o|a|os|as|colocar|fazer|por|tirar|extrair|muito|para|pra|ou|depois|um|uma|na hora|esse|essa|isso|mesmo|demais|aplicar) ~~ ?; (doi|doem|vai doer|machuca|doi muito) ?; (e|eh|sao|sera|seria|fica) ~ (dolorid*|doloros*) ~; (quanto|se|sera que) ~ (doi|dor|doer|vai doer) ~; (botox|clareamento|limpeza|implante*|canal|tratamento|procedimento|preenchimento|extracao|aparelho|faceta|facetas|invisalign|siso) ~ (doi|doem|dor|dolorid*|doloros*|machuca) ~~ ?; normal ~ (depois|apos|doer|sangrar|inchar) ~~ ?`,
  painOfMine: `(estou|to|tou|esta|ta|tenho|sinto|estamos) (com |sentindo )?(uma |um |muita |muito |bastante |tanta |forte )?(dor|dores|inchac*|abscesso); (meu|minha|o|um|uma|o meu) (dente|gengiva|siso|boca|canal|maxilar|rosto) ~ (doi|doendo|doer|matando|latej*|sangr*); (doi|doendo|doi muito|doi demais) (muito |demais )?(o|a|um|uma|meu|minha|aqui) (meu |minha )?(dente|gengiva|siso|boca|maxilar|dentes|lado); (me|ta|esta) (doendo|matando) ~`,
  yes: `sim; s; ss; claro; com certeza; certo; ok; okay; beleza; blz; isso; isso mesmo; pode; pode ser; pode sim; perfeito; otimo; combinado; confirmo; confirmado; fechado; ta; ta bom; tudo certo; exato; correto; show; quero sim; quero; vou; uhum; aham; thumbsup; bora; positivo; esta bem; tudo bem; bom`,
  no: `nao; naum; n; nn; nop; nope; nem; negativo; jamais; nunca; thumbsdown; nao obrigad*; de jeito nenhum; agora nao; melhor nao`,
  nameIntroductions: `me chamo; meu nome e; meu nome eh; meu nome; sou a; sou o; sou; aqui e( a| o)?; aqui quem fala e( a| o)?; quem fala e( a| o)?; aqui fala (a|o); nome; em nome de; no nome de; meu filho se chama; minha filha se chama; se chama; fala a; fala o`,
  anyDoctor: `qualquer (um |uma )?(doutor|doutora|dentista|especialista|medico|profissional|um deles|deles|um|uma); (o|a|com o|com a|com) (doutor|doutora|quem|que) (tiver|estiver|puder|for|tenha); com quem (tiver|puder|for|estiver) ~; (tanto faz|nao importa|n importa|indiferente|pode ser qualquer) ~ (doutor|doutora|quem|com quem|qual|dentista|medico|profissional); quem (tiver|puder|estiver|for); (sem|nao tenho) preferencia ~; (doutor|dentista|medico) tanto faz`,
  anyTime: `qualquer (hora|horario|dia|momento|data); a qualquer hora; quando (tiver|puder|der|houver|for|quiser*|puderem|tiverem|voce|vc) ~; (tanto faz|nao importa|n importa|indiferente) ~ (hora|horario|dia|quando|data|a hora|o dia); (o )?mais (rapido|cedo|breve) possivel; quanto antes; o primeiro (que|disponivel|horario) ~; primeiro horario ~; o que tiver ~; (sou|estou|tenho) ~ (flexivel|livre o dia|disponivel o dia|livre todo|flexibilidade|horario livre); dia todo; a hora que (tiver|for|der); o mais proximo`,
  sameAsLast: `(o |a |com o |com a )?mesm(o|a|os|as) ~ (vez|sempre|passad*|anterior|ultima|antes|ultimo); (igual|como|que nem) (a |da |na |o )?(vez passada|sempre|ultima|outra vez|antes|vez anterior|mes passado|da ultima); o de sempre; de sempre; (mesmo|mesma) (doutor|doutora|dentista|medico|profissional|coisa|horario|tratamento|procedimento); (doutor|doutora|dentista|tratamento) (de sempre|da ultima|da outra vez); repetir ~`,
  forSomeoneElse: `(para|pra|pros|pras|dos|das|os|as) (os |as )?(meus|minhas) (dois |duas |tres )?(filhos|filhas|pais|pequenos|criancas); (para|pra|pro|de|da|do|com|levar|trazer|por) (o |a )?(meu|minha|meus|minhas|um|uma) (filho|filha|filhos|filhas|esposo|esposa|marido|mulher|mae|pai|irmao|irma|amigo|amiga|namorado|namorada|neto|neta|avo|sobrinho|sobrinha|crianca|bebe|parceiro|parceira|sogra|sogro|prima|primo|tio|tia|pais|menino|menina|garoto|familiar|colega|vo|noivo|noiva|pequeno|pequena) ; (meu|minha) (filho|filha|esposo|esposa|marido|mulher|mae|pai|irmao|irma|neto|neta|avo|namorado|namorada|bebe|sogra|sobrinho|sobrinha|amiga|amigo|filhinho|filhinha) ~ (precisa|quer|tem|quebrou|esta|ta|tambem|caiu|gostaria|de|pode|bateu|doi|com|anos|machucou); (pra|para) (ele|ela|eles|elas|outra pessoa|alguem|dois|duas pessoas|nos dois|mim e|minha familia); n(ao)? (e|eh) (pra|para) mim; e (pra|para) (meu|minha|outra pessoa); e (meu|minha) (marido|esposa|filho|filha|irma|irmao|mae|amiga)`,
  ordinals: [
    [1, `(o |a )?primeir(o|a)( opcao| horario)?; opcao (1|um|uma|a); numero (1|um)`],
    [2, `(o |a )segund(o|a)( opcao| horario)?$; segund(o|a) (opcao|horario); ^segundo$; opcao (2|dois|duas|b); numero (2|dois)`],
    [3, `(o |a )?terceir(o|a)( opcao| horario)?; opcao (3|tres|c); numero (3|tres)`],
    [4, `(o |a )quart(o)( opcao| horario)?$; quarta opcao; opcao (4|quatro); numero (4|quatro)`],
    [5, `(o )quinto( horario)?$; quinta opcao; opcao (5|cinco); numero (5|cinco)`],
    [-1, `(o|a) ultim(o|a)( opcao| horario| da lista)?$; o mais tarde; ^ultim(o|a)$`],
  ],
};
