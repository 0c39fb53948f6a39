/** As much of PouchDB as the comparison of bytes uses. */
declare module 'pouchdb-core' {
  export interface Replication extends Promise<unknown> {
    cancel(): void
    on(event: 'complete' | 'error', listener: (value: unknown) => void): this
  }
  export interface Database {
    bulkDocs(docs: object[]): Promise<{ ok?: boolean; rev?: string }[]>
    put(doc: object): Promise<{ rev: string }>
    allDocs(options: { include_docs: boolean }): Promise<{ rows: { id: string; doc?: Record<string, unknown> }[] }>
    info(): Promise<{ doc_count: number }>
    sync(remote: Database, options: { live: boolean; retry: boolean }): Replication
    replicate: { from(remote: Database): Replication }
    close(): Promise<void>
  }
  interface PouchDb {
    new (name: string, options?: { adapter: 'memory' }): Database
    plugin(plugin: object): PouchDb
    defaults(options: { adapter: 'memory' }): PouchDb
  }
  const PouchDB: PouchDb
  export default PouchDB
}
declare module 'pouchdb-adapter-memory' {
  const plugin: object
  export default plugin
}
declare module 'pouchdb-adapter-http' {
  const plugin: object
  export default plugin
}
declare module 'pouchdb-replication' {
  const plugin: object
  export default plugin
}
declare module 'pouchdb-mapreduce' {
  const plugin: object
  export default plugin
}
declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http'
  /** An Express app, which is a listener. */
  export default function expressPouchDb(pouchDb: object, options: object): RequestListener
}
