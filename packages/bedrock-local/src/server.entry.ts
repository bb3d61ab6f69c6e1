export { type RunningLocalBedrock, type ServerOptions, startLocalBedrock } from './server/start.ts'
