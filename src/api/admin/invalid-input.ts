import type { FastifyReply } from 'fastify';
import { sendProblem } from '../problem.ts';

export type InputProblem = { path: string; message: string };

/** Answers 400 with every problem and its path, so that a caller can mend them all at once. Typed `never`: the request is answered. */
export function invalidInput(reply: FastifyReply, errors: InputProblem[]): never {
  const detail = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return sendProblem(
    reply,
    { status: 400, detail, action: 'Correct the fields listed under "errors"; /docs shows the form.', errors },
    reply.request.trace.traceId,
  ) as never;
}
