/** What goes into the packaged desk. Everything it needs at run time is bundled into dist/, so no node_modules. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'

export const packaging: Configuration = {
  appId: 'vn.motcua.desk',
  productName: 'mot-cua',
  executableName: 'mot-cua',
  copyright: 'Apache-2.0',
  directories: { output: 'out', buildResources: 'build/resources' },
  files: ['dist/electron/**', 'dist/renderer/**', 'package.json', '!**/node_modules/**', '!**/*.map', '!**/.*'],
  extraMetadata: { scripts: {}, dependencies: {}, devDependencies: {}, allowScripts: {} },
  // What a practice desk is made of: read as files, for a real desk has no use for them.
  extraResources: [{ from: 'gateway/sample', to: 'practice' }],
  asar: true,
  npmRebuild: false,
  // Chromium's own dialogs (print, save) speak these two; the other fifty would be most of the locales' megabytes.
  electronLanguages: ['vi', 'en-US'],
  // The binary can be nothing but this desk: no Node by environment or flag, no code from outside the checked archive.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: { target: 'dir', category: 'Office' },
  publish: null,
  // Electron's demonstration app, which the binary would show if ours were missing.
  afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
}
