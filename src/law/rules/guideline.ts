import { ACT, type Rule } from './rule.ts';

/** Guideline by the calendar year in which an increase takes effect, in basis points (210 = 2.1 %). */
const GUIDELINES = [
  [2013, 250],
  [2014, 80],
  [2015, 160],
  [2016, 200],
  [2017, 150],
  [2018, 180],
  [2019, 180],
  [2020, 220],
  [2021, 0],
  [2022, 120],
  [2023, 250],
  [2024, 250],
  [2025, 250],
  [2026, 210],
  [2027, 190],
] as const;

/** First and last calendar year with a guideline. */
export const GUIDELINE_YEARS = { first: 2013, last: 2027 } as const;

/** Rent increase guideline, RTA s.120; zero in 2021 under s.120(3.1). Each new year adds a row. */
export const GUIDELINE_RULES = GUIDELINES.map(
  ([year, basisPoints]) =>
    ({
      ...ACT,
      id: 'rent.guideline',
      fixes: `Rent increase guideline of ${year}, in basis points. It is also the interest rate of rent deposits.`,
      value: basisPoints,
      unit: 'BASIS_POINTS',
      inForceFrom: `${year}-01-01`,
      inForceTo: `${year}-12-31`,
      section: year === 2021 ? 'RTA s.120(3.1)' : 'RTA s.120(2)',
      source: 'https://www.ontario.ca/page/residential-rent-increases',
    }) as const satisfies Rule,
);
