import type { Meter, Tracer } from '@opentelemetry/api'
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

/** A point of a metric, under its name. */
export type Measured = DataPoint<number | Histogram> & { readonly name: string; readonly unit: string }

export interface Recording {
  readonly tracer: Tracer
  readonly meter: Meter
  /** Those that have ended, in that order. */
  readonly spans: () => readonly ReadableSpan[]
  readonly measured: () => Promise<Measured[]>
}

/** OpenTelemetry's own SDK, exporting into memory. */
export const recording = (): Recording => {
  const spans = new InMemorySpanExporter()
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }).getTracer(
    'test',
  )
  const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 1e9 })
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test')
  const measured = async (): Promise<Measured[]> => {
    await reader.forceFlush()
    const all = exported.getMetrics().at(-1)?.scopeMetrics ?? []
    return all
      .flatMap((scoped) => scoped.metrics)
      .flatMap(({ descriptor: { name, unit }, dataPoints }) =>
        (dataPoints as DataPoint<number | Histogram>[]).map((point) => ({ name, unit, ...point })),
      )
  }
  return { tracer, meter, spans: () => spans.getFinishedSpans(), measured }
}
