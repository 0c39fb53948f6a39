/**
 * One host a data folder. The lock is a listening socket in a namespace that the system clears when its process dies,
 * however it dies: a lock file would outlive a `kill -9` and keep an officer out of their desk.
 */
import { createHash } from 'node:crypto'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { HostStartError } from '../host-error.ts'
import { errorCode } from './disk.ts'

export interface FolderLock {
  release(): Promise<void>
}

/** Throws HostStartError `FOLDER_IN_USE` while another process holds the folder. */
export async function lockFolder(dataFolder: string): Promise<FolderLock> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const address = addressOf(await realpath(dataFolder))
  const server = (await listen(address)) ?? (await listenAfterClearing(address))
  if (server === null) throw new HostStartError('FOLDER_IN_USE')
  server.unref()
  return {
    release: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

function addressOf(folder: string): string {
  const name = `mot-cua-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  if (process.platform === 'linux') return `\0${name}`
  // Others keep socket files after a crash, and allow about 100 characters for their path.
  return join('/tmp', `${name}.sock`)
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(address, () => resolve(server))
  })
}

async function listenAfterClearing(address: string): Promise<Server | null> {
  if (!address.startsWith('/') || (await answers(address))) return null
  await rm(address, { force: true })
  return listen(address)
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
