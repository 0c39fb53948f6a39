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
            'test/{support,conformance,simulation,migration}/**/*.test.ts',
            'renderer/{database,sync}/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx', 'renderer/{app,ui,features,state}/**/*.test.ts'],
          setupFiles: ['renderer/testing/setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
