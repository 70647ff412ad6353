import type { Socket } from 'node:net';
import { type FastifyError, type FastifyInstance, type FastifyPluginAsync, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Fault } from '../errors.ts';
import { hasBearer, isOpenRoute, requireBearer, UNAUTHORIZED } from './bearer.ts';
import { addOpenApi } from './openapi.ts';
import { PROBLEM_TYPE, type ProblemInput, problemOfFault, problemText, reasonPhrase, sendProblem } from './problem.ts';
import { type RequestTrace, requestTraceOf } from './request-trace.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who made this request; comes back as `X-Trace-ID` and `X-Request-ID`. */
    trace: RequestTrace;
    /** When the request's headers were read, ms since the epoch. */
    arrivedAtMs: number;
  }
  interface FastifyReply {
    /** Answers with an error as problem+json, carrying the request's trace ID. */
    problem(input: ProblemInput): FastifyReply;
  }
}

/** Where failures of requests are reported; `error` is logged without its message unless that is known to be safe. */
export interface HttpLog {
  error(message: string, fields: { traceId: string; requestId: string; route: string | null; error: unknown }): void;
}

export type HttpServerOptions = {
  /** Route plugins. Their routes need the bearer token unless CONTRACT.md leaves them open. */
  plugins: readonly FastifyPluginAsync[];
  /** Null: every route that needs it answers 401. */
  adminToken: string | null;
  log: HttpLog;
  clock: { now(): number };
  /** True from the moment the process shuts down: connections are then closed after the answer in hand, so that senders turn to another process. */
  draining?: () => boolean;
  /** As in Fastify: which proxies' `X-Forwarded-*` are believed. */
  trustProxy?: boolean | string | string[];
  /** Shown in `/docs`; null leaves the documentation out (worker processes). */
  docsVersion: string | null;
};

const HEADERS_TIMEOUT_MS = 10_000;
/** The whole request. Above the 10 s that webhook bodies get, whose own timer answers with the request's trace ID. */
const REQUEST_TIMEOUT_MS = 12_000;
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
const CLOSING: ProblemInput = { status: 503, detail: 'This process is shutting down.', action: 'Send the same request again.', retryAfterSeconds: 2 };

/**
 * The HTTP server of every process, not listening yet: `X-Trace-ID` and `X-Request-ID` on every response, errors as problem+json,
 * bearer token on everything that is not declared open, OpenAPI at `/docs`. `close()` answers 503 to what still arrives.
 */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node looks for late requests only every 30 s unless told otherwise.
    http: { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: false, // Fastify's own 503 has no Retry-After and no trace; ours is in addRequestStart
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 1_024 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      startRequest(request, reply, options.clock);
      answerError(error, request, reply, options.log);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addRequestStart(app, options.clock);
  closeConnectionsAtTheEnd(app, options.draining ?? (() => false));
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, options.log));
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply, options.adminToken));
  const bearer = requireBearer(options.adminToken);
  // Decided once per route when it is registered: no cost per request, and a route that nobody thought of is closed.
  app.addHook('onRoute', (route) => {
    if (isOpenRoute(route.url)) return;
    route.onRequest = [bearer, ...(route.onRequest === undefined ? [] : [route.onRequest].flat())];
    if (route.schema) route.schema = { ...route.schema, security: [{ bearer: [] }] };
  });
  if (options.docsVersion !== null) addOpenApi(app, options.docsVersion);
  for (const plugin of options.plugins) app.register(plugin);
  return app;
}

function addRequestStart(app: FastifyInstance, clock: { now(): number }): void {
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.decorateRequest('trace', null as unknown as RequestTrace);
  app.decorateRequest('arrivedAtMs', 0);
  app.decorateReply('problem', function (input) {
    return sendProblem(this, input, this.request.trace.traceId);
  });
  app.addHook('onRequest', (request, reply, done) => {
    startRequest(request, reply, clock);
    if (!isClosing) return done();
    sendProblem(reply, CLOSING, request.trace.traceId);
  });
}

/** Kept alive, a connection with a request in hand at `close()` would hold it open for as long as its sender likes. */
function closeConnectionsAtTheEnd(app: FastifyInstance, draining: () => boolean): void {
  let isClosing = false;
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', (done) => {
    isClosing = true;
    timer = setInterval(() => app.server.closeIdleConnections(), 100);
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing || draining()) reply.header('connection', 'close');
    done(null, payload);
  });
}

function startRequest(request: FastifyRequest, reply: FastifyReply, clock: { now(): number }): void {
  const trace = requestTraceOf(request.raw.headers);
  request.trace = trace;
  request.arrivedAtMs = clock.now();
  reply.header('x-trace-id', trace.traceId);
  reply.header('x-request-id', trace.requestId);
}

/** Unknown paths below a protected prefix tell a stranger nothing, not even that they are unknown. */
function answerNotFound(request: FastifyRequest, reply: FastifyReply, adminToken: string | null): FastifyReply {
  const isProtected = /^\/+(api|admin)(\/|$|\?)/.test(request.raw.url ?? '');
  if (isProtected && !hasBearer(request.headers.authorization, adminToken)) return sendProblem(reply, UNAUTHORIZED, request.trace.traceId);
  return sendProblem(
    reply,
    { status: 404, detail: 'There is nothing at this address.', action: 'See /docs for the addresses there are.' },
    request.trace.traceId,
  );
}

function answerError(error: Error & { statusCode?: number; code?: string }, request: FastifyRequest, reply: FastifyReply, log: HttpLog): FastifyReply {
  const { traceId, requestId } = request.trace;
  const problem = problemOf(error);
  if (problem.status >= 500 && problem.status !== 503) log.error('request failed', { traceId, requestId, route: request.routeOptions.url ?? null, error });
  return sendProblem(reply, problem, traceId);
}

/** Texts of unknown errors stay inside: they can quote bodies, statements and addresses. */
function problemOf(error: Error & { statusCode?: number; code?: string }): ProblemInput {
  if (error instanceof Fault) return problemOfFault(error);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ path: issue.instancePath, message: issue.message ?? 'is invalid' }));
    return {
      status: 400,
      detail: 'The request does not have the form it should have.',
      action: 'Correct the fields listed under "errors"; /docs shows the form.',
      errors,
    };
  }
  const status = error.statusCode ?? 500;
  if (status === 413) return { status, detail: 'The body is too large.', action: `Send at most ${BODY_LIMIT_BYTES} bytes.` };
  if (status === 415) return { status, detail: 'The content type is not supported.', action: 'Send "Content-Type: application/json".' };
  if (status >= 400 && status < 500)
    return { status, detail: 'The request could not be read.', action: 'Check that the address and the JSON body are well formed; /docs shows the form.' };
  return { status: 500, detail: 'Something went wrong on our side.', action: 'Report it with the trace ID; the cause is in the logs.' };
}

/** Answers what Node refused before there was a request: too slow, malformed, headers too large. */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const isAnswered = (socket as Socket & { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent === true;
  if (!socket.writable || isAnswered) {
    socket.destroy();
    return;
  }
  const { traceId, requestId } = requestTraceOf({});
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const detail = status === 408 ? 'The request was not sent in time.' : status === 431 ? 'The headers are too large.' : 'This is not an HTTP request.';
  const body = problemText({ status, detail, action: 'Correct the request and send it again.' }, traceId);
  socket.end(
    `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `X-Trace-ID: ${traceId}\r\nX-Request-ID: ${requestId}\r\nConnection: close\r\n\r\n${body}`,
  );
  // destroySoon would leave a peer that never closes its side holding the socket.
  socket.once('finish', () => socket.destroy());
}
