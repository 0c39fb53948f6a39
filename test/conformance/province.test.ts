import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEnrolmentCode, revokeDesk } from '../../gateway/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { seedSample } from '../../gateway/sample.ts'
import { ScriptedGateway } from '../support/scripted-gateway.ts'
import { describeProvince, type ProvinceSubject } from './province.ts'

const scripted = async (): Promise<ProvinceSubject> => {
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
}

const real = async (): Promise<ProvinceSubject> => {
  const attachmentsFolder = await mkdtemp(join(tmpdir(), 'mot-cua-scans-'))
  const gateway = await startGateway({ store: { kind: 'memory' }, attachmentsFolder, rateLimits: { enrol: 1000 } })
  const [place] = await seedSample(gateway.store)
  if (place === undefined) throw new Error('no sample desk')
  return {
    url: gateway.url,
    mintCode: () => createEnrolmentCode(gateway.store, place),
    async withdraw(deskId) {
      await revokeDesk(gateway.store, deskId)
    },
    async close() {
      await gateway.stop()
      await rm(attachmentsFolder, { recursive: true, force: true })
    },
  }
}

describeProvince('scripted gateway', scripted)
describeProvince('gateway', real)
