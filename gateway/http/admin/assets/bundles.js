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

async function send(content, part) {
  const response = await fetch(`${location.pathname}?part=${part}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      accept: 'application/json',
      'x-form-token': words.formToken,
    },
    body: content,
  })
  return response.json()
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
