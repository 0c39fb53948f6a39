// What the test runners wrote down, as three numbers each. A runner that left nothing readable has failed.
import { readFileSync } from 'node:fs'

/** Vitest's JSON report. A file that could not be loaded holds no tests, so it is counted as one failure. */
export function readVitest(file, status) {
  const report = readJson(file)
  if (!Array.isArray(report?.testResults)) return { passed: 0, failed: 1, skipped: 0 }
  const empty = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
  const failed = report.numFailedTests + empty.length
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0)
  // Errors outside of any test change only the exit status.
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed, skipped }
}

export function readPlaywright(file, status) {
  const stats = readJson(file)?.stats
  if (stats === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: failed === 0 && status !== 0 ? 1 : failed, skipped: stats.skipped }
}

export function addUp(counts) {
  const sum = (key) => counts.reduce((total, one) => total + one[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
