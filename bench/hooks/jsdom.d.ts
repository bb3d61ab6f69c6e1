/** As much of jsdom as the page needs: its types are a package of their own, a version behind. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { readonly pretendToBeVisual?: boolean })
    readonly window: Window
  }
}
