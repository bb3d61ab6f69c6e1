import { modelServed } from './control/serves.ts'
import type { Asked, Dialect } from './dialects/dialect.ts'
import { dialectFor } from './dialects/find.ts'
import { plainFor } from './plain/find.ts'
import type { About, PlainAnswer } from './plain/plain-answer.ts'
import { retrievalFor } from './plain/retrieval.ts'
import { checkRoute } from './validation/check-route.ts'
import type { AnyRoute, Route } from './wire/route.ts'

/** What is to be done: say what is computed at once, or have a model talk. */
export type Understood =
  | { readonly plain: PlainAnswer }
  | { readonly route: Route; readonly dialect: Dialect; readonly asked: Asked }

/** Checks a request in the service's order: the constraints of its shape, the model, and then what the model's form says. @throws Refusal */
export const understand = (route: AnyRoute, about: About, headers: Headers): Understood => {
  checkRoute(route, headers, about.body)
  if (!('form' in route)) return { plain: plainFor(route)(about) }
  const { settings, region, startedAt } = about
  const { models, profiles } = settings
  const { model, stream } = route
  const id = modelServed(model, { region, now: startedAt, models, profiles })
  const service = retrievalFor(route, id)
  if (service !== undefined) return { plain: service(about) }
  return { route, dialect: dialectFor(route.form, id), asked: { model, id, stream } }
}
