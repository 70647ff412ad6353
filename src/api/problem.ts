import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Fault, FaultCode } from '../errors.ts';

/** An error answer (RFC 9457, `application/problem+json`): what happened (`detail`), what to do (`action`), and the trace to ask about. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  action: z.string(),
  traceId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The content type of every error answer. */
export const PROBLEM_TYPE = 'application/problem+json';

// Not imported: an ESM import of node:http reads each of its exports, and two of them load the whole of Node's own fetch, a tenth of a second of every start.
const { STATUS_CODES } = process.getBuiltinModule('node:http');

/** The reason phrase of an HTTP status, "Error" for an unknown one. */
export function reasonPhrase(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}

/** What an error says to the caller; `retryAfterSeconds` becomes the `Retry-After` header. */
export type ProblemInput = { status: number; detail: string; action: string; retryAfterSeconds?: number; errors?: { path: string; message: string }[] };

/** The body of an error answer as text; its fields are safe to show as long as `input` is (never echo a URL: it may hold a secret). */
export function problemText(input: ProblemInput, traceId: string): string {
  const problem: Problem = {
    type: 'about:blank',
    title: reasonPhrase(input.status),
    status: input.status,
    detail: input.detail,
    action: input.action,
    traceId,
    ...(input.errors ? { errors: input.errors } : {}),
  };
  return JSON.stringify(problem);
}

/** Sends an error answer with its status, `Retry-After` when given, and a body as in `Problem`. */
export function sendProblem(reply: FastifyReply, input: ProblemInput, traceId: string): FastifyReply {
  if (input.retryAfterSeconds !== undefined) reply.header('retry-after', String(input.retryAfterSeconds));
  // A serializer of its own: the route's response schema is that of its good answers.
  return reply
    .code(input.status)
    .type(PROBLEM_TYPE)
    .serializer((text: unknown) => String(text))
    .send(problemText(input, traceId));
}

const FAULT_ANSWERS: Record<FaultCode, { status: number; action: string; retryAfterSeconds?: number }> = {
  dependency_away: { status: 503, action: 'Try the same request again later.', retryAfterSeconds: 2 },
  invalid_input: { status: 400, action: 'Change the request as described and send it again.' },
  not_found: { status: 404, action: 'Check the identifier in the request.' },
  conflict: { status: 409, action: 'Read the current state and decide again.' },
  unauthorized: { status: 401, action: 'Send "Authorization: Bearer <ADMIN_TOKEN>".' },
  unknown_version: { status: 503, action: 'Try again when the deploy has finished.', retryAfterSeconds: 10 },
  bug: { status: 500, action: 'Report it with the trace ID; the cause is in the logs.' },
};

/** The answer to a Fault: its status by code, its safe message as detail. */
export function problemOfFault(fault: Fault): ProblemInput {
  return { ...FAULT_ANSWERS[fault.code], detail: fault.message };
}
