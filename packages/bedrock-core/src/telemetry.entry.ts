export { type TelemetryOptions, telemetry } from './observe/telemetry.ts'
export { tracedTools } from './observe/traced-tools.ts'
