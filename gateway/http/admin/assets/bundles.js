// The page where bundles are imported: one file after the other, each with what became of it and the answer to take away.
const form = document.getElementById('bundles')
const input = document.getElementById('files')
const results = document.getElementById('results')
const words = form.dataset
/** Files wait for those before them. */
let queue = Promise.resolve()

input.addEventListener('change', () => {
  add([...input.files])
  // So that the same file can be chosen again.
  input.value = ''
})
form.addEventListener('submit', (event) => event.preventDefault())
// A file that misses the frame would otherwise be opened in place of the page.
for (const type of ['dragover', 'drop']) document.addEventListener(type, (event) => event.preventDefault())
document.addEventListener('dragover', (event) => form.classList.toggle('over', form.contains(event.target)))
document.addEventListener('dragleave', () => form.classList.remove('over'))
document.addEventListener('drop', (event) => {
  form.classList.remove('over')
  add([...event.dataTransfer.files])
})

function add(files) {
  for (const file of files) {
    const panel = makePanel(file.name)
    queue = queue.then(() => importOne(file, panel))
  }
}

function make(tag, text, className) {
  const element = document.createElement(tag)
  element.textContent = text
  if (className !== undefined) element.className = className
  return element
}

function makePanel(name) {
  const panel = make('section', '', 'panel')
  const body = make('div', '')
  body.append(make('p', words.sending), document.createElement('progress'))
  panel.append(make('h2', name), body)
  results.prepend(panel)
  return body
}

async function importOne(file, body) {
  if (file.size === 0) return tell(body, words.empty)
  let carried
  try {
    carried = await findParts(file)
  } catch {
    return tell(body, words.unreadable)
  }
  if (carried !== null) return importParts(file, carried, body)
  if (file.size > Number(words.limit)) return tell(body, words.tooLarge)
  let content
  try {
    // Read before it is sent: a stick pulled out meanwhile is another trouble than a broken link.
    content = await file.arrayBuffer()
  } catch {
    return tell(body, words.unreadable)
  }
  try {
    await takeAnswer(content, body)
  } catch {
    tell(body, words.failed)
  }
}

const longestHead = 64

/** Where each part of the file lies, as `shared/wire/carried-file.ts` says; null: a single bundle without a frame. */
async function findParts(file) {
  const parts = []
  let at = 0
  let total = 0
  while (at < file.size) {
    const text = new TextDecoder('latin1').decode(await file.slice(at, at + longestHead).arrayBuffer())
    const head = /^mot-cua-part (\d{1,5}) (\d{1,5}) (\d{1,10})\n/.exec(text)
    if (head === null && parts.length === 0) return null
    if (head === null) break
    const [part, of, bytes] = head.slice(1).map(Number)
    total = total || of
    const start = at + head[0].length
    if (part !== parts.length + 1 || part > of || bytes < 1 || start + bytes > file.size) break
    parts.push({ start, end: start + bytes })
    at = start + bytes
  }
  return { parts, total, cut: parts.length === 0 || parts.length < total }
}

/** Each part is sent, taken and answered by itself; what is wrong with one stops no other. One file holds the answers. */
async function importParts(file, { parts, total, cut }, body) {
  const progress = document.createElement('progress')
  progress.max = total
  const line = make('p', '')
  const list = make('div', '')
  body.replaceChildren(line, progress, list)
  const answers = []
  const scans = { taken: 0, refused: 0 }
  let name = ''
  for (const [index, { start, end }] of parts.entries()) {
    line.textContent = fill(words.part, index + 1, total)
    progress.value = index
    const section = make('details', '')
    list.append(section)
    const taken = await importPart(file.slice(start, end), section)
    section.prepend(make('summary', fill(words.part, index + 1, total)))
    // What has to be read is open; thirty parts that went well are not.
    section.open = index === 0 || section.querySelector('.bad') !== null
    for (const { content, scans: counted } of taken) {
      answers.push(content)
      scans.taken += counted.taken
      scans.refused += counted.refused
    }
    name ||= taken[0]?.name ?? ''
  }
  progress.remove()
  line.remove()
  if (scans.taken + scans.refused > 0) body.prepend(make('p', fill(words.scans, scans.taken, scans.refused)))
  if (cut) list.append(make('p', fill(words.cut, parts.length, total), 'bad'))
  if (answers.length > 0)
    body.append(linkTo({ name: name.replace(/-1\.motcua$/, '.motcua'), content: frame(answers), parts: 1 }, 1))
}

/** @returns the answers to this part; none when it was not taken */
async function importPart(slice, body) {
  const answers = []
  let content
  try {
    if (slice.size > Number(words.limit)) throw new Error('limit')
    content = await slice.arrayBuffer()
  } catch {
    tell(body, slice.size > Number(words.limit) ? words.tooLarge : words.unreadable)
    return answers
  }
  try {
    for (let part = 1; part <= (answers[0]?.parts ?? 1); part++) {
      const next = await send(content, part)
      if (next.html === undefined) tellProblem(body, next)
      else if (part === 1) body.innerHTML = next.html
      if (!next.answer) break
      answers.push(next.answer)
    }
  } catch {
    tell(body, words.failed)
  }
  return answers
}

/** The answers as one file, framed like the file that came. */
function frame(answers) {
  const blobs = answers.map((text) => new Blob([text]))
  return new Blob(blobs.flatMap((blob, index) => [`mot-cua-part ${index + 1} ${blobs.length} ${blob.size}\n`, blob]))
}

function fill(text, part, parts) {
  return text.replace('{part}', part).replace('{parts}', parts)
}

async function takeAnswer(content, body) {
  const first = await send(content, 1)
  if (first.html === undefined) return tellProblem(body, first)
  body.innerHTML = first.html
  if (first.answer === null) return
  const links = make('p', '')
  body.append(links)
  links.append(linkTo(first.answer, 1))
  for (let part = 2; part <= first.answer.parts; part++) {
    const next = await send(content, part)
    if (!next.answer) return tellProblem(links, next)
    links.append(' ', linkTo(next.answer, part))
  }
}

const mostAttempts = 5

async function send(content, part, attempt = 1) {
  const response = await fetch(`${location.pathname}?part=${part}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      accept: 'application/json',
      'x-form-token': words.formToken,
    },
    body: content,
  })
  if (response.status !== 429 || attempt === mostAttempts) return response.json()
  // A stick of many parts is faster than what the gateway takes in a minute.
  const seconds = Number(response.headers.get('retry-after')) || 1
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  return send(content, part, attempt + 1)
}

function linkTo({ name, content, parts }, part) {
  const link = make('a', parts === 1 ? words.save : words.savePart + part, 'button')
  link.href = URL.createObjectURL(new Blob([content]))
  link.download = name
  return link
}

function tell(body, text) {
  const line = make('p', text, 'bad')
  line.role = 'alert'
  body.replaceChildren(line)
}

/** What the gateway answers when it did not come to the file at all. */
function tellProblem(body, problem) {
  tell(body, problem.title ?? words.failed)
  if (problem.status !== 401) return
  const link = make('a', words.signIn)
  link.href = words.signInPath
  body.append(link)
}
