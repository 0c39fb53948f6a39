/** Whoever is not of the room, and whatever else a network brings to its door. */
import { generateKeyPairSync } from 'node:crypto'
import { connect as connectPlain } from 'node:net'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fingerprintOf, makeCertificate } from '../../electron/services/room/certificate.ts'
import { clientClaim, makeNonce, serverClaim } from '../../electron/services/room/proof.ts'
import { RoomDesk, RoomOfDesks } from '../support/room-desks.ts'

let room: RoomOfDesks
let keeper: RoomDesk
const open: { destroy(): void }[] = []
beforeEach(async () => {
  room = new RoomOfDesks()
  keeper = await room.add()
  await room.open(keeper)
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await room.end()
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

/** A stranger with a keyboard: TLS to the keeper, line by line. */
async function stranger() {
  const socket: TLSSocket = connect({ host: keeper.address, port: room.port, rejectUnauthorized: false })
  open.push(socket)
  let text = ''
  let ended = false
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => (text += chunk))
  socket.on('error', () => undefined)
  socket.on('close', () => (ended = true))
  const lines = () =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  await until(() => expect(lines()).toHaveLength(1))
  return {
    hello: lines()[0] as { roomId: string; deskId: string; nonce: string },
    fingerprint: fingerprintOf(socket.getPeerCertificate().raw),
    lines,
    hasEnded: () => ended,
    say: (value: unknown) => void socket.write(typeof value === 'string' ? value : `${JSON.stringify(value)}\n`),
  }
}

async function joined(): Promise<RoomDesk> {
  const desk = await room.add()
  await room.join(desk, keeper)
  await until(() => expect(desk.room.link).toEqual({ kind: 'connected' }))
  return desk
}

describe('strangers at the door', () => {
  it('learn which desk is called and nothing of the queue', async () => {
    await keeper.issue()
    const one = await stranger()
    expect(Object.keys(one.hello).sort()).toEqual(['deskId', 'kind', 'nonce', 'proof', 'protocol', 'roomId', 'term'])
    expect(JSON.stringify(one.lines())).not.toContain('A001')
  })

  it('do nothing before they entered: commands are garbage then', async () => {
    const one = await stranger()
    one.say({
      kind: 'act',
      id: '0199aaaa-0000-7000-8000-000000000001',
      officerId: 'x',
      command: { kind: 'issue', letter: 'A', priority: null },
    })
    await until(() => expect(one.hasEnded()).toBe(true))
    expect(keeper.numbers).toEqual([])
  })

  it('a wrong key, a desk of no room, the keeper’s own name, and a signature of another connection are refused', async () => {
    const member = await joined()
    const { privateKey } = generateKeyPairSync('ed25519')
    const { sign } = await import('node:crypto')
    const enter = async (callerId: string, signer: (bytes: Uint8Array) => string, nonce?: string) => {
      const one = await stranger()
      const { roomId, deskId } = one.hello
      const claim = { roomId, deskId, fingerprint: one.fingerprint, callerId, nonce: nonce ?? one.hello.nonce }
      one.say({ kind: 'enter', deskId: callerId, signature: signer(clientClaim(claim)) })
      await until(() => expect(one.hasEnded()).toBe(true))
      return one.lines()[1]
    }
    const refused = { kind: 'refused', code: 'NOT_A_MEMBER' }
    expect(await enter(member.deskId, (bytes) => sign(null, bytes, privateKey).toString('base64url'))).toEqual(refused)
    expect(await enter('desk-9', (bytes) => sign(null, bytes, privateKey).toString('base64url'))).toEqual(refused)
    expect(await enter(keeper.deskId, keeper.vault.sign)).toEqual(refused)
    expect(await enter(member.deskId, member.vault.sign, makeNonce())).toEqual(refused)
  })

  it('bytes of a desk that are recorded and played again do nothing', async () => {
    const member = await joined()
    await member.issue()
    const recorded = Buffer.concat(member.cable.sent)
    const socket = connectPlain({ host: keeper.address, port: room.port })
    open.push(socket)
    let ended = false
    socket.on('error', () => undefined)
    socket.on('close', () => (ended = true))
    socket.resume()
    socket.write(recorded)
    await until(() => expect(ended).toBe(true))
    expect(keeper.numbers).toEqual(['A001'])
    expect(await member.issue()).toBe('A002')
  })

  it('garbage, endless lines, plain HTTP and floods end their own connection and nothing else', async () => {
    const member = await joined()
    const plain = connectPlain({ host: keeper.address, port: room.port })
    open.push(plain)
    plain.on('error', () => undefined)
    plain.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    for (const text of [
      '{"kind":',
      '}\n',
      'null\n',
      '"x"\n',
      '[]\n',
      '{"kind":"enter"}\n',
      '{"__proto__":{"x":1}}\n',
      `${'x'.repeat(10_000)}`,
    ]) {
      const one = await stranger()
      one.say(text)
      if (text === '{"kind":') one.say('\n')
      await until(() => expect(one.hasEnded()).toBe(true))
    }
    expect(await member.issue()).toBe('A001')
  })

  it('one address opens no more than a few connections at a time', async () => {
    const member = await joined()
    const attempts = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const socket = connect({ host: keeper.address, port: room.port, rejectUnauthorized: false })
        open.push(socket)
        return new Promise<boolean>((resolve) => {
          socket.on('error', () => resolve(false))
          socket.on('close', () => resolve(false))
          socket.on('data', () => resolve(true))
        })
      }),
    )
    expect(attempts.filter(Boolean).length).toBeLessThanOrEqual(12)
    // Who has another address comes in.
    expect(await member.issue()).toBe('A001')
  })
})

