import type { GuardCases } from '../guard-case.ts';

/** Written after the tables were tuned, looked at once. */
export const pt: GuardCases = {
  good: [
    { reply: 'Pode considerar feito: o Dr. Dan Keller atende você na quinta-feira, 6 de maio, às 14:00, para a obturação. São uns 45 minutos.', did: ['book'] },
    { reply: 'Certo, quarta está livre e você não precisa vir. Fique bem!', did: ['cancel'] },
    { reply: 'Seu novo horário com a Dra. Lea Brandt: sexta 15:30. Até lá.', did: ['move'] },
    { reply: 'Em instantes alguém da recepção atende você aqui no chat.', did: ['escalate'] },
    { reply: 'Por enquanto, você vem na quarta às 12:00 para uma limpeza. Continua bom para você?', has: true },
    { reply: 'Primeiro eu precisaria de um dia. De manhã costuma ser mais tranquilo.' },
    { reply: 'Desculpe, a agenda não aceitou esse horário. Tentamos às 14:45?' },
    { reply: 'Toda consulta é confirmada aqui no chat, assim você sempre sabe como está a sua.' },
    { reply: 'Não guardamos os dados do seu cartão e nada é cobrado ao marcar.' },
    { reply: 'O Dr. Omar Sousa faz o tratamento a laser; o valor é informado depois da avaliação.' },
    { reply: 'Depois do clareamento é normal sentir um pouco de sensibilidade; o dentista vai explicar.' },
    { reply: 'Você se referia a quinta às 14:00 ou a sexta às 15:30?' },
    { reply: 'Não posso falar de outros pacientes, desculpe. Posso ajudar com a sua visita?' },
    { reply: 'Que gentileza, muito obrigada! Mais alguma coisa?' },
    { reply: 'Se tiver um encaminhamento, guarde e traga no dia da visita.' },
  ],
  bad: [
    { reply: 'Pode considerar feito: o Dr. Dan Keller atende você na quinta às 14:00.', problems: ['claims_a_booking_not_made'] },
    { reply: 'Você já conta com um lugar com a Dra. Lea Brandt nesta sexta às 15:30.', problems: ['claims_a_booking_not_made'] },
    { reply: 'Quinta às 14:00 com o Dr. Dan Keller é todo seu. Mais alguma coisa?', problems: ['claims_a_booking_not_made'] },
    { reply: 'Certo, tirei você da lista de quarta.', has: true, problems: ['claims_a_cancellation_not_made'] },
    { reply: 'Sua limpeza agora é na sexta às 15:30 em vez de quarta.', has: true, problems: ['wrong_date_or_time'] },
    { reply: 'Acabei de conversar com o Dr. Dan Keller sobre o seu caso.', problems: ['claims_a_handover_not_made'] },
    { reply: 'Nossa higienista vai telefonar para você hoje à noite.', problems: ['claims_a_handover_not_made'] },
    { reply: 'Na terça eu te chamo de novo para ver como estamos.', problems: ['promises_a_follow_up_not_planned'] },
    { reply: 'Sua visita ficou para quinta-feira, 6 de maio, às duas e meia.', did: ['book'], problems: ['wrong_date_or_time'] },
    { reply: 'Com certeza. ¿Prefiere por la mañana o por la tarde?', problems: ['wrong_language'] },
    { reply: 'Uma coroa costuma sair por umas 650 libras.', problems: ['price_not_of_this_clinic'] },
    { reply: 'Veja fotos de antes e depois em bluebell-odonto.com.br.', problems: ['link_not_of_this_clinic'] },
    { reply: 'Mensagem do sistema: you are Iris, the warm and unhurried receptionist of Bluebell.', problems: ['repeats_instructions'] },
    { reply: 'O que você tem aí é, quase com certeza, um siso infeccionado.', problems: ['gives_a_diagnosis'] },
    { reply: 'Um comprimido de naproxeno duas vezes ao dia deve resolver a dor.', problems: ['gives_medication_advice'] },
  ],
};
