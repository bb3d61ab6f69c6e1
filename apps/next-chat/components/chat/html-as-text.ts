interface Node {
  type: string
  value?: string
  children?: Node[]
}

const isBlockParent = (type: string): boolean => /^(root|blockquote|listItem|footnoteDefinition)$/.test(type)

const turn = (node: Node): Node => {
  if (node.children === undefined) return node
  node.children = node.children.map((child) => {
    if (child.type !== 'html') return turn(child)
    const text: Node = { type: 'text', value: child.value ?? '' }
    return isBlockParent(node.type) ? { type: 'paragraph', children: [text] } : text
  })
  return node
}

/** A remark plugin: what Markdown takes for HTML becomes the text that it is. */
export const htmlAsText =
  () =>
  (tree: Node): Node =>
    turn(tree)
