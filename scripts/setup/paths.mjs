import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const modules = join(root, 'node_modules')
/** The Node that the project runs on, a package like any other. */
export const projectNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
/** What the set-up remembers; goes with node_modules. */
export const memory = join(modules, '.cache', 'mot-cua')
