import { describe, expect, it } from 'vitest';
import { demoConversations, demoDate } from '../../../infra/local/demo/conversations.ts';
import { aimedAt, demoClinicAt } from '../../../infra/local/demo-lines.ts';
import { detectLanguage } from '../../../src/domain/language.ts';

const clinic = demoClinicAt('http://127.0.0.1:1');

describe('the demo', () => {
  it('books on a day on which the clinic is open, whatever today is', () => {
    const closedOn = ['2026-12-24', '2026-12-29'];
    for (let day = 0; day < 400; day += 1) {
      const today = new Date(Date.parse('2026-03-01') + day * 86_400_000).toISOString().slice(0, 10);
      const date = demoDate(today, closedOn);
      const ahead = (Date.parse(date) - Date.parse(today)) / 86_400_000;
      expect(ahead).toBeGreaterThanOrEqual(3);
      expect(ahead).toBeLessThanOrEqual(14);
      expect([2, 4]).toContain(new Date(date).getUTCDay());
      expect(closedOn).not.toContain(date);
    }
  });

  it('asks for a service of the doctor, in his hours, and no time twice of one doctor', () => {
    const taken = demoConversations('2026-11-24').map(({ books }) => {
      const doctor = clinic.doctors.find(({ id }) => id === books.doctorId);
      expect(doctor?.services).toContain(books.serviceId);
      expect(doctor?.hours?.some(({ days, open, close }) => days.includes('tue') && open <= books.time && books.time < close)).toBe(true);
      return `${books.doctorId} ${books.time}`;
    });
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('is played in all five languages, each with a burst', () => {
    const conversations = demoConversations('2026-11-24');
    expect(conversations.map(({ language }) => language).sort()).toEqual(['en', 'es', 'he', 'pt', 'ru']);
    for (const { language, turns } of conversations) {
      expect(detectLanguage(turns.flat().join('. ')).label).toBe(language);
      expect(turns.some((burst) => burst.length > 1)).toBe(true);
    }
  });
});

describe("the demo clinic's lines", () => {
  it('follow the stand-in to another port', () => {
    const moved = aimedAt(clinic, 'http://127.0.0.1:2');
    expect(moved?.channels.map(({ baseUrl }) => baseUrl)).toEqual(['http://127.0.0.1:2', 'http://127.0.0.1:2']);
    expect(moved && aimedAt(moved, 'http://127.0.0.1:2')).toBeNull();
  });

  it('stay where somebody led them to', () => {
    const real = clinic.channels.map((channel) => ({ ...channel, baseUrl: 'https://whatsapp.example' }));
    expect(aimedAt({ ...clinic, channels: real }, 'http://127.0.0.1:2')).toBeNull();
    const withOwnKeys = clinic.channels.map((channel) =>
      channel.provider === 'evolution' ? { ...channel, apiKey: 'own' } : { ...channel, accessToken: 'own' },
    );
    expect(aimedAt({ ...clinic, channels: withOwnKeys }, 'http://127.0.0.1:2')).toBeNull();
  });
});
