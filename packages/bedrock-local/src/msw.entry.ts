export { handlers } from './msw/handlers.ts'
