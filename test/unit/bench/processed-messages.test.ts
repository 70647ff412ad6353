import { describe, expect, it } from 'vitest';
import { processedMessages } from '../../../infra/bench/processed-messages.ts';

const takenIn = (traceId: string, atMs: number, durationMs: number) =>
  JSON.stringify({ msg: 'inbound taken in', traceId, time: new Date(atMs).toISOString(), durationMs });
const committed = (traceIds: string[], atMs: number) => JSON.stringify({ msg: 'turn committed', traceIds, time: new Date(atMs).toISOString() });

describe('how long messages took, by the log of a worker', () => {
  it('counts from the start of the inbound job to the end of the turn', () => {
    expect(processedMessages([takenIn('a', 1_004, 4), committed(['a'], 1_012)])).toEqual([12]);
  });

  it('counts each message of a burst from its own start, whatever the order of the lines', () => {
    expect(processedMessages([committed(['a', 'b'], 1_020), takenIn('a', 1_001, 1), takenIn('b', 1_010, 2)])).toEqual([20, 12]);
  });

  it('leaves out what has only one end in the log, and lines that are not its own', () => {
    expect(
      processedMessages([
        '',
        'not JSON',
        takenIn('a', 1, 0),
        committed(['b'], 9),
        JSON.stringify({ msg: 'send', traceId: 'a', time: new Date(5).toISOString() }),
      ]),
    ).toEqual([]);
  });
});
