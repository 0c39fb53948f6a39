/**
 * The lunar calendar from the sky (J. Meeus, Astronomical Formulae for Calculators: phases of the moon, position of the sun), by
 * Vietnam's time: a day is a new month's first when the new moon falls in it, the month with the winter solstice is the
 * eleventh, and of thirteen months between two of them the first without a major solar term is a leap month.
 *
 * For tests: what the program holds as a table is here worked out another way.
 */
const zoneHours = 7
const radians = (degrees: number) => (degrees * Math.PI) / 180
const sine = (degrees: number) => Math.sin(radians(degrees))

/** Julian day of the `k`-th new moon since January 1900, dynamical time. */
function newMoon(k: number): number {
  const t = k / 1236.85
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2 - 0.00000347 * t ** 3
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2 + 0.00001236 * t ** 3
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2 - 0.00000239 * t ** 3
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t ** 2)
  return (
    mean +
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(moon) +
    0.0161 * sine(2 * moon) -
    0.0004 * sine(3 * moon) +
    0.0104 * sine(2 * node) -
    0.0051 * sine(sun + moon) -
    0.0074 * sine(sun - moon) +
    0.0004 * sine(2 * node + sun) -
    0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + moon) +
    0.001 * sine(2 * node - moon) +
    0.0005 * sine(2 * moon + sun)
  )
}

/** Degrees along the ecliptic at a Julian day. */
function sunLongitude(julianDay: number): number {
  const t = (julianDay - 2451545) / 36525
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t ** 2
  const centre = (1.9146 - 0.004817 * t) * sine(anomaly) + (0.019993 - 0.000101 * t) * sine(2 * anomaly)
  const longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t ** 2 + centre + 0.00029 * sine(3 * anomaly)
  return ((longitude % 360) + 360) % 360
}

/** Seconds by which dynamical time runs ahead of the clock: about 70 in these years. */
const aheadDays = 70 / 86_400
/** Days since 1970-01-01 in Vietnam. */
const dayOfMoon = (k: number) => Math.floor(newMoon(k) - aheadDays - 2440587.5 + zoneHours / 24)
/** Which twelfth of its way the sun is in at that day's midnight in Vietnam. */
const termAt = (day: number) => Math.floor(sunLongitude(day + 2440587.5 - zoneHours / 24) / 30)

/** The month in which the winter solstice of `year` falls, as the number of its new moon. */
function solsticeMonth(year: number): number {
  let k = Math.floor((Date.UTC(year, 11, 31) / 86_400_000 + 2440587.5 - 2415020.75933) / 29.53058868) + 1
  // The solstice is the start of the ninth twelfth; the month is the last that begins before it is over.
  while (termAt(dayOfMoon(k)) >= 9 || dayOfMoon(k) > Date.UTC(year, 11, 31) / 86_400_000) k -= 1
  return termAt(dayOfMoon(k + 1)) >= 9 ? k : k + 1
}

/** First day of the lunar `month` of `year` (not of a leap month), `yyyy-mm-dd`. */
export function lunarMonthStart(year: number, month: 1 | 2 | 3): string {
  const [from, to] = [solsticeMonth(year - 1), solsticeMonth(year)]
  const months = Array.from({ length: to - from }, (_, index) => from + index)
  const leap =
    months.length === 13
      ? months.findIndex((k, index) => index > 0 && termAt(dayOfMoon(k)) === termAt(dayOfMoon(k + 1)))
      : -1
  const index = month + 1
  const k = from + index + (leap !== -1 && leap <= index ? 1 : 0)
  return new Date(dayOfMoon(k) * 86_400_000).toISOString().slice(0, 10)
}
