/** A filled intake form and its surroundings, for tests of the form's own logic. Invented people. */
import catalogueBody from '../../gateway/sample/catalogue.json' with { type: 'json' }
import calendarBody from '../../gateway/sample/calendar.json' with { type: 'json' }
import { workingCalendarSchema } from '../../shared/deadline/calendar.ts'
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import type { Procedure } from '../../shared/procedure/catalogue.ts'
import { chooseProcedure, emptyForm } from '../features/intake/form.ts'
import type { IntakeForm } from '../features/intake/form.ts'

export const sampleCatalogue = catalogueSchema.parse(catalogueBody)
export const sampleCalendar = workingCalendarSchema.parse(calendarBody)
export const sampleNow = new Date('2026-11-24T09:00:00+07:00')

export function mustFindProcedure(code: string): Procedure {
  const found = sampleCatalogue.procedures.find((procedure) => procedure.code === code)
  if (found === undefined) throw new Error(`no procedure ${code} in the sample`)
  return found
}

export function filledForm(code = '1.004873'): IntakeForm {
  const form = chooseProcedure(emptyForm(), mustFindProcedure(code))
  return {
    ...form,
    submitter: {
      ...form.submitter,
      name: 'Nguyễn Thị Hoà',
      idNumber: '072190001234',
      birth: '17/05/1990',
      sex: 'female',
      address: 'Khu phố 3, Phường Tân Ninh',
      phone: '0912345678',
    },
  }
}
