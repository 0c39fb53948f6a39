import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            '{shared,electron,gateway,build,scripts}/**/*.test.ts',
            'test/{support,conformance,simulation,migration,load}/**/*.test.ts',
            'renderer/{database,sync}/**/*.test.ts',
            // PDFs are read back with programs of the machine; no page is needed to make them.
            'renderer/features/{printing,scans}/{pdf,xlsx}/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx', 'renderer/{app,ui,features,state}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'renderer/features/{printing,scans}/{pdf,xlsx}/**'],
          setupFiles: ['renderer/testing/setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
