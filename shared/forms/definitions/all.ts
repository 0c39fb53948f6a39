/** The forms the program brings with it. A province's own list is laid over them (`library.ts`). */
import type { FormDefinition } from '../definition.ts'
import { receipt2018, receipt2025 } from './receipt.ts'
import { returnAcknowledgement } from './return-acknowledgement.ts'

export const builtInDefinitions: readonly FormDefinition[] = [receipt2018, receipt2025, returnAcknowledgement]
