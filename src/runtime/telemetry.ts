/**
 * Loaded before everything else with `--import ./src/runtime/telemetry.ts`: the one module that acts on import, since tracing has to be there before
 * the first span. Does nothing unless OTEL_EXPORTER_OTLP_ENDPOINT is set; a collector that is away never fails the start.
 */
import { tracingWanted } from './config.ts';
import { startTelemetry } from './start-telemetry.ts';
import type { Telemetry } from './start-telemetry.ts';

/** The running telemetry, null without a collector; stop it last, so that the spans of the drain are exported. */
export const telemetry: Telemetry | null = tracingWanted() ? await startTelemetry() : null;
