import { expect, longStory, test } from './page.ts'

test.describe('while an answer comes', () => {
  test('nothing that was there is moved', async ({ chat, page }) => {
    const shifts = await page.evaluateHandle(() => {
      const seen: string[] = []
      interface Shift extends PerformanceEntry {
        readonly hadRecentInput: boolean
        readonly sources: readonly {
          readonly node: Node | null
          readonly previousRect: DOMRect
          readonly currentRect: DOMRect
        }[]
      }
      const rect = ({ x, y, width, height }: DOMRect): string => `${[x, y, width, height].map(Math.round)}`
      new PerformanceObserver((list) => {
        // Words of a line that is coloured count as others in the same place.
        for (const { hadRecentInput, sources } of list.getEntries() as Shift[])
          for (const { node, previousRect, currentRect } of hadRecentInput ? [] : sources)
            if (rect(previousRect) !== rect(currentRect))
              seen.push(
                `${node?.nodeName} "${node?.textContent?.slice(0, 40)}" ${rect(previousRect)} → ${rect(currentRect)}`,
              )
      }).observe({ type: 'layout-shift', buffered: true })
      return seen
    })
    // The highlighter and its languages come while the code does.
    await page.route('**/_next/static/**/*.js', async (route) => {
      await page.waitForTimeout(400)
      await route.continue()
    })
    await chat.send('a tour of markdown')
    await chat.settled()
    await expect(chat.answer.locator('pre span', { hasText: /^const$/ }).first()).toBeVisible()
    await chat.send('think: what is up')
    await chat.settled()
    expect(await shifts.jsonValue()).toEqual([])
  })

  test('the page follows it, lets go when its reader scrolls up, and a button takes one back', async ({
    chat,
    page,
  }) => {
    const fromEnd = () =>
      page.getByRole('log').evaluate((log) => {
        let box = log.parentElement
        while (box !== null && box.scrollHeight <= box.clientHeight) box = box.parentElement
        return box === null ? 0 : Math.round(box.scrollHeight - box.clientHeight - box.scrollTop)
      })
    const grown = async () => {
      const before = (await chat.text()).length
      await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(before + 200)
    }
    await chat.send(longStory)
    await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(2500)
    await expect.poll(fromEnd).toBeLessThan(40)
    const back = page.getByRole('button', { name: 'Scroll to the end' })
    await expect(back).toBeHidden()

    await page.getByRole('log').hover()
    await page.mouse.wheel(0, -300)
    await expect(back).toBeVisible()
    const first = await chat.answer.boundingBox()
    await grown()
    expect((await chat.answer.boundingBox())?.y).toBe(first?.y)

    await back.click()
    await expect(back).toBeHidden()
    await expect.poll(fromEnd).toBeLessThan(40)
    await grown()
    await expect.poll(fromEnd).toBeLessThan(40)
    await chat.stop.click()
  })

  test('whoever wants less motion sees none', async ({ chat, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const longest = await page.evaluateHandle(() => {
      const seen = { ms: 0 }
      const look = (): void => {
        for (const { effect } of document.getAnimations())
          seen.ms = Math.max(seen.ms, Number(effect?.getComputedTiming().activeDuration ?? 0))
        requestAnimationFrame(look)
      }
      look()
      return seen
    })
    await chat.send('think: what is up')
    await chat.settled()
    await page.getByRole('button', { name: 'Usage and export' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect((await longest.jsonValue()).ms).toBeLessThan(1)
  })
})

test('what is typed before the page’s script has come is not lost', async ({ page }) => {
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.goto('/', { waitUntil: 'commit' })
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.click()
  await page.keyboard.type('echo typed early')
  release()
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled()
  await expect(field).toHaveValue('echo typed early')
  await expect(field).toBeFocused()
  await page.keyboard.type(', and late')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('answer')).toContainText('typed early, and late')
})

test('whatever Tab comes to shows that it is there', async ({ chat, page }) => {
  await chat.send('echo hello')
  await chat.settled()
  const seen = new Set<string>()
  for (let at = 0; at < 30; at++) {
    await page.keyboard.press('Tab')
    const { name, shown } = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return { name: 'page', shown: true }
      const box = element.tagName === 'TEXTAREA' ? (element.closest('form') ?? element) : element
      const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(box)
      return {
        name: element.getAttribute('aria-label') ?? element.textContent ?? '',
        shown: box === element ? outlineStyle !== 'none' && outlineWidth !== '0px' : borderColor !== '',
      }
    })
    expect(shown, name).toBe(true)
    seen.add(name)
  }
  for (const name of ['Commands', 'New conversation', 'Message', 'Attach files', 'Answer again', 'Switch theme'])
    expect([...seen]).toContain(name)
})
