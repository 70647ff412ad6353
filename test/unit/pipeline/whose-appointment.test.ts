import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const dialog = (pushName: string | null = null): Dialog => playDialog({ clinic, now: '2027-05-10T10:00', makeAgent: makeRulesAgent, pushName });
const namesOf = (conversation: Dialog) =>
  conversation
    .appointments()
    .filter((one) => one.status === 'booked')
    .map((one) => one.patientName);

describe('the answer to "what name?"', () => {
  it.each<[Language, string, string]>([
    ['en', 'a cleaning on Wednesday at 12', 'Nina Price'],
    ['es', 'una limpieza el miércoles a las 12:00', 'Clara Cuesta'],
    ['pt', 'uma limpeza na quarta às 12h', 'Maria Valor'],
    ['ru', 'чистка в среду в 12:00', 'Надежда Больных'],
    ['he', 'ניקוי ביום רביעי ב-12:00', 'שלום כהן'],
  ])('is a name though a word of it means something else (%s: %s, %s)', async (_language, wish, name) => {
    const conversation = dialog();
    expect((await conversation.send(wish)).context.memo).toMatchObject({ question: 'name' });
    const decision = await conversation.send(name);
    expect(decision.state).toBe('booking_confirmation');
    expect(decision.patient?.name).toBe(name);
  });

  it.each(['How Much Is It?', 'Yes Please', 'Tomorrow Morning', 'Good Morning', 'Thank You'])('is no name because it is written like one: %s', async (text) => {
    const conversation = dialog();
    await conversation.send('a cleaning on Wednesday at 12');
    const decision = await conversation.send(text);
    expect(decision.patient?.name).toBeUndefined();
    expect(decision.context.patientName).toBeUndefined();
  });
});

describe('a name spelt anew before the yes', () => {
  it.each<[Language, string, string, string, string, string]>([
    ['en', 'a cleaning on Wednesday at 12', 'Jon Smit', "sorry it's Jonas Smit, not Jon", 'yes', 'Jonas Smit'],
    ['es', 'una limpieza el miércoles a las 12', 'Eva Ruis', 'perdón, es Eva Ruiz', 'sí', 'Eva Ruiz'],
    ['pt', 'uma limpeza na quarta às 12h', 'Eva Reis', 'desculpa, meu nome é Eva Reys', 'sim', 'Eva Reys'],
    ['ru', 'чистка в среду в 12', 'Аня', 'ой, меня зовут Анна Петрова', 'да', 'Анна Петрова'],
    ['he', 'ניקוי ביום רביעי ב-12:00', 'דנה', 'סליחה, שמי דינה לוי', 'כן', 'דינה לוי'],
  ])('is the one it is booked under (%s)', async (_language, wish, first, correction, yes, name) => {
    const conversation = dialog();
    await conversation.send(wish);
    await conversation.send(first);
    expect((await conversation.send(correction)).reply).toContain(name);
    await conversation.send(yes);
    expect(namesOf(conversation)).toEqual([name]);
  });
});

describe('the name by which the writer introduces themself', () => {
  it.each<[Language, string, string]>([
    ['en', 'Hello, this is Rachel Stone\na cleaning for my mother on Wednesday at 12', 'Rachel Stone'],
    ['es', 'Hola, soy Eva Ruiz\nuna limpieza para mi madre el miércoles a las 12', 'Eva Ruiz'],
    ['pt', 'Oi, aqui é a Fernanda Lima\numa limpeza para minha mãe na quarta às 12h', 'Fernanda Lima'],
    ['ru', 'Здравствуйте, это Марина Крылова\nзапишите маму на чистку в среду в 12', 'Марина Крылова'],
    ['he', 'שלום, זו מיכל ברק\nניקוי לאמא שלי ביום רביעי ב-12:00', 'מיכל ברק'],
  ])("is kept, and is not the name of the mother's appointment (%s)", async (_language, text, name) => {
    const decision = await dialog().send(...text.split('\n'));
    expect(decision.patient?.name).toBe(name);
    expect(decision.context.memo).toMatchObject({ question: 'name', forSomeoneElse: true });
  });

  it.each(['Oi, aqui é a Fernanda Lima', 'Bom dia, aqui quem fala é a Fernanda Lima'])('is not asked for again (%s)', async (hello) => {
    const decision = await dialog().send(hello, 'quero marcar uma limpeza na quarta às 12h');
    expect(decision.state).toBe('booking_confirmation');
    expect(decision.reply).not.toContain('Fernanda');
  });

  it('is not the doctor of that name, nor a time', async () => {
    const conversation = dialog();
    const decision = await conversation.send('Hola, soy Lea Domingo, quiero un empaste el miércoles a las 12');
    expect(decision).toMatchObject({ state: 'booking_confirmation', patient: { name: 'Lea Domingo' } });
    await conversation.send('sí');
    expect(conversation.booked()).toMatchObject([{ serviceId: SAMPLE_SERVICES.filling, start: '2027-05-12T12:00' }]);
  });
});

