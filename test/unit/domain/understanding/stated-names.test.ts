import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();
const nameIn = (language: Language, text: string) =>
  understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone }).statedName;

describe('the name a patient gives', () => {
  it.each<[Language, string]>([
    ['he', 'כמה זה עולה?'],
    ['he', 'כמה זה עולה'],
    ['he', 'זה נשמע טוב'],
    ['he', 'זה יקר'],
    ['he', 'זה חשוב'],
    ['he', 'זה יכאב?'],
    ['he', 'כמה זה לוקח'],
    ['he', 'אני באוטו'],
    ['he', 'אני עייף'],
    ['he', 'זה שני?'],
    ['he', 'אני מדבר רוסית'],
    ['he', 'אני אגיע שמה מחר'],
    ['he', 'שלום, זה דחוף'],
    ['en', 'book a check-up for my daughter wednesday at 10'],
    ['en', 'book a check-up for my daughter Wednesday at 10'],
    ['en', 'check-up for my kid tomorrow'],
    ['en', 'call me tomorrow'],
    ['en', 'call me back please'],
    ['en', "It's Friday"],
    ['en', 'I AM BLEEDING'],
    ['en', "I'm Russian"],
    ['es', 'una cita para mi hijo mañana a las 10'],
    ['es', '¿cómo se llama el doctor?'],
    ['es', '¿cómo se llama ese tratamiento?'],
    ['es', 'a nombre de mi hija'],
    ['es', 'soy alérgica'],
    ['es', 'SOY NUEVA PACIENTE'],
    ['pt', 'consulta para meu filho amanhã às 10'],
    ['pt', 'como se chama esse tratamento?'],
    ['pt', 'em nome da minha filha'],
    ['pt', 'sou nova aqui'],
    ['ru', 'запись для сына завтра в 10'],
    ['ru', 'меня беспокоит зуб'],
    ['ru', 'как зовут врача?'],
    ['ru', 'это дорого'],
    ['ru', 'на имя жены'],
    ['ru', 'я в машине'],
    ['ru', 'Это Среда?'],
  ])('is none where only times, questions and feelings are told (%s: %s)', (language, text) => {
    expect(nameIn(language, text)).toBeNull();
  });

  it.each<[Language, string, string]>([
    ['he', 'היי זה דני', 'דני'],
    ['he', 'אני דנה כהן', 'דנה כהן'],
    ['he', 'שמי דנה תודה', 'דנה'],
    ['he', 'קוראים לי שני', 'שני'],
    ['en', "Hi, I'm Tom", 'Tom'],
    ['en', 'This is Tom', 'Tom'],
    ['en', 'my name is maria lopez', 'Maria Lopez'],
    ['en', 'my name is Maria tomorrow', 'Maria'],
    ['en', 'for my daughter Ann', 'Ann'],
    ['en', "I'm Mark Grace", 'Mark Grace'],
    ['es', 'soy Domingo', 'Domingo'],
    ['es', 'soy la Clara', 'Clara'],
    ['es', 'me llamo maria gracias', 'Maria'],
    ['pt', 'sou o Marco', 'Marco'],
    ['pt', 'meu nome é joana', 'Joana'],
    ['pt', 'fala a Luz', 'Luz'],
    ['ru', 'меня зовут вера', 'Вера'],
    ['ru', 'это Маша', 'Маша'],
    ['ru', 'Вас беспокоит Анна Орлова', 'Анна Орлова'],
  ])('is found where it is given (%s: %s -> %s)', (language, text, name) => {
    expect(nameIn(language, text)).toBe(name);
  });

  it.each<[Language, string]>([
    ['es', 'soy Domingo'],
    ['en', "I'm April"],
  ])('is no day or month beside (%s: %s)', (language, text) => {
    expect(understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone }).whens).toEqual([]);
  });
});
