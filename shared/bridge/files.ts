/** The bridge call by which a file the page made (a table for Excel) reaches a folder of the officer's choice. */
import { z } from 'zod'

/** The kinds of file that the page makes; a page that was taken over cannot write a program or a script. */
export const fileTypes = {
  xlsx: {
    name: 'Excel',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    /** First bytes of each such file: `PK`, a zip. */
    begins: [0x50, 0x4b],
  },
} as const
export const fileTypeSchema = z.enum(Object.keys(fileTypes) as (keyof typeof fileTypes)[])
export type FileType = z.infer<typeof fileTypeSchema>

export const largestFile = 32 * 1024 * 1024

/** A name, not a path, that every file system takes. */
const fileNameSchema = z
  .string()
  .min(1)
  .max(200)
  // oxlint-disable-next-line no-control-regex -- control signs are what must not be in a name
  .regex(/^[^\u0000-\u001f\u007f/\\:*?"<>|]+$/u)
  .refine((name) => !name.startsWith('.') && !name.endsWith('.') && name.trim() === name)

const savedFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), path: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
  /** This host saves through the page's own download. */
  z.object({ kind: z.literal('useDownload') }),
])

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected')

export const bridgeFileCalls = {
  'files.save': {
    params: z
      .object({ content: bytes, type: fileTypeSchema, suggestedName: fileNameSchema })
      .refine(({ content }) => content.length <= largestFile, { message: 'too large', path: ['content'] })
      .refine(({ content, type }) => fileTypes[type].begins.every((byte, i) => content[i] === byte), {
        message: 'not of that type',
        path: ['content'],
      })
      .refine(({ suggestedName, type }) => suggestedName.endsWith(`.${type}`), {
        message: 'not a name of that type',
        path: ['suggestedName'],
      }),
    result: savedFileSchema,
  },
} as const
