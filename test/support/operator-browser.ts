/** As much of a browser as the administration's pages need: two cookies, forms, no redirects followed. */
export interface Shown {
  status: number
  location: string
  text: string
  headers: Headers
}

export class OperatorBrowser {
  readonly #url: string
  /** The last `set-cookie` of the session, whole. */
  cookie = ''
  /** The same of the language that was chosen. */
  languageCookie = ''

  constructor(url: string) {
    this.#url = url
  }

  get = (path: string, headers: Record<string, string> = {}) => this.#send(path, { headers })

  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Shown> {
    const body = new URLSearchParams(form).toString()
    const type = 'application/x-www-form-urlencoded'
    return this.#send(path, { method: 'POST', body, headers: { 'content-type': type, ...headers } })
  }

  /** As a page's script sends a file. */
  upload(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Shown> {
    const own = { 'content-type': 'application/octet-stream', accept: 'application/json' }
    return this.#send(path, { method: 'POST', body: body as BodyInit, headers: { ...own, ...headers } })
  }

  signIn = (key: string, next = '') => this.post('/admin/sign-in', { key, next })

  async formToken(path: string): Promise<string> {
    return /name="formToken" value="([^"]+)"/.exec((await this.get(path)).text)?.[1] ?? ''
  }

  async #send(path: string, init: RequestInit): Promise<Shown> {
    const headers = {
      accept: 'text/html',
      cookie: [this.cookie, this.languageCookie].map((one) => one.split(';')[0]).join('; '),
      ...(init.headers as Record<string, string>),
    }
    const response = await fetch(this.#url + path, { ...init, headers, redirect: 'manual' })
    for (const one of response.headers.getSetCookie())
      if (one.startsWith('mot_cua_language=')) this.languageCookie = one
      else this.cookie = one
    const text = await response.text()
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      text,
      headers: response.headers,
    }
  }
}
