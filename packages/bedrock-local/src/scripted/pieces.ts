import type { AnswerStep } from '../answer/step.ts'

/** Words go out one to three at a time, unevenly, as models' do. */
const words = (text: string): string[] => {
  const pieces: string[] = []
  const tokens = text.match(/\s*\S+\s*$|\s*\S+/g) ?? (text === '' ? [] : [text])
  for (let at = 0; at < tokens.length; ) {
    const count = 1 + ((pieces.length * 7) % 3)
    pieces.push(tokens.slice(at, at + count).join(''))
    at += count
  }
  return pieces
}

/** JSON goes out in pieces that mind no border: 3 to 11 characters. */
const characters = (text: string): string[] => {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const count = 3 + ((pieces.length * 5) % 9)
    pieces.push(text.slice(at, at + count))
    at += count
  }
  return pieces
}

/** A step as the pieces it is sent in. */
export const piecesOf = (step: AnswerStep): AnswerStep[] => {
  if (step.type === 'text' || step.type === 'reasoning')
    return words(step.text).map((text) => ({ type: step.type, text }))
  if (step.type === 'tool-input') return characters(step.text).map((text) => ({ type: step.type, text }))
  return [step]
}
