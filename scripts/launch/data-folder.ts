/** Where `npm start` keeps a sample commune's gateway and desks. */
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

export interface Folders {
  gateway: string
  /** Key of the browser host's protector, apart from what it protects. */
  keyFile: string
  desk(index: number): { host: string; browser: string }
  practice: { host: string; browser: string }
}

export function planFolders(dataFlag: string | null, env: NodeJS.ProcessEnv, home = homedir()): Folders {
  const base =
    dataFlag === null ? join(xdgFolder(env.XDG_DATA_HOME, home, '.local/share'), 'mot-cua') : resolve(dataFlag)
  return {
    gateway: join(base, 'gateway'),
    keyFile: join(xdgFolder(env.XDG_CONFIG_HOME, home, '.config'), 'mot-cua', 'protector.key'),
    practice: { host: join(base, 'practice'), browser: join(base, 'practice-browser') },
    desk: (index) => ({ host: join(base, `desk-${index}`), browser: join(base, `desk-${index}-browser`) }),
  }
}

/** The XDG specification: a relative path in the variable is to be ignored. */
function xdgFolder(value: string | undefined, home: string, otherwise: string): string {
  return value !== undefined && isAbsolute(value) ? value : join(home, otherwise)
}