const FAMILY: Record<Language, { child: string; self: string; yes: string; name: string; moves: string; cancelsOwn: string; relation: string }> = {
  en: { child: 'a cleaning for my son Adam on Wednesday at 12', self: 'and one for me too, right after', yes: 'yes', name: 'Adam', moves: "move Adam's to Friday at 12", cancelsOwn: 'cancel mine', relation: "cancel my son's appointment" }, // prettier-ignore
  es: { child: 'una limpieza para mi hijo Leo el miércoles a las 12', self: 'y otra para mí a las 14:00', yes: 'sí', name: 'Leo', moves: 'cambia la de Leo al viernes a las 12', cancelsOwn: 'cancela la mía', relation: 'cancela la cita de mi hijo' }, // prettier-ignore
  pt: { child: 'uma limpeza para meu filho Davi na quarta às 12h', self: 'e outra para mim às 14h', yes: 'sim', name: 'Davi', moves: 'muda a do Davi para sexta às 12h', cancelsOwn: 'cancela a minha', relation: 'cancela a consulta do meu filho' }, // prettier-ignore
  ru: { child: 'запишите дочку Аню на чистку в среду в 12', self: 'и меня на чистку в среду в 14', yes: 'да', name: 'Аня', moves: 'перенесите Аню на пятницу на 12', cancelsOwn: 'отмените мою', relation: 'отмените запись дочки' }, // prettier-ignore
  he: { child: 'ניקוי לבת שלי נועה ביום רביעי ב-12:00', self: 'וגם לי ניקוי באותו יום ב-14:00', yes: 'כן', name: 'נועה', moves: 'אפשר להזיז את נועה ליום שישי ב-12:00?', cancelsOwn: 'תבטלו את שלי', relation: 'תבטלו את התור של הבת שלי' }, // prettier-ignore
};

describe.each(Object.entries(FAMILY))('with an appointment of their own and one for somebody else (%s)', (_language, words) => {
  async function booked(): Promise<Dialog> {
    const conversation = dialog('Robin');
    for (const text of [words.child, words.yes, words.self, words.yes]) await conversation.send(text);
    expect(namesOf(conversation).sort()).toEqual([words.name, 'Robin'].sort());
    return conversation;
  }

  it('the notice of the booking names who comes, when it is not the writer', async () => {
    const conversation = dialog('Robin');
    await conversation.send(words.child);
    expect((await conversation.send(words.yes)).reply).toContain(`(${words.name})`);
    await conversation.send(words.self);
    expect((await conversation.send(words.yes)).reply).not.toContain('Robin');
  });

  it('the one named is moved, however late it was booked', async () => {
    const conversation = await booked();
    const asked = await conversation.send(words.moves);
    expect(asked.reply).toContain(`(${words.name})`);
    await conversation.send(words.yes);
    expect(conversation.appointments().find((one) => one.patientName === words.name)?.startMs).toBe(Date.parse('2027-05-14T11:00:00Z'));
  });

  it('"mine" and "my child\'s" are told apart', async () => {
    const conversation = await booked();
    expect((await conversation.send(words.relation)).reply).toContain(`(${words.name})`);
    const other = await booked();
    await other.send(words.cancelsOwn);
    await other.send(words.yes);
    expect(namesOf(other)).toEqual([words.name]);
  });
});
