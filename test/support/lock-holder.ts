/** Child process of a test: holds the lock of the folder it is given until it is killed. */
import { lockFolder } from '../../electron/services/disk/folder-lock.ts'

await lockFolder(process.argv[2] ?? '')
process.send?.('locked')
setInterval(() => undefined, 1000)
