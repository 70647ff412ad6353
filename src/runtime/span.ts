import { context, propagation, ProxyTracerProvider, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Link } from '@opentelemetry/api';
import { Fault } from '../errors.ts';
import { safeToken } from './safe-token.ts';

/** The only attributes a span can have: ids, codes and counts, under the names of OpenTelemetry where there is one. */
export type SpanAttributes = Partial<
  Record<
    | 'messaging.system'
    | 'messaging.operation.name'
    | 'messaging.operation.type'
    | 'messaging.destination.name'
    | 'messaging.message.id'
    | 'messaging.message.conversation_id'
    | 'messaging.batch.message_count'
    | 'frontdesk.trace_id'
    | 'frontdesk.request_id'
    | 'frontdesk.clinic_id'
    | 'frontdesk.turn_id'
    | 'frontdesk.outbox_id'
    | 'frontdesk.follow_up_id'
    | 'frontdesk.provider'
    | 'frontdesk.outcome'
    | 'frontdesk.agent'
    | 'frontdesk.language'
    | 'frontdesk.state'
    | 'frontdesk.attempt'
    | 'frontdesk.items'
    | 'gen_ai.operation.name'
    | 'gen_ai.request.model'
    | 'gen_ai.usage.input_tokens'
    | 'gen_ai.usage.output_tokens',
    string | number | boolean | null | undefined
  >
>;

export type SpanOptions = {
  kind?: 'server' | 'consumer' | 'producer' | 'client' | 'internal';
  attributes?: SpanAttributes;
  /** `traceparent` of what caused this: of the request, or of the job's sender. Null and malformed ones start a new trace. */
  parent?: string | null;
  /** `traceparent`s of further causes: the other messages of a burst. */
  links?: readonly (string | null)[];
};

/** What the work is given: the traceparent to hand on to the next queue (the parent's when nothing is recorded), and a way to add attributes. */
export type SpanHandle = { traceparent: string | null; set(attributes: SpanAttributes): void };

const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, producer: SpanKind.PRODUCER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** A span that is ended by its owner; `run` makes it the active one for what `work` starts. */
export type OpenSpan = SpanHandle & { run<T>(work: () => Promise<T>): Promise<T>; end(error?: unknown): void };

/**
 * Starts a span whose causes are known only in the middle of some work; whoever starts it must end it. An error marks it with its code
 * only, never its message. Without an SDK (telemetry.ts) nothing is recorded and it costs next to nothing.
 */
export function openSpan(name: string, options: SpanOptions): OpenSpan {
  if (!isTracing()) return unrecorded(options);
  const parent = contextOf(options.parent);
  const span = trace.getTracer('frontdesk').startSpan(name, { kind: KINDS[options.kind ?? 'internal'], links: linksOf(options.links) }, parent);
  if (!span.isRecording()) return unrecorded(options);
  const set = (attributes: SpanAttributes) => void span.setAttributes(safeAttributes(attributes));
  if (options.attributes) set(options.attributes);
  const inside = trace.setSpan(parent, span);
  return {
    traceparent: traceparentOf(inside),
    set,
    run: (work) => context.with(inside, work),
    end(error) {
      if (error !== undefined) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', error instanceof Fault ? error.code : (safeToken((error as Error | null)?.name) ?? 'Error'));
      }
      span.end();
    },
  };
}

/** What a provider hands over to before an SDK is registered. */
const NO_PROVIDER = new ProxyTracerProvider().getDelegate();

/** Asked each time, since an SDK may be registered later; making spans for nobody took 2 % of ingress. */
function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== NO_PROVIDER;
}

function unrecorded({ parent }: SpanOptions): OpenSpan {
  return { traceparent: parent ?? null, set: () => undefined, run: (work) => work(), end: () => undefined };
}

/** Runs `work` inside a span and ends the span with it; an error marks it and is thrown on. */
export async function withSpan<T>(name: string, options: SpanOptions, work: (span: SpanHandle) => Promise<T>): Promise<T> {
  const span = openSpan(name, options);
  try {
    const result = await span.run(() => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** The context is made anew from the traceparent: whatever is active (a connection, a timer) did not cause this work. */
function contextOf(traceparent: string | null | undefined): Context {
  const active = context.active();
  return traceparent ? propagation.extract(trace.deleteSpan(active), { traceparent }) : active;
}

function traceparentOf(of: Context): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(of, carrier);
  return carrier.traceparent ?? null;
}

function linksOf(traceparents: readonly (string | null)[] = []): Link[] {
  const contexts = traceparents.map((traceparent) => (traceparent ? trace.getSpanContext(contextOf(traceparent)) : undefined));
  return contexts.filter((spanContext) => spanContext !== undefined).map((spanContext) => ({ context: spanContext }));
}

function safeAttributes(attributes: SpanAttributes): Attributes {
  const safe: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'number' || typeof value === 'boolean') safe[name] = value;
    else if (typeof value === 'string') safe[name] = safeToken(value) ?? '';
  }
  return safe;
}
