import { describe, expect, it } from 'vitest';
import { askedAfter, NOTHING_ASKED, violationsOf } from '../../../infra/eval/conversations/check-turn.ts';
import { breachText, playRandom } from '../../../infra/eval/conversations/play-random.ts';
import { openRandomConversation, type PlayedTurn } from '../../../infra/eval/conversations/random-conversation.ts';
import { LANGUAGES } from '../../../src/domain/clinic.ts';

/** `npm run eval -- --conversations 1000` plays the full size; the same seed plays the same conversations. */
const SEED = 20270301;
const SEQUENCES = 60;

describe.each(LANGUAGES)('random conversations in %s', (language) => {
  it('reach no illegal state, never throw, never claim what is not in the database, ask before they write', { timeout: 120_000 }, async () => {
    const play = await playRandom({ seed: SEED, language, sequences: SEQUENCES });
    expect(play.breaches.map(breachText)).toEqual([]);
    expect(play.sequences).toBe(SEQUENCES);
    expect(play.turns).toBeGreaterThan(SEQUENCES * 3);
  });

  it('are the same for the same seed', async () => {
    const texts = async () => {
      const conversation = openRandomConversation('same', language);
      const turns = [await conversation.play({ do: 'say', texts: ['hola', '10:00'] }), await conversation.play({ do: 'say', texts: ['?'] })];
      return turns.map((turn) => turn?.decision.reply);
    };
    expect(await texts()).toEqual(await texts());
  });
});

describe('what is checked of a turn', () => {
  const played = async (): Promise<PlayedTurn> => {
    const turn = await openRandomConversation('checks', 'en').play({ do: 'say', texts: ['hello'] });
    if (turn === null) throw new Error('nothing was decided');
    return turn;
  };
  const broken = async (changes: Partial<PlayedTurn['decision']>) => {
    const turn = await played();
    return violationsOf({ ...turn, decision: { ...turn.decision, ...changes } }, NOTHING_ASKED);
  };

  it('finds nothing wrong with an honest one', async () => {
    expect(violationsOf(await played(), NOTHING_ASKED)).toEqual([]);
  });

  it('finds a claim without its effect, an effect without its claim, a state that is not reached so, and an empty reply', async () => {
    expect(await broken({ reply: 'Your appointment is booked: Cleaning, Monday.' })).toHaveLength(1);
    expect(await broken({ effects: [{ kind: 'cancel', appointmentId: 'none' }] })).not.toEqual([]);
    expect(await broken({ state: 'canceling' })).not.toEqual([]);
    expect(await broken({ reply: '' })).toEqual(['empty without a reason']);
    expect(await broken({ reply: '', ignoredReason: 'reaction' })).toEqual([]);
  });

  it('finds two languages in one reply, and words that are not fit to be sent', async () => {
    expect(await broken({ reply: 'Hello! ¿En qué puedo ayudarle?' })).toHaveLength(1);
    expect(await broken({ reply: 'Hello undefined' })).toHaveLength(1);
  });

  it('finds the same question put a third time', async () => {
    const turn = await played();
    const asked = [turn, turn, turn].reduce((before, one) => askedAfter(one, before), NOTHING_ASKED);
    expect(violationsOf(turn, asked)).toHaveLength(1);
  });
});