describe('joining', () => {
  const tryWith = (desk: RoomDesk, code: string) => desk.room.join({ host: keeper.address, port: room.port }, code)
  const show = () => {
    keeper.room.membership.makeCode()
    return keeper.room.membership.codes.shown?.code ?? ''
  }

  it('needs the code that is shown, as it is read; one code lets one desk in', async () => {
    const [desk, another] = [await room.add(), await room.add()]
    expect(await tryWith(desk, 'ABCD-EFGH-JKLM')).toBe('NO_CODE')
    const code = show()
    expect(await tryWith(desk, 'ABCD-EFGH-JKLM')).toBe('WRONG_CODE')
    expect(await tryWith(desk, 'ngắn')).toBe('WRONG_CODE')
    expect(await tryWith(desk, ` ${code.toLowerCase().replace(/(.{4})/g, '$1 ')}`)).toBe('DONE')
    expect(await tryWith(another, code)).toBe('NO_CODE')
    expect(keeper.room.book.file?.members.map(({ deskId, series }) => [deskId, series])).toEqual([
      ['desk-1', 1],
      ['desk-2', 2],
    ])
  })

  it('a stranger who saw the keeper’s half and does not know the code is not let in', async () => {
    show()
    const one = await stranger()
    const { publicKey } = new RoomDesk(9).vault
    const pair = { kind: 'pair', deskId: 'desk-9', deskName: 'Lạ', communeId: '25459', publicKey, nonce: makeNonce() }
    one.say(pair)
    await until(() => expect(one.lines()).toHaveLength(2))
    // Its own half played back to it is no proof either.
    one.say({ kind: 'pairProof', mac: one.lines()[1]?.['mac'] })
    await until(() => expect(one.hasEnded()).toBe(true))
    expect(one.lines()[2]).toEqual({ kind: 'refused', code: 'WRONG_CODE' })
    expect(keeper.room.book.file?.members).toHaveLength(1)
  })

  it('somebody in between who does not know the code learns nothing of it and is believed nothing', async () => {
    const { key, cert, fingerprint } = await makeCertificate()
    const impostor = new RoomDesk(9)
    const heard: string[] = []
    const roomId = '0199aaaa-0000-7000-8000-000000000001'
    const server = createServer({ key, cert }, (socket) => {
      open.push(socket)
      const proof = impostor.vault.sign(serverClaim({ roomId, deskId: 'desk-1', fingerprint }))
      const say = (value: unknown) => void socket.write(`${JSON.stringify(value)}\n`)
      say({ kind: 'hello', protocol: 1, roomId, deskId: 'desk-1', term: 1, nonce: makeNonce(), proof })
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        heard.push(String(chunk))
        say({ kind: 'pairAnswer', deskName: 'Quầy', publicKey: impostor.vault.publicKey, mac: makeNonce() })
      })
    })
    await new Promise<void>((resolve) => void server.listen(room.port, impostor.address, resolve))
    const desk = await room.add()
    const place = { host: impostor.address, port: room.port }
    expect(await desk.room.join(place, show())).toBe('WRONG_CODE')
    expect(desk.room.link).toEqual({ kind: 'alone' })
    expect(heard.join('')).not.toContain('pairProof')
    server.close()
  })

  it('five tries end a code', async () => {
    const desk = await room.add()
    const code = show()
    for (let n = 0; n < 5; n++) expect(await tryWith(desk, 'ABCD-EFGH-JKLM')).toBe('WRONG_CODE')
    expect(await tryWith(desk, code)).toBe('NO_CODE')
  })

  it('is for desks of the same commune, and never for practice', async () => {
    const desk = await room.add()
    desk.communeId = '25460'
    await desk.stop()
    await desk.start()
    expect(await tryWith(desk, show())).toBe('OTHER_COMMUNE')
    const before = desk.cable.sent.length
    desk.practice = true
    await desk.stop()
    await desk.start()
    expect(await tryWith(desk, show())).toBe('PRACTICE')
    expect(await desk.room.openHere({ host: desk.address, port: room.port })).toBe('PRACTICE')
    expect(desk.cable.sent.length).toBe(before)
  })

  it('a desk that was put out is out at once, and back only with a new code and a new series', async () => {
    const desk = await joined()
    expect(await keeper.room.membership.remove(desk.deskId)).toBe('DONE')
    await until(() => expect(desk.room.link).toMatchObject({ kind: 'searching', reason: 'NOT_A_MEMBER' }))
    expect(await desk.issue()).toBe('NO_KEEPER')
    expect(await desk.room.leave()).toBe('DONE')
    expect(await desk.issue()).toBe('A001')
    await room.join(desk, keeper)
    expect(desk.room.book.series).toBe(3)
  })

  it('a closed room lets everybody go on alone; what lies in the folder of a practice desk is not looked at', async () => {
    const desk = await joined()
    await keeper.issue()
    expect(await keeper.room.closeHere()).toBe('DONE')
    await until(() => expect(desk.room.link).toEqual({ kind: 'alone' }))
    expect([await keeper.issue(), await desk.issue()]).toEqual(['A002', 'A001'])
    await room.open(keeper)
    await keeper.stop()
    keeper.practice = true
    await keeper.start()
    expect(keeper.room.link).toEqual({ kind: 'alone' })
  })

  it('a keeper under another key is not followed', async () => {
    const desk = await joined()
    await keeper.stop()
    const thief = await room.add()
    // It has the room's papers and the keeper's address, and not its key.
    const file = { ...desk.room.book.file!, keeperId: keeper.deskId, address: keeper.address }
    Object.defineProperty(thief, 'deskId', { value: keeper.deskId })
    await thief.stop()
    await thief.start()
    await thief.room.book.save(file)
    await thief.stop()
    await thief.start()
    await until(() => expect(thief.room.link).toEqual({ kind: 'open' }))
    await until(() => expect(desk.room.link).toMatchObject({ kind: 'searching', reason: 'WRONG_KEY' }))
    expect(await desk.issue()).toBe('NO_KEEPER')
  })
})
