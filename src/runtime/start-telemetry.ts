import type { NodeSDKConfiguration } from '@opentelemetry/sdk-node';

/** Ends the recording of traces after everything recorded was handed to the exporter. */
export type Telemetry = { stop(): Promise<void> };

/**
 * Starts recording spans: to the collector that the OTEL_EXPORTER_OTLP_* settings name, or to `exporter` (for tests). The SDK is loaded only here,
 * so that without a collector it costs nothing. Metrics and logs have their own ways out, and the resource holds no command line or user.
 */
export async function startTelemetry(options: { serviceName?: string; exporter?: NodeSDKConfiguration['traceExporter'] } = {}): Promise<Telemetry> {
  const [{ NodeSDK }, { OTLPTraceExporter }] = await Promise.all([import('@opentelemetry/sdk-node'), import('@opentelemetry/exporter-trace-otlp-http')]);
  const sdk = new NodeSDK({
    serviceName: options.serviceName ?? 'frontdesk',
    traceExporter: options.exporter ?? new OTLPTraceExporter(),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
    autoDetectResources: false,
  });
  sdk.start();
  return { stop: () => sdk.shutdown() };
}
