/** What may stand in a property of such a name, where the prompt says nothing of the kind. */
export interface Phrases {
  readonly names: RegExp
  /** Where this stands, the phrases are only for prompts and schemas that speak of it. */
  readonly about?: RegExp
  /** In a list each item takes the next. */
  readonly texts: readonly string[]
}

const cooking = /recipe|ingredient|cook|soup|bake|dish|kitchen/i
const software = /\bbug\b|severity|browser|regression|software|deploy|incident|stack trace/i

/** The first row whose words are in a property's name, then the first whose words are in its description. */
export const phrases: readonly Phrases[] = [
  { names: /ingredient/, texts: ['red lentils', 'onions', 'carrots', 'vegetable stock', 'olive oil'] },
  { names: /amount|quantity|measure/, about: cooking, texts: ['250 g', '2', '3', '1 l', '2 tbsp'] },
  {
    names: /step|instruction|direction/,
    about: cooking,
    texts: [
      'Chop the vegetables and soften them in the oil.',
      'Add what is left and let it simmer for 25 minutes.',
      'Season, rest for a moment, and serve.',
    ],
  },
  {
    names: /step|instruction|reproduc/,
    about: software,
    texts: ['Open the page.', 'Do what is described.', 'Watch what happens, and what does not.'],
  },
  {
    names: /step|instruction|task|action/,
    texts: ['Settle what is wanted.', 'Do the first part and look at it.', 'Finish, and tell the others.'],
  },
  { names: /component|module|area|feature/, texts: ['Export', 'Sign-in', 'Search'] },
  { names: /browser|user agent/, texts: ['Firefox 150', 'Chrome 160', 'Safari 19'] },
  { names: /version/, texts: ['2.4.0', '2.4.1', '2.5.0'] },
  { names: /mail/, texts: ['ines.duarte@example.com', 'tomas.lind@example.com', 'hana.sato@example.com'] },
  { names: /phone|mobile/, texts: ['+351 900 000 001', '+46 70 000 00 02', '+81 90 0000 0003'] },
  { names: /\bchat\b|handle|username|login/, texts: ['@ines.duarte', '@tomas.lind', '@hana.sato'] },
  { names: /url|uri|link|website/, texts: ['https://example.com/', 'https://example.org/about'] },
  { names: /first name|given name/, texts: ['Inês', 'Tomas', 'Hana'] },
  { names: /last name|family name|surname/, texts: ['Duarte', 'Lind', 'Sato'] },
  {
    names: /full name|person|author|customer|assignee|owner|contact|speaker|employee/,
    texts: ['Inês Duarte', 'Tomas Lind', 'Hana Sato'],
  },
  { names: /company|organi[sz]ation|employer|vendor|brand/, texts: ['Porto Cork', 'Nordlicht Labs', 'Kawa Press'] },
  {
    names: /\brole\b|job|position|profession|what they do/,
    texts: ['Head of procurement', 'Staff engineer', 'Editor'],
  },
  { names: /department|team/, texts: ['Operations', 'Platform', 'Design'] },
  { names: /street|address/, texts: ['Rua das Flores 12', 'Storgatan 8', '2-4 Kanda'] },
  { names: /postcode|postal|\bzip\b/, texts: ['4050-262', '111 20', '101-0051'] },
  { names: /city|town|place|location|destination|origin/, texts: ['Lisbon', 'Oslo', 'Kyoto'] },
  { names: /country/, texts: ['Portugal', 'Norway', 'Japan'] },
  { names: /currency/, texts: ['EUR', 'NOK', 'JPY'] },
  { names: /language|locale/, texts: ['en', 'pt', 'ja'] },
  { names: /colou?r/, texts: ['copper', 'slate', 'ivory'] },
  { names: /date|deadline|\bday\b|when/, texts: ['2026-11-26', '2026-12-03', '2026-12-10'] },
  { names: /\btime\b/, texts: ['09:30', '13:00', '16:45'] },
  { names: /duration/, texts: ['40 minutes', '2 hours', '3 days'] },
  { names: /price|cost|total/, texts: ['€19.90', '€4.50', '€120.00'] },
  { names: /unit/, texts: ['pieces', 'kg', 'hours'] },
  { names: /status|state/, texts: ['open', 'in progress', 'done'] },
  { names: /category|genre|kind|type/, texts: ['general', 'guide', 'reference'] },
  { names: /tag|label|keyword/, texts: ['new', 'for review', 'autumn'] },
  { names: /title|headline|subject|heading/, texts: ['A good beginning', 'What comes next', 'Lessons learned'] },
  { names: /product|item/, texts: ['Field recorder', 'Desk lamp', 'Canvas bag'] },
  { names: /motto|slogan|tagline/, texts: ['Small steps, long roads', 'Made to be mended'] },
  { names: /reason|cause|because/, texts: ['It came with the last update.', 'Nobody had tried it before.'] },
  {
    names: /note|comment|remark|feedback|what else/,
    texts: ['Answers fastest before noon.', 'Nothing else to know.', 'Ask again in spring.'],
  },
  {
    names: /summary|description|abstract|overview|text|body|content|message|detail/,
    texts: ['It works as expected, with one thing left to do.', 'Clear at first sight, and worth a second.'],
  },
  { names: /\bid\b|identifier|reference|number|code|sku/, texts: ['A-1042', 'A-1043', 'A-1044'] },
  { names: /name/, texts: ['Amber', 'Juniper', 'Marlow'] },
]

/** For what has no better. */
export const plainPhrases: readonly string[] = [
  'as agreed',
  'ready to use',
  'good as it is',
  'to be confirmed',
  'same as before',
  'handled with care',
]
