import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'

test('a model of another family is found by name and answers', async ({ chat, page }) => {
  await page.getByRole('button', { name: /^Model:/ }).click()
  await page.getByPlaceholder('Search by name, id or capability').fill('llama 3.3')
  await expect(page.getByRole('option').first()).toContainText('tools')
  await page.keyboard.press('Enter')
  const picker = page.getByRole('button', { name: 'Model: Llama 3.3 70B Instruct' })
  await expect(picker).toBeFocused()
  await picker.press('Enter')
  await expect(page.getByPlaceholder('Search by name, id or capability')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(picker).toBeFocused()
  await chat.send('which model is this?')
  await chat.settled()
  await expect(chat.answer).toContainText('meta.llama3-3-70b')
})

test('a message is edited and sent again, and both ways on stay', async ({ chat, page }) => {
  await chat.send('echo first')
  await chat.settled()
  await chat.field.press('ArrowUp')
  await page.getByRole('textbox', { name: 'Edit message' }).fill('echo second')
  await page.keyboard.press('Enter')
  await expect(chat.answer).toContainText('second')
  await chat.settled()
  await expect(page.getByTestId('answer')).toHaveCount(1)
  await expect(page.getByTestId('branches')).toContainText('2/2')
  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(chat.answer).toContainText('first')
})

test('files come by picker, drop and paste, are shown, can be removed, and are checked', async ({ chat, page }) => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  await page.getByTestId('files').setInputFiles([
    { name: 'dot.png', mimeType: 'image/png', buffer: png },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('The Loire is long.') },
  ])
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
  const attachments = page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')
  await expect(attachments).toHaveCount(2)
  await page.getByRole('button', { name: 'Remove notes.txt' }).click()
  await expect(attachments).toHaveCount(1)
  for (const kind of ['drop', 'paste'] as const)
    await chat.field.evaluate((field, type) => {
      const data = new DataTransfer()
      data.items.add(new File([`by ${type}`], `${type}.txt`, { type: 'text/plain' }))
      const options = { bubbles: true, cancelable: true }
      field.dispatchEvent(
        type === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data }),
      )
    }, kind)
  await expect(attachments).toHaveCount(3)
  await page.getByTestId('files').setInputFiles({ name: 'loire.pdf', mimeType: 'application/pdf', buffer: pdf })
  await expect(attachments).toHaveCount(4)
  await page
    .getByTestId('files')
    .setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') })
  await expect(page.getByText(/of a type that is not taken/)).toBeVisible()
  await page
    .getByTestId('files')
    .setInputFiles({ name: 'big.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(5_000_000, 1) })
  await expect(page.getByText(/larger than/)).toBeVisible()
  await chat.send('echo with files')
  await chat.settled()
  await expect(chat.answer).toContainText('with files')
  await expect(page.getByRole('img', { name: 'dot.png' })).toBeVisible()
  await expect(page.getByRole('article', { name: 'You' })).toContainText('loire.pdf')
})

const pick = async (page: Page, model: string): Promise<void> => {
  await page.getByRole('button', { name: /^Model:/ }).click()
  await page.getByPlaceholder('Search by name, id or capability').fill(model)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: `Model: ${model}` })).toBeVisible()
}

const paste = async (page: Page, documents: Readonly<Record<string, string>>): Promise<void> => {
  await page.getByRole('button', { name: /Documents/ }).click()
  for (const [title, text] of Object.entries(documents)) {
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Text').fill(text)
    await page.getByRole('button', { name: 'Add document' }).click()
    await expect(page.getByRole('button', { name: `Remove ${title}` })).toBeVisible()
  }
  await page.keyboard.press('Escape')
}

/** How far a mark is from where its line begins. */
const indent = (mark: Element): number =>
  mark.getBoundingClientRect().left - (mark.closest('p')?.getBoundingClientRect().left ?? 0)

// Claude quotes the words, Command R names the documents: the page makes the same marks of both.
for (const model of ['Claude Sonnet 4.5', 'Command R Plus'])
  test(`${model} answers from the user’s own documents, with marks that open their source`, async ({ chat, page }) => {
    await pick(page, model)
    await paste(page, {
      Rivers: 'The Loire is 1006 km long. It ends in the Atlantic.',
      Castles: 'Chambord is the largest castle near the Loire. It has 426 rooms.',
    })
    await chat.send('How long is the Loire, and how many rooms has Chambord?')
    await chat.settled()
    await expect(chat.answer).toContainText('The Loire is 1006 km long.')
    await expect(chat.answer).toContainText('It has 426 rooms.')
    const marks = chat.answer.getByRole('link', { name: /^Source \d: / })
    expect(await marks.count()).toBeGreaterThan(1)
    await expect(marks.first()).toHaveText('1')
    // A mark stays with the word before it: it begins no line by itself.
    for (const width of [360, 380, 400, 420]) {
      await page.setViewportSize({ width, height: 800 })
      for (const mark of await marks.all()) expect(await mark.evaluate(indent)).toBeGreaterThan(8)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
    await marks.first().focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: '1. Rivers' })).toContainText('The Loire is 1006 km long.')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(marks.first()).toBeFocused()
    const sources = chat.answer.getByRole('region', { name: 'Sources' }).getByRole('button')
    await sources.last().click()
    await expect(page.getByRole('dialog', { name: /Castles$/ })).toContainText('426 rooms')
    await page.keyboard.press('Escape')
    await page.reload()
    await marks.first().click()
    await expect(page.getByRole('dialog', { name: '1. Rivers' })).toContainText('The Loire is 1006 km long.')
  })

test('what looks like HTML in prose is shown as it was said', async ({ chat }) => {
  await chat.send('echo a <div> holds vector<int> and <b>bold</b>')
  await chat.settled()
  await expect(chat.answer).toContainText('a <div> holds vector<int> and <b>bold</b>')
})
