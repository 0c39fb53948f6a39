// The page where a catalogue or a calendar is imported: a file is looked at, and published when that is confirmed.
const form = document.getElementById('import')
const drop = form.querySelector('.drop')
const input = document.getElementById('file')
const result = document.getElementById('result')
const words = form.dataset
/** The file that is looked at, read once: what is published is what was seen, also when the disk changes. */
let chosen = null
/** Answers of earlier looks come late and are not shown. */
let turn = 0

input.addEventListener('change', () => {
  choose(input.files[0])
  // So that the same file can be chosen again.
  input.value = ''
})
// Chosen before this script was there: nobody would ever look at it.
choose(input.files[0])
form.addEventListener('submit', (event) => event.preventDefault())
// What the file means depends on them.
form.addEventListener('change', (event) => {
  if (event.target !== input && chosen !== null) look()
})
// A file that misses the frame would otherwise be opened in place of the page.
for (const type of ['dragover', 'drop']) document.addEventListener(type, (event) => event.preventDefault())
document.addEventListener('dragover', (event) => drop.classList.toggle('over', drop.contains(event.target)))
document.addEventListener('dragleave', () => drop.classList.remove('over'))
document.addEventListener('drop', (event) => {
  drop.classList.remove('over')
  choose(event.dataTransfer.files[0])
})

async function choose(file) {
  if (file === undefined) return
  chosen = null
  turn += 1
  if (file.size > Number(words.limit)) return tell(words.tooLarge)
  try {
    chosen = { name: file.name, content: await file.arrayBuffer() }
  } catch {
    return tell(words.unreadable)
  }
  await look()
}

async function look() {
  wait(words.reading)
  const answer = await send('')
  if (answer === null) return
  const heading = document.createElement('h2')
  heading.textContent = chosen.name
  show(answer.html)
  result.prepend(heading)
  if (answer.confirm !== null) offer(answer.confirm)
}

function offer({ version, seen }) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = words.publish + version
  button.addEventListener('click', async () => {
    button.disabled = true
    wait(words.publishing)
    const answer = await send(seen)
    if (answer !== null) show(answer.html)
    chosen = null
  })
  result.append(button)
}

/** null: something else is shown already. */
async function send(seen) {
  turn += 1
  const mine = turn
  const fields = Object.fromEntries(new FormData(form))
  const query = new URLSearchParams({ ...fields, name: chosen.name, seen })
  try {
    const response = await fetch(`${words.path}?${query}`, {
      method: 'POST',
      headers: { 'content-type': words.type, accept: 'application/json', 'x-form-token': words.formToken },
      body: chosen.content,
    })
    if (mine !== turn) return null
    if (response.status === 401 || response.status === 403) return signIn()
    if (!response.ok && response.status !== 409) return tell(words.failed)
    return await response.json()
  } catch {
    return mine === turn ? tell(words.failed) : null
  }
}

function show(html) {
  // From this gateway, which escapes whatever stood in the file.
  result.innerHTML = html
  reveal()
}

/** It stands below the form, out of sight on a small screen: nobody would know that there are faults. */
function reveal() {
  result.scrollIntoView({ block: 'start' })
}

function wait(text) {
  result.replaceChildren(paragraph(text, 'soft'), document.createElement('progress'))
}

function tell(text) {
  const problem = paragraph(text, 'bad')
  problem.setAttribute('role', 'alert')
  result.replaceChildren(problem)
  reveal()
  return null
}

function signIn() {
  const link = document.createElement('a')
  link.href = words.signInPath
  link.textContent = words.signIn
  const problem = paragraph('', 'bad')
  problem.append(link)
  result.replaceChildren(problem)
  return null
}

function paragraph(text, className) {
  const element = document.createElement('p')
  element.textContent = text
  element.className = className
  return element
}
