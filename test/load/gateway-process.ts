/** One process of the gateway for the load test. Its limits are open: all desks of a province come from one address here. */
import { startGateway } from '../../gateway/gateway.ts'
import { openLimits } from '../support/gateway-world.ts'

const url = process.env['DATABASE_URL']
if (url === undefined) throw new Error('DATABASE_URL is missing')
const gateway = await startGateway({
  store: { kind: 'server', url, connections: 8 },
  rateLimits: openLimits,
  logLevel: 'error',
})
process.send?.(gateway.url)
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1000)
})
process.on('disconnect', () => void gateway.stop().then(() => process.exit(0)))
