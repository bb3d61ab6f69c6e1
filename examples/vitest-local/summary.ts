import { generateText, type LanguageModel } from '@x/bedrock-core'

/** One sentence about a text; an empty text needs no model. */
export const summary = async (model: LanguageModel, text: string): Promise<string> => {
  if (text.trim() === '') return ''
  const answer = await generateText({
    model,
    system: 'Say it in one sentence.',
    prompt: text,
    maxOutputTokens: 100,
  })
  return answer.text.trim()
}
