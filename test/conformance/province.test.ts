import { createEnrolmentCode, revokeDesk } from '../../gateway/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { seedSample } from '../../gateway/sample.ts'
import { ScriptedGateway } from '../support/scripted-gateway.ts'
import { describeProvince } from './province.ts'

describeProvince('scripted gateway', async () => {
  const gateway = await new ScriptedGateway().start()
  let minted = 0
  return {
    url: gateway.url,
    async mintCode() {
      minted += 1
      gateway.enrolCode = `MA-GHI-DANH-${minted}`
      gateway.deskId = `desk-${minted}`
      return gateway.enrolCode
    },
    async withdraw(deskId) {
      gateway.desks.delete(deskId)
      gateway.tokens.clear()
    },
    close: () => gateway.stop(),
  }
})

describeProvince('gateway', async () => {
  const gateway = await startGateway({ store: { kind: 'memory' }, rateLimits: { enrol: 1000 } })
  const [place] = await seedSample(gateway.store)
  if (place === undefined) throw new Error('no sample desk')
  return {
    url: gateway.url,
    mintCode: () => createEnrolmentCode(gateway.store, place),
    async withdraw(deskId) {
      await revokeDesk(gateway.store, deskId)
    },
    close: () => gateway.stop(),
  }
})
