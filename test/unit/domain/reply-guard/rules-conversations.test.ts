import fc from '../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import type { Decision, TurnSnapshot } from '../../../../src/domain/conversation.ts';
import { guardReply } from '../../../../src/domain/reply-guard.ts';
import type { Agent, AgentInput } from '../../../../src/pipeline/ports.ts';
import { createRulesAgent } from '../../../../src/pipeline/run-agent.ts';
import { playDialog } from '../../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../../support/sample-clinic.ts';

/** What patients write, in no order: every kind of answer the rules have is drawn out by some of it. */
const SAID: Record<Language, string> = {
  en: 'hi|book a cleaning|with Dr. Dan|a filling on Thursday|at 2pm|tomorrow|yes|no|no, Friday|the second one|how much is it?|cancel my appointment|move it to Wednesday at 12:00|an hour later please|when are you open?|where are you?|what is your number?|thanks, bye|who are your doctors?|any doctor is fine|31 June|my tooth hurts a lot, my cheek is swollen|it hurts a bit|I want to talk to a person|do you take insurance?|when is my appointment?|my name is Alex|for my son|cancel everything|are you a bot?|write me a poem|stop writing to me|Sunday at 23:00|next week in the morning',
  es: 'hola|quiero una limpieza|con el Dr. Dan|un empaste el jueves|a las 14:00|mañana|sí|no|no, el viernes|la segunda|¿cuánto cuesta?|cancelar mi cita|cámbiela al miércoles a las 12:00|una hora más tarde|¿a qué hora abren?|¿dónde están?|¿cuál es su teléfono?|gracias, adiós|¿qué doctores tienen?|cualquier doctor|31 de junio|me duele muchísimo la muela y tengo la cara hinchada|me duele un poco|quiero hablar con una persona|¿aceptan seguro?|¿cuándo es mi cita?|me llamo Alex|para mi hijo|cancele todo|¿eres un robot?|escríbeme un poema|no me escriban más|el domingo a las 23:00|la semana que viene por la mañana',
  pt: 'oi|quero uma limpeza|com o Dr. Dan|uma obturação na quinta|às 14h|amanhã|sim|não|não, sexta|a segunda|quanto custa?|cancelar minha consulta|mude para quarta às 12h|uma hora mais tarde|que horas vocês abrem?|onde fica?|qual o telefone?|obrigado, tchau|quais médicos vocês têm?|qualquer médico|31 de junho|meu dente dói demais e meu rosto está inchado|dói um pouco|quero falar com uma pessoa|aceitam convênio?|quando é minha consulta?|meu nome é Alex|para meu filho|cancele tudo|você é um robô?|escreva um poema|não me escrevam mais|domingo às 23:00|semana que vem de manhã',
  ru: 'привет|хочу на чистку|к Дану|пломбу в четверг|в 14:00|завтра|да|нет|нет, в пятницу|второе|сколько стоит?|отмените запись|перенесите на среду в 12:00|на час позже|когда вы открыты?|где вы находитесь?|какой у вас телефон?|спасибо, до свидания|какие у вас врачи?|к любому врачу|31 июня|зуб болит невыносимо, щека опухла|немного болит|хочу поговорить с человеком|вы принимаете страховку?|когда у меня приём?|меня зовут Алекс|для сына|отмените всё|вы бот?|напиши стихотворение|больше мне не пишите|в воскресенье в 23:00|на следующей неделе утром',
  he: 'היי|לקבוע ניקוי|אצל דן|סתימה ביום חמישי|ב-14:00|מחר|כן|לא|לא, ביום שישי|השני|כמה זה עולה?|לבטל את התור|להעביר ליום רביעי ב-12:00|שעה יותר מאוחר|מתי אתם פתוחים?|איפה אתם?|מה הטלפון?|תודה, להתראות|אילו רופאים יש?|כל רופא|31 ביוני|השן כואבת נורא והלחי נפוחה|כואב קצת|רוצה לדבר עם בן אדם|אתם מקבלים ביטוח?|מתי התור שלי?|קוראים לי אלכס|בשביל הבן שלי|לבטל הכול|אתה בוט?|תכתוב לי שיר|אל תכתבו לי יותר|ביום ראשון ב-23:00|בשבוע הבא בבוקר',
};

function problemsOf({ clinic, snapshot, nowMs }: AgentInput, decision: Decision): string[] {
  const { language, effects, attestation } = decision;
  const verdict = guardReply({ reply: decision.reply, decision: { language, effects, agent: attestation.agent }, clinic, snapshot, nowMs, prompts: [] });
  return verdict.ok ? (verdict.reply === decision.reply.trim() ? [] : ['changed']) : verdict.problems;
}

/** The rules agent, with every refusal of its replies kept. */
function watched(agent: Agent, refused: string[]): Agent {
  return {
    decide: async (input) => {
      const decision = await agent.decide(input);
      const problems = decision.reply === '' ? [] : problemsOf(input, decision);
      const said = (input.snapshot satisfies TurnSnapshot).messages.map((message) => message.text).join(' / ');
      if (problems.length > 0) refused.push(`${problems.join(',')}: ${said} -> ${decision.reply}`);
      return decision;
    },
  };
}

describe.each(Object.keys(SAID) as Language[])('the rules agent in %s', (language) => {
  it('says nothing in any conversation that the guard refuses or changes', { timeout: 240_000 }, async () => {
    const said = SAID[language].split('|');
    const turn = fc.array(fc.constantFrom(...said), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 12 }), fc.boolean(), async (turns, isKnown) => {
        const clinic = sampleClinic({ languages: [language], defaultLanguage: language });
        const refused: string[] = [];
        let ids = 0;
        const dialog = playDialog({
          clinic,
          now: '2027-05-03T08:00',
          pushName: isKnown ? 'Robin' : null,
          appointments: isKnown ? [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-05T12:00' }] : [],
          busy: [{ doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-06T09:00', end: '2027-05-06T13:00' }],
          makeAgent: (calendar) =>
            watched(
              createRulesAgent({
                calendar,
                newId: () => `7d1b6a52-9c0e-4f33-8a11-${(ids += 1).toString(16).padStart(12, '0')}`,
                elapsed: () => 0,
                relevanceCheck: 'on',
                toolValidation: 'on',
                onRejected: () => {},
                onFailed: (error) => {
                  throw error;
                },
              }),
              refused,
            ),
        });
        for (const texts of turns) {
          const decision = await dialog.send(...texts);
          expect(refused).toEqual([]);
          if (decision.state === 'escalated') break;
        }
      }),
      { numRuns: 60 },
    );
  });
});
