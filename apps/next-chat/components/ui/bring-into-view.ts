/** Scrolls to what answers a button, where it begins below the screen: on a phone, columns lie under each other. */
export const bringIntoView = (element: Element | null): void => {
  if (element !== null && element.getBoundingClientRect().top > window.innerHeight * 0.8)
    element.scrollIntoView({ behavior: 'smooth', block: 'start' })
}
