import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** One bundle for both hosts; nothing is fetched from anywhere but the host. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // The paper worker loads its libraries when first asked; other formats could not be split.
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Chromium of the Electron in package.json; Debian's is newer.
    target: 'chrome140',
    // A module-preload polyfill would be an inline script, which the content policy forbids.
    modulePreload: { polyfill: false },
    // Fonts and images stay files: the policy allows no data: scripts, and big data: URLs slow the first paint.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
  },
})
