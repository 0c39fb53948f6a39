/** Electron's main process and preload: one file each, with everything in it but Node and Electron. */
import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

const outside = ['electron', ...builtinModules, /^node:/]

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  build: { outDir: 'dist/electron', emptyOutDir: true, reportCompressedSize: false },
  environments: {
    main: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        target: 'node24',
        ssr: true,
        minify: false,
        outDir: 'dist/electron',
        rollupOptions: {
          input: { main: 'electron/main.ts' },
          external: outside,
          output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
        },
      },
    },
    preload: {
      consumer: 'client',
      build: {
        target: 'chrome140',
        minify: false,
        outDir: 'dist/electron',
        emptyOutDir: false,
        // A sandboxed preload is one CommonJS file: it can require Electron and nothing else.
        rollupOptions: {
          input: { preload: 'electron/preload.ts' },
          external: outside,
          output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload'] as const) {
        const environment = builder.environments[name]
        if (environment !== undefined) await builder.build(environment)
      }
    },
  },
})
