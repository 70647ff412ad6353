import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault } from '../../../src/errors.ts';
import { JOB_ATTEMPTS, MAX_STARTS } from '../../../src/queues/catalog.ts';
import { dispositionOf, isPoison, reasonOf } from '../../../src/queues/failure.ts';

describe('what becomes of a failed job', () => {
  it('waits out an outage without using an attempt, even on the last one', () => {
    expect(dispositionOf(new Fault('dependency_away', 'Postgres is away'), JOB_ATTEMPTS - 1)).toEqual({ kind: 'hold' });
  });

  it('puts back what a newer version wrote', () => {
    expect(dispositionOf(new Fault('unknown_version', 'v2'), 0)).toEqual({ kind: 'put_back' });
  });

  it('keeps as a dead letter what can never succeed', () => {
    expect(dispositionOf(new Fault('invalid_input', 'unknown shape'), 0)).toEqual({ kind: 'dead_letter', reason: 'invalid_input: unknown shape' });
  });

  it('retries the unexpected and gives up after the last attempt', () => {
    expect(dispositionOf(new TypeError('x'), 0).kind).toBe('retry');
    expect(dispositionOf(new TypeError('x'), JOB_ATTEMPTS - 2).kind).toBe('retry');
    expect(dispositionOf(new TypeError('x'), JOB_ATTEMPTS - 1).kind).toBe('dead_letter');
  });

  it('takes a job that keeps killing its worker for poison', () => {
    expect(isPoison(MAX_STARTS)).toBe(false);
    expect(isPoison(MAX_STARTS + 1)).toBe(true);
  });

  it('never repeats a foreign error’s text, which may hold a patient’s words', () => {
    expect(reasonOf(new Error('Maria +5511999 wrote hello'))).toBe('Error');
    expect(reasonOf(Object.assign(new Error('secret text'), { code: 'ECONNRESET' }))).toBe('Error ECONNRESET');
    expect(reasonOf(z.object({ v: z.literal(1) }).safeParse({ v: 'canary' }).error)).toBe('invalid payload: v');
    expect(reasonOf('canary')).toBe('unknown error');
  });
});
